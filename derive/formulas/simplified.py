"""What a polynomial with opaque functions can be simplified to, whatever its symbols are worth.

    simplified :: Polynomial, names that may be anything -> Polynomial

All other names are whole numbers of 0 or more. A rule is used only where it holds for every value
these may have, so that one formula is never taken for two; that no divisor is 0 is checked where
the values are known, before anything is simplified.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from derive.formulas.polynomial import (
    ONE,
    ZERO,
    Generator,
    Opaque,
    Polynomial,
    opaque,
    raised,
    total,
)

Arguments = tuple[Polynomial, ...]
Loose = frozenset[str]


def simplified(polynomial: Polynomial, loose: Loose = frozenset()) -> Polynomial:
    """Simplify what holds for all whole numbers of 0 or more; `loose` names may be anything.

    >>> from derive.formulas.formula import formula
    >>> simplified(formula("max(d, 0) + ceil_to(V, 1)").exact) == formula("d + V").exact
    True
    >>> simplified(formula("max(d, 0)").exact, frozenset({"d"})) == formula("d").exact
    False
    """
    if all(isinstance(generator, str) for generator in polynomial.generators):
        return polynomial
    return total(
        _product(raised(_generator(g, loose), exponent) for g, exponent in monomial).scale(c)
        for monomial, c in polynomial.terms.items()
    )


def _product(factors: Iterable[Polynomial]) -> Polynomial:
    found = ONE
    for factor in factors:
        found = found * factor
    return found


def _generator(generator: Generator, loose: Loose) -> Polynomial:
    if isinstance(generator, str):
        return Polynomial.of(generator)
    inside = loose | {generator.index} if generator.index else loose
    arguments = tuple(simplified(argument, inside) for argument in generator.arguments)
    rule = RULES.get(generator.function)
    if rule is None:
        return opaque(generator.function, arguments, generator.index)
    return rule(generator.function, arguments, loose)


def _floored(function: str, arguments: Arguments, loose: Loose) -> Polynomial:
    """Take the whole multiples of the divisor out: (k*m + r) // m = k + r // m for a whole k."""
    above, below = arguments
    times, rest = _multiples(above, below, loose)
    return times + (opaque(function, (rest, below)) if rest else ZERO)


def _ceiled(function: str, arguments: Arguments, loose: Loose) -> Polynomial:
    """Take the whole multiples out: ceil_to(k*m + r, m) = k*m + ceil_to(r, m) for a whole k."""
    number, multiple = arguments
    times, rest = _multiples(number, multiple, loose)
    return times * multiple + (opaque(function, (rest, multiple)) if rest else ZERO)


def _multiples(number: Polynomial, of: Polynomial, loose: Loose) -> tuple[Polynomial, Polynomial]:
    """Part a polynomial into a whole number times another one, and the rest."""
    if len(of.terms) != 1:
        return ZERO, number
    inverse = raised(of, -1)
    parts = [(p, p * inverse) for m, c in number.terms.items() for p in [Polynomial({m: c})]]
    whole = total(times for _, times in parts if is_whole(times, loose))
    return whole, total(part for part, times in parts if not is_whole(times, loose))


def _extreme(function: str, arguments: Arguments, loose: Loose) -> Polynomial:
    """Drop what is never the least (or greatest), once nested calls of one kind are one call."""
    sign = 1 if function == "min" else -1
    kept: list[Polynomial] = []
    for one in dict.fromkeys(_flattened(function, arguments)):
        if any(_at_most(other, one, sign, loose) for other in kept):
            continue
        kept = [other for other in kept if not _at_most(one, other, sign, loose)] + [one]
    return opaque(function, tuple(kept))


def _at_most(left: Polynomial, right: Polynomial, sign: int, loose: Loose) -> bool:
    """Say whether left <= right for all values (with sign -1: left >= right)."""
    return is_not_negative((right - left).scale(sign), loose) or _absorbs(left, right, sign)


def _absorbs(left: Polynomial, right: Polynomial, sign: int) -> bool:
    """Say whether the right one is a max (with sign -1: a min) over the left one."""
    inner = _alone(right)
    return (
        inner is not None
        and inner.function == ("max" if sign == 1 else "min")
        and (left in inner.arguments)
    )


def _flattened(function: str, arguments: Arguments) -> list[Polynomial]:
    found: list[Polynomial] = []
    for one in arguments:
        inner = _alone(one)
        same = inner is not None and inner.function == function
        found += inner.arguments if inner is not None and same else (one,)
    return found


def _alone(polynomial: Polynomial) -> Opaque | None:
    """Give the opaque function that a polynomial is, None if it is more or other than one."""
    if len(polynomial.terms) != 1:
        return None
    ((monomial, coefficient),) = polynomial.terms.items()
    if coefficient != 1 or len(monomial) != 1 or monomial[0][1] != 1:
        return None
    return monomial[0][0] if isinstance(monomial[0][0], Opaque) else None


RULES: dict[str, Callable[[str, Arguments, Loose], Polynomial]] = {
    "//": _floored,
    "ceil_to": _ceiled,
    "min": _extreme,
    "max": _extreme,
}


def is_whole(polynomial: Polynomial, loose: Loose = frozenset()) -> bool:
    """Say whether a polynomial is a whole number for all values; False where it cannot tell.

    >>> from derive.formulas.formula import formula
    >>> is_whole(formula("2*d + d // 3").exact), is_whole(formula("d/2").exact)
    (True, False)
    """
    return all(
        Fraction(c).denominator == 1 and all(e > 0 and _whole(g, loose) for g, e in monomial)
        for monomial, c in polynomial.terms.items()
    )


def _whole(generator: Generator, loose: Loose) -> bool:
    if isinstance(generator, str):
        return generator not in loose
    if generator.function in ("min", "max"):
        return all(is_whole(one, loose) for one in generator.arguments)
    return generator.function == "//" or (
        generator.function == "ceil_to" and is_whole(generator.arguments[1], loose)
    )


def is_not_negative(polynomial: Polynomial, loose: Loose = frozenset()) -> bool:
    """Say whether a polynomial is 0 or more for all values; False where it cannot tell.

    >>> from derive.formulas.formula import formula
    >>> is_not_negative(formula("2*d + d // 3").exact), is_not_negative(formula("d - 1").exact)
    (True, False)
    """
    return all(
        c >= 0 and all(e % 2 == 0 or _not_negative(g, loose) for g, e in monomial)
        for monomial, c in polynomial.terms.items()
    )


def _not_negative(generator: Generator, loose: Loose) -> bool:
    if isinstance(generator, str):
        return generator not in loose
    if generator.function == "sum":
        return is_not_negative(generator.arguments[0], loose | {generator.index})
    some = any if generator.function == "max" else all
    return some(is_not_negative(one, loose) for one in generator.arguments)
