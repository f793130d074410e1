"""The answer of `derive solve` told as steps: readings, not a list of assumption sets."""

from __future__ import annotations

from collections.abc import Iterable

from derive.counting import usual
from derive.explain.verdicts import against_first
from derive.formulas.written import Name, Written, number
from derive.printed import grouped
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions
from derive.steps import Code, Document, Equation, Line, Row, Section, Step, Table, Text


CLAIMS = 6  # of the leading reading, shown in full


def summary(found: Solutions, readings: list[Reading]) -> Document:
    """Tell how many assumption sets remain, as which formulas, and what is settled by them.

    `readings` are the ones to show, fewest departures first.
    """
    model = found.model
    steps: list[Step] = [_opening(found)]
    if readings:
        steps += [_readings(found, readings), *_left_out(found, readings)]
        steps += _accidents(found, readings)
        steps.append(_leading(readings[0]))
        steps += _settled(found)
    return Document(
        title=model.paper.title or model.name,
        steps=tuple(steps),
        names={h.name: h.latex for h in model.known.values() if h.latex},
    )


def _opening(found: Solutions) -> Text:
    claims = len(found.model.claimed)
    every = "the claim" if claims == 1 else f"all {claims} claims"
    matches = {claim.match for _, claim in found.model.claimed}
    exactly = (
        {"exact": " exactly", "printed": " as printed"}.get(matches.pop(), "")
        if len(matches) == 1
        else ""
    )
    if not found:
        return Text(
            f"None of {grouped(found.space)} assumption sets gives {every}{exactly}: "
            "nothing reproduces these numbers."
        )
    kinds, counted = found.reading_count
    more = "" if counted else "at least "
    formulas = "one formula" if kinds == 1 else f"{more}{grouped(kinds)} different formulas"
    verb = "gives" if found.count == 1 else "give"
    return Text(
        f"{grouped(found.count)} of {grouped(found.space)} assumption sets {verb} "
        f"{every}{exactly}, by {formulas}."
    )


def _readings(found: Solutions, readings: list[Reading]) -> Table:
    """Show the first claim's formula; the others are said of the leading reading."""
    claim = next(iter(readings[0].formulas))
    rows = tuple(
        (
            (str(at),),
            reading.formulas[claim].written,
            (grouped(reading.solutions),),
            _departures(found, reading),
        )
        for at, reading in enumerate(readings, 1)
    )
    return Table(
        head=(("reading",), (claim,), ("sets",), ("departs from the usual in",)),
        rows=rows,
        columns="rlrl",
    )


def _left_out(found: Solutions, readings: list[Reading]) -> list[Step]:
    number = found.reading_count.number - len(readings)
    if not number:
        return []
    if not found.reading_count.exact:
        return [Text("The readings are too many to count; the best of them are shown.")]
    further = "One further reading" if number == 1 else f"{grouped(number)} further readings"
    shown = Code(f"--top {found.reading_count.number}")
    return [Text(f"{further} not shown, with as many or more departures; see ", shown, ".")]


def _accidents(found: Solutions, readings: list[Reading]) -> list[Step]:
    """Say of each further reading why it gives the same numbers as the first."""
    if len(readings) < 2:
        return []
    told: list[Step] = []
    unprinted = []
    for at, verdict in enumerate(against_first(found.model, readings), 2):
        if verdict.kind == "coincident":
            conditions = " and ".join(condition.text for condition in verdict.conditions)
            told.append(
                Text(f"Reading {at} gives the numbers of reading 1 only because {conditions}.")
            )
        else:
            unprinted.append(str(at))
    if unprinted:
        which = (
            f"Reading {unprinted[0]} differs"
            if len(unprinted) == 1
            else (f"Readings {', '.join(unprinted)} differ")
        )
        told.append(Text(f"{which} from reading 1 only in digits that are not printed."))
    return told


def _departures(found: Solutions, reading: Reading) -> Line:
    """Name what the reading's example chooses against the usual."""
    normal = usual(found.model)
    changed = [f"{n} = {o}" for n, o in reading.example.items() if o != normal[n]]
    return (", ".join(changed) or "nothing",)


def _leading(reading: Reading) -> Section:
    rows = tuple(
        Row(sides=_sides(name, reading.formulas[name].written, reading.values.get(name)))
        for name in list(reading.formulas)[:CLAIMS]
    )
    told: list[Step] = [Equation(*rows)]
    if len(reading.formulas) > CLAIMS:
        further = grouped(len(reading.formulas) - CLAIMS)
        told.append(Text(f"And {further} further claims; see ", Code("derive explain"), "."))
    if reading.linked:
        told.append(Text(f"One formula for {grouped(reading.solutions)} sets: ", *_linked(reading)))
    if reading.free:
        told.append(Text("Does not matter here: ", *_codes(reading.free), "."))
    return Section("Reading 1", *told)


def _sides(name: str, formula: Written, value: int | None) -> tuple[Written, ...]:
    return (Name(name), formula) if value is None else (Name(name), formula, number(value))


def _linked(reading: Reading) -> list[Code | str]:
    parts: list[Code | str] = []
    for name, options in reading.linked.items():
        parts += ["; " if parts else "", Code(name), f" is {' or '.join(options)}"]
    return [*parts, ", but not in every combination."]


def _codes(names: Iterable[str]) -> list[Code | str]:
    parts: list[Code | str] = []
    for name in names:
        parts += [", "] if parts else []
        parts.append(Code(name))
    return parts


def _settled(found: Solutions) -> list[Step]:
    forced = [f"{name} = {option}" for name, option in found.forced.items()]
    open_names = [
        name for name, shares in found.shares.items() if sum(map(bool, shares.values())) > 1
    ]
    told: list[Step] = []
    if forced:
        told.append(Text("Settled, in every solution: ", *_codes(forced), "."))
    if open_names:
        told.append(Text("Open: ", *_codes(open_names), "."))
    return told
