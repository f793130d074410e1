"""A claim: a number as a paper prints it, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from derive.components import LIBRARY
from derive.errors import ModelError
from derive.formulas.formula import Formula, FormulaLike, formula

MATCHES = ("printed", "exact", "at_least", "at_most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A printed number, what it counts and how it was cut.

    `match` is "printed" (anything that prints so), "exact" (the number itself), "at_least" or
    "at_most". `rounding`, `unit` and `zeros` are words, or names of assumptions of such words.

    >>> Claim(printed="384M", counts="encoder + 2*softmax").name
    'encoder + 2*softmax'
    """

    printed: str
    counts: Formula
    name: str = ""
    match: str = "printed"
    rounding: str = "nearest"
    unit: str = "decimal"
    zeros: str = "digits"
    scale: str = ""
    where: str = ""
    quote: str = ""

    def __init__(
        self,
        *,
        printed: str,
        counts: FormulaLike,
        name: str = "",
        match: str = "printed",
        rounding: str = "nearest",
        unit: str = "decimal",
        zeros: str = "digits",
        scale: str = "",
        where: str = "",
        quote: str = "",
    ) -> None:
        if match not in MATCHES:
            raise ModelError(
                f"match = {match!r} is none of the words", advice=f"use {', '.join(MATCHES)}"
            )
        counted = formula(counts, LIBRARY)
        for key, value in {
            "printed": printed,
            "counts": counted,
            "name": name or str(counted),
            "match": match,
            "rounding": rounding,
            "unit": unit,
            "zeros": zeros,
            "scale": scale,
            "where": where,
            "quote": quote,
        }.items():
            object.__setattr__(self, key, value)

    @property
    def words(self) -> tuple[str, str, str]:
        """Give the rounding, the unit and the zeros: words, or names of assumptions of words."""
        return (self.rounding, self.unit, self.zeros)
