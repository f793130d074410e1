"""The one assumption set on show: the leading reading, or the pinned one though it misses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from derive.errors import BudgetError
from derive.exploration.ground import Ground
from derive.solver import queries
from derive.solver.diagram import Diagram
from derive.solver.problem import Choice

# How much grouping into readings a keystroke may cost: groups a node, times nodes.
GROUPING = 20_000


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An assumption set, and where it stands.

    `kind` is "leading" (it gives every claim), "pinned" (the pins leave the solutions) or
    "forbidden" (`requires` permits no set with these pins, so there is nothing to show). `readings`
    is None where there are too many to group at a keystroke. `repair` is the nearest solution:
    for each pin that must move, the option it moves to.
    """

    kind: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    solutions: int | None = None
    readings: int | None = None
    repair: Mapping[str, str] | None = None


def shown(ground: Ground, pins: Mapping[str, str]) -> Shown:
    """Give the leading reading under pins, or what is nearest to the pins.

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
    >>> missed.kind, missed.repair
    ('pinned', {'bias': 'no'})
    """
    held = {at: (option,) for at, option in ground.at(pins).items()}
    remaining = queries.given(ground.solutions.diagram, held)
    if remaining.endings:
        return _leading(ground, remaining)
    return _missing(ground, pins, queries.given(ground.solutions.permitted, held))


def _leading(ground: Ground, remaining: Diagram) -> Shown:
    """Give the reading that `solve` would list first."""
    limit = max(50, GROUPING // remaining.nodes)
    try:
        groups = queries.groups(remaining, limit=limit)
    except BudgetError:
        chosen = ground.solutions.encoding.assumption_set(_best(remaining))
        return Shown(kind="leading", chosen=chosen)
    packed, group = next(iter(groups.items()))
    example = _best(queries.only(remaining, packed))
    return Shown(
        kind="leading",
        chosen=ground.solutions.encoding.assumption_set(example),
        solutions=group.solutions,
        readings=len(groups),
    )


def _missing(ground: Ground, pins: Mapping[str, str], permitted: Diagram) -> Shown:
    """Give the set that differs from the nearest solution in nothing but pins, if one may."""
    nearest = _nearest(ground, pins)
    repair = nearest and {k: nearest[k] for k, option in pins.items() if nearest[k] != option}
    if not permitted.endings:
        return Shown(kind="forbidden", repair=repair)
    near = replace(permitted, costs=_away(ground, nearest)) if nearest else permitted
    chosen = ground.solutions.encoding.assumption_set(_best(near))
    return Shown(kind="pinned", chosen=chosen, solutions=0, readings=0, repair=repair)


def _nearest(ground: Ground, pins: Mapping[str, str]) -> dict[str, str] | None:
    """Give the solution that moves the fewest pins, and then departs least from the usual."""
    solutions = ground.solutions.diagram
    if not solutions.endings:
        return None
    moved = replace(solutions, costs=_away(ground, pins))
    return ground.solutions.encoding.assumption_set(_best(moved))


def _away(ground: Ground, wanted: Mapping[str, str]) -> tuple[tuple[int, ...], ...]:
    """Price every option: leaving a wanted one outweighs all departures from the usual."""
    usual, places = ground.solutions.encoding.layout.costs, ground.at(wanted)
    return tuple(
        tuple((places.get(v, o) != o) * (len(usual) + 1) + cost for o, cost in enumerate(costs))
        for v, costs in enumerate(usual)
    )


def _best(diagram: Diagram) -> Choice:
    return next(queries.best(diagram))[1]
