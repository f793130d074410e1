"""The end of a derivation: how many assumption sets remain, and why not the other ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from derive.errors import DeriveError
from derive.explaining.verdicts import Verdict, against_first
from derive.formulas.tree import Exact
from derive.model.case import Case
from derive.model.labels import Variable, variables
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions
from derive.steps import Cell, Code, Inline, Line, Section, Step, Table, Text, line
from derive.tell.early import stopped_early
from derive.tell.figures import cell
from derive.tell.names import heading
from derive.tell.readings import codes, opening
from derive.tell.verdicts import agreement

MOST = 12
FEW, COLUMNS, NAMED = 3, 4, 6  # claims that are all shown, that have a column, and that are named


def others(found: Solutions, reading: Reading, shown: Sequence[Reading]) -> Iterator[Section]:
    """Tell how many remain, the readings that fit too and when, and choices that do not fit.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... ))
    >>> (reading,) = found.readings()
    >>> [section.title for section in others(found, reading, [])]
    ['What else would give the figures', 'What would not']
    """
    rivals = [other for other in shown if other.packed != reading.packed]
    steps: list[Step] = [opening(found)]
    if rivals:
        verdicts = against_first([reading, *rivals])
        complete = all(verdict.complete for verdict in verdicts)
        steps.append(_table(reading, rivals, verdicts))
        steps += stopped_early("a simpler condition", complete=complete)
    yield Section("What else would give the figures", *steps)
    missing = list(islice(_misses(found, reading), MOST))
    if missing:
        yield Section("What would not", *_missing(found, reading, missing))


def _table(reading: Reading, rivals: list[Reading], verdicts: list[Verdict]) -> Table:
    rows = tuple(
        _rival(reading, other, verdict) for other, verdict in zip(rivals, verdicts, strict=True)
    )
    return Table(
        head=(("another reading chooses",), ("it counts",), ("and agrees",)),
        rows=rows,
        columns="lll",
    )


def _rival(reading: Reading, other: Reading, verdict: Verdict) -> tuple[Cell, ...]:
    changed = [
        (name, option)
        for name, option in other.chosen.items()
        if option != reading.chosen[name] and name not in other.free
    ]
    chosen: list[Code | str] = []
    for at, (name, option) in enumerate(changed):
        chosen += ["; " if at else "", Code(name), " = ", Code(option)]
    told = next(iter(verdict.telling), None)
    counts: Cell = other.formulas[told.name].written if told else line()
    return line(*chosen), counts, agreement(verdict)


Miss = tuple[Variable, str, dict[str, Exact]]


def _misses(found: Solutions, reading: Reading) -> Iterator[Miss]:
    """Change one choice at a time to an option with which no solution is left."""
    for variable in variables(found.model):
        for option in found.impossible.get(variable.label, ()):
            counts = _counts(reading, {**reading.chosen, variable.label: option})
            if counts is not None and counts != reading.values:
                yield variable, option, counts


def _counts(case: Case, chosen: dict[str, str]) -> dict[str, Exact] | None:
    try:
        changed = Case(model=case.model, chosen=chosen, known=case.known)
        return changed.values if changed.permitted else None
    except DeriveError:  # the choice alone has no whole count: it needs others beside it
        return None


def _missing(found: Solutions, reading: Reading, missing: list[Miss]) -> Iterator[Step]:
    """Tell what each change counts, for the claims that one of them touches and there is room."""
    every = [one.name for one in found.model.claimed]
    touched = [n for n in every if any(counts[n] != reading.values[n] for *_, counts in missing)]
    shown = (every if len(every) < FEW else touched)[:COLUMNS]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (line(Code(v.label), " = ", Code(option)), *(cell(counts[name]) for name in shown))
        for v, option, counts in missing
    )
    yield Table(
        head=(("with only this changed",), *(_heading(found, name) for name in shown)),
        rows=rows,
        columns="l" + "r" * len(shown),
    )
    crowded = [name for name in touched if name not in shown]
    if crowded:
        yield Text("Not shown, for want of room: ", *_some(crowded), ".")
    same = [name for name in every if name not in touched and name not in shown]
    if same:
        yield Text("None of these changes touches ", *_some(same), ".")


def _some(names: list[str]) -> Iterator[Inline]:
    further = len(names) - NAMED
    yield from codes(names[:NAMED], ", " if further > 0 else " and ")
    if further > 0:
        yield f" and {further} more"


def _heading(found: Solutions, name: str) -> Line:
    one = found.model.claim_named[name]
    return line(*heading(one.claim), f", {one.row.title}" if one.row.name else "")
