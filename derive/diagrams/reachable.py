"""Meeting in the middle: the exact sets of sums that the last layers can still add.

For a context, a partial sum is alive iff what it lacks is among the sums that can still be added.
Where several sums must come out exactly, one set of vectors (packed) serves them all together;
each sum with a wider window has a set of its own. The sets grow from the last layer upwards, and
are worth it as long as they are no larger than the layers coming down to meet them.
"""

from __future__ import annotations

from typing import NamedTuple

from derive.allowance import ask
from derive.diagrams.residual import Residuals, Step
from derive.intervals import Window


class Left(NamedTuple):
    """What a context can still add: to the exact fields together, and to each wide field."""

    exact: set[int]
    wide: list[set[int]]


class Reachable:
    """The sums that can be added from layer `layer` on, for every context of it and those below.

    `exact` are the fields whose window is one number whatever is chosen, `wide` the other known
    ones.
    """

    def __init__(self, residuals: Residuals) -> None:
        packing, fields = residuals.packing, residuals.fields
        windows = set(residuals.ends)
        single = {total for total, ends in enumerate(zip(*windows, strict=True)) if _one(ends)}
        known = [index for index, field in enumerate(fields) if field.known]
        self.exact = [index for index in known if fields[index].total in single]
        self.wide = [index for index in known if index not in self.exact]
        self._all_exact = len(self.exact) == len(fields)
        self._shifts = [packing.shifts[index] for index in self.exact]
        self._layers = residuals.layers
        self.layer = len(residuals.layers)
        self.left = {self.layer: [Left({0}, [{0} for _ in self.wide]) for _ in residuals.ends]}

    @property
    def size(self) -> int:
        """The sums of the uppermost layer reached so far."""
        return sum(len(left.exact) + sum(map(len, left.wide)) for left in self.left[self.layer])

    def extend(self) -> None:
        """Go one layer up."""
        below = self.left[self.layer]
        self.layer -= 1
        self.left[self.layer] = [self._above(steps, below) for steps in self._layers[self.layer]]

    def _above(self, steps: list[Step], below: list[Left]) -> Left:
        exact: set[int] = set()
        wide: list[set[int]] = [set() for _ in self.wide]
        for step in steps:
            ask()
            child = below[step.child]
            added = step.packed if self._all_exact else self._packed(step.added)
            exact.update([added + rest for rest in child.exact])
            for mine, its, field in zip(wide, child.wide, self.wide, strict=True):
                added = step.added[field]
                mine.update([added + rest for rest in its])
        return Left(exact, wide)

    def _packed(self, added: tuple[int, ...]) -> int:
        return sum(
            added[field] << shift for field, shift in zip(self.exact, self._shifts, strict=True)
        )


def _one(windows: tuple[Window, ...]) -> bool:
    return len(set(windows)) == 1 and windows[0].low == windows[0].high
