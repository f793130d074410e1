"""How wide LaTeX will set a formula or a text, in points at 10pt: an estimate, rather too wide.

The widths are those of Computer Modern; other fonts of papers are narrower.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)

# Thousandths of the font's size.
_ITALIC = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (529, 429, 433, 520, 466, 590, 477, 576, 345, 412, 521, 298, 878,
         600, 485, 503, 446, 451, 469, 361, 572, 485, 716, 572, 490, 465),
        strict=True,
    )
)  # fmt: skip
_ROMAN = {
    **dict.fromkeys("ijl.,:;'`!|", 278),
    **dict.fromkeys("tr()[]", 390),
    **dict.fromkeys("sczfe-", 444),
    **dict.fromkeys("mw", 833),
    **dict.fromkeys("MW", 1000),
    **dict.fromkeys("@%&=+", 800),
    " ": 333,
}
_COMMANDS = {
    "cdot": 722, "quad": 1000, "qquad": 2000, ",": 167, " ": 333, "lceil": 600, "rceil": 600,
    "lfloor": 600, "rfloor": 600, "sum": 1500, "min": 1600, "max": 1800, "approx": 1333,
    "neq": 1333, "leq": 1333, "geq": 1333, "left": 0, "right": 0, "allowbreak": 0, "hspace": 0,
    "textbackslash": 500, "ensuremath": 0, "displaystyle": 0, "emph": 0, "dots": 1200,
}  # fmt: skip
_ROMAN_FONTS = frozenset({"mathrm", "text", "textbf", "mathbf", "mathsf", "emph"})
_TYPEWRITER = frozenset({"texttt", "mathtt"})
_SIGNS = {"+": 1222, "-": 1222, "=": 1333, "/": 500, "<": 1333, ">": 1333}


def formula_width(latex: str) -> float:
    """Estimate the width of a formula.

    >>> 30 < formula_width(r"4 (d d + d^{2})") < 60
    True
    """
    return _Measurer(latex, roman=False).all()


def text_width(latex: str) -> float:
    """Estimate the width of a line of text, formulas between dollars included.

    >>> 50 < text_width("component of $d$") < 80
    True
    """
    parts = re.split(r"(?<!\\)\$", latex)
    parts[0::2] = [part.replace("~", " ") for part in parts[0::2]]
    return sum(
        formula_width(part) if at % 2 else _Measurer(part, roman=True).all()
        for at, part in enumerate(parts)
    )


class _Measurer:
    """One pass over the tokens of one text."""

    def __init__(self, latex: str, *, roman: bool) -> None:
        self.tokens = _TOKEN.findall(latex)[::-1]
        self.roman = roman
        self.typewriter = False

    def all(self) -> float:
        total = 0.0
        while self.tokens:
            total += self.group(self.roman)
            if self.tokens:
                self.tokens.pop()
        return total / 100

    def group(self, roman: bool) -> float:
        """Measure up to the end of the group, which stays."""
        total = 0.0
        while self.tokens and self.tokens[-1] != "}":
            total += self.one(roman)
        return total

    def one(self, roman: bool) -> float:
        token = self.tokens.pop()
        if token == "{":
            return self.braced(roman)
        if token in "_^" and not roman:
            return self.script(token)
        if token.startswith("\\"):
            return self.command(token[1:], roman)
        if token == " " and not roman:
            return 0
        if not roman:
            return _SIGNS.get(token) or _ITALIC.get(token) or self.upright(token)
        return self.upright(token)

    def upright(self, token: str) -> float:
        if self.typewriter:
            return 530
        return _ROMAN.get(token) or (720 if token.isupper() else 545 if token.isalpha() else 500)

    def braced(self, roman: bool) -> float:
        width = self.group(roman)
        if self.tokens:
            self.tokens.pop()
        return width

    def argument(self, roman: bool) -> float:
        return self.one(roman) if self.tokens else 0

    def script(self, sign: str) -> float:
        width = 0.81 * self.argument(False) + 50
        if self.tokens and self.tokens[-1] in "_^" and self.tokens[-1] != sign:
            self.tokens.pop()
            return max(width, 0.81 * self.argument(False) + 50)
        return width

    def command(self, name: str, roman: bool) -> float:
        if name == "frac":
            return max(self.argument(False), self.argument(False)) + 240
        if name in _ROMAN_FONTS:
            return self.argument(True) * (1.15 if name in ("textbf", "mathbf") else 1)
        if name in _TYPEWRITER:
            self.typewriter = True
            width = self.argument(True)
            self.typewriter = False
            return width
        if name == "num":
            return self.argument(True) * 1.1
        if name == "hspace":
            self.argument(True)
            return 0
        return _COMMANDS.get(name, 530 if len(name) == 1 else 650)
