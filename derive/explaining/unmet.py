"""Nothing fits: all that can be said about it, at once.

unmet :: Solutions -> Unmet
"""

from __future__ import annotations

from dataclasses import dataclass

from derive import limits
from derive.diagrams.work import Share, sharing
from derive.explaining.conflicts import Conflict, conflict
from derive.explaining.nearby import Near, nearby
from derive.explaining.repairs import Repair, repairs
from derive.explaining.repairs_of_two import RepairOfTwo, RepairsOfTwo, repairs_of_two
from derive.solver.solutions import Solutions

NOT_TRIED = RepairsOfTwo(plainest=(), in_all=0, complete=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """What contradicts what, the assumption sets that come nearest, and guesses at mistakes.

    `near_complete` says that nothing nearer can have been passed over, `speculation_complete` that
    every guess was tried; of `speculation_in_all` that would do the plainest are given. Two things
    (`speculation_of_two`) are only looked at where no one would do.
    """

    conflict: Conflict
    near: tuple[Near, ...]
    near_complete: bool
    speculation: tuple[Repair, ...]
    speculation_of_two: tuple[RepairOfTwo, ...]
    speculation_in_all: int
    speculation_complete: bool


def unmet(found: Solutions, *, near: int = 3, guesses: int = 8) -> Unmet:
    """Explain why nothing fits.

    >>> from derive import Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(L=5, d=10),
    ...     components=(Component(name="layers", formula="L*d*d"),),
    ...     claims=(Claim(printed="600", counts="total"),),
    ... ))
    >>> [(guess.name, guess.old, guess.new) for guess in unmet(found).speculation]
    [('L', '5', '6'), ('total', '600', '500')]
    """
    with sharing(Share(limits.UNMET_WORK)):
        why = conflict(found)
        close = nearby(found, near)
        one = repairs(found, guesses, why.group)
        two = _of_two(found, guesses, why) if not one.in_all else NOT_TRIED
    return Unmet(
        conflict=why,
        near=close.near,
        near_complete=close.complete,
        speculation=one.plainest,
        speculation_of_two=two.plainest,
        speculation_in_all=one.in_all + two.in_all,
        speculation_complete=one.complete and two.complete,
    )


def _of_two(found: Solutions, guesses: int, why: Conflict) -> RepairsOfTwo:
    contradictions = [*((name,) for name in why.hopeless), why.group]
    return repairs_of_two(found, guesses, contradictions)
