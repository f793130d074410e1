"""Part a table whose columns do not fit beside each other, each part with the first column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from derive.steps import Table


def parted(step: Table, least: Sequence[float], room: float, gap: float) -> Iterator[Table]:
    """Give tables whose columns fit the room, where each needs at least so much, `gap` between.

    >>> head, rows = (("row",), ("a",), ("b",)), ((("one",), 1, 2),)
    >>> one = Table(head=head, rows=rows, columns="lrr")
    >>> [part.columns for part in parted(one, [3, 3, 3], 10, 1)]
    ['lr', 'lr']
    >>> [*parted(one, [3, 3, 3], 11, 1)] == [one]
    True
    """
    kept = [0]
    for at in range(1, len(least)):
        needed = sum(least[one] for one in [*kept, at]) + gap * len(kept)
        if len(kept) > 1 and needed > room:
            yield _only(step, kept)
            kept = [0]
        kept.append(at)
    yield _only(step, kept) if len(kept) < len(least) else step


def _only(step: Table, kept: list[int]) -> Table:
    return replace(
        step,
        head=tuple(step.head[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in step.rows),
        columns="".join(step.columns[at] for at in kept),
    )
