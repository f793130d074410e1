"""What `derive solve` found, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from derive.data.facts import data
from derive.explaining.declared import Declaration, declaration
from derive.explaining.nominal import nominal
from derive.explaining.rounded import Rounded, as_printed
from derive.intervals import Intervals
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions


def solutions_data(found: Solutions, readings: Sequence[Reading]) -> dict[str, Any]:
    """Give the solutions of a model, with some of their readings.

    >>> from derive import Claim, Component, Model, solve
    >>> part, claim = Component(name="c", formula="2*3"), Claim(printed="6", counts="c")
    >>> found = solve(Model(components=(part,), claims=(claim,)))
    >>> solutions_data(found, found.readings())["readings"][0]["values"]
    {'c': 6}
    """
    return {
        "paper": found.model.name,
        "space": found.space,
        "solutions": found.count,
        "readings_in_all": found.reading_count.number if found.reading_count.exact else None,
        "readings": [_reading(reading) for reading in readings],
        "forced": found.forced,
        "impossible": {name: list(options) for name, options in found.impossible.items()},
        "unknowns": _intervals(found.unknowns),
        "declared": declaration_data(declaration(found)),
        "as_printed": _rounded(as_printed(found)),
    }


def declaration_data(found: Declaration | None) -> dict[str, Any] | None:
    """Give how the declared case stands to the solutions, None where nothing is declared.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> stands = declaration_data(declaration(solve(read(path_of("sutskever2014")))))
    >>> stands["solution"], stands["reading"], stands["misses"]
    (True, 1, {})
    """
    if found is None:
        return None
    return {
        "assumptions": dict(found.case.chosen),
        "permitted": found.permitted,
        "against": list(found.against),
        "solution": found.solution,
        "reading": found.reading,
        "misses": {one.name: data(found.case.miss(one)) for one in found.misses},
    }


def _rounded(found: Rounded | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "solutions": found.solutions,
        "readings_in_all": found.readings.number if found.readings.exact else None,
        "example": dict(found.best.chosen),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "solutions": reading.solutions,
        "departures": reading.departures,
        "formulas": {name: str(formula) for name, formula in reading.formulas.items()},
        "values": reading.values,
        "assumptions": reading.fixed,
        "free": list(reading.free),
        "linked": {name: list(options) for name, options in reading.linked.items()},
        "example": dict(reading.chosen),
        "unknowns": _intervals(reading.unknowns),
        "nominal": data(nominal(reading)),
    }


def _intervals(unknowns: Mapping[str, Intervals]) -> dict[str, list[list[int]]]:
    return {name: [list(interval) for interval in its] for name, its in unknowns.items()}
