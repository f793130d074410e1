"""The documents and renderings that golden files hold; `python -m tests.pages`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from derive import read, solve
from derive.model.model import Model
from derive.render import html, json, latex, markdown, text
from derive.render.options import LatexOptions
from derive.steps import Document
from derive.tell.derivation import derivation
from derive.tell.quantities import quantities
from derive.tell.tables import component_table, configuration_table
from tests.documents import ROOT
from tests.render import samples

GOLDEN = ROOT / "tests" / "golden"
PAPERS = ROOT / "derive" / "papers" / "catalogue"


@cache
def model(name: str) -> Model:
    return read(PAPERS / f"{name}.toml")


@cache
def of_paper(name: str) -> Document:
    found = solve(model(name))
    return derivation(found, found.readings(1)[0])


def renderings() -> Iterator[tuple[str, str]]:
    """Give every golden file's name and what should be in it."""
    seed = "sutskever2014"
    document = of_paper(seed)
    narrow = LatexOptions(width=219)
    reading = solve(model(seed)).readings(1)[0]
    table = component_table(reading)
    yield "seed.fragment.tex", latex.fragment(document)
    yield "seed.narrow.tex", latex.fragment(document, narrow)
    yield "seed.standalone.tex", latex.standalone(document)
    yield "seed.table.tex", latex.fragment(table)
    yield "seed.macros.tex", latex.macros(quantities(reading))
    yield "seed.txt", text.text(document)
    yield "seed.md", markdown.markdown(document)
    yield "seed.html", html.page(document)
    yield "seed.json", json.json(document)
    yield "hostile.tex", latex.standalone(samples.hostile(), narrow)
    yield "hostile.txt", text.text(samples.hostile())
    yield "hostile.md", markdown.markdown(samples.hostile())
    yield "hostile.html", html.page(samples.hostile())


def papers() -> list[str]:
    return sorted(path.stem for path in PAPERS.glob("*.toml"))


__all__ = ["GOLDEN", "configuration_table", "model", "of_paper", "papers"]
