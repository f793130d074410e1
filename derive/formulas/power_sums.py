"""Sums of powers, which SymPy knows in closed form."""

from __future__ import annotations

from fractions import Fraction
from functools import cache


@cache
def power_sum(degree: int) -> tuple[Fraction, ...]:
    """Give 1**k + ... + n**k as the coefficients of n**0, n**1, ...

    >>> [str(c) for c in power_sum(2)]
    ['0', '1/6', '1/2', '1/3']
    """
    from sympy import Poly, Symbol, summation

    i, n = Symbol("i", integer=True), Symbol("n", integer=True, positive=True)
    coefficients = Poly(summation(i**degree, (i, 1, n)), n).all_coeffs()
    return tuple(Fraction(int(c.p), int(c.q)) for c in reversed(coefficients))
