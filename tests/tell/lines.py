"""What is told, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.render.text import cell, formula, line
from derive.render.wrapping import NO_BREAK
from derive.steps import Equation, Row, Section, Step, Table, Text


def lines(steps: Iterable[Step]) -> Iterator[str]:
    """Each sentence, each row of an equation and of a table (cells parted by |) as a line."""
    for step in steps:
        match step:
            case Section(title, inside):
                yield f"# {title}"
                yield from lines(inside)
            case Text(parts):
                yield line(parts).replace(NO_BREAK, " ")
            case Equation(rows):
                yield from map(_equation, rows)
            case Table():
                yield " | ".join(map(line, step.head))
                yield from (" | ".join(map(cell, row)) for row in step.rows)


def _equation(row: Row) -> str:
    whole = " = ".join(map(formula, row.sides))
    return f"{whole} ({line(row.verdict)})" if row.verdict else whole
