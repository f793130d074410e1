"""Tables in plain text, set by tabulate; the cells are wrapped so that a table fits a terminal.

table :: head, rows, alignment, width -> text
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.render.breaking import shared
from derive.render.wrapping import wrapped
from derive.terminal import columns

GAP = "  "
RULE = "-"
ALIGNMENTS = {"l": "left", "r": "right", "c": "center"}


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    letters: str,
    width: int,
    *,
    total: bool = False,
) -> str:
    """Set a table whose cells are text already; `letters` aligns the columns.

    >>> print(table(["part", "count"], [["softmax", "80"]], "lr", 80))
    part     count
    -------  -----
    softmax     80
    """
    from tabulate import tabulate

    grid = [head, *rows]
    widths = _widths(grid, width)
    # The rules are rows like the others: they hold each column at its width, wherever words break.
    rule = [RULE * one for one in widths]
    lines = [
        ["\n".join(wrapped(cell, one)) for cell, one in zip(cells, widths, strict=True)]
        for cells in grid
    ]
    lines[1:1] = [rule]
    if total and rows:
        lines[-1:-1] = [rule]
    alignment = [ALIGNMENTS[letter] for letter in letters]
    shown = tabulate(lines, tablefmt="plain", disable_numparse=True, colalign=alignment)
    return "\n".join(line.rstrip() for line in shown.split("\n"))


def _widths(grid: Sequence[Sequence[str]], width: int) -> list[int]:
    natural = [float(max(map(columns, cells))) for cells in zip(*grid, strict=True)]
    least = [
        float(max(columns(word) for cell in cells for word in cell.split(" ")))
        for cells in zip(*grid, strict=True)
    ]
    room = width - len(GAP) * (len(natural) - 1)
    if sum(least) > room:
        least = [min(one, max(4.0, room // len(least))) for one in least]
    return [max(1, int(one)) for one in shared(natural, least, room)]
