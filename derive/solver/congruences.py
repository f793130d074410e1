"""The whole numbers for which a divisor divides a polynomial: `divisible`, exactly and in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from math import gcd

from derive.intervals import Interval
from derive.solver.integers import value

CHUNK = 500  # values between two words to the one who counts them


def divisible(
    coefficients: Sequence[int],
    divisor: int,
    span: Interval[int],
    look: Callable[[int], None],
) -> Iterator[int]:
    """Give the values in a span for which a divisor divides c0 + c1 x + c2 x² + ...

    Of degree 1 they are known; else as many values as the divisor are looked at, after which the
    rests come again: `look` hears of how many, and may refuse.

    >>> [*divisible([5, 2], 7, Interval(0, 30), print)]
    [1, 8, 15, 22, 29]
    >>> [*divisible([-1, 0, 1], 8, Interval(0, 9), print)]
    8
    [1, 3, 5, 7, 9]
    """
    if len(coefficients) <= 2:
        yield from _progression(coefficients, divisor, span)
        return
    reduced = [c % divisor for c in coefficients]
    period = Interval(span.low, min(span.high, span.low + divisor - 1))
    roots = []
    for root in _roots(reduced, divisor, period, look):
        roots.append(root)
        yield root
    for further in count(divisor, divisor) if roots else ():
        for root in roots:
            if root + further > span.high:
                return
            yield root + further


def _progression(coefficients: Sequence[int], divisor: int, span: Interval[int]) -> Sequence[int]:
    start, slope = (*coefficients, 0, 0)[:2]
    common = gcd(slope, divisor)
    if start % common:
        return ()
    step = divisor // common
    rest = -start // common * pow(slope // common, -1, step)
    return range(span.low + (rest - span.low) % step, span.high + 1, step)


def _roots(
    coefficients: Sequence[int], divisor: int, span: Interval[int], look: Callable[[int], None]
) -> Iterator[int]:
    for first in range(span.low, span.high + 1, CHUNK):
        some = range(first, min(first + CHUNK, span.high + 1))
        look(len(some))
        for x in some:
            if value(coefficients, x) % divisor == 0:
                yield x
