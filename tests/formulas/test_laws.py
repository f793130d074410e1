"""The tree that is shown and the polynomial that is true have one value, at every step."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.components import LIBRARY
from derive.formulas.exact import exact
from derive.formulas.formula import formula
from derive.formulas.grammar import parse
from derive.formulas.spelling import TEXT, spell, written_from_polynomial
from derive.formulas.style import TIMES, marked
from derive.formulas.tree import Number, evaluate, substitute
from tests.strategies import HYPERPARAMETERS, formulas

values = st.fixed_dictionaries({name: st.integers(0, 9) for name in HYPERPARAMETERS})
some = formulas(HYPERPARAMETERS)


@given(some, values)
def test_tree_and_polynomial_have_one_value(text: str, chosen: dict[str, int]) -> None:
    tree = parse(text, LIBRARY)
    assert evaluate(tree, chosen) == exact(tree).evaluate(chosen)


@given(some, values)
def test_a_formula_spelled_is_the_formula(text: str, chosen: dict[str, int]) -> None:
    tree = parse(text, LIBRARY)
    again = parse(spell(tree))
    assert spell(again) == spell(tree)
    assert evaluate(again, chosen) == evaluate(tree, chosen)


@given(some, values)
def test_substitution_keeps_the_value(text: str, chosen: dict[str, int]) -> None:
    tree = parse(text, LIBRARY)
    for name, value in chosen.items():
        part = substitute(tree, {name: Number(value)})
        assert evaluate(part, chosen) == evaluate(tree, chosen)
        assert exact(part).evaluate(chosen) == evaluate(tree, chosen)


@given(some, values)
def test_a_polynomial_spelled_has_its_value(text: str, chosen: dict[str, int]) -> None:
    polynomial = exact(parse(text, LIBRARY))
    assert exact(written_from_polynomial(polynomial)) == polynomial
    assert evaluate(written_from_polynomial(polynomial), chosen) == polynomial.evaluate(chosen)


@given(some, values)
def test_sympy_agrees(text: str, chosen: dict[str, int]) -> None:
    from derive.formulas.sympy import symbol

    asked = formula(text, LIBRARY)
    expected = asked.value(chosen)
    found = asked.expression.subs({symbol(n): v for n, v in chosen.items()}).doit()
    assert Fraction(int(found.p), int(found.q)) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("4*(n*m + n**2)", "4(n·m + n²)"),
        ("L * lstm(d, d)", "L·4(d·d + d²)"),
        ("a - (b - c)", "a - (b - c)"),
        ("a - b - c", "a - b - c"),
        ("(a + b) + c", "(a + b) + c"),
        ("(a + b) - c + d", "(a + b) - c + d"),
        ("a + (b + c)", "a + (b + c)"),
        ("-a + b", "-a + b"),
        ("a*b/c", "a·b/c"),
        ("a*(b/c)", "a·(b/c)"),
        ("a/(b*c)", "a/(b·c)"),
        ("(a + b)**3", "(a + b)³"),
        ("(a**2)**3", "(a²)³"),
        ("a // b * c", "(a // b)·c"),
        ("a / b * c", "(a/b)·c"),
        ("a // b // c", "(a // b) // c"),
        ("8*d // 3 * 10 // 10", "(8·d // 3)·10 // 10"),
        ("160000*d", "160,000·d"),
        ("ceil_to(V, 128)*d", "ceil_to(V, 128)·d"),
    ],
)
def test_order_and_brackets_are_the_authors(text: str, shown: str) -> None:
    tree = parse(text, LIBRARY)
    assert spell(tree, TEXT) == shown
    assert exact(parse(spell(tree))) == exact(tree)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a formula is empty"),
        ("4*", "this is not a formula"),
        ("d.real", "an attribute is not part of a formula"),
        ("d[0]", "an index is not part of a formula"),
        ("lambda: 1", "a lambda is not part of a formula"),
        ("[i for i in d]", "a comprehension is not part of a formula"),
        ("f'{d}'", "a string is not part of a formula"),
        ("d if d else 1", "a condition is not part of a formula"),
        ("d < 1", "a comparison is not part of a formula"),
        ("1.5*d", "1.5 is not part of a formula"),
        ("True", "True is not part of a formula"),
        ("d @ d", "the operator of 'd @ d' is not part of a formula"),
        ("__import__('os')", "there is no component or function '__import__'"),
        ("lsmt(d, d)", "did you mean lstm"),
        ("lstm(d)", "missing 1 required positional argument"),
        ("lstm(d, d, baes=1)", "unexpected keyword argument 'baes'"),
        ("2**65", "the exponent 65 is over the limit of 64"),
        ("d**-1", "an exponent must be a whole number of 0 or more"),
        ("(" * 61 + "d" + ")" * 61, "brackets are nested deeper than 60"),
        ("9" * 41, "a number in a formula has up to 40 digits"),
        ("d + " * 2000 + "d", "over the limit of 5000"),
        ("sum(i, 3, 1, 2)", "the second argument of sum must be a name"),
        ("min()", "min takes"),
        ("(d := 3)", "an assignment is not part of a formula"),
        ("V½d", "'½' is not part of a formula"),
    ],
)
def test_what_is_no_formula_is_refused(text: str, message: str) -> None:
    from derive.errors import FormulaError

    with pytest.raises(FormulaError) as seen:
        parse(text, LIBRARY)
    assert message in str(seen.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(d**64)**2", "a total degree of up to 128"),
        ("(a + b + c)**30", "a number of terms"),
        ("((9**64)**64)", "a number of bits"),
    ],
)
def test_an_enormous_expansion_is_refused_before_it_is_made(text: str, message: str) -> None:
    from derive.errors import FormulaError

    with pytest.raises(FormulaError) as seen:
        exact(parse(text))
    assert message in str(seen.value)


@pytest.mark.parametrize("degree", range(9))
def test_sums_of_powers_are_sympys(degree: int) -> None:
    from sympy import Poly, Symbol, summation

    from derive.formulas.power_sums import power_sum

    i, n = Symbol("i", integer=True), Symbol("n", integer=True, positive=True)
    expected = Poly(summation(i**degree, (i, 1, n)), n).all_coeffs()[::-1]
    assert [str(c) for c in power_sum(degree)] == [str(c) for c in expected]


def test_spelling_takes_one_step_a_bracket() -> None:
    """Each factor used to be spelled twice: twenty-nine brackets took 2 to the 29th steps."""
    depth = 29  # the language takes sixty levels
    tree = parse("b*(c + " * depth + "1" + ")" * depth)
    assert spell(tree) == "b*(c + " * depth + "1" + ")" * depth
    assert spell(tree, TEXT) == "b·(c + " * depth + "1" + ")" * depth


def test_a_style_says_which_of_its_joints_end_a_line() -> None:
    crossed = replace(TEXT, times=lambda joint: " × ")
    assert marked(parse("a*b"), crossed) == "a × b"
    assert marked(parse("a*b"), replace(crossed, breakable=("×",))) == f"a{chr(TIMES)} × b"
