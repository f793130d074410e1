"""A hyperparameter may be a fraction: what holds for whole numbers only is then not used."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.errors import DeriveError
from derive.papers.reading.reader import read_text
from derive.solver.solutions import solve

SPEC = """
[hyperparameters]
f = {{ value = {value} }}
d = 8
[assumptions.kind]
options = {{ plain = "d*d*f", floored = "d*d*(f // 1)", least = "d*d*max(f, 1)" }}
[components.c]
formula = "kind"
[[claims]]
printed = "{printed}"
counts = "c"
match = "exact"
"""


@pytest.mark.parametrize(
    ("value", "printed", "kinds", "formulas"),
    [
        ('"1/2"', 32, ["plain"], ["d**2*f"]),
        ('"1/2"', 0, ["floored"], ["d**2*(f//1)"]),
        ('"1/2"', 64, ["least"], ["d**2*max(f, 1)"]),
        ('"3/1"', 192, ["plain", "floored", "least"], ["d**2*f", "d**2*max(f, 1)"]),
        ("3", 192, ["plain", "floored", "least"], ["d**2*f", "d**2*max(f, 1)"]),
    ],
)
def test_a_fraction(value: str, printed: int, kinds: list[str], formulas: list[str]) -> None:
    found = solve(read_text(SPEC.format(value=value, printed=printed)))
    assert sorted(chosen["kind"] for chosen in found) == sorted(kinds)
    assert sorted(str(reading.formulas["c"]) for reading in found.readings()) == sorted(formulas)


def test_its_value_is_exact() -> None:
    (f, _) = read_text(SPEC.format(value='"1/3"', printed=1)).hyperparameters
    assert f.value == Fraction(1, 3)


@pytest.mark.parametrize("value", ['"0.5"', '"-1/2"', '"1/0"', '"half"', "0.5", '"1/2/3"'])
def test_what_is_no_fraction_is_refused(value: str) -> None:
    with pytest.raises(DeriveError, match=r"hyperparameters\.f\.value"):
        read_text(SPEC.format(value=value, printed=1))
