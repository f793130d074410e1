"""Which partial sums may enter a context, and which of them are one node.

A gate is a dictionary from states (packed partial sums) to node numbers that fills itself: a
state seen for the first time is checked, and either is dead, or is brought to the representative
of all states with the same future and given that node's number. The common case, a state seen
before, costs one look-up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from derive.solver.bounds import Bounds, closed
from derive.solver.problem import Interval, Sum
from derive.solver.reachable import Left, Reachable
from derive.solver.residual import Residuals

DEAD = -1


class Gates:
    """Makes the gates of a problem: what all of them have in common."""

    def __init__(self, sums: Sequence[Sum], contexts: Residuals, ahead: Reachable) -> None:
        self.packing = packing = contexts.packing
        self.fields = contexts.fields
        self.exact, self.wide = ahead.exact, ahead.wide
        self.exact_mask = packing.masked(ahead.exact)
        self.unknown = [total for total, its in enumerate(sums) if not its.known]
        window = contexts.ends[0] if contexts.ends else ()
        self.targets = [
            closed(window[self.fields[field].total][0]) + packing.offset if window else 0
            for field in self.exact
        ]
        shifts = [packing.shifts[field] for field in self.exact]
        self.target = sum(t << shift for t, shift in zip(self.targets, shifts, strict=True))

    def hull(self, bounds: Bounds) -> tuple[int, int]:
        """The states outside of which no sum reaches its window; unknown weights do not count."""
        packing, limit = self.packing, self.packing.limit
        ends = zip(self.fields, bounds.low, bounds.high, strict=True)
        pairs = [(low, high) if field.known else (-limit, limit) for field, low, high in ends]
        low = packing.pack([low for low, _ in pairs])
        high = packing.pack([high for _, high in pairs])
        return low + packing.bias, high + packing.bias

    def lattices(self, bounds: Bounds) -> list[tuple[int, int, int]]:
        """For an exact field, what it must be modulo the step of what can still be added."""
        return [
            (self.packing.shifts[field], (target - bounds.rest[field]) % step, step)
            for field, target in zip(self.exact, self.targets, strict=True)
            if (step := bounds.step[field]) > 1
        ]

    def safe(self, bounds: Bounds) -> list[tuple[int, int, int]]:
        """For a wide field, where it can no longer leave its window."""
        shifts, offset = self.packing.shifts, self.packing.offset
        return [
            (shifts[field], low + offset, high + offset)
            for field in self.wide
            if (low := bounds.safe_low[field]) < (high := bounds.safe_high[field])
        ]

    def classes(self, bounds: Bounds, left: Left) -> list[tuple[int, int, int, list[int]]]:
        """For a wide field with a settled window, that window and all that can still be added."""
        found = []
        for field, rests in zip(self.wide, left.wide, strict=True):
            windows = bounds.windows[self.fields[field].total]
            if len(windows) == 1:
                ((low, high),) = windows
                low, high = closed(low) + self.packing.offset, closed(high) + self.packing.offset
                found.append((self.packing.shifts[field], low, high, sorted(rests)))
        return found

    def weighed(self, bounds: Bounds) -> list[Weighed]:
        """For each sum with unknown weights, the ranges of its parts and of its window."""
        offset = self.packing.offset
        found = []
        for total in self.unknown:
            parts = [
                (self.packing.shifts[place], -high - offset, -low - offset, *field.part.weight)
                for place, (field, low, high) in enumerate(
                    zip(self.fields, bounds.low, bounds.high, strict=True)
                )
                if field.total == total
            ]
            window = _hull(bounds.windows[total])
            found.append(Weighed(parts, *window, self.packing.mask))
        return found


def _hull(windows: frozenset[Interval]) -> Interval:
    lows = [low for low, _ in windows if low is not None]
    highs = [high for _, high in windows if high is not None]
    return (
        min(lows) if len(lows) == len(windows) else None,
        max(highs) if len(highs) == len(windows) else None,
    )


class Weighed(NamedTuple):
    """A sum with unknown weights: can it still reach a window, by interval arithmetic?

    A part is a shift, the least and most its field may become (less the bias) and its weight.
    """

    parts: list[tuple[int, int, int, int, int]]
    low: int | None
    high: int | None
    mask: int

    def reaches(self, state: int) -> bool:
        """Say whether some weights, not the same for every part, bring the sum into a window."""
        least = most = 0
        for shift, start, end, lightest, heaviest in self.parts:
            value = state >> shift & self.mask
            bottom, top = value + start, value + end
            least += bottom * (lightest if bottom >= 0 else heaviest)
            most += top * (heaviest if top >= 0 else lightest)
        return (self.low is None or most >= self.low) and (self.high is None or least <= self.high)


class Gate(dict[int, int]):
    """From state to node number, DEAD for a state that cannot reach its windows.

    `states[n]` is the representative of node n; `left` is known near the end only.
    """

    def __init__(self, gates: Gates, bounds: Bounds, left: Left | None) -> None:
        super().__init__()
        self.states: list[int] = []
        self.low, self.high = gates.hull(bounds)
        self.guard, self.mask = gates.packing.guard, gates.packing.mask
        self.exact_mask, self.target = gates.exact_mask, gates.target
        self.exact = left.exact if left and gates.exact else None
        self.lattices = [] if left else gates.lattices(bounds)
        self.safe = gates.safe(bounds)
        self.classes = gates.classes(bounds, left) if left else []
        self.weighed = gates.weighed(bounds) if gates.unknown else []

    def __missing__(self, state: int) -> int:
        number = self[state] = self._number(state)
        return number

    def _number(self, state: int) -> int:
        if (state - self.low | self.high - state) & self.guard:
            return DEAD
        if self.exact is not None and self.target - (state & self.exact_mask) not in self.exact:
            return DEAD
        for shift, rest, step in self.lattices:
            if (state >> shift & self.mask) % step != rest:
                return DEAD
        for weighed in self.weighed:
            if not weighed.reaches(state):
                return DEAD
        if self.safe or self.classes:
            same = self._representative(state)
            if same != state:
                return self[same] if same != DEAD else DEAD
        self.states.append(state)
        return len(self.states) - 1

    def _representative(self, state: int) -> int:
        """The state that stands for all with the same future, DEAD if there is none."""
        for shift, low, high in self.safe:
            value = state >> shift & self.mask
            if low < value <= high:
                state += low - value << shift
        for shift, low, high, rests in self.classes:
            # `rests[first:last]` bring the sum into its window: all sums that these bring there
            # are as good as the least of them
            value = state >> shift & self.mask
            first = bisect_left(rests, low - value)
            last = bisect_right(rests, high - value)
            if first >= last:
                return DEAD
            least = low - rests[first]
            if last < len(rests):
                least = max(least, high - rests[last] + 1)
            state += least - value << shift
        return state
