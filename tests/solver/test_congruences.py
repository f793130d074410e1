"""Values for which a divisor divides, against trying each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from derive.intervals import Interval
from derive.solver.congruences import divisible
from derive.solver.integers import value


@given(
    st.lists(st.integers(-40, 40), min_size=1, max_size=4),
    st.integers(1, 40),
    st.integers(-50, 50),
    st.integers(0, 120),
)
def test_all_and_only_those(coefficients: list[int], divisor: int, low: int, width: int) -> None:
    span = Interval(low, low + width)
    looked: list[int] = []
    found = list(divisible(coefficients, divisor, span, looked.append))
    tried = [x for x in range(low, low + width + 1) if value(coefficients, x) % divisor == 0]
    assert found == tried
    assert sum(looked) == (min(divisor, width + 1) if len(coefficients) > 2 else 0)


def test_a_wide_range_is_only_followed_as_far_as_it_is_asked() -> None:
    """10^30 values: the first of each is there at once."""
    wide = Interval(1, 10**30)
    assert next(divisible([1, 2], 10**9 + 7, wide, print)) == 500_000_003
    assert next(divisible([0, 0, 1], 10_000, wide, lambda number: None)) == 100
