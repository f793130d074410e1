"""Plain text for a terminal: words wrapped at a width, formulas broken at a plus."""

from __future__ import annotations

from derive.formulas.spelling import TEXT
from derive.formulas.style import marked, unmarked
from derive.formulas.tree import Written
from derive.render.breaking import broken
from derive.render.options import TERMINAL
from derive.render.text_tables import table
from derive.render.words import cited, reference
from derive.render.wrapping import NO_BREAK, wrapped
from derive.steps import (
    Cell,
    Citation,
    Cite,
    Code,
    Document,
    Emphasis,
    Equation,
    Inline,
    Line,
    Math,
    Row,
    Section,
    Step,
    Table,
    Text,
)
from derive.terminal import columns, plain_text

INDENT = "  "
UNDERLINES = ("=", "-")


def text(document: Document, *, width: int = TERMINAL) -> str:
    """Write a document as plain text, no line wider than `width` where it can be broken.

    >>> print(text(Document(title="How we count", steps=(Text("Every word."),))))
    How we count
    ============
    <BLANKLINE>
    Every word.
    <BLANKLINE>
    """
    steps = [_step(step, document.citation, width, 1) for step in document.steps]
    title = [_heading(document.title, 0, width)] if document.title else []
    return "\n\n".join([*title, *steps, *_reference(document.citation, width)]) + "\n"


def _reference(citation: Citation | None, width: int) -> list[str]:
    if citation is None or not citation.title:
        return []
    said = ", ".join(plain_text(part) for part in reference(citation) if part)
    return ["\n".join(wrapped(said, width))]


def _heading(title: str, level: int, width: int) -> str:
    lines = wrapped(plain_text(title), width)
    if level < len(UNDERLINES):
        lines.append(UNDERLINES[level] * max(map(columns, lines)))
    return "\n".join(lines)


def _step(step: Step, citation: Citation | None, width: int, level: int) -> str:
    match step:
        case Section(title, steps):
            inside = [_step(one, citation, width, level + 1) for one in steps]
            return "\n\n".join([_heading(title, level, width), *inside])
        case Text(parts):
            return "\n".join(wrapped(line(parts, citation), width))
        case Equation():
            return _equation(step, citation, width)
        case Table():
            return _table(step, citation, width)


def formula(tree: Written) -> str:
    """Spell a formula in one line.

    >>> from derive.formulas.grammar import parse
    >>> formula(parse("4*d**2"))
    '4·d²'
    """
    return unmarked(marked(tree, TEXT))


def line(parts: Line, citation: Citation | None = None) -> str:
    """Spell a line of text; its formulas hold together by spaces that do not break.

    >>> line(("of ", Code("tied"), Emphasis("!")))
    'of tied!'
    """
    return "".join(_inline(part, citation) for part in parts)


def _inline(part: Inline, citation: Citation | None) -> str:
    match part:
        case str():
            return plain_text(part)
        case Math(sides, relation):
            together = f" {relation} ".join(map(formula, sides))
            return together.replace(" ", NO_BREAK) if len(together) < 40 else together
        case Emphasis(words) | Code(words):
            return plain_text(words)
        case Cite(where):
            return plain_text(cited(citation, where))


def cell(value: Cell, citation: Citation | None = None) -> str:
    """Spell a place in a table.

    >>> cell(384_000_000)
    '384,000,000'
    """
    if isinstance(value, int):
        return f"{value:,}"
    return line(value, citation) if isinstance(value, tuple) else formula(value)


def _equation(step: Equation, citation: Citation | None, width: int) -> str:
    lefts = [columns(formula(row.sides[0])) for row in step.rows]
    margin = min(max(lefts), width // 3)
    return "\n".join(
        INDENT + one for row in step.rows for one in _row(row, citation, margin, width - 2)
    )


def _row(row: Row, citation: Citation | None, margin: int, width: int) -> list[str]:
    left = formula(row.sides[0])
    if len(row.sides) == 1:
        lines = _side(row.sides[0], "", width)
    else:
        lines = _right(row, width - margin - 3, margin)  # 3 columns for the sign
        if columns(left) > margin:
            lines = [*_side(row.sides[0], "", width), *lines]
        else:
            lines[0] = " " * (margin - columns(left)) + left + lines[0][margin:]
    if not row.verdict:
        return lines
    said = line(row.verdict, citation)
    if columns(f"{lines[-1]}   {said}") <= width:
        return [*lines[:-1], f"{lines[-1]}   {said}".replace(NO_BREAK, " ")]
    start = " " * (margin + 3 if len(row.sides) > 1 else 0)
    return [*lines, *(start + one for one in wrapped(said, width - len(start)))]


def _right(row: Row, room: int, margin: int) -> list[str]:
    """Give the sides after the first: in one line where they fit, else one a line."""
    start = " " * margin + " = "
    together = " = ".join(formula(side) for side in row.sides[1:])
    if columns(together) <= room:
        return [start + together]
    return [one for side in row.sides[1:] for one in _side(side, start, room)]


def _side(side: Written, start: str, room: int) -> list[str]:
    pieces = broken(
        marked(side, TEXT), lambda text, first: columns(text) <= (room if first else room - 6)
    )
    lines = []
    for piece in pieces:
        indent = start if piece.depth < 0 else " " * (len(start) + 2 * min(piece.depth + 1, 3))
        lines.append(indent + piece.text)
    return lines


def _table(step: Table, citation: Citation | None, width: int) -> str:
    head = [line(words, citation) for words in step.head]
    rows = [[cell(one, citation) for one in row] for row in step.rows]
    body = table(head, rows, step.columns, width, total=step.total)
    if not step.caption:
        return body
    return "\n".join([*wrapped(line(step.caption, citation), width), "", body])
