"""What working formulas out may take: added up over all of them, and refused before it is done."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive import limits
from derive.errors import FormulaError, WorkError
from derive.formulas.exact import exact
from derive.formulas.formula import formula
from derive.formulas.grammar import parse
from derive.formulas.polynomial import Polynomial, raised
from derive.formulas.tree import evaluate, powered
from derive.formulas.work import charge, together

VALUES = {"a": 3, "L": 100}


def steps(*texts: str) -> int:
    """The steps of expanding formulas and of counting them, as trees and as polynomials."""
    with together() as bill:
        for text in texts:
            tree = parse(text)
            evaluate(tree, VALUES)
            exact(tree).evaluate(VALUES)
    return bill.steps


@pytest.mark.parametrize(
    "text",
    [
        "(a + L + 1)**5",
        "(a + L)*(a + 1)*(L + 1)",
        "sum(i*a//3, i, 1, 50)",
        "sum(i*a//3, i, 1, L)",
        "sum(sum(i*j//3, i, 1, 9), j, 1, 9)",
    ],
)
def test_twice_the_formulas_are_twice_the_steps(text: str) -> None:
    once = steps(text)
    assert once > 0
    assert steps(text, text) == 2 * once
    assert steps(text, text, text, text) == 4 * once


def test_twice_the_terms_are_about_twice_the_steps() -> None:
    half, whole = (steps(f"sum(i*a//3, i, 1, {n})") for n in (2_000, 4_000))
    assert 1.9 * half < whole < 2.1 * half


def test_a_closed_form_is_charged_alike_however_far_it_goes() -> None:
    few, many = (parse(f"sum(i*i*a + 1, i, 1, {n})") for n in (10, 10_000))
    with together() as short:
        exact(few)
    with together() as long:
        exact(many)
    assert short.steps == long.steps


def test_bills_inside_of_one_another_are_one() -> None:
    with together() as outer:
        charge(7, "a sum")
        with together() as inner:
            charge(5, "a sum")
    assert outer is inner and outer.steps == 12
    with together() as apart:
        charge(1, "a sum")
    assert apart.steps == 1


def test_what_is_too_much_is_refused_before_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WORK", 1_000)
    few, again = exact(parse("sum(i*a//3, i, 1, L)")), {"a": 3, "L": 20}
    with pytest.raises(WorkError, match=r"a sum of 9,000 terms.*1,000 steps.*limit WORK"):
        exact(parse("sum(i*a//3, i, 1, 9000)"))
    with together():
        assert few.evaluate(again) == sum(range(1, 21))
        with pytest.raises(WorkError):
            _ = [few.evaluate(again) for _ in range(100)]


bodies = st.sampled_from(["i", "i*i", "i**3*a - 2*i", "7", "a", "i/3 + a", "(i + a)**4"])
ends = st.integers(-6, 12)


@given(bodies, ends, st.integers(-1, 9))
def test_a_closed_form_is_the_sum_written_out(body: str, first: int, more: int) -> None:
    text = f"sum({body}, i, {first}, {first + more})"
    written_out = sum(
        evaluate(parse(body), {"i": i, "a": 5}) for i in range(first, first + more + 1)
    )
    assert exact(parse(text)).evaluate({"a": 5}) == evaluate(parse(text), {"a": 5}) == written_out


bases = st.one_of(st.integers(-9, 9), st.fractions(min_value=-5, max_value=5, max_denominator=9))


@given(bases, st.integers(-6, 6))
def test_a_power_is_the_power(base: int | Fraction, exponent: int) -> None:
    if base == 0 and exponent < 0:
        with pytest.raises(FormulaError, match="has no value"):
            powered(base, exponent)
    else:
        assert powered(base, exponent) == Fraction(base) ** exponent


def grown(step: Callable[[Any], Any], start: Any) -> Any:
    """Put what comes out in again, as options do that name each other."""
    for _ in range(5_000):
        start = step(start)
    return start


@pytest.mark.parametrize("base", [9, -9, Fraction(1, 9), Fraction(9, 7)])
def test_a_tower_of_powers_is_refused_in_every_way_of_counting_it(base: int | Fraction) -> None:
    power, polynomial = parse("x**64"), Polynomial.constant(base)
    with pytest.raises(FormulaError, match="limit NUMBER_BITS"):
        grown(lambda x: evaluate(power, {"x": x}), base)
    with pytest.raises(FormulaError, match="a number of bits"):
        grown(lambda x: x**64, polynomial)
    with pytest.raises(FormulaError, match="limit NUMBER_BITS"):
        grown(lambda x: raised(x, -64), polynomial)


@pytest.mark.parametrize(
    "step", ["x*x*x*x", "x**4", "x*x + x", "x/7*x/11", "min(x*x, x*x + 1)", "ceil_to(x*x, 3)"]
)
def test_no_number_grows_beyond_its_bits(step: str) -> None:
    tree, polynomial, start = parse(step), exact(parse(step)), 10**30 + 7
    with pytest.raises(FormulaError, match="limit NUMBER_BITS"):
        grown(lambda x: evaluate(tree, {"x": x}), start)
    with pytest.raises(FormulaError, match=r"limit NUMBER_BITS|a number of bits"):
        grown(lambda x: polynomial.substitute({"x": x}), Polynomial.constant(start))


def test_a_degree_that_grows_by_what_is_put_in_is_refused() -> None:
    power = formula("x**60").exact
    with pytest.raises(FormulaError, match="a total degree of up to 3600"):
        power.substitute({"x": formula("d**60").exact})


def test_a_large_power_of_a_name_is_refused_before_it_is_computed() -> None:
    with pytest.raises(FormulaError, match="limit NUMBER_BITS"):
        Polynomial({(("d", 10**9),): 1}).evaluate({"d": 7})
