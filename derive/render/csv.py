"""Lines of cells as comma-separated values, as spreadsheets read them."""

from __future__ import annotations

import csv as library
from collections.abc import Iterable, Sequence
from io import StringIO

from derive.terminal import plain_text

STARTS = "=+-@"  # what a spreadsheet would take for a formula to be worked out


def csv(rows: Iterable[Sequence[str]]) -> str:
    """Write rows; a text that a spreadsheet would run as a formula of its own gets a '.

    >>> print(csv([("component", "count"), ("=HYPERLINK()", "7"), ('a "b", c', "8")]), end="")
    component,count
    '=HYPERLINK(),7
    "a ""b"", c",8
    """
    found = StringIO()
    writer = library.writer(found, lineterminator="\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return found.getvalue()


def _safe(cell: str) -> str:
    cell = plain_text(cell)
    return f"'{cell}" if cell.lstrip().startswith(tuple(STARTS)) else cell
