"""The answer of `derive solve` told as steps: readings, not a list of assumption sets."""

from __future__ import annotations

from derive.solver.readings import Reading
from derive.solver.solutions import Solutions
from derive.steps import Document, Section, Step, Text
from derive.tell.names import document
from derive.tell.readings import claims_of, codes, left_out, opening, readings_table
from derive.tell.verdicts import accidents


def summary(found: Solutions, readings: list[Reading]) -> Document:
    """Tell how many assumption sets remain, as which formulas, and what is settled by them.

    `readings` are the ones to show, fewest departures first.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> summary(found, found.readings()).steps[0].parts[0]
    '31 of 350,208 assumption sets give all 4 claims exactly, by 3 different formulas.'
    """
    model = found.model
    steps: list[Step] = [opening(found)]
    if readings:
        steps += [readings_table(found, readings), *left_out(found, readings)]
        steps += accidents(readings)
        steps.append(Section("Reading 1", *claims_of(readings[0])))
        steps += _settled(found)
    return document(model, model.paper.title or model.name, steps)


def _settled(found: Solutions) -> list[Step]:
    forced = [f"{name} = {option}" for name, option in found.forced.items()]
    open_names = [
        name for name, shares in found.shares.items() if sum(map(bool, shares.values())) > 1
    ]
    told: list[Step] = []
    if forced:
        told.append(Text("Settled, in every solution: ", *codes(forced), "."))
    if open_names:
        told.append(Text("Open: ", *codes(open_names), "."))
    return told
