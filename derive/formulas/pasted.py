"""A formula as `derive` prints it, in the signs that the language has: V·d + 2d² cannot be typed.

plainly :: text -> Plain     its text, and where each of its signs stood

Printed are · or × for *, − for -, raised digits for a power, no sign between a number and a
bracket, and a comma without a blank between the digits of a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from derive.errors import FormulaError

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")
_SIGNS = {"·": "*", "⋅": "*", "×": "*", "−": "-", "–": "-"}
_PIECE = re.compile(
    rf"""(?P<power> [{_RAISED}]+ )
    | (?P<sign> [{"".join(_SIGNS)}] )
    | (?P<thousands> (?<![\w.]) [0-9]{{1,3}} (?: ,[0-9]{{3}} )+ (?![\w.]) )
    | (?P<factor> (?<![\w.]) [0-9]+ (?=\() )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A formula in plain signs; `places[n]` is where the n-th of them stood in `before`."""

    before: str
    text: str
    places: tuple[int, ...]

    def told(self, fault: FormulaError) -> FormulaError:
        """Point a fault at its place in the text as it was given."""
        if fault.text == self.text and self.text != self.before:
            end = self.places[min(fault.at + fault.width, len(self.text))]
            fault.text, fault.at = self.before, self.places[min(fault.at, len(self.text))]
            fault.width = max(1, end - fault.at)
        return fault


def plainly(text: str) -> Plain:
    """Put the signs of the language in for those that are printed.

    >>> plainly("V_in·d + 16·L·d² − 4(d + 1)").text, plainly("1,024·d¹⁰").text
    ('V_in*d + 16*L*d**2 - 4*(d + 1)', '1024*d**10')
    >>> plainly("lstm(100,200)").text
    'lstm(100,200)'
    """
    if not any(sign in text for sign in (*_SIGNS, *_RAISED)):
        return Plain(before=text, text=text, places=tuple(range(len(text) + 1)))
    pieces: list[str] = []
    places: list[int] = []
    end = 0
    for found in _PIECE.finditer(text):
        put = _PUT[str(found.lastgroup)](found[0])
        pieces += [text[end : found.start()], put]
        places += [*range(end, found.start()), *_spread(found.start(), len(found[0]), len(put))]
        end = found.end()
    pieces.append(text[end:])
    places += range(end, len(text) + 1)
    return Plain(before=text, text="".join(pieces), places=tuple(places))


def _spread(start: int, before: int, after: int) -> list[int]:
    """Give where each sign of a piece stood: the last ones together, where there are more now."""
    return [start + min(at, before - 1) for at in range(after)]


_PUT: dict[str, Callable[[str], str]] = {
    "power": lambda raised: f"**{raised.translate(_DIGITS)}",
    "sign": lambda sign: _SIGNS[sign],
    "thousands": lambda number: number.replace(",", ""),
    "factor": lambda number: f"{number}*",
}
