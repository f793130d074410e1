"""Why an option is ruled out: the fewest claims and pins that do it, and the difference left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil

from derive import limits
from derive.diagrams import folds, walks
from derive.diagrams.problem import Choice
from derive.errors import DeriveError
from derive.explaining.exclusion import Exclusion, Nearest
from derive.explore.ground import Ground
from derive.explore.state import Exploration
from derive.intervals import Interval
from derive.model.case import Case
from derive.model.claims import figure

STRIDE = 16


@dataclass(frozen=True, slots=True)
class _Case:
    """One option against the claims and pins that might exclude it."""

    ground: Ground
    option: tuple[int, int]
    pins: dict[int, int]

    def excluded(self, claims: Iterable[int], pins: Iterable[int]) -> bool:
        """Say whether no assumption set with the option meets these claims and pins."""
        held = {at: self.pins[at] for at in pins} | {self.option[0]: self.option[1]}
        chosen = frozenset(claims)
        if not chosen:
            return not self.ground.permitted(held)
        diagram = self.ground.giving(chosen)
        return diagram is not None and not folds.count(diagram, pins=held)


def why(exploration: Exploration, name: str, option: str) -> list[Exclusion]:
    """Say for each row that a name stands for what excludes an option there.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> from derive.explore.state import begin
    >>> start = begin(Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="d*d + bias*d + tied*d"),),
    ...     claims=(Claim(printed="12", counts="c"),),
    ... ))
    >>> why(start, "tied", "yes")[0].solutions
    1
    >>> found, = why(start.pin("bias", "yes"), "tied", "yes")
    >>> found.claims, found.pins, found.misses[0].value, found.misses[0].difference
    (('c',), (('bias', 'yes'),), 15, 3)
    """
    return [_why(exploration, label, option) for label in exploration.labels(name)]


def _why(exploration: Exploration, label: str, option: str) -> Exclusion:
    ground = exploration.ground
    pins = ground.at({k: o for k, o in exploration.pins.items() if k != label})
    ((variable, at),) = ground.at({label: option}).items()
    remaining = folds.count(ground.solutions.diagram, pins={**pins, variable: at})
    if remaining:
        return Exclusion(label=label, option=option, solutions=remaining)
    case = _Case(ground, (variable, at), pins)
    claims, held = _smallest(case) or _shrunk(case)
    claimed = ground.model.claimed
    return Exclusion(
        label=label,
        option=option,
        solutions=0,
        claims=tuple(claimed[one].name for one in sorted(claims)),
        pins=tuple(
            (ground.variables[v].label, exploration.pins[ground.variables[v].label])
            for v in sorted(held)
        ),
        misses=tuple(_misses(case, sorted(claims), held)),
    )


def _smallest(case: _Case) -> tuple[set[int], set[int]] | None:
    """Try groups from the smallest up, at equal size those with fewer pins first."""
    numbers, likely = range(len(case.ground.claims)), {}
    for size in range(limits.EXCLUSION_CLAIMS + 1):
        for pins in range(min(size, len(case.pins)) + 1):
            groups = list(_groups(numbers, size - pins))
            for claims in groups:
                if claims not in likely:
                    likely[claims] = case.excluded(claims, case.pins)
                held = _held(case, claims, pins) if likely[claims] else None
                if held is not None:
                    return set(claims), set(held)
    return None


def _groups(numbers: range, size: int) -> Iterator[tuple[int, ...]]:
    found = combinations(numbers, size)
    return (one for _, one in zip(range(limits.EXCLUSION_GROUPS), found, strict=False))


def _held(case: _Case, claims: tuple[int, ...], size: int) -> tuple[int, ...] | None:
    """Give a group of so many pins that excludes the option together with the claims."""
    return next((p for p in combinations(case.pins, size) if case.excluded(claims, p)), None)


def _shrunk(case: _Case) -> tuple[set[int], set[int]]:
    """Leave out one after the other what is not needed; nothing in the rest can be left out."""
    claims, pins = set(range(len(case.ground.claims))), set(case.pins)
    for pin in sorted(pins):
        pins -= {pin} if case.excluded(claims, pins - {pin}) else set()
    for claim in sorted(claims, reverse=True):
        claims -= {claim} if case.excluded(claims - {claim}, pins) else set()
    return claims, pins


def _misses(case: _Case, claims: list[int], pins: set[int]) -> Iterator[Nearest]:
    """For each claim: how near it comes when the others of the group are met."""
    held = {at: case.pins[at] for at in pins} | {case.option[0]: case.option[1]}
    for at in claims:
        others = dict.fromkeys((one for one in claims if one != at), 0)
        try:
            found = _nearest(case.ground, at, others, held)
        except DeriveError:  # too large a question, or a number that an unknown keeps open
            continue
        if found is not None:
            yield found


def _nearest(
    ground: Ground, claim: int, others: dict[int, int], held: dict[int, int]
) -> Nearest | None:
    """Widen what the claim admits until an assumption set fits, then halve the way back."""

    def within(reach: int) -> Nearest | None:
        found = ground.nearly({**others, claim: reach}, held)
        choice = next(walks.best(found), None)
        return choice and _miss(ground, claim, choice[1])

    reach, furthest = 1, _furthest(ground, claim)
    while (best := within(reach)) is None:
        if reach > furthest:
            return None
        reach *= STRIDE
    low = reach // STRIDE
    while low < _away(best):
        closer = within(_away(best) - 1)  # mostly nothing is closer, and this ends it
        if closer is None:
            return best
        best, middle = closer, (low + _away(closer)) // 2
        half = within(middle) if low < _away(best) else None
        if half is None:
            low = middle + 1
        else:
            best = half
    return best


def _away(nearest: Nearest) -> int:
    return ceil(abs(Fraction(nearest.difference)))


def _furthest(ground: Ground, claim: int) -> int:
    ends = ground.claims[claim].range({}) or Interval(0, 0)
    windows = [end for pair in ground.problem.sums[claim].windows.intervals for end in pair if end]
    return max(map(abs, ends)) + max(windows, default=0)


def _miss(ground: Ground, claim: int, choice: Choice) -> Nearest:
    chosen = ground.solutions.encoding.assumption_set(choice)
    case, one = Case(model=ground.model, chosen=chosen), ground.model.claimed[claim]
    return Nearest(
        claim=one.name,
        printed=figure(one.claim),
        value=case.values[one.name],
        difference=case.miss(one),
    )
