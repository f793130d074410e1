"""What holds beside an exact answer: what the figures give as they are printed, rounded.

as_printed :: Solutions -> Rounded or None
"""

from __future__ import annotations

from dataclasses import dataclass

from derive import limits
from derive.errors import BudgetError
from derive.model.case import Case
from derive.solver.solutions import ReadingCount, Solutions, solve


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounded:
    """How many assumption sets give the figures as printed, and the one that departs least."""

    solutions: int
    readings: ReadingCount
    best: Case


def as_printed(found: Solutions) -> Rounded | None:
    """Solve with every figure taken as rounded, where some were taken exactly.

    None where that gives the same or nothing, and where it outgrows `limits.ROUNDED_NODES`.

    >>> from derive import Assumption, Claim, Component, Model
    >>> found = solve(Model(
    ...     assumptions=(Assumption(name="bias", usual="yes"),),
    ...     components=(Component(name="c", formula="1000 + bias"),),
    ...     claims=(Claim(printed="1K", counts="c", match="exact"),),
    ... ))
    >>> rounded = as_printed(found)
    >>> found.count, rounded.solutions, rounded.best.values
    (1, 2, {'c': 1001})
    """
    rounded = found.model.matching("printed")
    if rounded == found.model:
        return None
    try:
        other = solve(rounded, given=found.taken, budget=limits.ROUNDED_NODES)
    except BudgetError:
        return None
    if other.count in (0, found.count):
        return None
    return Rounded(
        solutions=other.count,
        readings=other.reading_count,
        best=Case(model=rounded, chosen=other.best(1)[0]),
    )
