"""Nothing fits: all that can be said about it, at once.

unmet :: Solutions -> Unmet
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.explaining.conflicts import Conflict, conflict
from derive.explaining.nearby import Near, nearby
from derive.explaining.repairs import Repair, repairs
from derive.solver.solutions import Solutions


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """What contradicts what, the assumption sets that come nearest, and guesses at one mistake.

    `near_complete` says that nothing nearer can have been passed over, `speculation_complete` that
    every guess was tried; of `speculation_in_all` that would do the plainest are given.
    """

    conflict: Conflict
    near: tuple[Near, ...]
    near_complete: bool
    speculation: tuple[Repair, ...]
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
    why = conflict(found)
    close = nearby(found, near)
    mending = repairs(found, guesses, why.group)
    return Unmet(
        conflict=why,
        near=close.near,
        near_complete=close.complete,
        speculation=mending.plainest,
        speculation_in_all=mending.in_all,
        speculation_complete=mending.complete,
    )
