"""Break a spelled formula into lines: at a plus, outermost first, and at a times if need be.

    broken :: marked formula, fits -> lines

`fits` says whether a text has room, so the same breaker serves points and columns of a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from derive.formulas.style import DEPTHS, MARKS, PLUS, unmarked

Fits = Callable[[str, bool], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a broken formula, and how deep in brackets it was broken off; -1: not at all."""

    text: str
    depth: int = -1


def broken(formula: str, fits: Fits) -> tuple[Piece, ...]:
    """Break a marked formula into lines that fit; what has no mark stays whole.

    `fits` is asked about a text and whether it would be the first line.

    >>> from derive.formulas.grammar import parse
    >>> from derive.formulas.spelling import TEXT
    >>> from derive.formulas.style import marked
    >>> tree = parse("V*d + 4*(n*m + n**2) + V")
    >>> [piece.text for piece in broken(marked(tree, TEXT), lambda text, first: len(text) < 12)]
    ['V·d', '+ 4(n·m', '+ n²)', '+ V']
    """
    return tuple(Piece(p.text.strip(), p.depth) for p in _broken(Piece(formula), fits))


def _broken(line: Piece, fits: Fits) -> list[Piece]:
    first = line.depth < 0
    marks = MARKS.findall(line.text)
    if not marks or fits(unmarked(line.text), first):
        return [Piece(unmarked(line.text), line.depth)]
    weakest = min(marks)
    found: list[Piece] = []
    for piece in _filled(line, weakest, fits):
        found.extend(_broken(piece, fits))
    return found


def _filled(line: Piece, mark: str, fits: Fits) -> list[Piece]:
    """Fill lines with the pieces between the marks of one strength."""
    depth = (ord(mark) - PLUS) % DEPTHS
    head, *rest = re.split(f"(?={mark})", line.text)
    lines = [Piece(head, line.depth)]
    for piece in rest:
        last = lines[-1]
        if fits(unmarked(last.text + piece), last.depth < 0):
            lines[-1] = Piece(last.text + piece, last.depth)
        else:
            lines.append(Piece(piece.removeprefix(mark), depth))
    return lines


def shared(natural: list[float], least: list[float], room: float) -> list[float]:
    """Share the room of a line among columns: the wide ones give way first, none below its least.

    >>> shared([10, 50, 100], [10, 20, 20], 100)
    [10, 45.0, 45.0]
    >>> shared([50, 60], [10, 55], 100)
    [45.0, 55]
    """
    if sum(natural) <= room:
        return list(natural)
    low, high = 0.0, max(natural)
    for _ in range(60):
        cap = (low + high) / 2
        low, high = (cap, high) if sum(_capped(natural, least, cap)) <= room else (low, cap)
    return _capped(natural, least, round(low, 6))


def _capped(natural: list[float], least: list[float], cap: float) -> list[float]:
    return [max(few, min(many, cap)) for many, few in zip(natural, least, strict=True)]
