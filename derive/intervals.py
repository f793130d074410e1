"""Numbers from one end to another, and sets of whole numbers made of such intervals.

    Interval   (low, high): both belong to it; an end that is None is open
    Window     an interval of whole numbers whose ends may be open
    Intervals  a set of whole numbers: closed intervals, sorted, apart, none empty

    union  :: sets      -> Intervals
    size   :: Intervals -> how many numbers
    hull   :: Intervals -> Interval, from the first number to the last
    halves :: Interval  -> two

Ends are exact: whole numbers, or fractions where a formula is enclosed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

End = TypeVar("End", covariant=True)


class Interval(NamedTuple, Generic[End]):
    """Hold the numbers from `low` to `high`: a pair of exact numbers, and equal to that pair.

    >>> 10 in Interval(1, 10), 11 in Interval(1, 10), 11 in Interval(1, None)
    (True, False, True)
    >>> print(Interval(8000, 20000), Interval(7, 7), Interval(5, None), Interval(2, 1), sep=", ")
    8,000 to 20,000, 7, at least 5, no whole number
    """

    low: End
    high: End

    @property
    def empty(self) -> bool:
        """Say whether nothing lies inside.

        >>> Interval(2, 1).empty, Interval(1, 1).empty, Interval(None, 1).empty
        (True, False, False)
        """
        ends: tuple[Any, Any] = self
        low, high = ends
        return low is not None and high is not None and bool(low > high)

    def miss(self, value: int) -> int:
        """Measure how far a number is from the interval: below 0 if it is too small, 0 inside.

        >>> Interval(10, 20).miss(25), Interval(10, 20).miss(7), Interval(10, None).miss(25)
        (5, -3, 0)
        """
        ends: tuple[Any, Any] = self
        low, high = ends
        short: int = 0 if low is None else min(0, value - low)
        return short or (0 if high is None else max(0, value - high))

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and not self.miss(value)

    def __and__(self, other: Interval[Any]) -> Interval[End]:
        """Keep what lies in both, which may be nothing.

        >>> Interval(1, 10) & Interval(8, None), (Interval(1, 2) & Interval(5, 9)).empty
        ((8, 10), True)
        """
        ends: tuple[Any, Any] = self
        (low, high), (least, most) = ends, other
        if low is None or (least is not None and least > low):
            low = least
        if high is None or (most is not None and most < high):
            high = most
        return Interval(low, high)

    def shifted(self, by: Any) -> Interval[End]:
        """Move both ends.

        >>> Interval(1, None).shifted(5)
        (6, None)
        """
        return self._moved(lambda low: low + by, lambda high: high + by)

    def scaled(self, by: int) -> Interval[End]:
        """Multiply both ends; a factor below 0 turns them round.

        >>> Interval(1, 5).scaled(10), Interval(1, None).scaled(-1)
        ((10, 50), (None, -1))
        """
        low, high = self._moved(lambda low: low * by, lambda high: high * by)
        return Interval(low, high) if by >= 0 else Interval(high, low)

    def divided(self, by: int) -> Interval[End]:
        """Find the whole numbers that lie inside when multiplied with `by`, which is not 0.

        >>> Interval(10, 20).divided(3), Interval(10, None).divided(-3)
        ((4, 6), (None, -4))
        """
        if by < 0:
            return self.scaled(-1).divided(-by)
        return self._moved(lambda low: -(-low // by), lambda high: high // by)

    def widened(self, reach: Callable[[int], int]) -> Interval[End]:
        """Move each end outwards by its `reach`; what is empty stays empty, what is open open.

        >>> Interval(100, 200).widened(lambda end: end // 10), Interval(1, 0).widened(abs)
        ((90, 220), (1, 0))
        """
        if self.empty:
            return self
        return self._moved(lambda low: low - reach(low), lambda high: high + reach(high))

    def _moved(self, low: Callable[[Any], Any], high: Callable[[Any], Any]) -> Interval[End]:
        least, most = self
        moved: Interval[Any] = Interval(
            None if least is None else low(least), None if most is None else high(most)
        )
        return moved

    def __repr__(self) -> str:
        # as the pair it is equal to
        return tuple.__repr__(self)

    def __str__(self) -> str:
        if self.empty:
            return "no whole number"
        low, high = (None if end is None else f"{end:,}" for end in self)
        if low == high:
            return low or "any whole number"
        if low is None:
            return f"at most {high}"
        return f"at least {low}" if high is None else f"{low} to {high}"


Window = Interval[int | None]
Intervals = tuple[Interval[int], ...]

NOTHING: Interval[int] = Interval(1, 0)


def union(*sets: Iterable[tuple[int, int]]) -> Intervals:
    """Join sets; neighbours become one interval.

    >>> union([(1, 3), (9, 9)], [(4, 5)])
    ((1, 5), (9, 9))
    """
    found: list[Interval[int]] = []
    for low, high in sorted(pair for intervals in sets for pair in intervals):
        if found and low <= found[-1].high + 1:
            found[-1] = Interval(found[-1].low, max(found[-1].high, high))
        else:
            found.append(Interval(low, high))
    return tuple(found)


def size(intervals: Intervals) -> int:
    """Count the numbers in a set.

    >>> size((Interval(1, 5), Interval(9, 9)))
    6
    """
    return sum(high - low + 1 for low, high in intervals)


def hull(intervals: Intervals) -> Interval[int]:
    """Span a set, which is not empty, from its first number to its last.

    >>> hull((Interval(1, 5), Interval(9, 9)))
    (1, 9)
    """
    return Interval(intervals[0].low, intervals[-1].high)


def halves(interval: Interval[int]) -> tuple[Interval[int], Interval[int]]:
    """Part an interval of two numbers or more in the middle.

    >>> halves(Interval(1, 5))
    ((1, 3), (4, 5))
    """
    low, high = interval
    middle = (low + high) // 2
    return Interval(low, middle), Interval(middle + 1, high)
