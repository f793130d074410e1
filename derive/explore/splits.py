"""What to settle next: the open assumption, or the further number, that leaves fewest readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from derive import limits
from derive.diagrams import filters
from derive.diagrams.diagram import Diagram
from derive.explaining.settling import Question, settling
from derive.explore.shown import readings_in
from derive.explore.state import Exploration
from derive.explore.view import AssumptionView, view


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An open assumption, and what each of its options would leave.

    `expected` is the mean number of readings left if every solution is as likely as any other
    (of solutions where the readings are too many to group); `left` says it option by option.
    """

    label: str
    asks: str
    expected: Fraction
    left: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """The open assumptions and the further numbers, those that settle most first.

    `unit` is what is counted: "reading", or "solution" where the readings are too many.
    """

    unit: str
    total: int
    best: tuple[Split, ...]
    numbers: tuple[Question, ...] = ()


def next_splits(exploration: Exploration) -> Splits:
    """Rank the open assumptions by what their answers would leave.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> from derive.explore.state import begin
    >>> found = next_splits(begin(Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="d*d + bias*d + tied*d + tied*bias*0"),),
    ...     claims=(Claim(printed="12", counts="c"),),
    ... )))
    >>> found.unit, found.total, found.best
    ('reading', 1, ())
    """
    ground, seen = exploration.ground, view(exploration)
    pinned = {at: (option,) for at, option in ground.at(exploration.pins).items()}
    remaining = filters.given(ground.solutions.diagram, pinned)
    whole = _readings(remaining)
    places = {v.label: at for at, v in enumerate(ground.variables)}
    unit = "solution" if whole is None else "reading"
    total = seen.solutions if whole is None else whole
    found = [
        _split(one, _left(remaining, places[one.label], one, unit))
        for one in seen.assumptions
        if one.open
    ]
    best = sorted((one for one in found if one.expected < total), key=lambda one: one.expected)
    return Splits(
        unit=unit, total=total, best=tuple(best), numbers=_numbers(exploration, whole or 0)
    )


def _numbers(exploration: Exploration, readings: int) -> tuple[Question, ...]:
    """Give the further numbers that would tell the readings apart, if those can be gone through."""
    if not 1 < readings <= limits.SURVIVING_READINGS:
        return ()
    return settling(exploration.ground.solutions.given(exploration.pins)).questions


def _left(remaining: Diagram, place: int, one: AssumptionView, unit: str) -> dict[str, int]:
    """Count what each possible option leaves."""
    if unit == "solution":
        return {option.name: option.solutions for option in one.options if option.solutions}
    return {
        option.name: _readings(filters.given(remaining, {place: (at,)})) or 0
        for at, option in enumerate(one.options)
        if option.solutions
    }


def _split(one: AssumptionView, left: Mapping[str, int]) -> Split:
    weights = {option.name: option.solutions for option in one.options}
    mean = Fraction(sum(weights[name] * n for name, n in left.items()), sum(weights.values()))
    return Split(label=one.label, asks=one.assumption.asks, expected=mean, left=left)


def _readings(diagram: Diagram) -> int | None:
    groups = readings_in(diagram)
    return None if groups is None else len(groups)
