"""A claim: a number as a paper prints it, and what it counts."""

from __future__ import annotations

from derive.components import LIBRARY
from derive.errors import ModelError
from derive.formulas.formula import Formula, FormulaLike, formula
from derive.model.fields import Takes, frozen, keep

MATCHES = ("printed", "exact", "at_least", "at_most")


@frozen
class Claim:
    """A printed number, what it counts and how it was cut.

    `match` is "printed" (anything that prints so), "exact" (the number itself), "at_least" or
    "at_most". `rounding`, `unit` and `zeros` are words, or names of assumptions of such words.

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
    def words(self) -> tuple[str, str, str]:
        """Give the rounding, the unit and the zeros: words, or names of assumptions of words."""
        return (self.rounding, self.unit, self.zeros)
