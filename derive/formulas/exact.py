"""From the formula as written to its exact polynomial, measured before anything is expanded.

exact :: Written, {name: Polynomial} -> Polynomial
"""

from __future__ import annotations

from collections.abc import Mapping

from derive import limits
from derive.errors import FormulaError
from derive.formulas.growth import Measure, many, most, refuse_the_enormous
from derive.formulas.polynomial import ONE, Polynomial, opaque, total
from derive.formulas.tree import (
    Call,
    Name,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Summation,
    Written,
    parts,
)


def exact(tree: Written, values: Mapping[str, Polynomial] | None = None) -> Polynomial:
    """Expand a formula to its exact polynomial, with polynomials put in for names.

    A product of more than `limits.TERMS` terms, a degree over `limits.DEGREE` or a number over
    `limits.NUMBER_BITS` bits is refused before it is computed.

    >>> from derive.formulas.grammar import parse
    >>> exact(parse("4*(n*m + n**2)")) == exact(parse("4*n*m + 4*n*n"))
    True
    """
    values = values or {}
    refuse_the_enormous(measure(tree, values))
    return _expand(tree, values)


def _expand(tree: Written, values: Mapping[str, Polynomial]) -> Polynomial:
    match tree:
        case Number(value):
            return Polynomial.constant(value)
        case Name(name):
            found = values.get(name)
            return Polynomial.of(name) if found is None else found
        case Sum(terms):
            return total(
                _expand(term, values) if sign == 1 else -_expand(term, values)
                for sign, term in terms
            )
        case Product(factors):
            result = ONE
            for factor in factors:
                result = result * _expand(factor, values)
            return result
        case Quotient(numerator, denominator, floor):
            both = (_expand(numerator, values), _expand(denominator, values))
            return opaque("//" if floor else "/", both)
        case Power(base, exponent):
            return opaque("**", (_expand(base, values), _expand(exponent, values)))
        case Call(function, arguments):
            return opaque(function, tuple(_expand(one, values) for one in arguments))
        case Summation(body, index, first, last):
            inside = {name: value for name, value in values.items() if name != index}
            ends = (_expand(first, values), _expand(last, values))
            return opaque("sum", (_expand(body, inside), *ends), index)


def measure(tree: Written, values: Mapping[str, Polynomial]) -> Measure:
    """Bound the degree, the terms and the numbers of an expansion without doing it.

    >>> from derive.formulas.grammar import parse
    >>> measure(parse("(a + b)**3 * c"), {})
    Measure(degree=4, terms=8, bits=7)
    """
    match tree:
        case Number(value):
            return Measure(0, 1, value.bit_length())
        case Name(name):
            found = values.get(name)
            return Measure(1, 1, 1) if found is None else found.measure
        case Power(base, Number(exponent)):
            if exponent > limits.EXPONENT:
                raise FormulaError(f"the exponent {exponent} is over {limits.EXPONENT}")
            return many([measure(base, values)] * exponent)
        case Product():
            return many([measure(factor, values) for factor in parts(tree)])
        case Sum():
            return most([measure(term, values) for term in parts(tree)])
    inside = [measure(part, values) for part in parts(tree)]
    return Measure(
        max(m.degree for m in inside), max(m.terms for m in inside), max(m.bits for m in inside)
    )
