"""A formula: what is shown (the tree) and what is true (the exact polynomial), from one parse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from derive.errors import FormulaError
from derive.formulas.exact import exact
from derive.formulas.grammar import Library, parse
from derive.formulas.polynomial import Polynomial
from derive.formulas.spelling import LATEX, TEXT, spell
from derive.formulas.tree import (
    Exact,
    Quotient,
    Written,
    evaluate,
    multiply,
    names_in,
    number,
    power,
    substitute,
    sum_of,
)

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True)
class Formula:
    """A formula of whole numbers and symbols that keeps its author's order and brackets.

    Its `written` tree is shown; `exact` is the polynomial, `expression` SymPy's form of it.

    >>> f = formula("4*(n*m + n**2)")
    >>> f, f.expression, int(f(n=1000, m=1000))
    (4*(n*m + n**2), 4*m*n + 4*n**2, 8000000)
    """

    written: Written

    @property
    def exact(self) -> Polynomial:
        """Give the exact polynomial."""
        return _exact(self.written)

    @property
    def expression(self) -> sympy.Expr:
        """Give SymPy's form, for its algebra."""
        from derive.formulas.sympy import to_sympy

        return to_sympy(self.exact)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Give the free names in order of appearance."""
        return tuple(names_in(self.written))

    def value(self, values: Mapping[str, Exact]) -> Exact:
        """Give the exact number when every name has a value.

        >>> formula("d * (d + 1)").value({"d": 3})
        12
        """
        return evaluate(self.written, values)

    def __call__(self, **values: FormulaLike) -> Formula:
        """Put numbers or formulas in for names, keeping the shape.

        >>> formula("L * (d*d + bias*d)")(L=1, bias=0)
        d*d
        """
        return Formula(substitute(self.written, {n: tree_of(v) for n, v in values.items()}))

    def __str__(self) -> str:
        return self._spelled

    __repr__ = __str__

    @cached_property
    def _spelled(self) -> str:
        return spell(self.written)

    def __int__(self) -> int:
        number_of = self.value({})
        if number_of != int(number_of):
            raise FormulaError(f"{self} is {number_of}, which is not a whole number")
        return int(number_of)

    @property
    def text(self) -> str:
        """Give the formula for a reader at a terminal.

        >>> formula("4*(n*m + n**2)").text
        '4(n·m + n²)'
        """
        return spell(self.written, TEXT)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {spell(self.written, LATEX)}$"

    def __add__(self, other: FormulaLike) -> Formula:
        return Formula(sum_of(((1, self.written), (1, tree_of(other)))))

    def __radd__(self, other: FormulaLike) -> Formula:
        return Formula(sum_of(((1, tree_of(other)), (1, self.written))))

    def __sub__(self, other: FormulaLike) -> Formula:
        return Formula(sum_of(((1, self.written), (-1, tree_of(other)))))

    def __rsub__(self, other: FormulaLike) -> Formula:
        return Formula(sum_of(((1, tree_of(other)), (-1, self.written))))

    def __mul__(self, other: FormulaLike) -> Formula:
        return Formula(multiply(self.written, tree_of(other)))

    def __rmul__(self, other: FormulaLike) -> Formula:
        return Formula(multiply(tree_of(other), self.written))

    def __truediv__(self, other: FormulaLike) -> Formula:
        return Formula(Quotient(self.written, tree_of(other)))

    def __floordiv__(self, other: FormulaLike) -> Formula:
        return Formula(Quotient(self.written, tree_of(other), floor=True))

    def __pow__(self, other: FormulaLike) -> Formula:
        return Formula(power(self.written, tree_of(other)))


# What can stand for a formula; Any is a SymPy expression, which has no types of its own.
FormulaLike: TypeAlias = "str | int | Formula | Written | Any"


@cache
def _exact(tree: Written) -> Polynomial:
    return exact(tree)


def formula(value: FormulaLike, library: Library | None = None) -> Formula:
    """Give the formula of a text, a whole number, a SymPy expression or a formula.

    A text keeps its shape; a SymPy expression is shown in SymPy's order.

    >>> formula("d*(d + d)"), formula(7)
    (d*(d + d), 7)
    """
    return Formula(tree_of(value, library))


def tree_of(value: FormulaLike, library: Library | None = None) -> Written:
    """Give the tree of whatever can stand for a formula.

    >>> tree_of("d"), tree_of(2)
    (Name(name='d'), Number(value=2))
    """
    if isinstance(value, Formula):
        return value.written
    if isinstance(value, str):
        return parse(value, library)
    if isinstance(value, Written):
        return value
    if isinstance(value, bool | float):
        raise FormulaError(f"{value!r} is not a formula", advice="give a whole number or a text")
    if isinstance(value, int):
        return number(value)
    return _tree_of_sympy(value)


def _tree_of_sympy(value: Any) -> Written:
    from sympy import Expr

    from derive.formulas.sympy import written_from_sympy

    if not isinstance(value, Expr):
        raise FormulaError(
            f"{value!r} is not a formula",
            advice="give a text, a whole number or a SymPy expression",
        )
    return written_from_sympy(value)
