"""A simplification keeps the value for every value its symbols may have, and finds one formula."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from derive.errors import FormulaError
from derive.formulas.exact import exact
from derive.formulas.grammar import parse
from derive.formulas.simplified import is_not_negative, is_whole, simplified

NAMES = ("d", "h", "V")
wholes = st.fixed_dictionaries({name: st.integers(0, 9) for name in NAMES})
anything = st.fixed_dictionaries({name: st.fractions(-4, 4, max_denominator=3) for name in NAMES})


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair, some = st.tuples(inner, inner), st.integers(0, 4)
    return st.one_of(
        pair.map(lambda p: f"{p[0]} + {p[1]}"),
        pair.map(lambda p: f"({p[0]}) - ({p[1]})"),
        pair.map(lambda p: f"({p[0]})*({p[1]})"),
        pair.map(lambda p: f"({p[0]}) // ({p[1]})"),
        pair.map(lambda p: f"({p[0]}) / ({p[1]})"),
        pair.map(lambda p: f"ceil_to({p[0]}, {p[1]})"),
        pair.map(lambda p: f"min({p[0]}, {p[1]})"),
        pair.map(lambda p: f"max({p[0]}, {p[1]})"),
        st.tuples(inner, some).map(lambda p: f"min({p[0]}, {p[1]}, d)"),
        st.tuples(inner, some).map(lambda p: f"max({p[0]}, {p[1]}, d)"),
        inner.map(lambda f: f"sum(max(i, {f}, 0), i, -1, 2)"),
    )


leaves = st.one_of(st.sampled_from(NAMES), st.integers(0, 4).map(str))
texts = st.recursive(leaves, grown, max_leaves=6)


@given(texts, wholes)
def test_the_value_stays_for_whole_numbers(text: str, chosen: dict[str, int]) -> None:
    polynomial, value = worked(text, chosen)
    assert simplified(polynomial).evaluate(chosen) == value
    if is_whole(polynomial):
        assert Fraction(value).denominator == 1
    if is_not_negative(polynomial):
        assert value >= 0


@given(texts, anything)
def test_the_value_stays_for_any_number_of_a_loose_name(
    text: str, chosen: dict[str, Fraction]
) -> None:
    polynomial, value = worked(text, chosen)
    loose = frozenset(NAMES)
    assert simplified(polynomial, loose).evaluate(chosen) == value
    if is_whole(polynomial, loose):
        assert Fraction(value).denominator == 1
    if is_not_negative(polynomial, loose):
        assert value >= 0


def worked(text: str, chosen):  # type: ignore[no-untyped-def]
    """Give the polynomial and its value; what divides by 0 has none."""
    from derive.formulas.tree import evaluate

    try:
        tree = parse(text)
        return exact(tree), evaluate(tree, chosen)
    except FormulaError:
        assume(False)


@pytest.mark.parametrize(
    ("text", "simpler"),
    [
        ("d // 1", "d"),
        ("0 // h", "0"),
        ("ceil_to(V, 1)", "V"),
        ("ceil_to(0, h)", "0"),
        ("min(d, 0)", "0"),
        ("max(d, 0)", "d"),
        ("max(d*V, 0 - 3)", "d*V"),
        ("min(d, 1, 0)", "0"),
        ("max(d, d + h)", "d + h"),
        ("min(d, 7, 5)", "min(d, 5)"),
        ("min(min(d, h), V)", "min(d, h, V)"),
        ("max(d, max(h, max(V, d)))", "max(d, h, V)"),
        ("min(d, max(d, h))", "d"),
        ("(4*d*h) // h", "4*d"),
        ("(6*d + h) // 3", "2*d + h // 3"),
        ("ceil_to(64*d + V, 64)", "64*d + ceil_to(V, 64)"),
        ("min(d // 1, h)", "min(d, h)"),
        ("V*(max(d, 0) - d)", "0"),
    ],
)
def test_one_formula_is_found(text: str, simpler: str) -> None:
    assert simplified(exact(parse(text))) == simplified(exact(parse(simpler)))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("d // 2", "d"),
        ("max(d, 1)", "d"),
        ("min(d, 1)", "1"),
        ("ceil_to(d // 2, 2)", "d"),
        ("(d/2) // 1", "d/2"),
        ("sum(max(i, 0), i, -1, d)", "sum(i, i, -1, d)"),
    ],
)
def test_two_formulas_stay_two(text: str, other: str) -> None:
    assert simplified(exact(parse(text))) != simplified(exact(parse(other)))
