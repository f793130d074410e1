"""How long the questions after the diagram take: count, readings, listing, the best."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from time import perf_counter
from typing import Any

from derive.diagrams import walks
from derive.diagrams.diagram import unroll
from derive.diagrams.problem import Problem
from derive.model.model import Model
from derive.papers.catalogue import keys, path_of
from derive.papers.reading.reader import read
from derive.solver.solutions import solve
from tests.benchmarks.instances import coins, layered

LISTED = 1_000_000


def measured() -> tuple[list[tuple[str, str]], tuple[str, str]]:
    """Give rows and headers."""
    rows: list[tuple[str, str]] = []
    models: list[Model] = []

    def row(what: str, question: Callable[[], Any], unit: str = "") -> Any:
        start = perf_counter()
        answer = question()
        spent = perf_counter() - start
        rows.append((what, f"{LISTED / spent:,.0f} {unit}" if unit else f"{spent:.3f} s"))
        return answer

    row(f"the whole catalogue, {len(keys())} papers, read", lambda: models.extend(_catalogue()))
    row("the whole catalogue solved and grouped", lambda: [solve(m).reading_count for m in models])
    model = layered("printed")
    found = row("eight layers open, as printed: model to diagram", lambda: solve(model))
    number = row("counted", lambda: found.count)
    kinds = row("all readings", lambda: found.reading_count.number)
    row(f"the ten best of {kinds:,} readings described", lambda: found.readings(10))
    row("the ten best solutions, counted again one by one", lambda: found.best(10))
    row("the ten best of the diagram", lambda: list(islice(walks.best(found.diagram), 10)))
    listing = walks.listing(found.diagram)
    row(f"listing the first million of {number:,}", lambda: _drained(listing), "a second")
    free = Problem(sizes=(3,) * 13)
    row("listing 3^13 free choices", lambda: _drained(walks.listing(unroll(free))), "a second")
    wide = unroll(coins(30, width=10**9))
    row(
        f"listing a diagram of {wide.nodes:,} nodes",
        lambda: _drained(walks.listing(wide)),
        "a second",
    )
    return rows, ("question", "time or rate")


def _catalogue() -> list[Model]:
    return [read(path_of(key)) for key in keys()]


def _drained(listing: Any) -> None:
    for _ in islice(listing, LISTED):
        pass
