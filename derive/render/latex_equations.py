r"""Equations in LaTeX: `align` with the signs under each other, broken at a plus to fit a column.

A chain that fits stands in one line, another has one side a line. Where a left side is too wide,
the signs go below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.render.breaking import broken
from derive.render.latex_lines import Setting
from derive.render.latex_width import formula_width, text_width
from derive.steps import Equation, Row

SIGN = 14.0  # an equals sign and the space around it
NUMBER = 26.0  # the number of an equation
INDENT = 10.0
TOGETHER = 10  # lines of a row
UNDER_SIGN = "\\phantom{{}={}}"
LEFT_SHARE = 0.42  # of the column: a wider left side gets a line of its own


def equation(step: Equation, setting: Setting) -> str:
    r"""Set an equation; only rows with a label are numbered.

    >>> from derive.formulas.tree import Name, Number
    >>> from derive.render.options import LatexOptions
    >>> from derive.steps import Document, Row
    >>> setting = Setting.of(Document(title=""), LatexOptions())
    >>> print(equation(Equation(Row(sides=(Name("d"), Number(1000)))), setting))
    \begin{align*}
    d &= 1{,}000
    \end{align*}
    """
    width = setting.options.width - (NUMBER if any(row.label for row in step.rows) else 0)
    lefts = [formula_width(setting.formula(row.sides[0])) for row in step.rows]
    under = max(lefts) > LEFT_SHARE * width
    room = width - (2 * INDENT if under else max(lefts)) - SIGN
    numbered = any(row.label for row in step.rows)
    rows = [
        _joined(_row(row, setting, room=room, width=width, under=under), numbered)
        for row in step.rows
    ]
    name = "align" if numbered else "align*"
    return f"\\begin{{{name}}}\n" + " \\\\\n".join(rows) + f"\n\\end{{{name}}}"


def _joined(lines: list[str], numbered: bool) -> str:
    """End the lines of a row, which a page keeps together if there are few of them.

    Where some are numbered, the others must say that they are not.
    """
    told = [line if not numbered or "\\label{" in line else f"{line} \\notag" for line in lines]
    return (" \\\\*\n" if len(lines) <= TOGETHER else " \\\\\n").join(told)


def _chain(row: Row, setting: Setting) -> str:
    return " = ".join(setting.formula(side) for side in row.sides[1:])


def _fits_one_line(row: Row, room: float, setting: Setting) -> bool:
    return formula_width(_chain(row, setting)) <= room


def _row(row: Row, setting: Setting, *, room: float, width: float, under: bool) -> list[str]:
    if len(row.sides) == 1:
        lines = list(_side(row, 0, setting, width, start="&"))
    else:
        left = setting.formula(row.sides[0])
        lines = _right(row, setting, room, "&\\quad = " if under else "&= ")
        if under:
            lefts = _side(row, 0, setting, width, start="&")
            lines = [*lefts, *lines]
        else:
            lines[0] = f"{left} {lines[0]}"
    lines = _with_verdict(lines, row, setting, room)
    if row.label:
        lines[-1] += f" \\label{{{setting.options.label(row.label)}}}"
    return lines


def _right(row: Row, setting: Setting, room: float, start: str) -> list[str]:
    if _fits_one_line(row, room, setting):
        return [start + _chain(row, setting)]
    return [
        line
        for at in range(1, len(row.sides))
        for line in _side(row, at, setting, room, start=start)
    ]


def _side(row: Row, at: int, setting: Setting, room: float, *, start: str) -> Iterator[str]:
    def fits(text: str, first: bool) -> bool:
        return formula_width(text) <= (room if first else room - 2 * INDENT)

    pieces = broken(setting.marked(row.sides[at]), fits)
    if not all(fits(piece.text, piece.depth < 0) for piece in pieces):
        pieces = broken(setting.marked(row.sides[at], flat=True), fits)
    indent = start.replace("= ", UNDER_SIGN) if "=" in start else "&\\quad "
    for piece in pieces:
        # A product without a sign gets one where its line is broken.
        text = re.sub(r"^\\,", r"\\cdot ", piece.text)
        if piece.depth < 0:
            yield start + text
        else:
            yield indent + "\\quad " * min(piece.depth, 2) + text


def _with_verdict(lines: list[str], row: Row, setting: Setting, room: float) -> list[str]:
    """Say the verdict beside the last side, or below it, in as many lines as it needs."""
    if not row.verdict:
        return lines
    said = setting.line(row.verdict)
    last = formula_width(lines[-1].split("&", 1)[-1])
    if last + 20 + text_width(said) <= room + SIGN:
        return [*lines[:-1], f"{lines[-1]} \\quad \\text{{{said}}}"]
    return [*lines, *(f"&{UNDER_SIGN}\\text{{{part}}}" for part in _wrapped(said, room))]


def _wrapped(said: str, room: float) -> list[str]:
    """Wrap set text at spaces outside braces and formulas."""
    lines = [""]
    for word in _words(said):
        if lines[-1] and text_width(f"{lines[-1]} {word}") > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _words(said: str) -> list[str]:
    words, depth, math = [""], 0, False
    for at, character in enumerate(said):
        escaped = at > 0 and said[at - 1] == "\\"
        if not escaped:
            depth += (character == "{") - (character == "}")
            math ^= character == "$"
        if character == " " and depth == 0 and not math and not escaped:
            words.append("")
        else:
            words[-1] += character
    return words
