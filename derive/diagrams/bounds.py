"""What a context still lets the sums become: `bounds :: Residuals -> [[Bounds]]`, from below.

For each context and field: the *hull*, outside of which no partial sum reaches its window; the
*safe* interval, inside of which none can leave it any more; *rest* and *step*: whatever is still
added is rest modulo step. And, for each sum, the windows that the context can still end in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import gcd
from operator import add, sub
from typing import NamedTuple

from derive.allowance import asking
from derive.diagrams.residual import Residuals, Step
from derive.intervals import Interval, Window

Vector = tuple[int, ...]


class Bounds(NamedTuple):
    """One entry a field; with unknown weight, -high to -low is what may still be added."""

    low: Vector
    high: Vector
    safe_low: Vector
    safe_high: Vector
    rest: Vector
    step: Vector
    windows: tuple[frozenset[Window], ...]


def bounds(residuals: Residuals) -> list[list[Bounds | None]]:
    """Bound every context, None for a dead one.

    >>> from derive.diagrams.budget import Ledger
    >>> from derive.diagrams.problem import Part, Problem, Sum, Table, Windows
    >>> from derive.diagrams.residual import residuals
    >>> part = Part(tables=(Table(scope=(0,), values=(0, 6)), Table(scope=(1,), values=(0, 4))))
    >>> problem = Problem(sizes=(2, 2), sums=(Sum(parts=(part,), windows=Windows.of(6, 10)),))
    >>> from derive.diagrams.progress import finished
    >>> contexts = finished(residuals(problem, (0, 1), Ledger(budget=99, order=(0, 1))))
    >>> middle = bounds(contexts)[1][0]
    >>> middle.low, middle.high, middle.safe_low, middle.safe_high, middle.step
    ((2,), (10,), (6,), (6,), (4,))
    """
    known = [field.known for field in residuals.fields]
    totals = [field.total for field in residuals.fields]
    below: list[Bounds | None] = [_end(known, totals, windows) for windows in residuals.ends]
    layers = [below]
    for layer in reversed(residuals.layers):
        below = [_joined(steps, below) for steps in asking(layer)]
        layers.append(below)
    return layers[::-1]


def _end(known: Sequence[bool], totals: Sequence[int], windows: tuple[Window, ...]) -> Bounds:
    # the sum may not leave its window; a sum with unknown weight is never safe
    ends = [
        windows[total] if is_known else Interval(0, 0)
        for is_known, total in zip(known, totals, strict=True)
    ]
    low, high = tuple(closed(low) for low, _ in ends), tuple(closed(high) for _, high in ends)
    zeros = (0,) * len(known)
    return Bounds(
        low=low,
        high=high,
        safe_low=tuple(
            end if is_known else end + 1 for end, is_known in zip(low, known, strict=True)
        ),
        safe_high=high,
        rest=zeros,
        step=zeros,
        windows=tuple(frozenset([window]) for window in windows),
    )


def closed(end: int | None) -> int:
    """Say that the end of a window is not open, as is so for all known sums (tables.py).

    >>> closed(3)
    3
    """
    assert end is not None, "windows of known sums are clamped"
    return end


def _joined(steps: Sequence[Step], below: Sequence[Bounds | None]) -> Bounds | None:
    pairs = [(step.added, child) for step in steps if (child := below[step.child])]
    if not pairs:
        return None
    low, high, safe_low, safe_high, rests = zip(
        *[
            (
                tuple(map(sub, child.low, added)),
                tuple(map(sub, child.high, added)),
                tuple(map(sub, child.safe_low, added)),
                tuple(map(sub, child.safe_high, added)),
                tuple(map(add, child.rest, added)),
            )
            for added, child in pairs
        ],
        strict=True,
    )
    # What is added lies on one lattice for all options only if the step divides the children's
    # steps and how far apart their rests are; equal rests are 0 apart, which says nothing to gcd.
    apart = [tuple(map(sub, rest, rests[0])) for rest in rests[1:] if rest != rests[0]]
    windows = pairs[0][1].windows
    for _, child in pairs:
        if child.windows is not windows:
            windows = tuple(map(frozenset.union, windows, child.windows))
    return Bounds(
        # some option may reach the window (the widest hull), but every option must stay in it
        low=_each(min, low),
        high=_each(max, high),
        safe_low=_each(max, safe_low),
        safe_high=_each(min, safe_high),
        rest=rests[0],
        step=_each(gcd, [*{child.step for _, child in pairs}, *apart]),
        windows=windows,
    )


def _each(choose: Callable[..., int], vectors: Sequence[Vector]) -> Vector:
    return vectors[0] if len(vectors) == 1 else tuple(map(choose, *vectors))
