"""The answer of `derive solve` told as steps: readings, not a list of assumption sets."""

from __future__ import annotations

from collections.abc import Iterable

from derive.counting import usual
from derive.formulas.written import Name, Written
from derive.printed import grouped
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions
from derive.steps import Cell, Code, Document, Equation, Line, Math, Row, Section, Step, Table, Text


def summary(found: Solutions, readings: list[Reading], verdicts: Iterable[Line] = ()) -> Document:
    """Tell how many assumption sets remain, as which formulas, and what is settled by them.

    `readings` are the ones to show, fewest departures first; `verdicts` are lines that say when
    the further ones would agree with the first.
    """
    model = found.model
    steps: list[Step] = [_opening(found)]
    if readings:
        steps += [_readings(found, readings), _leading(readings[0])]
        steps += [Text(*line) for line in verdicts]
        steps += _settled(found)
    return Document(
        title=model.paper.title or model.name,
        steps=tuple(steps),
        names={h.name: h.latex for h in model.known.values() if h.latex},
    )


def _opening(found: Solutions) -> Text:
    claims = len(found.model.claimed)
    every = "the claim" if claims == 1 else f"all {claims} claims"
    exactly = " exactly" if all(c.match == "exact" for _, c in found.model.claimed) else ""
    if not found:
        return Text(
            f"None of {grouped(found.space)} assumption sets gives {every}{exactly}: "
            "nothing reproduces these numbers."
        )
    kinds = len(found.groups)
    formulas = "one formula" if kinds == 1 else f"{grouped(kinds)} different formulas"
    verb = "gives" if found.count == 1 else "give"
    return Text(
        f"{grouped(found.count)} of {grouped(found.space)} assumption sets {verb} "
        f"{every}{exactly}, by {formulas}."
    )


def _readings(found: Solutions, readings: list[Reading]) -> Table:
    """Show the first claim's formula; the others are said of the leading reading."""
    claim = next(iter(readings[0].formulas))
    rows = tuple(
        (str_cell(at), reading.formulas[claim].written, grouped_cell(reading.solutions),
         departures(found, reading))
        for at, reading in enumerate(readings, 1)
    )
    left_out = len(found.groups) - len(readings)
    caption: Line = (f"{grouped(left_out)} further readings are not shown (--top)",)
    return Table(
        head=(("reading",), (claim,), ("sets",), ("departs from the usual in",)),
        rows=rows,
        columns="rlrl",
        caption=caption if left_out else (),
    )


def str_cell(value: object) -> Line:
    """Give a cell of plain words."""
    return (str(value),)


def grouped_cell(value: int) -> Line:
    """Give a cell of a number in groups of three."""
    return (grouped(value),)


def departures(found: Solutions, reading: Reading) -> Line:
    """Name what the reading's example chooses against the usual."""
    normal = usual(found.model)
    changed = [f"{n} = {o}" for n, o in reading.example.items() if o != normal[n]]
    return (", ".join(changed) or "nothing",)


def _leading(reading: Reading) -> Section:
    rows = tuple(
        Row(sides=_sides(name, reading.formulas[name].written, reading.values.get(name)))
        for name in reading.formulas
    )
    told: list[Step] = [Equation(*rows)]
    if reading.linked:
        told.append(Text(f"One formula for {grouped(reading.solutions)} sets: ", *_linked(reading)))
    if reading.free:
        told.append(Text("Does not matter here: ", *_codes(reading.free), "."))
    return Section("Reading 1", *told)


def _sides(name: str, formula: Written, value: int | None) -> tuple[Written, ...]:
    from derive.formulas.written import number

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
        name
        for name, shares in found.shares.items()
        if sum(map(bool, shares.values())) > 1
    ]
    told: list[Step] = []
    if forced:
        told.append(Text("Settled, in every solution: ", *_codes(forced), "."))
    if open_names:
        told.append(Text("Open: ", *_codes(open_names), "."))
    return told


__all__ = ["Cell", "Math", "summary"]
