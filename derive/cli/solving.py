"""`derive solve`: every assumption set that gives the claims, as readings."""

from __future__ import annotations

import argparse
import json

from derive.cli.papers import solutions_of
from derive.cli.progress import within
from derive.cli.screen import show_document
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions


def solve_paper(asked: argparse.Namespace) -> int:
    """Print the readings; 1 when there is none."""
    with within(asked.timeout):
        found = solutions_of(asked)
        readings = found.readings(asked.top)
    if asked.json:
        print(json.dumps(answer(found, readings), indent=2, ensure_ascii=False))
    else:
        from derive.summary import summary

        show_document(summary(found, readings))
    return 0 if found else 1


def answer(found: Solutions, readings: list[Reading]) -> dict[str, object]:
    """Give the documented JSON of an answer (docs/json.md)."""
    return {
        "paper": found.model.name,
        "space": found.space,
        "solutions": found.count,
        "readings_in_all": found.reading_count.number if found.reading_count.exact else None,
        "readings": [_reading(reading) for reading in readings],
        "forced": found.forced,
        "impossible": {name: list(options) for name, options in found.impossible.items()},
        "unknowns": {},
    }


def _reading(reading: Reading) -> dict[str, object]:
    return {
        "solutions": reading.solutions,
        "departures": reading.departures,
        "formulas": {name: str(formula) for name, formula in reading.formulas.items()},
        "values": reading.values,
        "assumptions": reading.fixed,
        "free": list(reading.free),
        "linked": {name: list(options) for name, options in reading.linked.items()},
        "example": reading.example,
        "unknowns": {},
    }
