"""How large an expansion may become: bounded before it is done, and refused.

many                :: [Measure] -> that of a product
most                :: [Measure] -> that of a sum
refuse_the_enormous :: Measure   -> ()
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from derive import limits
from derive.errors import FormulaError


@dataclass(frozen=True, slots=True)
class Measure:
    """Upper bounds on what an expansion would give: total degree, terms, bits of a number."""

    degree: int
    terms: int
    bits: int


def many(factors: Sequence[Measure]) -> Measure:
    """Bound the product of what is bounded so.

    >>> many([Measure(1, 2, 3), Measure(1, 2, 3)])
    Measure(degree=2, terms=4, bits=6)
    """
    return Measure(
        sum(m.degree for m in factors),
        prod(m.terms for m in factors),
        sum(m.bits for m in factors),
    )


def most(terms: Sequence[Measure]) -> Measure:
    """Bound the sum of what is bounded so.

    >>> most([Measure(1, 2, 3), Measure(2, 2, 3)])
    Measure(degree=2, terms=4, bits=4)
    """
    return Measure(
        max(m.degree for m in terms),
        sum(m.terms for m in terms),
        max(m.bits for m in terms) + len(terms).bit_length() - 1,
    )


def refuse_the_enormous(size: Measure) -> None:
    """Refuse an expansion over `limits.DEGREE`, `limits.TERMS` or `limits.NUMBER_BITS`.

    Raises FormulaError that names the bound and the limit.

    >>> refuse_the_enormous(Measure(degree=2, terms=3, bits=4))
    >>> refuse_the_enormous(Measure(degree=65, terms=3, bits=4))
    Traceback (most recent call last):
    derive.errors.FormulaError: the formula expands to a total degree of up to 65, \
over the limit of 64; write it in smaller components
    """
    for what, seen, limit in (
        ("a total degree", size.degree, limits.DEGREE),
        ("a number of terms", size.terms, limits.TERMS),
        ("a number of bits", size.bits, limits.NUMBER_BITS),
    ):
        if seen > limit:
            raise FormulaError(
                f"the formula expands to {what} of up to {seen}, over the limit of {limit}",
                advice="write it in smaller components",
            )
