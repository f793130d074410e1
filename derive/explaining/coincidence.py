"""Why two formulas give one number: the condition on the hyperparameters, found by factoring.

    coincidence :: difference, values -> Coincidence

A product is 0 where one of its factors is. Those that are not 0 at the paper's values are
dropped, and the one that is 0 is solved for its simplest symbol.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from derive.errors import InternalError
from derive.explaining.factoring import Factored, factored
from derive.formulas.polynomial import Generator, Monomial, Polynomial, names_of
from derive.formulas.spelling import TEXT, spell, written_from_polynomial
from derive.formulas.tree import (
    Exact,
    Number,
    Sum,
    Written,
    evaluate,
    multiply,
    number,
    power,
    quotient,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coincidence:
    """An equation between hyperparameters that holds for the paper's values.

    One that is not `complete` comes from a difference too long to factor: it is true, but there
    may be a simpler one.

    >>> from derive.formulas.formula import formula
    >>> difference = formula("d*V_in + 2*d*V_out - L*d*V_out").exact
    >>> paper = {"V_in": 160_000, "V_out": 80_000, "L": 4, "d": 1000}
    >>> print(coincidence(difference, paper))
    V_in = (L - 2)*V_out
    """

    left: Written
    right: Written
    complete: bool = True

    def __str__(self) -> str:
        return f"{spell(self.left)} = {spell(self.right)}"

    @property
    def text(self) -> str:
        """Give the equation for a reader at a terminal."""
        return f"{spell(self.left, TEXT)} = {spell(self.right, TEXT)}"

    def holds(self, values: Mapping[str, Exact]) -> bool:
        """Decide the equation in exact numbers."""
        return evaluate(self.left, values) == evaluate(self.right, values)


def coincidence(difference: Polynomial, values: Mapping[str, Exact]) -> Coincidence:
    """Give the simplest condition under which a difference that is 0 at the values is 0.

    Raises InternalError where it is not 0 there: then there is nothing to explain.

    >>> from derive.formulas.formula import formula
    >>> print(coincidence(formula("2*W*d - V*d").exact, {"V": 200, "W": 100, "d": 10}))
    V = 2*W
    """
    parted = factored(difference)
    vanishing = [f for f, _ in parted.factors if f.evaluate(values) == 0]
    if not vanishing:
        raise InternalError("a difference that is not 0 has no condition for being 0")
    found = solved(min(vanishing, key=lambda factor: len(factor.terms)))
    if not found.holds(values):
        raise InternalError(f"the condition {found} does not hold for the paper's values")
    return replace(found, complete=parted.complete)


def solved(factor: Polynomial) -> Coincidence:
    """Give the equation "factor = 0", solved for the symbol that leaves the simplest one.

    >>> from derive.formulas.formula import formula
    >>> print(solved(formula("3*V - 2*W").exact), "or", solved(formula("V*W - d*d*d").exact))
    3*V = 2*W or V*W = d**3
    """
    candidates = [found for g in factor.generators if (found := _solved_for(factor, g))]
    if not candidates:
        return _signs_apart(factor)
    return min(candidates, key=_difficulty)


def _solved_for(factor: Polynomial, generator: Generator) -> Coincidence | None:
    """Put the one term that has the generator on the left; None if it has several, or inside."""
    own = [m for m in factor.terms if any(_touches(g, generator) for g, _ in m)]
    if len(own) != 1 or (generator, 1) not in own[0] or len(factor.terms) == 1:
        return None
    if sum(_touches(g, generator) for g, _ in own[0]) > 1:
        return None
    coefficient = factor.terms[own[0]]
    sign = -1 if coefficient > 0 else 1
    rest = Polynomial({m: c * sign for m, c in factor.terms.items() if m != own[0]})
    left = Polynomial({own[0]: -coefficient * sign})
    return Coincidence(left=as_product(left), right=as_product(rest))


def _touches(inside: Generator, generator: Generator) -> bool:
    return inside == generator or (isinstance(generator, str) and generator in names_of(inside))


def _difficulty(found: Coincidence) -> tuple[bool, bool, int, int]:
    """Rank an equation: a lone symbol on the left, no minus before the right, few characters."""
    lone = not hasattr(found.left, "factors")
    minus = isinstance(found.right, Sum) and found.right.terms[0][0] < 0
    whole = len(spell(found.left)) + len(spell(found.right))
    return (not lone, minus, whole, len(spell(found.left)))


def _signs_apart(factor: Polynomial) -> Coincidence:
    """Put what is added on the left and what is taken away on the right."""
    plus: dict[Monomial, Exact] = {m: c for m, c in factor.terms.items() if c > 0}
    minus: dict[Monomial, Exact] = {m: -c for m, c in factor.terms.items() if c < 0}
    return Coincidence(left=as_product(Polynomial(plus)), right=as_product(Polynomial(minus)))


def as_product(polynomial: Polynomial) -> Written:
    """Give the tree of a polynomial as a product: the number, the brackets, the symbols.

    >>> from derive.formulas.formula import formula
    >>> spell(as_product(formula("4*L*d*d - 8*d*d").exact))
    '4*(L - 2)*d**2'
    """
    if not polynomial:
        return Number(0)
    found = _positive(factored(polynomial))
    brackets = [p for p in found.factors if len(p[0].terms) > 1]
    symbols = [p for p in found.factors if len(p[0].terms) == 1]
    above = [*(p for p in (*brackets, *symbols) if p[1] > 0)]
    below = [(f, -e) for f, e in symbols if e < 0]
    return quotient(_product(found.number, above), _product(1, below))


def _positive(found: Factored) -> Factored:
    """Turn a bracket round rather than write a minus before it, and begin it with a plus."""
    for at, (factor, exponent) in enumerate(found.factors):
        if found.number < 0 and len(factor.terms) > 1 and exponent % 2:
            ordered = sorted((-factor).terms.items(), key=lambda term: term[1] < 0)
            bracket = (Polynomial(dict(ordered)), exponent)
            turned = (*found.factors[:at], bracket, *found.factors[at + 1 :])
            return replace(found, number=-found.number, factors=turned)
    return found


def _product(coefficient: Exact, powers: list[tuple[Polynomial, int]]) -> Written:
    trees = (power(written_from_polynomial(f), Number(e)) for f, e in powers)
    return multiply(number(coefficient), *trees)
