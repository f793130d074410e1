"""Formulas as each format spells them: what is shown is what is true."""

from __future__ import annotations

import json as standard
import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from derive import limits
from derive.formulas.grammar import parse
from derive.formulas.latex import FLAT_LATEX
from derive.formulas.spelling import CODE, LATEX, TEXT, spell
from derive.formulas.style import marked
from derive.formulas.tree import (
    Call,
    Name,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Written,
    evaluate,
)
from derive.render import json, mathml
from derive.render.breaking import broken
from derive.steps import Document, Equation, row
from tests.render.documents import of_paper

VALUES = {"d": 7, "V_in": 11, "L": 3, "hidden_size": 5}


def trees(depth: int = 3) -> st.SearchStrategy[Written]:
    leaves: st.SearchStrategy[Written] = st.one_of(
        st.integers(0, 2000).map(Number), st.sampled_from(sorted(VALUES)).map(Name)
    )
    if not depth:
        return leaves
    inner = trees(depth - 1)
    signed = st.tuples(st.sampled_from([1, -1]), inner)
    return st.one_of(
        leaves,
        st.lists(signed, min_size=1, max_size=4).map(lambda t: Sum(tuple(t))),
        st.lists(inner, min_size=2, max_size=4).map(lambda f: Product(tuple(f))),
        st.builds(Power, inner, st.integers(0, 3).map(Number)),
        st.builds(Quotient, inner, st.integers(1, 9).map(Number), st.booleans()),
        st.builds(lambda a: Call("ceil_to", (a, Number(8))), inner),
    )


@given(trees())
def test_code_reads_back(tree: Written) -> None:
    assert evaluate(parse(spell(tree, CODE)), VALUES) == evaluate(tree, VALUES)


@given(trees())
def test_every_side_of_a_chain_is_one_number(tree: Written) -> None:
    """The law: in JSON, what is evaluated is what the formula before it evaluates to."""
    document = Document(title="", steps=(Equation(row("count", tree, VALUES)),))
    sides = standard.loads(json.json(document))["steps"][0]["rows"][0]["sides"]
    expected = Fraction(evaluate(tree, VALUES))
    digits = max(len(str(abs(expected.numerator))), len(str(expected.denominator)))
    assume(digits <= limits.DIGITS)  # a longer number is no formula
    for side in sides[1:]:
        assert evaluate(parse(side["code"]), VALUES) == expected
        if "value" in side:
            assert Fraction(side["value"]) == expected


def test_every_number_of_the_seed_follows_from_the_formula_before_it() -> None:
    data = standard.loads(json.json(of_paper("sutskever2014")))
    equations = [s for part in data["steps"] for s in part["steps"] if s["kind"] == "equation"]
    rows = [row for equation in equations for row in equation["rows"]]
    assert len(rows) >= 9
    for one in rows:
        numeric = [side for side in one["sides"][1:] if "value" in side]
        assert len(numeric) >= 1 and len({side["value"] for side in numeric}) == 1
        for side in numeric:
            assert evaluate(parse(side["code"]), {}) == side["value"]


@given(trees(), st.integers(8, 60))
def test_breaking_loses_nothing(tree: Written, width: int) -> None:
    for style in (TEXT, LATEX, FLAT_LATEX):
        pieces = broken(marked(tree, style), lambda text, _: len(text) <= width)
        together = "".join(piece.text for piece in pieces)
        assert together.replace(" ", "") == spell(tree, style).replace(" ", "")
        if style is not TEXT:
            for piece in pieces:
                assert piece.text.count("{") == piece.text.count("}")


@given(trees())
def test_no_bad_signs_and_no_joined_numbers(tree: Written) -> None:
    assert "+ -" not in spell(tree, LATEX).replace("(-", "")
    unsigned = f"({mathml.INVISIBLE}|{mathml.THIN})+"
    joined = rf"</mn>(</m\w+>)*{unsigned}(<(?!mfrac)m\w+>)*<mn>"
    assert not re.search(joined, spell(tree, mathml.style({})))


@pytest.mark.parametrize(
    ("formula", "latex"),
    [
        ("4*512*1024", r"4 \cdot 512 \cdot 1{,}024"),
        ("L*4*(d*d + d**2)", r"L \cdot 4 (d d + d^{2})"),
        ("d*(d + 1)", r"d\,(d + 1)"),
        ("hidden_size*layers", r"\mathrm{hidden\_size}\,\mathrm{layers}"),
        ("a + -b", "a - b"),
        ("d*3/2", r"\frac{d \cdot 3}{2}"),
        ("2*(d/3)", r"2 \cdot \frac{d}{3}"),
        ("d*(d//3)", r"d \left\lfloor \frac{d}{3} \right\rfloor"),
        ("ceil_to(V, 128)*d", r"128 \left\lceil \frac{V}{128} \right\rceil d"),
        ("(a - b)**2", "(a - b)^{2}"),
        ("a - (b - c)", "a - (b - c)"),
        ("sum(i*d, i, 1, L)", r"\sum_{i=1}^{L} i d"),
        ("min(a, b)", r"\min(a, b)"),
        ("2**d * 3", r"2^{d} \cdot 3"),
    ],
)
def test_latex_as_a_careful_mathematician_sets_it(formula: str, latex: str) -> None:
    assert spell(parse(formula), LATEX) == latex


def test_mathml_has_a_dot_between_numbers() -> None:
    assert mathml.shown(spell(parse("4*512*1024"), mathml.style({}))) == "4·512·1,024"
    assert mathml.shown(spell(parse("4*d"), mathml.style({}))) == "4d"


def test_a_power_of_a_name_with_a_superscript() -> None:
    from dataclasses import replace

    style = replace(LATEX, names={"d": r"d^{\ast}"})
    assert spell(parse("d**2"), style) == r"{d^{\ast}}^{2}"
