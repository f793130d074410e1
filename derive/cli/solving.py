"""`derive solve`: every assumption set that gives the claims, as readings."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace

from derive.cli.asked import solutions_of
from derive.cli.progress import within
from derive.cli.screen import show_document
from derive.solver.intervals import Intervals
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions
from derive.steps import Step

JUDGED = 50  # readings


def solve_paper(asked: argparse.Namespace) -> int:
    """Print the readings; give 0, or 1 when there is none.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["solve", "sutskever2014", "--json"])
    >>> code, [reading["formulas"]["total"] for reading in json.loads(out.getvalue())["readings"]]
    (0, ['V_in*d + 2*V_out*d + 16*L*d**2', '2*V_in*d + 16*L*d**2', '16*L*d**2 + L*V_out*d'])
    """
    with within(asked.timeout):
        found = solutions_of(asked)
        readings = found.readings(asked.top)
    if not found:
        show_nothing(asked, found)
        return 1
    if asked.json:
        print(json.dumps(_answer(found, readings), indent=2, ensure_ascii=False))
    else:
        from derive.tell.answer import summary
        from derive.tell.facts import solved_for

        said = summary(found, readings)
        more = (*solved_for(found.unknowns), *_settling(found))
        show_document(replace(said, steps=(*said.steps, *more)))
    return 0


def _settling(found: Solutions) -> list[Step]:
    """Name the further number that would help most, where the readings are few enough to judge."""
    if not found.reading_count.exact or not 1 < found.reading_count.number <= JUDGED:
        return []
    from derive.explaining.settling import settling
    from derive.tell.facts import settled_by

    return settled_by(settling(found))[:1]


def show_nothing(asked: argparse.Namespace, found: Solutions) -> None:
    """Print that nothing reproduces the claims, what contradicts what, and what comes nearest.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive import Claim, Component, Model, solve
    >>> part, claim = Component(name="c", formula="2*3"), Claim(printed="7", counts="c")
    >>> with redirect_stdout(StringIO()) as out:
    ...     found = solve(Model(components=(part,), claims=(claim,)))
    ...     show_nothing(argparse.Namespace(json=True), found)
    >>> json.loads(out.getvalue())["unmet"]["conflict"]["group"]
    ['c']
    """
    from derive.explaining.unmet import unmet
    from derive.model.case import usual

    why = unmet(found)
    if asked.json:
        from derive.explaining.as_data import data

        told = {**_answer(found, []), "unmet": data(why)}
        print(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        from derive.tell.answer import summary
        from derive.tell.facts import unmet_told

        said = summary(found, [])
        show_document(replace(said, steps=(*said.steps, *unmet_told(why, usual(found.model)))))


def _answer(found: Solutions, readings: list[Reading]) -> dict[str, object]:
    """Give the documented JSON of an answer (docs/json.md)."""
    return {
        "paper": found.model.name,
        "space": found.space,
        "solutions": found.count,
        "readings_in_all": found.reading_count.number if found.reading_count.exact else None,
        "readings": [_reading(reading) for reading in readings],
        "forced": found.forced,
        "impossible": {name: list(options) for name, options in found.impossible.items()},
        "unknowns": _intervals(found.unknowns),
    }


def _intervals(unknowns: Mapping[str, Intervals]) -> dict[str, list[list[int]]]:
    return {name: [list(interval) for interval in its] for name, its in unknowns.items()}


def _reading(reading: Reading) -> dict[str, object]:
    return {
        "solutions": reading.solutions,
        "departures": reading.departures,
        "formulas": {name: str(formula) for name, formula in reading.formulas.items()},
        "values": reading.values,
        "assumptions": reading.fixed,
        "free": list(reading.free),
        "linked": {name: list(options) for name, options in reading.linked.items()},
        "example": reading.chosen,
        "unknowns": _intervals(reading.unknowns),
    }
