"""Which partial sums may enter a context, and which of them are one node.

A gate is a dictionary from states (packed partial sums) to node numbers that fills itself: a
state seen for the first time is checked, and either is dead, or is brought to the representative
of all states with the same future and given that node's number. The common case, a state seen
before, costs one look-up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from derive.solver.bounds import Bounds
from derive.solver.packing import Packing
from derive.solver.problem import Interval, Sum
from derive.solver.reachable import Left
from derive.solver.tables import Field

DEAD = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What all gates of a problem have in common."""

    sums: tuple[Sum, ...]
    fields: tuple[Field, ...]
    packing: Packing
    exact: tuple[int, ...]
    wide: tuple[int, ...]


class Gate(dict[int, int]):
    """From state to node number, DEAD for a state that cannot reach its windows.

    `states[n]` is the representative of node n.
    """

    def __init__(self, rules: Rules, bounds: Bounds, left: Left | None) -> None:
        super().__init__()
        packing, fields = rules.packing, rules.fields
        limit, offset = packing.limit, packing.offset
        known = [field.known for field in fields]
        low = [end if is_known else -limit for end, is_known in zip(bounds.low, known, strict=True)]
        high = [
            end if is_known else limit for end, is_known in zip(bounds.high, known, strict=True)
        ]
        self.states: list[int] = []
        self.low = packing.pack(low) + packing.bias
        self.high = packing.pack(high) + packing.bias
        self.guard, self.mask = packing.guard, packing.mask
        self.exact: tuple[int, int, set[int]] | None = None
        self.lattices: list[tuple[int, int, int]] = []
        self.safe: list[tuple[int, int, int]] = []
        self.classes: list[tuple[int, int, int, list[int]]] = []
        window = next(iter(bounds.windows))
        for field in rules.exact:
            rest, step = bounds.lattice[field]
            if step > 1 and left is None:
                target = _number(window[fields[field].total][0]) + offset
                self.lattices.append((packing.shifts[field], (target - rest) % step, step))
        if left is not None and rules.exact:
            target = sum(
                _number(window[fields[field].total][0]) + offset << packing.shifts[field]
                for field in rules.exact
            )
            self.exact = (packing.masked(rules.exact), target, left.exact)
        for place, field in enumerate(rules.wide):
            shift = packing.shifts[field]
            ends = {windows[fields[field].total] for windows in bounds.windows}
            if left is not None and len(ends) == 1:
                ((first, last),) = ends
                rests = sorted(left.wide[place])
                self.classes.append((shift, _number(first) + offset, _number(last) + offset, rests))
            elif bounds.safe_low[field] < bounds.safe_high[field]:
                self.safe.append(
                    (shift, bounds.safe_low[field] + offset, bounds.safe_high[field] + offset)
                )
        self.weighed = [
            _weighed(rules, bounds, total) for total, its in enumerate(rules.sums) if not its.known
        ]

    def __missing__(self, state: int) -> int:
        number = self[state] = self._number(state)
        return number

    def _number(self, state: int) -> int:
        if (state - self.low | self.high - state) & self.guard:
            return DEAD
        if self.exact:
            mask, target, left = self.exact
            if target - (state & mask) not in left:
                return DEAD
        for shift, rest, step in self.lattices:
            if (state >> shift & self.mask) % step != rest:
                return DEAD
        for weighed in self.weighed:
            if not weighed.reaches(state):
                return DEAD
        same = self._representative(state) if self.safe or self.classes else state
        if same == DEAD:
            return DEAD
        if same != state:
            return self[same]
        self.states.append(state)
        return len(self.states) - 1

    def _representative(self, state: int) -> int:
        """The state for all that have the same future, DEAD if there is none."""
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


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sum with unknown weights: can it still reach one of the windows, by interval arithmetic?"""

    parts: list[tuple[int, int, int, int, int]]
    low: int | None
    high: int | None
    mask: int

    def reaches(self, state: int) -> bool:
        least = most = 0
        for shift, start, end, lightest, heaviest in self.parts:
            value = state >> shift & self.mask
            bottom, top = value + start, value + end
            least += bottom * (lightest if bottom >= 0 else heaviest)
            most += top * (heaviest if top >= 0 else lightest)
        return (self.low is None or most >= self.low) and (self.high is None or least <= self.high)


def _weighed(rules: Rules, bounds: Bounds, total: int) -> _Weighed:
    offset = rules.packing.offset
    parts = [
        (
            rules.packing.shifts[index],
            -bounds.high[index] - offset,
            -bounds.low[index] - offset,
            *field.part.weight,
        )
        for index, field in enumerate(rules.fields)
        if field.total == total
    ]
    windows = [windows[total] for windows in bounds.windows]
    return _Weighed(parts, _lowest(windows), _highest(windows), rules.packing.mask)


def _lowest(windows: list[Interval]) -> int | None:
    lows = [low for low, _ in windows if low is not None]
    return min(lows) if len(lows) == len(windows) else None


def _highest(windows: list[Interval]) -> int | None:
    highs = [high for _, high in windows if high is not None]
    return max(highs) if len(highs) == len(windows) else None


def _number(end: int | None) -> int:
    assert end is not None, "windows of known sums are clamped"
    return end
