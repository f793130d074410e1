"""Nothing fits: which claims could be met alone, and which few contradict each other.

    conflict :: Solutions -> Conflict
    meeting  :: Solutions, claims -> Diagram     the assumption sets that meet some of the claims

A claim is left out by leaving its sum out of the problem (`Encoding.meeting`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from derive.diagrams import folds, walks
from derive.diagrams.budget import BUDGET
from derive.diagrams.diagram import Diagram, unroll
from derive.explaining.given import case_of
from derive.model.case import Case
from derive.solver.solutions import Solutions
from derive.solver.unknowns import Unknowns

MOST_PAIRED = 24  # claims of which every pair is tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A claim by itself: how many assumption sets meet it, and the most usual of them."""

    name: str
    solutions: int
    example: Case | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Why nothing fits: each claim alone, and claims that cannot be met together.

    Leave out any claim of the `group` and the rest of the group can be met; `smallest` says that
    there is no smaller group, `most` is the largest number of claims found to be met together.
    """

    alone: tuple[Alone, ...]
    group: tuple[str, ...]
    smallest: bool
    together: tuple[str, ...]
    example: Case | None

    @property
    def hopeless(self) -> tuple[str, ...]:
        """Give the claims that no assumption set meets, even alone."""
        return tuple(claim.name for claim in self.alone if not claim.solutions)


def meeting(found: Solutions, claims: Sequence[int], *, budget: int = BUDGET) -> Diagram:
    """Give the assumption sets that meet some of the claims, by their places, counted from 0.

    Raises BudgetError when the diagram would have more than `budget` nodes.

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
    every = range(len(names))
    alone = tuple(_alone(found, at) for at in every)
    group = _contradicting(found, alone)
    together = _together(found, alone)
    example = next(walks.best(meeting(found, together)), None) if together else None
    return Conflict(
        alone=alone,
        group=tuple(names[at] for at in group),
        smallest=len(group) <= 2 or (len(names) <= MOST_PAIRED and len(group) == 3),
        together=tuple(names[at] for at in together),
        example=None if example is None else _case(found, example[1]),
    )


def _case(found: Solutions, choice: tuple[int, ...]) -> Case:
    return case_of(found, found.encoding.assumption_set(choice))


def _alone(found: Solutions, at: int) -> Alone:
    diagram = meeting(found, [at])
    best = next(walks.best(diagram), None)
    return Alone(
        name=found.model.claimed[at].name,
        solutions=folds.count(diagram),
        example=None if best is None else _case(found, best[1]),
    )


def _contradicting(found: Solutions, alone: tuple[Alone, ...]) -> tuple[int, ...]:
    """Give a smallest group that cannot be met: one claim, a pair, or what leaving out leaves."""
    for at, claim in enumerate(alone):
        if not claim.solutions:
            return (at,)
    if len(alone) <= MOST_PAIRED:
        for pair in combinations(range(len(alone)), 2):
            if not meeting(found, pair).endings:
                return pair
    kept = list(range(len(alone)))
    for at in reversed(range(len(alone))):
        fewer = [other for other in kept if other != at]
        if fewer and not meeting(found, fewer).endings:
            kept = fewer
    return tuple(kept)


def _together(found: Solutions, alone: tuple[Alone, ...]) -> tuple[int, ...]:
    """Give many claims that can be met together: the longest of what each claim begins."""
    possible = [at for at, claim in enumerate(alone) if claim.solutions]
    longest: list[int] = []
    for first in possible[:MOST_PAIRED]:
        kept = [first]
        for at in possible:
            if at != first and meeting(found, [*kept, at]).endings:
                kept.append(at)
        longest = max(longest, kept, key=len)
        if len(longest) == len(possible):
            break
    return tuple(sorted(longest))
