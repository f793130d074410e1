"""How a component of the library is written: a template of the language of formulas, filled in."""

from __future__ import annotations

from functools import cache

from derive.formulas.formula import Formula, FormulaLike, tree_of
from derive.formulas.grammar import parse
from derive.formulas.written import Written, substitute


def write(template: str, **arguments: FormulaLike) -> Formula:
    """Fill a template and drop what became a 0 or a factor 1; order and brackets stay.

    >>> write("n*m + bias*n", n="d", m=512, bias=0)
    d*512
    """
    trees = {name: tree_of(value) for name, value in arguments.items()}
    return Formula(substitute(_parsed(template), trees))


@cache
def _parsed(template: str) -> Written:
    return parse(template)
