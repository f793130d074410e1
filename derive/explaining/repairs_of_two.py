"""No one change makes everything fit: two that would, if both were so. Speculation.

    repairs_of_two :: Solutions, contradictions -> RepairsOfTwo: guesses, the plainest first

Two claims are left out and all others met, with what the two count carried along: figures that
those counts would print as are looked up, nothing is solved again. Where no two claims do it, one
value of a hyperparameter is changed, and one claim left out in the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, product
from math import prod
from typing import NamedTuple

from derive import limits
from derive.diagrams import filters, folds, walks
from derive.diagrams.diagram import Diagram, unroll
from derive.diagrams.problem import Table
from derive.errors import BudgetError, DeriveError
from derive.explaining.mistakes import KINDS
from derive.explaining.repairs import (
    Changed,
    Mistake,
    core,
    countable,
    may_fit,
    mistakes,
    other_figures,
)
from derive.intervals import Window
from derive.model.case import AssumptionSet
from derive.solver.encode import Encoding, encode
from derive.solver.solutions import Solutions
from derive.solver.unknowns import Unknowns

Counts = tuple[int, ...]  # of the claims left out
Figures = tuple[Changed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairOfTwo:
    """Two things changed that make every claim fit together: a guess, not a finding."""

    changes: Figures
    solutions: int
    example: AssumptionSet


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairsOfTwo:
    """The plainest repairs, of how many in all; `complete` says that every guess was tried."""

    plainest: tuple[RepairOfTwo, ...]
    in_all: int
    complete: bool


class _Attempt(NamedTuple):
    """Claims left out of an encoding, by their places, and what else was changed in it."""

    encoding: Encoding
    places: tuple[int, ...]
    before: Figures


class _Guess(NamedTuple):
    """Changes that fit, with the sets that meet all other claims and their counts that fit."""

    changes: Figures
    rest: Diagram
    fitting: Mapping[int, folds.Group]  # by packed counts

    @property
    def rank(self) -> tuple[int, int]:
        """Put plain mistakes first, then usual sets."""
        kinds = sum(KINDS.index(one.kind) for one in self.changes)
        return kinds, min(group.cost for group in self.fitting.values())


def repairs_of_two(
    found: Solutions, most: int = 8, contradictions: Iterable[Sequence[str]] = ()
) -> RepairsOfTwo:
    """Give the repairs of two things that make everything fit, the plainest first.

    `contradictions` are claims, by name, that cannot be met together, as far as such are known: a
    repair must touch each of them.

    >>> from derive import Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=1000),
    ...     components=(Component(name="a", formula="d*d"), Component(name="b", formula="d")),
    ...     claims=(Claim(printed="1.10M", counts="a"), Claim(printed="2,000", counts="b")),
    ... ))
    >>> plainest = repairs_of_two(found).plainest[0]
    >>> [(one.name, one.old, one.new) for one in plainest.changes]
    [('a', '1.10M', '1.00M'), ('b', '2,000', '1,000')]
    """
    names = [one.name for one in found.model.claimed]
    groups = [frozenset(map(names.index, group)) for group in contradictions if group]
    made, complete = _guesses(_two_claims(found, groups))
    if not made:
        made, also = _guesses(_claim_and_value(found, groups))
        complete = complete and also
    made.sort(key=lambda guess: guess.rank)
    return RepairsOfTwo(
        plainest=tuple(_repair(found, guess) for guess in made[:most]),
        in_all=len(made),
        complete=complete,
    )


def _repair(found: Solutions, guess: _Guess) -> RepairOfTwo:
    packed = min(guess.fitting, key=lambda packed: guess.fitting[packed].cost)
    own = next(walks.best(filters.only(guess.rest, packed)))[1]
    return RepairOfTwo(
        changes=guess.changes,
        solutions=sum(group.solutions for group in guess.fitting.values()),
        example=found.encoding.assumption_set(own),
    )


def _guesses(attempts: Iterator[_Attempt | None]) -> tuple[list[_Guess], bool]:
    """Try as many as the limit allows; say whether these were all, and none too much."""
    made: list[_Guess] = []
    complete = True
    for attempt in islice(attempts, limits.REPAIR_PAIRS):
        try:
            complete = complete and attempt is not None
            made += _tried(attempt) if attempt else ()
        except BudgetError:
            complete = False
    return made, complete and next(attempts, None) is None


def _two_claims(found: Solutions, groups: Sequence[frozenset[int]]) -> Iterator[_Attempt]:
    asked = found.asked
    able = [at for at in asked.claims if countable(asked, at)]
    for places in combinations(able, 2):
        if not any(group.isdisjoint(places) for group in groups):
            yield _Attempt(asked, places, ())


def _claim_and_value(
    found: Solutions, groups: Sequence[frozenset[int]]
) -> Iterator[_Attempt | None]:
    """Change one value; a contradiction that it does not mend has the claim to be left out.

    None stands for values that were given up: there would have been too many.
    """
    claimed = found.model.claimed
    small = [(core(found.model, [claimed[at].name for at in group]), group) for group in groups]
    every = mistakes(found.model)
    for mistake in every[: limits.REPAIR_PAIRS]:
        places = frozenset(found.asked.claims)
        for model, group in small:
            if places and model is not None and not may_fit(mistake.mended(model)):
                places &= group
        if places:
            yield from _mended(found, mistake, places)
    if len(every) > limits.REPAIR_PAIRS:
        yield None


def _mended(found: Solutions, mistake: Mistake, places: Iterable[int]) -> Iterator[_Attempt]:
    try:
        encoding = encode(mistake.mended(found.model))
    except DeriveError:
        return
    pins = encoding.layout.pins(found.chosen)
    asked = replace(encoding, problem=encoding.problem.pinned(pins))
    for at in sorted(places):
        if countable(asked, at):
            yield _Attempt(asked, (at,), (mistake.changed,))


def _tried(attempt: _Attempt) -> Iterator[_Guess]:
    """Meet all other claims, and see what the ones left out count then."""
    encoding, places, before = attempt
    base = _base(encoding, places)
    rest = _rest(encoding, places, base)
    totals = folds.groups(rest, limit=limits.REPAIR_PAIR_COUNTS)
    for figures, packed in _printing(encoding, places, totals, base).items():
        fitting = {total: totals[total] for total in packed}
        yield _Guess(changes=(*before, *figures), rest=rest, fitting=fitting)


def _base(encoding: Encoding, places: Iterable[int]) -> int:
    """Give a number that keeps the counts of claims apart, which may be below zero."""
    sums = (encoding.problem.sums[at].tables for at in places)
    return 1 + 2 * max(sum(max(map(abs, table.values)) for table in tables) for tables in sums)


def _rest(encoding: Encoding, places: Sequence[int], base: int) -> Diagram:
    others = encoding.meeting([at for at in encoding.claims if at not in places])
    carried = (
        Table(scope=table.scope, values=tuple(base**digit * value for value in table.values))
        for digit, at in enumerate(places)
        for table in encoding.problem.sums[at].tables
    )
    problem = others.problem.carrying(carried)
    return unroll(problem, accept=Unknowns(others).accept, budget=limits.REPAIR_PAIR_NODES)


def _unpacked(packed: int, base: int, number: int) -> Counts:
    """Give counts from their sum, each times one power more of the base.

    >>> _unpacked(-7 + 100 * 3, 100, 2)
    (-7, 3)
    """
    found = []
    for _ in range(number):
        count = (packed + base // 2) % base - base // 2
        found.append(count)
        packed = (packed - count) // base
    return tuple(found)


def _printing(
    encoding: Encoding, places: Sequence[int], totals: Iterable[int], base: int
) -> dict[Figures, list[int]]:
    """Give the figures that the claims left out might be misprints of, by what counts so.

    Raises BudgetError where they are too many.
    """
    counts = {packed: _unpacked(packed, base, len(places)) for packed in totals}
    printed = [
        _printed(other_figures(encoding.model, at), {its[digit] for its in counts.values()})
        for digit, at in enumerate(places)
    ]
    ways = {
        packed: [by_count[count] for by_count, count in zip(printed, its, strict=True)]
        for packed, its in counts.items()
    }
    if sum(prod(map(len, each)) for each in ways.values()) > limits.REPAIR_COUNTS:
        raise BudgetError(f"more than {limits.REPAIR_COUNTS} pairs of figures")
    found: dict[Figures, list[int]] = {}
    for packed, each in ways.items():
        for figures in product(*each):
            found.setdefault(figures, []).append(packed)
    return found


def _printed(
    figures: Iterable[tuple[Changed, Window]], counts: Iterable[int]
) -> dict[int, list[Changed]]:
    """Give for each count the figures that it would print as."""
    ranked = sorted(counts)
    found: dict[int, list[Changed]] = {count: [] for count in ranked}
    for changed, (low, high) in figures:
        first = 0 if low is None else bisect_left(ranked, low)
        last = len(ranked) if high is None else bisect_right(ranked, high)
        for count in ranked[first:last]:
            found[count].append(changed)
    return found
