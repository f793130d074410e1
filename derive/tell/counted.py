"""The middle of a derivation: each component worked out, and the sums against what is printed."""

from __future__ import annotations

from collections.abc import Iterator

from derive.formulas.tree import Exact, Name, Written, number
from derive.model.case import Case
from derive.model.claims import figure
from derive.model.parts import Claimed, Component, Configuration
from derive.model.written import claim_written, component_written, is_nothing, shown
from derive.steps import Equation, Line, Row, Section, Step, Text, row
from derive.tell.accounts import nothing
from derive.tell.figures import all_admitted, all_missed, missed, verdict
from derive.tell.nominal import nominal_of
from derive.tell.tables import configurations


def counted(case: Case) -> Iterator[Section]:
    """Tell the components and the sums; of many rows the first is worked out, the rest a table.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> told = list(counted(Case(model=model, chosen={"bias": "yes"})))
    >>> [section.title for section in told]
    ['Components', 'The printed figures']
    """
    rows = case.model.solved_rows
    if not rows:
        return
    where = f", for {rows[0].title}," if len(rows) > 1 else ","
    parts = shown(case, rows[0])
    if parts:
        yield Section("Components", *_components(case, rows[0], parts, where))
    yield Section("The printed figures", *_sums(case, where))


def _components(
    case: Case, at: Configuration, parts: tuple[Component, ...], where: str
) -> Iterator[Step]:
    values = case.numbers(at)
    yield Text(f"Each component as it is written{where} with the numbers put in, and counted:")
    yield Equation(*(row(c.name, component_written(case, c), values) for c in parts))
    present = (c for c in case.model.present(at) if c.counted)
    yield from nothing(c.means or c.name for c in present if is_nothing(component_written(case, c)))


def _sums(case: Case, where: str) -> Iterator[Step]:
    first, *others = case.model.solved_rows
    yield Text(f"The sum{'s' if len(first.binding) > 1 else ''}{where} against what is printed:")
    yield Equation(*(_sum(case, one) for one in case.model.claimed_in(first)))
    if others:
        misses = [said for at in others for said in _missed(case, at)]
        every = "for" if misses else "give"
        yield Text(f"The same formulas {every} every configuration:")
        yield configurations(case)
        yield from all_admitted(one.claim for one in case.model.claimed)
        if misses:
            yield Text("Missed: ", *all_missed(misses), ".")
    yield from nominal_of(case)


def _missed(case: Case, at: Configuration) -> Iterator[Line]:
    for one in case.model.claimed_in(at):
        if by := case.miss(one):
            name = f"{one.claim.name} of {at.title}"
            yield missed(name, figure(one.claim), case.window(one), by)


def _sum(case: Case, one: Claimed) -> Row:
    claim = one.claim
    counts: dict[str, Exact] = {**case.numbers(one.row), **case.counts(one.row)}
    tree = claim_written(case, one)
    said = verdict(claim, case.values[one.name], case.miss(one))
    if claim.name != str(claim.counts):
        return row(claim.name, tree, counts, verdict=said, label=claim.name)
    worked = row("", tree, counts, verdict=said, label=claim.name)
    left: Written = claim.counts.written
    sides = [side for side in worked.sides if side not in (Name(""), left)]
    return Row(sides=(left, *(sides or [number(1)])), verdict=said, label=claim.name)
