"""The one assumption set on show: the leading reading, or the pinned one though it misses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from derive import limits
from derive.diagrams import filters, folds, walks
from derive.diagrams.diagram import Diagram
from derive.diagrams.problem import Choice
from derive.errors import BudgetError, UsageError
from derive.explaining.declared import packed
from derive.explaining.given import Change, case_of, changes, given, nearest
from derive.explore.ground import Ground
from derive.model.case import Case, declared


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An assumption set, and where it stands.

    `kind` is "leading" (it gives every claim), "declared" (what the file declares, which has all
    pins), "pinned" (the pins leave the solutions) or "forbidden" (`requires` permits no set with
    these pins: `case` is None). `readings` is None where there are too many to group at a
    keystroke. `repair` leads to the nearest solution, None where there is none at all.
    """

    kind: str
    case: Case | None = None
    solutions: int | None = None
    readings: int | None = None
    repair: tuple[Change, ...] | None = None

    @property
    def fits(self) -> bool:
        """Say whether what is on show is a solution."""
        return self.kind in ("leading", "declared") and self.solutions != 0

    @property
    def chosen(self) -> Mapping[str, str]:
        """Give the assumption set, empty where there is none."""
        return self.case.chosen if self.case else {}


def shown(ground: Ground, pins: Mapping[str, str]) -> Shown:
    """Give what the file declares if that has the pins, else the leading reading under them.

    Where no solution has the pins it is the set that is nearest to them.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> ground = Ground(solutions=solve(Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="d*d + bias*d + tied*d"),),
    ...     claims=(Claim(printed="12", counts="c"),),
    ... )))
    >>> shown(ground, {"bias": "yes"}).chosen
    {'bias': 'yes', 'tied': 'no'}
    >>> missed = shown(ground, {"bias": "yes", "tied": "yes"})
    >>> missed.kind, [(change.label, change.new) for change in missed.repair]
    ('pinned', [('bias', 'no')])
    """
    held = {at: (option,) for at, option in ground.at(pins).items()}
    remaining = filters.given(ground.solutions.diagram, held)
    own = declared(ground.model) if ground.model.declared else None
    if own is not None and own.permitted and pins.items() <= own.chosen.items():
        return _declared(ground, own, remaining)
    if remaining.endings:
        return _leading(ground, remaining)
    try:
        pinned = given(ground.solutions, pins)
    except UsageError:  # `requires` has the last word on pins
        return Shown(kind="forbidden", repair=_permitted(ground, pins))
    return Shown(
        kind="pinned", case=pinned, solutions=0, readings=0, repair=_repair(ground, pinned)
    )


def _declared(ground: Ground, own: Case, remaining: Diagram) -> Shown:
    """Give the declared case, with the number of its reading's solutions where it is one."""
    case = case_of(ground.solutions, own.chosen)
    groups = readings_in(remaining)
    if case.chosen not in ground.solutions:
        readings = None if groups is None else len(groups)
        return Shown(
            kind="declared", case=case, solutions=0, readings=readings, repair=_repair(ground, case)
        )
    if groups is None:
        return Shown(kind="declared", case=case)
    solutions = groups[packed(ground.solutions, case)].solutions
    return Shown(kind="declared", case=case, solutions=solutions, readings=len(groups))


def _repair(ground: Ground, pinned: Case) -> tuple[Change, ...] | None:
    near = next((chosen for _, chosen in nearest(ground.solutions, pinned.chosen)), None)
    return None if near is None else changes(ground.solutions, pinned.chosen, near)


def _leading(ground: Ground, remaining: Diagram) -> Shown:
    """Give the reading that `solve` would list first."""
    groups = readings_in(remaining)
    if groups is None:
        return Shown(kind="leading", case=_case(ground, _best(remaining)))
    packed, group = next(iter(groups.items()))
    example = _best(filters.only(remaining, packed))
    return Shown(
        kind="leading",
        case=_case(ground, example),
        solutions=group.solutions,
        readings=len(groups),
    )


def readings_in(remaining: Diagram) -> dict[int, folds.Group] | None:
    """Group what remains into readings, None where that is too much for a keystroke.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> readings_in(unroll(Problem(sizes=(2, 3))))
    {0: Group(solutions=6, cost=0)}
    """
    most = limits.KEYSTROKE_GROUPING // max(1, remaining.nodes)
    try:
        return folds.groups(remaining, limit=max(limits.KEYSTROKE_READINGS_AT_LEAST, most))
    except BudgetError:
        return None


def _case(ground: Ground, choice: Choice) -> Case:
    return case_of(ground.solutions, ground.solutions.encoding.assumption_set(choice))


def _permitted(ground: Ground, pins: Mapping[str, str]) -> tuple[Change, ...] | None:
    """Give the pins to move for the solution that keeps most of them."""
    diagram, places = ground.solutions.diagram, ground.at(pins)
    usual = ground.solutions.encoding.layout.costs
    moved = tuple(
        tuple((places.get(v, o) != o) * (len(usual) + 1) + cost for o, cost in enumerate(costs))
        for v, costs in enumerate(usual)
    )
    choice = next(walks.best(replace(diagram, costs=moved)), None)
    if choice is None:
        return None
    near = ground.solutions.encoding.assumption_set(choice[1])
    return tuple(
        Change(label=label, old=option, new=near[label], adds={})
        for label, option in pins.items()
        if near[label] != option
    )


def _best(diagram: Diagram) -> Choice:
    return next(walks.best(diagram))[1]
