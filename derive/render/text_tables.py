"""Tables in plain text, their cells wrapped so that the table fits a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derive.render.breaking import shared

GAP = "  "
RULE = "-"

Wrap = Callable[[str, int], list[str]]
Measure = Callable[[str], int]


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    letters: str,
    width: int,
    wrap: Wrap,
    measure: Measure,
    *,
    total: bool = False,
) -> str:
    """Set a table whose cells are text already; `letters` aligns the columns.

    >>> print(table(["part", "count"], [["softmax", "80"]], "lr", 80, lambda t, w: [t], len))
    part     count
    -------  -----
    softmax     80
    """
    grid = [list(head), *map(list, rows)]
    widths = _widths(grid, width, measure)
    rule = GAP.join(RULE * one for one in widths)
    lines = [_lines(cells, letters, widths, wrap, measure) for cells in grid]
    body = [one for cells in lines[1:-1] for one in cells]
    last = [*([rule] if total else []), *lines[-1]] if rows else []
    return "\n".join([*lines[0], rule, *body, *last])


def _widths(grid: list[list[str]], width: int, measure: Measure) -> list[int]:
    natural = [float(max(map(measure, cells))) for cells in zip(*grid, strict=True)]
    least = [
        float(max(measure(word) for cell in cells for word in cell.split(" ")))
        for cells in zip(*grid, strict=True)
    ]
    room = width - len(GAP) * (len(natural) - 1)
    if sum(least) > room:
        least = [min(one, max(4.0, room // len(least))) for one in least]
    return [max(1, int(one)) for one in shared(natural, least, room)]


def _lines(
    cells: list[str], letters: str, widths: list[int], wrap: Wrap, measure: Measure
) -> list[str]:
    stacks = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    high = max(map(len, stacks))
    padded = [[*stack, *[""] * (high - len(stack))] for stack in stacks]
    return [
        GAP.join(
            _aligned(text, letter, width, measure)
            for text, letter, width in zip(parts, letters, widths, strict=True)
        ).rstrip()
        for parts in zip(*padded, strict=True)
    ]


def _aligned(text: str, letter: str, width: int, measure: Measure) -> str:
    space = max(0, width - measure(text))
    before = {"l": 0, "r": space, "c": space // 2}[letter]
    return " " * before + text + " " * (space - before)
