"""What derive prints can be pasted back, and what people write elsewhere gets its message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.components import LIBRARY
from derive.errors import FormulaError
from derive.formulas.exact import exact
from derive.formulas.grammar import condition, parse
from derive.formulas.pasted import plainly
from derive.formulas.spelling import TEXT, spell
from derive.formulas.tree import Summation, Written, parts
from tests.strategies import HYPERPARAMETERS, formulas


def holds_a_sum(tree: Written) -> bool:
    return isinstance(tree, Summation) or any(map(holds_a_sum, parts(tree)))


@given(formulas(HYPERPARAMETERS))
def test_a_printed_formula_is_the_same_formula(text: str) -> None:
    """All but sums over an index, which are told in words."""
    tree = parse(text, LIBRARY)
    if not holds_a_sum(tree):
        assert exact(parse(spell(tree, TEXT))) == exact(tree)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("V_in·d + 16·L·d²", "V_in*d + 16*L*d**2"),
        ("4(d·d + d²)", "4*(d*d + d**2)"),
        ("d¹²³ × 2", "d**123 * 2"),
        ("1,024·d − 7", "1024*d - 7"),
        ("max(1,000·d, d²)", "max(1000*d, d**2)"),
        ("linear(100,200)", "linear(100,200)"),
        ("term_4(d)", "term_4(d)"),
    ],
)
def test_the_signs(printed: str, plain: str) -> None:
    assert plainly(printed).text == plain


def test_a_condition_takes_them_too() -> None:
    assert condition("2·d == d²").names == ("d",)


@pytest.mark.parametrize(
    ("text", "message", "caret"),
    [
        ("d^2", "write d**2 for the power", "^^^"),
        ("2d + 1", "write 2*d for the product 2d", "^"),
        ("3 d", "write 3*d for the product 3 d", "  ^"),
        ("d*True", "write 1", "  ^^^^"),
        ("2(d + 1)", "write 2*(d + 1) for the product", "^^^^^^^^"),
        ("sqrt(d)", "formulas are exact: state the root as a hyperparameter of its own", "^^^^"),
        ("floor(d)", "write a // b", "^^^^^"),
        ("{0|1}*d", "braces are a choice in `derive ask`", "^^^^^"),
        ("{no: 0, yes: 1}", "in a file write [assumptions.NAME]", "^^^^^^^^^^^^^^^"),
        ("d·d² + e·True", "write 1", "         ^^^^"),
        ("d²·(1 +", "this is not a formula", "   ^"),
        ("½·d", "'½' is not part of a formula", "^"),
    ],
)
def test_what_to_write_and_where(text: str, message: str, caret: str) -> None:
    with pytest.raises(FormulaError) as fault:
        parse(text)
    first, shown, marks = str(fault.value).split("\n")
    assert message in first
    assert (shown, marks) == (f"  {text}", f"  {caret}")


@given(st.text(alphabet="d·²³1,()+ 0×−", max_size=30))
def test_every_place_is_one_of_the_text(text: str) -> None:
    plain = plainly(text)
    assert len(plain.places) == len(plain.text) + 1
    assert list(plain.places) == sorted(plain.places)
    assert all(0 <= at <= len(text) for at in plain.places)
