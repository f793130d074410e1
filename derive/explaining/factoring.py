"""A polynomial as a product: by hand where that is enough, else by SymPy.

    factored :: Polynomial -> Factored

Names that SymPy does not know (`ceil_to(V, 128)`) stand in as symbols of their own, so nothing
here fails on what is no polynomial; it only does not look inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from derive import limits
from derive.errors import DeriveError, InternalError
from derive.formulas.polynomial import ONE, Generator, Monomial, Polynomial
from derive.formulas.tree import Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Factored:
    """A number times powers of polynomials, none of which is a number.

    A single generator may have a negative exponent, where the polynomial divides by it. What is not
    `complete` has a last factor that was too much to factor, and was left whole.
    """

    number: Exact
    factors: tuple[tuple[Polynomial, int], ...]
    complete: bool = True

    @property
    def product(self) -> Polynomial:
        """Multiply out again; a check on the factors with exponents of 0 or more."""
        return reduce(
            lambda made, power: made * power[0] ** power[1],
            self.factors,
            Polynomial.constant(self.number),
        )


def factored(polynomial: Polynomial) -> Factored:
    """Give the factors of a polynomial that is not 0: generators first, then what is left.

    >>> from derive.formulas.formula import formula
    >>> from derive.formulas.spelling import spell, written_from_polynomial
    >>> found = factored(formula("2*d*(V - W) + 2*d*W - 6*d*W").exact)
    >>> found.number, [(spell(written_from_polynomial(f)), e) for f, e in found.factors]
    (2, [('d', 1), ('V - 3*W', 1)])
    """
    content = _content(polynomial)
    common = _common(polynomial)
    inverse: Monomial = tuple((generator, -exponent) for generator, exponent in common)
    rest = _leading_first(polynomial * Polynomial({inverse: Fraction(1) / content}))
    powers = tuple((Polynomial.of(generator), exponent) for generator, exponent in common)
    if rest == ONE:
        return Factored(number=content, factors=powers)
    parts = _split(rest)
    return Factored(
        number=content, factors=(*powers, *(parts or [(rest, 1)])), complete=parts is not None
    )


def _content(polynomial: Polynomial) -> Exact:
    """Give the number that leaves whole coefficients without a common divisor, the first > 0."""
    coefficients = [Fraction(c) for c in _leading_first(polynomial).terms.values()]
    above = gcd(*(c.numerator for c in coefficients))
    content = Fraction(above, lcm(*(c.denominator for c in coefficients)))
    content = content if coefficients[0] > 0 else -content
    return content.numerator if content.denominator == 1 else content


def _leading_first(polynomial: Polynomial) -> Polynomial:
    """Order the terms by degree, so that a bracket is L - 2 and not 2 - L."""
    degree = {m: sum(exponent for _, exponent in m) for m in polynomial.terms}
    ordered = sorted(polynomial.terms.items(), key=lambda term: -degree[term[0]])
    return Polynomial(dict(ordered))


def _common(polynomial: Polynomial) -> Monomial:
    """Give the largest monomial that divides every term; exponents may be below 0."""
    least: dict[Generator, int] = {}
    for monomial in polynomial.terms:
        for generator, exponent in monomial:
            least[generator] = min(least.get(generator, exponent), exponent)
    for monomial in polynomial.terms:
        held = dict(monomial)
        for generator in least:
            least[generator] = min(least[generator], held.get(generator, 0))
    return tuple((generator, exponent) for generator, exponent in least.items() if exponent)


def _split(rest: Polynomial) -> tuple[tuple[Polynomial, int], ...] | None:
    """Give the factors, None for what is too much to factor."""
    if _irreducible(rest):
        return ((rest, 1),)
    if len(rest.terms) > limits.FACTORED_TERMS:
        return None
    try:
        found = _by_sympy(rest)
    except (DeriveError, ArithmeticError, RecursionError):
        return None
    if Factored(number=1, factors=found).product != rest:
        raise InternalError("the factors of a difference do not multiply out to it")
    return found


def _irreducible(rest: Polynomial) -> bool:
    """Say whether some generator occurs once, alone: then there is nothing to factor."""
    return any(
        len(monomial) == 1 and monomial[0][1] == 1 and _occurrences(rest, monomial[0][0]) == 1
        for monomial in rest.terms
    )


def _occurrences(polynomial: Polynomial, generator: Generator) -> int:
    return sum(generator in dict(monomial) for monomial in polynomial.terms)


def _by_sympy(rest: Polynomial) -> tuple[tuple[Polynomial, int], ...]:
    from sympy import Dummy, Poly, factor_list

    stand_in = {generator: Dummy(str(at)) for at, generator in enumerate(rest.generators)}
    gens = tuple(stand_in.values())
    places = {generator: at for at, generator in enumerate(stand_in)}
    terms = {_exponents(monomial, places): int(c) for monomial, c in rest.terms.items()}
    number, factors = factor_list(Poly.from_dict(terms, *gens))
    powers = [(_from_poly(factor, tuple(stand_in)), int(exponent)) for factor, exponent in factors]
    if number < 0:  # move the sign into a factor of odd exponent: `rest` is primitive
        at = next(place for place, (_, exponent) in enumerate(powers) if exponent % 2)
        powers[at] = (-powers[at][0], powers[at][1])
    return tuple(powers)


def _exponents(monomial: Monomial, places: dict[Generator, int]) -> tuple[int, ...]:
    exponents = [0] * len(places)
    for generator, exponent in monomial:
        exponents[places[generator]] = exponent
    return tuple(exponents)


def _from_poly(factor: object, generators: tuple[Generator, ...]) -> Polynomial:
    found = Polynomial({})
    for exponents, coefficient in factor.terms():  # type: ignore[attr-defined]
        term = Polynomial.constant(int(coefficient))
        for generator, exponent in zip(generators, exponents, strict=True):
            term = term * Polynomial.of(generator) ** exponent
        found = found + term
    return found
