"""The bridge to SymPy: to its expressions for factoring and solving, and back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from derive.errors import FormulaError
from derive.formulas.polynomial import Generator, Opaque, Polynomial
from derive.formulas.tree import (
    Call,
    Name,
    Quotient,
    Written,
    multiply,
    number,
    power,
    sum_of,
)

if TYPE_CHECKING:
    import sympy


@cache
def symbol(name: str) -> sympy.Symbol:
    """Give the one SymPy symbol of that name: a whole number of 0 or more.

    >>> symbol("d") is symbol("d"), symbol("S").is_integer
    (True, True)
    """
    from sympy import Symbol

    return Symbol(name, integer=True, nonnegative=True)


def to_sympy(polynomial: Polynomial) -> sympy.Expr:
    """Give the SymPy expression of a polynomial.

    >>> d = Polynomial.of("d")
    >>> to_sympy(d**2 + d)
    d**2 + d
    """
    from sympy import Add, Mul, Rational

    return Add(
        *(
            Mul(Rational(c.numerator, c.denominator), *(_generator(g) ** e for g, e in monomial))
            for monomial, c in polynomial.terms.items()
        )
    )


@cache
def _generator(generator: Generator) -> Any:
    if isinstance(generator, str):
        return symbol(generator)
    return _opaque(generator)


def _opaque(generator: Opaque) -> Any:
    import sympy

    arguments = [to_sympy(argument) for argument in generator.arguments]
    match generator.function:
        case "//":
            return sympy.floor(arguments[0] / arguments[1])
        case "/":
            return arguments[0] / arguments[1]
        case "**":
            return arguments[0] ** arguments[1]
        case "ceil_to":
            return sympy.ceiling(arguments[0] / arguments[1]) * arguments[1]
        case "min":
            return sympy.Min(*arguments)
        case "max":
            return sympy.Max(*arguments)
    body, first, last = arguments
    return sympy.Sum(body, (symbol(generator.index), first, last))


def written_from_sympy(expression: Any) -> Written:
    """Give the tree of a SymPy expression, in the order in which SymPy prints it.

    Raises FormulaError for what the language of formulas does not have.

    >>> from sympy import symbols
    >>> d, L = symbols("d L")
    >>> from derive.formulas.spelling import spell
    >>> spell(written_from_sympy(L*(d**2 + d)))
    'L*(d**2 + d)'
    """
    import sympy

    if isinstance(expression, sympy.Rational):
        from fractions import Fraction

        return number(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Symbol):
        return Name(expression.name)
    if isinstance(expression, sympy.Add):
        return sum_of(tuple(_signed(term) for term in expression.as_ordered_terms()))
    if isinstance(expression, sympy.Mul):
        return _product(expression)
    if isinstance(expression, sympy.Pow):
        return power(written_from_sympy(expression.base), written_from_sympy(expression.exp))
    return _function(expression)


def _signed(term: Any) -> tuple[int, Written]:
    if term.could_extract_minus_sign():
        return -1, written_from_sympy(-term)
    return 1, written_from_sympy(term)


def _product(expression: Any) -> Written:
    above, below = expression.as_numer_denom()
    if below != 1:
        return Quotient(written_from_sympy(above), written_from_sympy(below))
    return multiply(*(written_from_sympy(factor) for factor in expression.as_ordered_factors()))


def _function(expression: Any) -> Written:
    import sympy

    if isinstance(expression, sympy.floor):
        above, below = expression.args[0].as_numer_denom()
        return Quotient(written_from_sympy(above), written_from_sympy(below), floor=True)
    for kind, name in ((sympy.Min, "min"), (sympy.Max, "max")):
        if isinstance(expression, kind):
            return Call(name, tuple(written_from_sympy(a) for a in expression.args))
    raise FormulaError(
        f"{expression} is not a formula of whole numbers",
        advice="use + - * / // ** min max floor, whole numbers and symbols",
    )
