"""What a formula can be while its unknowns lie in ranges: an interval around every value.

    enclose          :: Polynomial, {name: range} -> Interval
    enclose_monomial :: Monomial, {name: range}   -> Interval

Interval arithmetic in exact numbers. The interval may be too wide, never too narrow, and where
every range is one number it is exact; that is all a search by halving needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from derive.errors import ModelError
from derive.formulas.polynomial import Generator, Monomial, Opaque, Polynomial
from derive.formulas.tree import Exact, apply
from derive.intervals import Interval


def enclose(polynomial: Polynomial, ranges: Mapping[str, Interval[Exact]]) -> Interval[Exact]:
    """Give an interval in which a polynomial's values lie.

    >>> from derive.formulas.formula import formula
    >>> enclose(formula("2*V - ceil_to(V, 64)").exact, {"V": (1, 100)})
    (-126, 136)
    """
    low: Exact = 0
    high: Exact = 0
    for monomial, coefficient in polynomial.terms.items():
        least, most = enclose_monomial(monomial, ranges)
        low += coefficient * (least if coefficient > 0 else most)
        high += coefficient * (most if coefficient > 0 else least)
    return Interval(low, high)


def enclose_monomial(monomial: Monomial, ranges: Mapping[str, Interval[Exact]]) -> Interval[Exact]:
    """Give an interval in which a product of powers lies.

    >>> enclose_monomial((("V", 2), ("T", -1)), {"V": (3, 4), "T": (2, 8)})
    (Fraction(9, 8), 8)
    """
    found: Interval[Exact] = Interval(1, 1)
    for generator, exponent in monomial:
        found = _times(found, _power(_enclose_generator(generator, ranges), exponent))
    return found


def _enclose_generator(
    generator: Generator, ranges: Mapping[str, Interval[Exact]]
) -> Interval[Exact]:
    """Give an interval in which a name or an opaque function lies.

    Raises ModelError where a range may hold a divisor of 0, and for a sum with unknown ends.
    """
    if isinstance(generator, str):
        return ranges[generator]
    if generator.function == "sum":
        raise ModelError(
            "an unknown stands in the ends of a sum that has no closed form",
            advice="write the sum with whole exponents of its index",
        )
    return _opaque(generator, [enclose(argument, ranges) for argument in generator.arguments])


def _opaque(generator: Opaque, ranges: list[Interval[Exact]]) -> Interval[Exact]:
    function = generator.function
    if function in ("min", "max"):
        choose = min if function == "min" else max
        return Interval(*map(choose, zip(*ranges, strict=True)))
    (first, second) = ranges
    if function == "**":
        return _raised(first, second)
    if second.low <= 0 <= second.high:
        raise ModelError(
            "an unknown may bring a divisor to 0", advice="begin the range of the unknown higher"
        )
    if function == "ceil_to" and second.low != second.high:
        # beyond the number itself by less than the multiple, whichever multiple it is
        most = max(second.high, -second.low)
        return Interval(first.low - most, first.high + most)
    corners = [apply(function, ends) for ends in product(first, second)]
    return Interval(min(corners), max(corners))


def _raised(base: Interval[Exact], exponent: Interval[Exact]) -> Interval[Exact]:
    """Raise to an unknown exponent; monotone in both for a base of 1 or more."""
    if base.low < 1:
        raise ModelError(
            "an unknown exponent has a base that may be 0", advice="use a base of 1 or more"
        )
    low, high = (apply("**", ends) for ends in zip(base, exponent, strict=True))
    return Interval(low, high)


def _times(left: Interval[Exact], right: Interval[Exact]) -> Interval[Exact]:
    if left.low >= 0 <= right.low:  # nearly always
        return Interval(_plain(left.low * right.low), _plain(left.high * right.high))
    corners = [_plain(a * b) for a in left for b in right]
    return Interval(min(corners), max(corners))


def _power(base: Interval[Exact], exponent: int) -> Interval[Exact]:
    low, high = base
    if exponent < 0:
        if low <= 0 <= high:
            raise ModelError(
                "an unknown divides and may be 0", advice="begin the range of the unknown at 1"
            )
        low, high, exponent = _plain(1 / Fraction(high)), _plain(1 / Fraction(low)), -exponent
    ends = (low**exponent, high**exponent)
    if exponent % 2 == 0 and low < 0 < high:
        return Interval(0, max(ends))
    return Interval(min(ends), max(ends))


def _plain(value: Exact) -> Exact:
    if isinstance(value, int) or value.denominator != 1:
        return value
    return value.numerator
