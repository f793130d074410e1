"""The step tree: values that refuse what no renderer could set."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.errors import DeriveError
from derive.formulas.grammar import parse
from derive.formulas.symbol_latex import check_latex, latex_name, read_latex
from derive.formulas.tree import Name, Number, evaluate
from derive.steps import Document, Equation, Math, Row, Section, Table, Text, line, row, walk


def test_a_chain_leaves_out_what_repeats() -> None:
    assert row("d", parse("d"), {"d": 7}).sides == (Name("d"), Number(7))
    assert row("c", parse("1*d + 0*L"), {"d": 7, "L": 2}).sides == (
        Name("c"),
        Name("d"),
        Number(7),
    )


def test_a_chain_ends_as_written_where_a_value_is_missing() -> None:
    assert row("c", parse("d*L"), {"d": 7}).sides == (Name("c"), parse("d*L"))


def test_a_chain_keeps_fractions_exact() -> None:
    last = row("c", parse("d/2"), {"d": 7}).sides[-1]
    assert evaluate(last, {}) == Fraction(7, 2)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Equation(),
        lambda: Row(sides=()),
        lambda: Math(),
        lambda: Math(Number(1), relation="~"),
        lambda: Table(head=(("a",),), rows=(), columns="x"),
        lambda: Table(head=(("a",),), rows=((1, 2),), columns="l"),
    ],
    ids=["no row", "no side", "no formula", "relation", "alignment", "cells"],
)
def test_what_cannot_be_set_is_refused(make: object) -> None:
    with pytest.raises(DeriveError):
        make()  # type: ignore[operator]


def test_walk_and_line() -> None:
    inner = Text("b")
    assert list(walk((Section("a", inner),)))[-1] is inner
    assert line("", "a", "") == ("a",)


@pytest.mark.parametrize(
    "latex",
    [
        "",
        "}",
        "{",
        "x}{y",
        "x__2",
        "x_",
        "^2",
        "x^{2}^{3}",
        "x''",
        r"\input{x}",
        r"\write18{rm}",
        r"\catcode`\%=12",
        r"\def\x{}",
        r"\mathrm",
        r"\mathrm x",
        r"\text{$x$}",
        r"\text{\alpha}",
        "^^5cinput",
        "x%",
        "x$",
        "x&y",
        "x#1",
        "x~y",
        r"x\\y",
        "x\ny",
        "ü",
        "{" * 10 + "x" + "}" * 10,
        "x" * 500,
    ],
)
def test_a_name_that_could_leave_its_place_is_refused(latex: str) -> None:
    with pytest.raises(DeriveError):
        check_latex(latex)
    with pytest.raises(DeriveError):
        Document(title="", names={"x": latex})


@pytest.mark.parametrize(
    "latex",
    [
        r"V_{\mathrm{in}}",
        r"\lambda",
        r"d_{\text{ff, 2}}",
        r"\hat{\mathbf{W}}_i^{(2)}".replace("(", "").replace(")", ""),
        "x'",
        r"N_{\mathrm{a\_b}}",
    ],
)
def test_usual_names_pass(latex: str) -> None:
    assert check_latex(latex) == latex


@given(st.text(max_size=40))
def test_a_made_name_is_always_a_safe_one(name: str) -> None:
    if name:
        assert read_latex(latex_name(name))


@given(st.text(alphabet="\\{}_^ax1 '$%&#~", max_size=12))
def test_what_passes_is_balanced_and_has_no_active_character(latex: str) -> None:
    try:
        check_latex(latex)
    except DeriveError:
        return
    assert latex.replace("\\_", "").count("{") == latex.count("}")
    assert not set(latex) & set("$%&#~")
