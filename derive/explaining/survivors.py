"""The readings that survive and solutions of each, all of them or a sample that says so.

survivors :: Solutions, readings -> Survivors
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from derive import limits
from derive.diagrams import filters, folds, walks
from derive.diagrams.diagram import Diagram
from derive.diagrams.problem import Choice
from derive.solver.solutions import Solutions


@dataclass(frozen=True, slots=True, kw_only=True)
class Survivors:
    """Solutions by reading; `readings_in_all` and `complete` say what was left out."""

    choices: tuple[tuple[Choice, ...], ...]
    readings_in_all: int
    complete: bool

    @property
    def readings(self) -> int:
        """Give the number of readings looked at."""
        return len(self.choices)


def survivors(found: Solutions, packed: Sequence[int] | None = None) -> Survivors:
    """Give the solutions of some readings (of all, where none are named), drawn where many.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=1),
    ...     assumptions=(Assumption(name="a"), Assumption(name="b")),
    ...     components=(Component(name="c", formula="a + b*d"),),
    ...     claims=(Claim(printed="1", counts="c"),),
    ... ))
    >>> survivors(found).choices
    (((1, 0),), ((0, 1),))
    """
    wanted = [*(found.groups if packed is None else packed)]
    kept = wanted[: limits.SURVIVING_READINGS]
    below = folds.totals(found.diagram)
    listed = sum(found.groups[one].solutions for one in kept) <= limits.SURVIVING_SOLUTIONS
    choices = []
    for one in kept:
        own = filters.only(found.diagram, one, below=below)
        most = limits.SURVIVING_SOLUTIONS if listed else limits.SURVIVING_DRAWN
        choices.append(few(own, most))
    return Survivors(
        choices=tuple(choices),
        readings_in_all=len(wanted),
        complete=listed and len(kept) == len(wanted),
    )


def few(diagram: Diagram, most: int) -> tuple[Choice, ...]:
    """Give all solutions, or as many as asked for, drawn with a fixed seed and with repetition.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> few(unroll(Problem(sizes=(2, 2))), 9), len(few(unroll(Problem(sizes=(2, 2))), 3))
    (((0, 0), (0, 1), (1, 0), (1, 1)), 3)
    """
    if folds.count(diagram) <= most:
        return tuple(walks.listing(diagram))
    return tuple(islice(walks.draws(diagram, Random(0)), most))
