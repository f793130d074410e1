"""Windows that move with a choice, as tables of sums whose window stays.

    fixed :: Problem -> Problem

A window that a choice decides is needed until the end, so k words for k rows of a table would keep
2**k contexts apart. Taking the window's ends into the sums avoids that: `sum - low(words) >= 0` and
`sum - high(words) <= 0`. Where few words decide all windows, it is cheaper to leave them be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import prod

from derive.diagrams.problem import Part, Problem, Sum, Table, Windows

FEW = 16


def fixed(problem: Problem, *, few: int = FEW) -> Problem:
    """Fix the windows of known sums, unless `few` combinations of words decide all of them.

    >>> size = Part(tables=(Table(scope=(0,), values=(4, 7)),))
    >>> windows = Windows(scope=(1,), intervals=tuple((low, low + 4) for low in range(20)))
    >>> moved = fixed(Problem(sizes=(2, 20), sums=(Sum(parts=(size,), windows=windows),)))
    >>> moved.sums[0].windows.intervals, moved.sums[0].parts[1].tables[0].values[:3]
    (((0, 4),), (0, -1, -2))
    """
    words = {variable for total in problem.sums for variable in total.windows.scope}
    if prod(problem.sizes[variable] for variable in words) <= few:
        return problem
    return replace(problem, sums=tuple(one for total in problem.sums for one in _fixed(total)))


def _fixed(total: Sum) -> Iterator[Sum]:
    if not total.known or not total.windows.scope:
        yield total
        return
    far = 1 + sum(max(map(abs, t.values), default=0) for p in total.parts for t in p.tables)
    lows = [-far if low is None else low for low, _ in total.windows.intervals]
    highs = [far if high is None else high for _, high in total.windows.intervals]
    widths = {high - low for low, high in zip(lows, highs, strict=True)}
    if len(widths) == 1:
        yield _moved(total, lows, Windows.of(0, widths.pop()))
    else:
        yield _moved(total, lows, Windows.of(0, None))
        yield _moved(total, highs, Windows.of(None, 0))


def _moved(total: Sum, ends: list[int], windows: Windows) -> Sum:
    """Take the end that each combination of words gives from the sum."""
    table = Table(scope=total.windows.scope, values=tuple([-end for end in ends]))
    return Sum(parts=(*total.parts, Part(tables=(table,))), windows=windows)
