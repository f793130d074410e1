"""All formulas of an assumption set in one whole number, so that adding numbers adds formulas.

Every coefficient of every claim has a field of bits of its own (Kronecker substitution). The
diagram carries these numbers without knowing what they are; equal numbers are equal formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from derive.formulas.polynomial import Monomial, Polynomial
from derive.formulas.tree import Exact
from derive.formulas.work import charge

Key = tuple[int, Monomial]
BITS = 2**16  # of a long number are added in one step (see work.py)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Fields for the coefficients of several polynomials; `denominator` makes all of them whole."""

    fields: Mapping[Key, int]
    width: int
    denominator: int

    @classmethod
    def fitting(cls, tables: Iterable[tuple[int, Iterable[Polynomial]]]) -> Packed:
        """Give fields that hold every sum of one entry a table; each table has its claim's number.

        >>> p = Polynomial({(("d", 1),): 3})
        >>> packed = Packed.fitting([(0, [p]), (0, [-p])])
        >>> packed.read(packed.pack(0, p) + packed.pack(0, p))
        {0: Polynomial({(('d', 1),): 6})}
        """
        largest: dict[Key, Exact] = {}
        denominators = {1}
        for claim, entries in tables:
            reach: dict[Monomial, Exact] = {}
            for entry in entries:
                for monomial, c in entry.terms.items():
                    denominators.add(c.denominator)
                    size = -c if c < 0 else c
                    if size > reach.get(monomial, 0):
                        reach[monomial] = size
            for monomial, most in reach.items():
                largest[claim, monomial] = largest.get((claim, monomial), 0) + most
        denominator = lcm(*denominators)
        bound = int(max(largest.values(), default=0) * denominator)
        width = bound.bit_length() + 2
        fields = {key: at * width for at, key in enumerate(largest)}
        return cls(fields=fields, width=width, denominator=denominator)

    def pack(self, claim: int, polynomial: Polynomial) -> int:
        """Give the whole number of a polynomial of a claim."""
        words = 1 + len(self.fields) * self.width // BITS
        charge(len(polynomial.terms) * words, "the formulas of all claims")
        packed = 0
        for monomial, c in polynomial.terms.items():
            packed += _whole(c * self.denominator) << self.fields[claim, monomial]
        return packed

    def read(self, packed: int) -> dict[int, Polynomial]:
        """Give the polynomials back, by the number of the claim."""
        found: dict[int, dict[Monomial, Exact]] = {}
        half, mask = 1 << (self.width - 1), (1 << self.width) - 1
        for claim, monomial in self.fields:
            field = packed & mask
            field -= (field >= half) << self.width
            packed = (packed - field) >> self.width
            terms = found.setdefault(claim, {})
            if field:
                value = Fraction(field, self.denominator)
                terms[monomial] = value.numerator if value.denominator == 1 else value
        return {claim: Polynomial(terms) for claim, terms in found.items()}


def _whole(value: Exact) -> int:
    assert value.denominator == 1
    return value.numerator
