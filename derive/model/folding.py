"""Options put into a formula that is to be shown: their numbers, and the sums that these make."""

from __future__ import annotations

from collections.abc import Mapping

from derive.formulas.tree import (
    ZERO,
    Exact,
    Name,
    Number,
    Quotient,
    Sum,
    Summation,
    Written,
    evaluate,
    names_in,
    number,
    parts,
    rebuild,
)


def folded(tree: Written, numbers: Mapping[str, Exact]) -> Written:
    """Put numbers in for options, and make one number of a sum that is numbers only by that.

    >>> from derive.formulas.grammar import parse
    >>> from derive.formulas.spelling import spell
    >>> spell(folded(parse("7*(b + 1)*8"), {"b": 1}))
    '7*2*8'
    """
    if isinstance(tree, Name):
        return number(numbers[tree.name]) if tree.name in numbers else tree
    if isinstance(tree, Summation):  # its index hides an option of that name
        inside = {n: v for n, v in numbers.items() if n != tree.index}
        ends = (folded(tree.first, numbers), folded(tree.last, numbers))
        return Summation(folded(tree.body, inside), tree.index, *ends)
    put = rebuild(tree, lambda part: folded(part, numbers))
    if isinstance(put, Quotient) and put.numerator == ZERO:
        return ZERO  # no divisor is 0 in a case: the solver has looked
    plain = isinstance(put, Sum) and all(isinstance(term, Number) for term in parts(put))
    return number(evaluate(put, {})) if plain and isinstance(tree, Sum) and names_in(tree) else put
