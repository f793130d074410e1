"""What a reader can choose about how a write-up is set."""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.errors import UsageError

ONE_COLUMN, TWO_COLUMNS = 345, 219
TERMINAL = 80
DIGITS = ("comma", "thin", "siunitx")


@dataclass(frozen=True, slots=True, kw_only=True)
class LatexOptions:
    """How a paper is set: `width` of a column in points at 10pt, digits, labels, headings.

    `level` is the heading of the title: 0 section, 1 subsection, 2 subsubsection, 3 paragraph.
    `cite` writes a citation command, which needs the entry in the author's bibliography;
    `longtable` lets long tables break across pages, which no two-column page can.

    >>> LatexOptions(width=219, digits="thin").label("Encoder & decoder")
    'derive:encoder-decoder'
    >>> LatexOptions(digits="dots")
    Traceback (most recent call last):
    derive.errors.UsageError: digits = 'dots' is not known; use comma, thin, siunitx
    """

    width: float = ONE_COLUMN
    digits: str = "comma"
    label_prefix: str = "derive:"
    level: int = 1
    cite: bool = False
    longtable: bool = False

    def __post_init__(self) -> None:
        if self.digits not in DIGITS:
            raise UsageError(
                f"digits = {self.digits!r} is not known", advice=f"use {', '.join(DIGITS)}"
            )
        if not 100 <= self.width <= 2000:
            raise UsageError(
                f"a width of {self.width:g} points is no column",
                advice=f"use {ONE_COLUMN} for one column, {TWO_COLUMNS} for two",
            )
        if not re.fullmatch(r"[A-Za-z0-9:./-]*", self.label_prefix):
            raise UsageError(
                f"the label prefix {self.label_prefix!r} is no part of a label",
                advice="use letters, digits, : . / and -",
            )

    def label(self, name: str) -> str:
        """Give a label that can be referred to: the prefix and a plain form of the name."""
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        return f"{self.label_prefix}{plain or 'step'}"
