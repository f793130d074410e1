"""Nothing fits: which claims could be met alone, and which few contradict each other.

    conflict :: Solutions -> Conflict
    meeting  :: Solutions, claims -> Diagram     the assumption sets that meet some of the claims

A claim is left out by leaving its sum out of the problem (`Encoding.meeting`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from derive import limits
from derive.diagrams import folds, walks
from derive.diagrams.diagram import Diagram, unroll
from derive.diagrams.work import Share, sharing
from derive.errors import BudgetError
from derive.explaining.given import case_of
from derive.model.case import Case
from derive.solver.solutions import Solutions
from derive.solver.unknowns import Unknowns


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A claim by itself: how many assumption sets meet it, and the most usual of them.

    `solutions` is None where that is too much to count.
    """

    name: str
    solutions: int | None
    example: Case | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Why nothing fits: each claim alone, and claims that cannot be met together.

    Leave out any claim of the `group` and the rest of the group can be met; `smallest` says that
    there is no smaller group. `together` are the most claims found to be met together. Where some
    of it was too much to find out, it is not `complete`: the group contradicts itself all the same.
    """

    alone: tuple[Alone, ...]
    group: tuple[str, ...]
    smallest: bool
    together: tuple[str, ...]
    example: Case | None
    complete: bool

    @property
    def hopeless(self) -> tuple[str, ...]:
        """Give the claims that no assumption set meets, even alone."""
        return tuple(claim.name for claim in self.alone if claim.solutions == 0)


def meeting(found: Solutions, claims: Sequence[int], *, budget: int | None = None) -> Diagram:
    """Give the assumption sets that meet some of the claims, by their places, counted from 0.

    Raises BudgetError when the diagram would have more than `budget` nodes (`limits.NODES`).

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> found.count, folds.count(meeting(found, [0])), folds.count(meeting(found, [0, 1]))
    (31, 62, 31)
    """
    encoding = found.asked.meeting(claims)
    return unroll(encoding.problem, accept=Unknowns(encoding).accept, budget=budget)


def conflict(found: Solutions) -> Conflict:
    """Find what contradicts what in a model that nothing fits.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="a", formula="d*d + bias*d"),),
    ...     claims=(
    ...         Claim(printed="110", counts="a", name="one"),
    ...         Claim(printed="200", counts="2*a", name="two"),
    ...         Claim(printed="1,000", counts="d*a", name="three"),
    ...     ),
    ... ))
    >>> why = conflict(found)
    >>> [(claim.name, claim.solutions) for claim in why.alone], why.group, why.together
    ([('one', 1), ('two', 1), ('three', 1)], ('one', 'two'), ('two', 'three'))
    """
    names = [one.name for one in found.model.claimed]
    search = _Search(found)
    alone = tuple(_alone(search, at) for at in range(len(names)))
    group, smallest = _contradicting(search, alone)
    together = _together(search, alone)
    met = search.meeting(together) if together else None
    example = None if met is None else _example(found, together, met)
    return Conflict(
        alone=alone,
        group=tuple(names[at] for at in group),
        smallest=smallest,
        together=tuple(names[at] for at in together),
        example=example,
        complete=search.complete,
    )


def _example(found: Solutions, claims: Sequence[int], met: Diagram) -> Case:
    """Give the most usual case of those that meet some claims, its unknowns such that it does."""
    choice = next(walks.best(met))[1]
    solved = Unknowns(found.asked.meeting(claims))
    known = solved.example(walks.ending_of(met, choice))
    return case_of(found, found.encoding.assumption_set(choice), known)


class _Search:
    """Which claims can be met together; remembers whether some such question was given up."""

    def __init__(self, found: Solutions) -> None:
        self.found = found
        self.complete = True
        self.work = Share(limits.CONFLICT_WORK)

    def meeting(self, claims: Sequence[int]) -> Diagram | None:
        """Give the assumption sets that meet some claims, None where that is too much."""
        try:
            with sharing(self.work):
                return meeting(self.found, claims)
        except BudgetError:
            self.complete = False
            return None

    def can(self, claims: Sequence[int]) -> bool | None:
        """Say whether some claims can be met together, None where that is too much."""
        diagram = self.meeting(claims)
        return None if diagram is None else bool(diagram.endings)


def _case(found: Solutions, choice: tuple[int, ...]) -> Case:
    return case_of(found, found.encoding.assumption_set(choice))


def _alone(search: _Search, at: int) -> Alone:
    diagram = search.meeting([at])
    best = None if diagram is None else next(walks.best(diagram), None)
    return Alone(
        name=search.found.model.claimed[at].name,
        solutions=None if diagram is None else folds.count(diagram),
        example=None if best is None else _case(search.found, best[1]),
    )


def _contradicting(search: _Search, alone: tuple[Alone, ...]) -> tuple[tuple[int, ...], bool]:
    """Give a group that cannot be met, and whether none is smaller.

    It is one claim, a pair, or what leaving out one claim after the other leaves.
    """
    every = range(len(alone))
    for at in every:
        if alone[at].solutions == 0:
            return (at,), True
    larger = 2 if search.complete else 1  # what cannot be met has at least so many claims
    if len(alone) <= limits.CONFLICT_CLAIMS:
        for pair in combinations(every, 2):
            if search.can(pair) is False:
                return pair, larger == 2
        larger = 3 if search.complete else larger
    elif len(alone) > 1:
        search.complete = False
    kept = _shrunk(search, list(every))
    return tuple(kept), len(kept) <= larger


def _shrunk(search: _Search, kept: list[int]) -> list[int]:
    """Leave out one claim after the other where the rest cannot be met without it either."""
    for at in reversed(kept):
        fewer = [other for other in kept if other != at]
        if fewer and search.can(fewer) is False:
            kept = fewer
    return kept


def _together(search: _Search, alone: tuple[Alone, ...]) -> tuple[int, ...]:
    """Give many claims that can be met together: the longest of what each claim begins."""
    possible = [at for at, claim in enumerate(alone) if claim.solutions]
    longest: list[int] = []
    for first in possible[: limits.CONFLICT_CLAIMS]:
        kept = [first]
        for at in possible:
            if at != first and search.can([*kept, at]):
                kept.append(at)
        longest = max(longest, kept, key=len)
        if len(longest) == len(possible):
            return tuple(sorted(longest))
    search.complete = search.complete and len(possible) <= limits.CONFLICT_CLAIMS
    return tuple(sorted(longest))
