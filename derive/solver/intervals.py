"""Sets of whole numbers as closed intervals: sorted, apart, none empty.

union, intersection :: Intervals, Intervals -> Intervals
"""

from __future__ import annotations

from collections.abc import Iterable

Intervals = tuple[tuple[int, int], ...]


def union(*sets: Iterable[tuple[int, int]]) -> Intervals:
    """Join sets; neighbours become one interval.

    >>> union([(1, 3), (9, 9)], [(4, 5)])
    ((1, 5), (9, 9))
    """
    found: list[tuple[int, int]] = []
    for low, high in sorted(pair for intervals in sets for pair in intervals):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)


def intersection(left: Intervals, right: Intervals) -> Intervals:
    """Keep what lies in both.

    >>> intersection(((1, 5), (9, 9)), ((4, 20),))
    ((4, 5), (9, 9))
    """
    pairs = ((max(a, c), min(b, d)) for a, b in left for c, d in right)
    return tuple(sorted((low, high) for low, high in pairs if low <= high))


def size(intervals: Intervals) -> int:
    """Count the numbers in a set.

    >>> size(((1, 5), (9, 9)))
    6
    """
    return sum(high - low + 1 for low, high in intervals)
