"""Models, solutions, readings and derivations show themselves in a notebook."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from derive import Assumption, Claim, Component, Model, hyperparameters, solve
from derive.model.parts import Paper
from derive.notebook import Shown
from derive.render.mathml import shown
from derive.tell.derivation import derivation
from derive.tell.tables import component_table, configuration_table
from tests.render import samples
from tests.render.documents import model

SEED = "sutskever2014"
HOSTILE = "<script>alert(1)</script> \\input{x} & 100% of V_in"
TOTAL = "Vind+2Voutd+16Ld2"  # what is left of a formula where all marks are taken out


def paper(title: str = "") -> Model:
    return Model(
        hyperparameters=hyperparameters(d=10),
        assumptions=(Assumption(name="bias", asks=HOSTILE),),
        components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
        claims=(Claim(printed="220", counts="2*layer"),),
        paper=Paper(title=title, authors=(title,) if title else ()),
    )


def values(title: str = "") -> list[Shown]:
    """Give one of each that shows itself."""
    found = solve(paper(title))
    (reading,) = found.readings()
    return [
        found.model,
        found,
        reading,
        derivation(found, reading),
        component_table(reading),
        configuration_table(reading),
    ]


class Printer:
    """What IPython hands to `_repr_pretty_`."""

    said = ""

    def text(self, words: str) -> None:
        self.said += words


def printed(value: Any) -> str:
    printer = Printer()
    value._repr_pretty_(printer, False)
    return printer.said


def test_a_model_shows_what_is_given_open_counted_and_claimed() -> None:
    page = shown(model(SEED)._repr_html_()).replace("\n", "")
    for said in ("Sequence to Sequence Learning", "160,000", "How many bias vectors", "384M"):
        assert said in page
    assert "384M" in model(SEED)._repr_latex_() and "384M" in model(SEED)._repr_markdown_()
    assert "V_in·d" in printed(model(SEED)) or "160,000" in printed(model(SEED))


def test_solutions_show_how_many_remain_and_their_formulas() -> None:
    found = solve(model(SEED))
    page = shown(found._repr_html_())
    assert "31 of 350,208 ways of counting" in page and TOTAL in page.replace(" ", "")
    assert repr(found) == "<31 of 350,208 assumption sets>"
    none = solve(replace(paper(), claims=(Claim(printed="7", counts="layer"),)))
    assert "None of 2 ways of counting gives the printed number" in none._repr_html_()


def test_a_reading_shows_each_claim() -> None:
    reading = solve(model(SEED)).readings(1)[0]
    page = shown(reading._repr_html_())
    assert TOTAL in page.replace(" ", "") and "384,000,000" in page
    latex = reading._repr_latex_()
    assert "384{,}000{,}000" in latex and "V_{\\mathrm{in}}" in latex


def test_what_a_claim_counts_is_a_formula_where_it_has_no_name() -> None:
    (reading,) = solve(paper()).readings()
    assert printed(reading).splitlines()[0].startswith("  2·layer = ")
    assert "2 N_{\\text{layer}} &= " in reading._repr_latex_()


def test_a_derivation_shows_its_sums() -> None:
    found = solve(model(SEED))
    told = derivation(found, found.readings(1)[0])
    assert "printed as 384M, exactly" in told._repr_html_()
    assert "\\label{derive:total}" in told._repr_latex_()
    assert "$V_{\\mathrm{in}}$" in told._repr_markdown_()
    assert "384,000,000   printed as 384M, exactly" in printed(told)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)


@pytest.mark.parametrize("at", range(6))
def test_hostile_titles_are_only_text(at: int) -> None:
    value: Any = values(HOSTILE)[at]
    tags = Tags()
    tags.feed(value._repr_html_())
    assert "article" in tags.seen and not tags.seen & {"script", "img"}
    assert "\\input" not in value._repr_latex_()
    assert "<script>" not in value._repr_markdown_()


def test_a_notebook_document_is_a_document() -> None:
    found = solve(paper(samples.HOSTILE))
    told = derivation(found, found.readings(1)[0])
    assert replace(told, title="other")._repr_html_()
