"""A formula in one case: the chosen options put in, the rest as its author wrote it.

component_written :: Case, component -> Written     in hyperparameters only
claim_written     :: Case, claim     -> Written     in components only
shown             :: Case, row       -> the components that the claims of a row add up
"""

from __future__ import annotations

from derive.formulas.tree import (
    ZERO,
    Name,
    Sum,
    Written,
    add,
    names_in,
    substitute,
    sum_of,
)
from derive.model.case import Case
from derive.model.folding import folded
from derive.model.parts import Claimed, Component, Configuration


def component_written(case: Case, component: Component) -> Written:
    """Give what a component counts, in hyperparameters; a sum of mere options is its number.

    >>> from derive import Assumption, Claim, Component, Model
    >>> model = Model(
    ...     assumptions=(Assumption(name="tied"),),
    ...     components=(Component(name="c", formula="(1 - tied)*7*3 + 2"),),
    ...     claims=(Claim(printed="23", counts="c"),),
    ... )
    >>> from derive.formulas.spelling import spell
    >>> spell(component_written(Case(model=model, chosen={"tied": "no"}), model.components[0]))
    '7*3 + 2'
    """
    return put_in(case, case.model.component_formula(component).written)


def claim_written(case: Case, one: Claimed) -> Written:
    """Give what a claim counts, in the components that count anything.

    >>> from derive import Claim, Component, Model
    >>> model = Model(
    ...     components=tuple(Component(name=name, formula=n) for name, n in zip("abc", (1, 0, 2))),
    ...     claims=(Claim(printed="6", counts="2*total"),),
    ... )
    >>> from derive.formulas.spelling import spell
    >>> spell(claim_written(Case(model=model, chosen={}), model.claimed[0]))
    '2*(a + c)'
    """
    counts = case.counts(one.row)
    sums = {
        name: add(*(Name(c.name) for c in meaning if counts[c.name]))
        for name in one.claim.counts.names
        if (meaning := case.model.meaning_of(name, one.row)) is not None
    }
    definitions = {n: f.written for n, f in case.model.definitions.items()}
    return flat(substitute(put_in(case, substitute(one.claim.counts.written, definitions)), sums))


def shown(case: Case, row: Configuration) -> tuple[Component, ...]:
    """Give the components that the claims of a row add up, those that count nothing left out.

    >>> from derive import Claim, Component, Model
    >>> model = Model(
    ...     components=tuple(Component(name=name, formula=n) for name, n in zip("abc", (1, 0, 2))),
    ...     claims=(Claim(printed="3", counts="total"),),
    ... )
    >>> [component.name for component in shown(Case(model=model, chosen={}), model.rows[0])]
    ['a', 'c']
    """
    counts = case.counts(row)
    sums = [claim_written(case, one) for one in case.model.claimed_in(row)]
    named = {name for tree in sums for name in names_in(tree)}
    return tuple(c for c in case.model.present(row) if counts[c.name] and c.name in named)


def put_in(case: Case, tree: Written) -> Written:
    """Put the options in that are the same in all rows; a sum of mere options becomes its number.

    >>> from derive import Assumption, Component, Model
    >>> from derive.formulas.grammar import parse
    >>> from derive.formulas.spelling import spell
    >>> model = Model(assumptions=(Assumption(name="b"),),
    ...               components=(Component(name="c", formula="7*b"),))
    >>> spell(put_in(Case(model=model, chosen={"b": "yes"}), parse("7*(b + 1)*8")))
    '7*2*8'
    """
    return substitute(folded(tree, case.answered), case.answers)


def flat(tree: Written) -> Written:
    """Take the brackets off sums that are terms of a sum.

    >>> from derive.formulas.spelling import spell
    >>> spell(flat(add(Name("a"), add(Name("b"), Name("c")))))
    'a + b + c'
    """
    if not isinstance(tree, Sum):
        return tree
    terms: list[tuple[int, Written]] = []
    for sign, term in tree.terms:
        inner = flat(term)
        if sign == 1 and isinstance(inner, Sum):
            terms.extend(inner.terms)
        else:
            terms.append((sign, inner))
    return sum_of(tuple(terms))


def is_nothing(tree: Written) -> bool:
    """Say whether a formula is 0 as it stands.

    >>> is_nothing(ZERO)
    True
    """
    return tree == ZERO
