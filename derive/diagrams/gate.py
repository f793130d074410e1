"""Which partial sums may enter a context, and which of them are one node.

A gate gives states (packed partial sums) the numbers of nodes. States arrive in crowds: those seen
for the first time are checked together, test by test; each either is dead, or is brought to the
representative of all states with the same future and given that node's number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from derive.allowance import asking
from derive.diagrams.bounds import Bounds, closed
from derive.diagrams.problem import Sum
from derive.diagrams.reachable import Left, Reachable
from derive.diagrams.residual import Residuals
from derive.diagrams.work import spend
from derive.intervals import Interval, Window

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
        # Counts of one model are mostly multiples of one width: the divisor turns back sums well
        # inside the hull, and is known from the first layer on, long before the exact sets are.
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
            low, high = _hull(bounds.windows[total])
            found.append(Weighed(parts, low, high, self.packing.mask))
        return found


def _hull(windows: frozenset[Window]) -> Window:
    lows = [low for low, _ in windows if low is not None]
    highs = [high for _, high in windows if high is not None]
    return Interval(
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


class Gate:
    """Numbers the states of one context; `states[n]` is the representative of node n.

    `left` is what can still be added, known near the end only.
    """

    def __init__(self, gates: Gates, bounds: Bounds, left: Left | None) -> None:
        self.states: list[int] = []
        self.numbers: dict[int, int] = {}
        self.low, self.high = gates.hull(bounds)
        self.guard, self.mask = gates.packing.guard, gates.packing.mask
        self.exact_mask, self.target = gates.exact_mask, gates.target
        self.exact = left.exact if left and gates.exact else None
        self.alone = self.exact_mask == gates.packing.whole
        self.lattices = [] if left else gates.lattices(bounds)
        self.safe = gates.safe(bounds)
        self.classes = gates.classes(bounds, left) if left else []
        self.weighed = gates.weighed(bounds) if gates.unknown else []

    def through(self, arrivals: list[int]) -> list[int]:
        """Give each arriving state the number of its node, DEAD if it cannot reach its windows."""
        numbers = self.numbers
        new = [state for state in set(arrivals) if state not in numbers]
        if new:
            # dead until it is seen to live: a dead state that comes again is not tested again
            numbers.update(dict.fromkeys(new, DEAD))
            self._enter(self._living(new))
        return [numbers[state] for state in arrivals]

    def _living(self, states: list[int]) -> list[int]:
        """The states that can still reach their windows, as far as can be told of each sum."""
        target, exact = self.target, self.exact
        if exact is not None and self.alone:  # nothing else is left to ask
            return [state for state in states if target - state in exact]
        low, high, guard = self.low, self.high, self.guard
        # All fields at once: a difference that is below zero has its field's top bit set. The
        # cheapest test comes first, so that the dear ones see fewer states.
        states = [state for state in states if not (state - low | high - state) & guard]
        if exact is not None:
            mask = self.exact_mask
            states = [state for state in states if target - (state & mask) in exact]
        for shift, rest, step in self.lattices:
            mask = self.mask
            states = [state for state in states if (state >> shift & mask) % step == rest]
        for weighed in self.weighed:
            states = [state for state in states if weighed.reaches(state)]
        return states

    def _enter(self, states: list[int]) -> None:
        """Number the living states, those with the same future alike."""
        numbers = self.numbers
        if not self.safe and not self.classes:
            numbers.update(zip(states, count(len(self.states)), strict=False))
            self.states += states
            return
        spend(len(states) * (len(self.safe) + len(self.classes)) // 2)
        for state in asking(states):
            same = self._representative(state)
            if same == DEAD:
                continue
            number = numbers.get(same, DEAD)
            if number == DEAD:
                number = numbers[same] = len(self.states)
                self.states.append(same)
            numbers[state] = number

    def _representative(self, state: int) -> int:
        """The state that stands for all with the same future, DEAD if there is none."""
        mask = self.mask
        for shift, low, high in self.safe:
            value = state >> shift & mask
            # whatever is still added, the sum stays in its window: how large it is, is forgotten
            if low < value <= high:
                state += low - value << shift
        for shift, low, high, rests in self.classes:
            # `rests[first:last]` bring the sum into its window: all sums that these bring there
            # are as good as the least of them
            value = state >> shift & mask
            first = bisect_left(rests, low - value)
            last = bisect_right(rests, high - value, first)
            if first >= last:
                return DEAD
            least = low - rests[first]
            if last < len(rests):
                least = max(least, high - rests[last] + 1)
            state += least - value << shift
        return state
