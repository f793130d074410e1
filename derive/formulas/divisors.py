"""What a formula divides by: a divisor of 0 is looked for before anything is simplified away."""

from __future__ import annotations

from collections.abc import Iterator

from derive.formulas.tree import Call, Number, Quotient, Summation, Written, names_in, parts


def divisors_in(tree: Written) -> Iterator[Written]:
    """Give the divisors of a formula, those inside others first.

    Left out are numbers that are not 0, and what depends on the index of a sum: that is looked
    at when the sum is counted.

    >>> from derive.formulas.grammar import parse
    >>> from derive.formulas.spelling import spell
    >>> [spell(divisor) for divisor in divisors_in(parse("d // (V / h) + ceil_to(d, 8) / 3"))]
    ['h', 'V/h']
    """
    for part in parts(tree):
        for divisor in divisors_in(part):
            if not (isinstance(tree, Summation) and tree.index in names_in(divisor)):
                yield divisor
    match tree:
        case Quotient(_, below, _) | Call("ceil_to", (_, below)):
            if below == Number(0) or not isinstance(below, Number):
                yield below
