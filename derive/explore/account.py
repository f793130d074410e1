"""The reading on show, told as steps: as written = with numbers = evaluated, and what it misses."""

from __future__ import annotations

from collections.abc import Iterator

from derive.explaining.accounts import Account, accounts
from derive.explaining.given import Change
from derive.explore.state import Exploration
from derive.explore.view import View
from derive.model.case import Case
from derive.model.written import claim_written
from derive.printed import grouped
from derive.steps import Code, Document, Equation, Inline, Line, Math, Section, Step, Text, row
from derive.tell.figures import beyond, verdict
from derive.tell.names import names


def account(exploration: Exploration, seen: View) -> Document:
    """Tell the reading on show: where it stands, its claims as sums, and the components.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> from derive.explore.state import begin
    >>> from derive.explore.view import view
    >>> from derive.render.text import text
    >>> start = begin(Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="12", counts="total"),),
    ... ))
    >>> print(text(account(start, view(start))), end="")
    The only reading left: 1 assumption set.
    <BLANKLINE>
      total = c = 12   as printed
    <BLANKLINE>
      c = d·d + d = 3·3 + 3 = 12
    """
    told: list[Step] = [Text(*line) for line in standing(seen)]
    case = seen.shown.case
    if case is not None:
        found = accounts(case)
        for place in exploration.model.solved_rows:
            its = [one for one in found if one.row == place.name]
            steps = tuple(_sums(case, its))
            told += [Section(place.title, *steps)] if place.title else steps
    return Document(title="", steps=tuple(told), names=names(exploration.model))


def standing(seen: View) -> Iterator[Line]:
    """Say what is on show: the leading reading, or pins that miss and their nearest repair.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.view import view
    >>> list(standing(view(start)))
    [('The leading reading of 3: 3 assumption sets.',)]
    """
    on_show = seen.shown
    if on_show.kind == "leading":
        yield (_leading(on_show.solutions, on_show.readings),)
        return
    if on_show.kind == "forbidden":
        yield ("No assumption set with these pins is one that the paper's file permits.",)
    else:
        yield (_missed(seen),)
    if on_show.repair is None:
        yield ("Nothing reproduces these numbers, whatever is pinned.",)
    else:
        yield ("Nearest solution: ", *_moves(on_show.repair), ".")


def _leading(solutions: int | None, readings: int | None) -> str:
    if solutions is None or readings is None:
        return "The leading reading of very many: the one that departs least from the usual."
    sets = f"{grouped(solutions)} assumption set{'s' if solutions != 1 else ''}"
    if readings == 1:
        return f"The only reading left: {sets}."
    return f"The leading reading of {grouped(readings)}: {sets}."


def _missed(seen: View) -> str:
    """Say by how much each claim is missed."""
    missed = [
        f"{claim.name} has {beyond(claim.miss)} for {claim.printed}"
        for claim in seen.claims
        if claim.miss
    ]
    return (
        f"No solution has these pins: {', '.join(missed)}."
        if missed
        else ("No solution has these pins.")
    )


def _moves(repair: tuple[Change, ...]) -> Iterator[Inline]:
    """Name what the nearest solution has instead, and what that adds to a claim."""
    for at, change in enumerate(repair):
        yield ", " if at else ""
        yield Code(f"{change.label} = {change.new}")
        yield f" instead of {change.old}"
        for claim, formula in list(change.adds.items())[:1]:
            yield f" ({claim} changes by "
            yield Math(formula.written)
            yield ")"


def _sums(case: Case, its: list[Account]) -> Iterator[Step]:
    """Give the claims of one row as sums of components, then the components."""
    parts = {part.name: part for one in its for part in one.components}
    counts = {name: part.count for name, part in parts.items()}
    yield Equation(
        *(
            row(
                one.name,
                claim_written(case, case.model.claim_named[one.name]),
                {**one.values, **counts},
                verdict=verdict(one.claim, one.value, one.miss),
            )
            for one in its
        )
    )
    values = its[0].values
    chains = [row(p.name, p.formula.written, values) for p in parts.values() if p.count]
    if chains:
        yield Equation(*chains)
    if absent := [name for name, count in counts.items() if not count]:
        yield Text("Counts nothing here: ", ", ".join(absent), ".")
