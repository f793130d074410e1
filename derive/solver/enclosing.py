"""What a formula can be while its unknowns lie in ranges: an interval around every value.

    enclose          :: Polynomial, {name: range} -> Range
    enclose_monomial :: Monomial, {name: range}   -> Range

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

Range = tuple[Exact, Exact]


def enclose(polynomial: Polynomial, ranges: Mapping[str, Range]) -> Range:
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
    return low, high


def enclose_monomial(monomial: Monomial, ranges: Mapping[str, Range]) -> Range:
    """Give an interval in which a product of powers lies.

    >>> enclose_monomial((("V", 2), ("T", -1)), {"V": (3, 4), "T": (2, 8)})
    (Fraction(9, 8), 8)
    """
    found: Range = (1, 1)
    for generator, exponent in monomial:
        found = _times(found, _power(_enclose_generator(generator, ranges), exponent))
    return found


def _enclose_generator(generator: Generator, ranges: Mapping[str, Range]) -> Range:
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


def _opaque(generator: Opaque, ranges: list[Range]) -> Range:
    function = generator.function
    if function in ("min", "max"):
        choose = min if function == "min" else max
        return choose(low for low, _ in ranges), choose(high for _, high in ranges)
    (first, second) = ranges
    if function == "**":
        return _raised(first, second)
    if second[0] <= 0 <= second[1]:
        raise ModelError(
            "an unknown may bring a divisor to 0", advice="begin the range of the unknown higher"
        )
    if function == "ceil_to" and second[0] != second[1]:
        # beyond the number itself by less than the multiple, whichever multiple it is
        most = max(second[1], -second[0])
        return first[0] - most, first[1] + most
    corners = [apply(function, ends) for ends in product(first, second)]
    return min(corners), max(corners)


def _raised(base: Range, exponent: Range) -> Range:
    """Raise to an unknown exponent; monotone in both for a base of 1 or more."""
    if base[0] < 1:
        raise ModelError(
            "an unknown exponent has a base that may be 0", advice="use a base of 1 or more"
        )
    return apply("**", (base[0], exponent[0])), apply("**", (base[1], exponent[1]))


def _times(left: Range, right: Range) -> Range:
    if left[0] >= 0 <= right[0]:  # nearly always
        return _plain(left[0] * right[0]), _plain(left[1] * right[1])
    corners = [_plain(a * b) for a in left for b in right]
    return min(corners), max(corners)


def _power(base: Range, exponent: int) -> Range:
    low, high = base
    if exponent < 0:
        if low <= 0 <= high:
            raise ModelError(
                "an unknown divides and may be 0", advice="begin the range of the unknown at 1"
            )
        low, high, exponent = _plain(1 / Fraction(high)), _plain(1 / Fraction(low)), -exponent
    ends = (low**exponent, high**exponent)
    if exponent % 2 == 0 and low < 0 < high:
        return 0, max(ends)
    return min(ends), max(ends)


def _plain(value: Exact) -> Exact:
    if isinstance(value, int) or value.denominator != 1:
        return value
    return value.numerator
