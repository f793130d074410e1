"""Sums of powers in closed form (Faulhaber), without the half second that SymPy takes to load."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import comb


@cache
def power_sum(degree: int) -> tuple[Fraction, ...]:
    """Give 1**k + ... + n**k as the coefficients of n**0, n**1, ...

    The sum of comb(k + 1, j) * power_sum(j) over all j up to k is (n + 1)**(k + 1) - 1, and all
    but the last are known (Pascal 1654).

    >>> [str(c) for c in power_sum(2)]
    ['0', '1/6', '1/2', '1/3']
    """
    rest = [Fraction(comb(degree + 1, at)) for at in range(degree + 2)]
    rest[0] -= 1
    for lower in range(degree):
        for at, coefficient in enumerate(power_sum(lower)):
            rest[at] -= comb(degree + 1, lower) * coefficient
    return tuple(coefficient / (degree + 1) for coefficient in rest)
