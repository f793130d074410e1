"""Sums over layers: unrolled where the ends are numbers, in closed form where they are not."""

from __future__ import annotations

from functools import cache

from derive.formulas.polynomial import (
    Monomial,
    Opaque,
    Polynomial,
    names_of,
    total,
)
from derive.formulas.written import Exact, sum_range


def summed(body: Polynomial, index: str, first: Polynomial, last: Polynomial) -> Polynomial:
    """Give the exact sum of `body` for `index` from `first` to `last`.

    >>> i, L = Polynomial.of("i"), Polynomial.of("L")
    >>> one, three = Polynomial.constant(1), Polynomial.constant(3)
    >>> summed(i * i, "i", one, three).value
    14
    >>> summed(i.scale(2), "i", one, L) == L * L + L
    True
    """
    start, end = first.value, last.value
    if start is not None and end is not None:
        span = sum_range(start, end)
        return total(body.substitute({index: Polynomial.constant(i)}) for i in span)
    if any(index in names_of(g) and g != index for g in body.generators):
        return Polynomial.of(Opaque("sum", (body, first, last), index))
    return total(_closed(*term, index, first, last) for term in body.terms.items())


def _closed(
    monomial: Monomial, coefficient: Exact, index: str, first: Polynomial, last: Polynomial
) -> Polynomial:
    exponents = dict(monomial)
    degree = exponents.pop(index, 0)
    if degree < 0:
        body = Polynomial({monomial: coefficient})
        return Polynomial.of(Opaque("sum", (body, first, last), index))
    power_sum = _power_sum(degree)
    before = first - Polynomial.constant(1)
    span = power_sum.substitute({"n": last}) - power_sum.substitute({"n": before})
    return span * Polynomial({tuple(exponents.items()): coefficient})


@cache
def _power_sum(degree: int) -> Polynomial:
    """Give 1**k + ... + n**k as a polynomial in n, which SymPy knows."""
    from sympy import Poly, summation

    from derive.formulas.algebra import from_sympy
    from derive.symbols import symbol

    i, n = symbol("i"), symbol("n")
    return from_sympy(Poly(summation(i**degree, (i, 1, n)), n).as_expr())
