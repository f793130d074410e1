"""A claim: a number as a paper prints it, and what it counts."""

from __future__ import annotations

from collections.abc import Mapping

from derive.components import LIBRARY
from derive.errors import ModelError
from derive.formulas.formula import Formula, FormulaLike, formula
from derive.intervals import NOTHING, Interval, Window
from derive.model.fields import Takes, frozen, keep
from derive.printed import Printed, exact_interval, interval

MATCHES = ("printed", "exact", "at_least", "at_most", "nominal")


@frozen
class Claim:
    """A printed number, what it counts and how it was cut.

    `match` is "printed" (anything that prints so), "exact" (the number itself), "at_least",
    "at_most" or "nominal" (a name such as "the 60M model": told beside the count, never to be met).
    `rounding`, `unit` and `zeros` are words, or names of assumptions of such words.

    >>> Claim(printed="384M", counts="encoder + 2*softmax").name
    'encoder + 2*softmax'
    """

    printed: str
    counts: Takes[FormulaLike, Formula]
    name: str = ""
    match: str = "printed"
    rounding: str = "nearest"
    unit: str = "decimal"
    zeros: str = "digits"
    scale: str = ""
    where: str = ""
    quote: str = ""

    def __post_init__(self) -> None:
        if self.match not in MATCHES:
            raise ModelError(
                f"match = {self.match!r} is none of the words", advice=f"use {', '.join(MATCHES)}"
            )
        counts = formula(self.counts, LIBRARY)
        keep(self, counts=counts, name=self.name or str(counts))

    @property
    def binding(self) -> bool:
        """Say whether the count has to meet it.

        >>> Claim(printed="60M", counts="d", match="nominal").binding
        False
        """
        return self.match != "nominal"

    @property
    def words(self) -> tuple[str, str, str]:
        """Give the rounding, the unit and the zeros: words, or names of assumptions of words."""
        return (self.rounding, self.unit, self.zeros)


def figure(claim: Claim) -> str:
    """Give a printed number with the scale of its column, unless it has a suffix of its own.

    >>> figure(Claim(printed="384", counts="d", scale="M")), figure(Claim(printed="2B", counts="d"))
    ('384M', '2B')
    """
    return Printed.parse(claim.printed, claim.scale).figure


def window(claim: Claim, words: Mapping[str, str], *, parts: int = 1) -> Window:
    """Give the closed interval of a claim; None for an open end; NOTHING where nothing fits.

    `words` gives the chosen option of each assumption that stands for a word. The ends are whole
    numbers of 1/`parts`; nothing below zero is ever meant. A bound that is "about" a number is
    there where that number begins, or ends.

    >>> window(Claim(printed="384M", counts="d", rounding="cut"), {"cut": "down"})
    (384000000, 384999999)
    >>> window(Claim(printed="384M", counts="d", match="at_least"), {})
    (384000000, None)
    >>> window(Claim(printed="10", counts="d/2", match="at_most"), {}, parts=2)
    (0, 20)
    >>> window(Claim(printed="~30M", counts="d", match="at_least"), {})
    (20000000, None)
    """
    rounding, unit, zeros = (words.get(word, word) for word in claim.words)
    printed = Printed.parse(claim.printed, claim.scale)
    if claim.match == "printed" or (printed.about and claim.match != "exact"):
        found = interval(printed, rounding=rounding, unit=unit, zeros=zeros, parts=parts)
    else:
        found = exact_interval(printed, unit=unit, parts=parts)
    if found.empty:
        return NOTHING
    return Interval(
        0 if claim.match == "at_most" else found.low,
        None if claim.match == "at_least" else found.high,
    )
