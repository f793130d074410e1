"""What a context still lets the sums become: `bounds :: Residuals -> [[Bounds]]`, from below.

For each context and field: the *hull*, outside of which no partial sum reaches its window; the
*safe* interval, inside of which none can leave it any more; the *lattice* (r, g): whatever is
still added is r modulo g. And the windows that the context can still end in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import gcd
from operator import sub
from typing import NamedTuple

from derive.solver.problem import Interval
from derive.solver.residual import Residuals, Step

Vector = tuple[int, ...]


class Bounds(NamedTuple):
    """One entry a field; with unknown weight, -high to -low is what may still be added."""

    low: Vector
    high: Vector
    safe_low: Vector
    safe_high: Vector
    lattice: tuple[tuple[int, int], ...]
    windows: frozenset[tuple[Interval, ...]]


def bounds(residuals: Residuals) -> list[list[Bounds | None]]:
    """Bound every context, None for a dead one.

    >>> from derive.solver.budget import Ledger
    >>> from derive.solver.problem import Part, Problem, Sum, Table, Window
    >>> from derive.solver.residual import residuals
    >>> part = Part(tables=(Table(scope=(0,), values=(0, 6)), Table(scope=(1,), values=(0, 4))))
    >>> problem = Problem(sizes=(2, 2), sums=(Sum(parts=(part,), window=Window.of(6, 10)),))
    >>> from derive.solver.progress import finished
    >>> contexts = finished(residuals(problem, (0, 1), Ledger(budget=9, order=(0, 1))))
    >>> middle = bounds(contexts)[1][0]
    >>> middle.low, middle.high, middle.safe_low, middle.safe_high, middle.lattice
    ((2,), (10,), (6,), (6,), ((0, 4),))
    """
    known = [field.known for field in residuals.fields]
    totals = [field.total for field in residuals.fields]
    below: list[Bounds | None] = [_end(known, totals, windows) for windows in residuals.ends]
    layers = [below]
    for layer in reversed(residuals.layers):
        below = [_joined(steps, below) for steps in layer]
        layers.append(below)
    return layers[::-1]


def _end(known: Sequence[bool], totals: Sequence[int], windows: tuple[Interval, ...]) -> Bounds:
    low, high, safe_low, safe_high = [], [], [], []
    for is_known, total in zip(known, totals, strict=True):
        # the sum may not leave its window; a sum with unknown weight is never safe
        ends = windows[total] if is_known else (0, 0)
        assert ends[0] is not None and ends[1] is not None, "windows of known sums are clamped"
        low.append(ends[0])
        high.append(ends[1])
        safe_low.append(ends[0] if is_known else 1)
        safe_high.append(ends[1] if is_known else 0)
    lattice = ((0, 0),) * len(known)
    return Bounds(
        tuple(low), tuple(high), tuple(safe_low), tuple(safe_high), lattice, frozenset([windows])
    )


def _joined(steps: Sequence[Step], below: Sequence[Bounds | None]) -> Bounds | None:
    pairs = [(step.added, child) for step in steps if (child := below[step.child])]
    if not pairs:
        return None
    lows = [tuple(map(sub, child.low, added)) for added, child in pairs]
    highs = [tuple(map(sub, child.high, added)) for added, child in pairs]
    safe_lows = [tuple(map(sub, child.safe_low, added)) for added, child in pairs]
    safe_highs = [tuple(map(sub, child.safe_high, added)) for added, child in pairs]
    windows = pairs[0][1].windows
    for _, child in pairs:
        if child.windows is not windows:
            windows = windows | child.windows
    return Bounds(
        _each(min, lows),
        _each(max, highs),
        _each(max, safe_lows),
        _each(min, safe_highs),
        _lattices(pairs),
        windows,
    )


def _each(choose: Callable[..., int], vectors: list[Vector]) -> Vector:
    return vectors[0] if len(vectors) == 1 else tuple(map(choose, *vectors))


def _lattices(pairs: list[tuple[Vector, Bounds]]) -> tuple[tuple[int, int], ...]:
    lattices = []
    for field in range(len(pairs[0][0])):
        first, step = 0, 0
        for index, (added, child) in enumerate(pairs):
            rest, modulus = child.lattice[field]
            rest += added[field]
            if not index:
                first = rest
            step = gcd(step, modulus, rest - first)
        lattices.append((first % step if step else first, step))
    return tuple(lattices)
