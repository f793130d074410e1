"""The answer of `derive solve` told as steps: readings, not a list of assumption sets."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import join

from derive.explaining.rounded import Rounded, as_printed
from derive.model.case import Case, usual
from derive.printed import grouped
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions
from derive.steps import Code, Document, Section, Step, Text
from derive.tell.figures import all_admitted
from derive.tell.names import document
from derive.tell.nominal import nominal_of
from derive.tell.readings import (
    claims_of,
    codes,
    departures,
    left_out,
    opening,
    plainest,
    readings_table,
)
from derive.tell.verdicts import accidents


def summary(found: Solutions, readings: list[Reading]) -> Document:
    """Tell how many assumption sets remain, as which formulas, and what is settled by them.

    `readings` are the ones to show, fewest departures first.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> summary(found, found.readings()).steps[0].parts[0]
    'All 4 printed numbers can be reached exactly in 31 of 350,208 ways of counting, by 3 ...'
    """
    model = found.model
    steps: list[Step] = [opening(found), *all_admitted(one.claim for one in model.claimed)]
    if readings and found.space > 1:
        steps.append(plainest(readings[0]))
    steps += rounded(as_printed(found), usual(model))
    if readings:
        steps += [readings_table(found, readings), *left_out(found, readings)]
        steps += accidents(readings)
        its = (*claims_of(readings[0]), *nominal_of(readings[0]))
        steps.append(Section("Reading 1", *its))
        steps += _settled(found)
    return document(model, model.paper.title or model.name, steps)


def rounded(found: Rounded | None, usual: Case) -> list[Step]:
    """Say beside an exact answer what the figures give as they are printed.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> rounded(as_printed(found), usual(found.model))[0].parts
    ('As printed (rounded) there are 2,688 ways and 456 formulas; the first has ', \
'nothing unusual', '.')
    """
    if found is None:
        return []
    unusual = departures(found.best, usual)
    many = "is one way" if found.solutions == 1 else f"are {grouped(found.solutions)} ways"
    number, exact = found.readings
    kinds = "one formula" if number == 1 else f"{grouped(number)} formulas"
    some = f"As printed (rounded) there {many} and {'' if exact else 'at least '}{kinds}"
    which = "it has " if found.solutions == 1 else "the first has "
    return [Text(f"{some}; {which}", *(codes(unusual) or ["nothing unusual"]), ".")]


def _settled(found: Solutions) -> list[Step]:
    forced = [f"{name} = {option}" for name, option in found.forced.items()]
    open_names = [
        name for name, shares in found.shares.items() if sum(map(bool, shares.values())) > 1
    ]
    told: list[Step] = []
    if forced:
        told.append(Text("Must hold: ", *codes(forced), "."))
    if open_names:
        told.append(Text("Left open: ", *codes(open_names), "."))
    return told


def next_commands(paper: str, readings: list[Reading], flags: Sequence[str] = ()) -> Text:
    """Say what to type next about a paper, as a shell takes it; `flags` hold there too.

    >>> next_commands("gpt2", []).parts[1], next_commands("my file.toml", []).parts[1]
    (Code(text='derive explain gpt2'), Code(text="derive explain 'my file.toml'"))
    """

    def command(name: str, *numbers: str) -> Code:
        return Code(join(["derive", name, paper, *numbers, *flags]))

    told: list[str | Code] = ["To go on: ", command("explain"), " (the sums), "]
    if len(readings) > 1:
        told += [command("compare", "1", "2"), " (why both fit), "]
    return Text(*told, command("latex"), " (the derivation).")
