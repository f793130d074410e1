"""A formula in one reading: the chosen options put in, the rest as its author wrote it.

Setting              a model, an assumption set and, where there are any, values of unknowns
Setting.formula      :: component -> Written     hyperparameters only
Setting.sum          :: claim, row -> Written    components only
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from derive.formulas.tree import (
    ZERO,
    Call,
    Exact,
    Name,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Summation,
    Written,
    add,
    evaluate,
    multiply,
    names_in,
    number,
    power,
    quotient,
    substitute,
    sum_of,
)
from derive.model.claims import Claim
from derive.model.counting import (
    AssumptionSet,
    chosen_words,
    claim_count,
    component_counts,
    label_in,
    row_values,
)
from derive.model.model import Model
from derive.model.parts import Component, Configuration


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A model with one option chosen for every assumption, and a value for every unknown."""

    model: Model
    chosen: AssumptionSet
    unknowns: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def rows(self) -> tuple[Configuration, ...]:
        """Give the rows that make claims."""
        return self.model.solved_rows

    @cached_property
    def answers(self) -> Mapping[str, Written]:
        """Give what every symbol of an assumption stands for, where it is the same in all rows."""
        found: dict[str, Written] = {}
        for assumption in self.model.assumptions:
            options = {self.chosen[label_in(assumption, row)] for row in self.rows}
            if len(options) == 1:
                sets = assumption[options.pop()].sets
                found.update(
                    {s: self.model.option_formula(f.written).written for s, f in sets.items()}
                )
        return _closed(found)

    def settle(self, tree: Written) -> Written:
        """Put the chosen options in; a sum of mere options becomes its number.

        >>> from derive import Assumption, Claim, Component
        >>> model = Model(
        ...     assumptions=(Assumption(name="tied"),),
        ...     components=(Component(name="c", formula="(1 - tied)*7*3 + 2"),),
        ...     claims=(Claim(printed="23", counts="c"),),
        ... )
        >>> from derive.formulas.spelling import spell
        >>> spell(Setting(model=model, chosen={"tied": "no"}).formula(model.components[0]))
        '7*3 + 2'
        """
        numbers = {n: t.value for n, t in self.answers.items() if isinstance(t, Number)}
        return substitute(_folded(tree, numbers), self.answers)

    def formula(self, component: Component) -> Written:
        """Give what a component counts, in hyperparameters."""
        return self.settle(self.model.component_formula(component).written)

    def sum(self, claim: Claim, row: Configuration) -> Written:
        """Give what a claim counts, in components that count anything."""
        counts = self.counts(row)
        sums = {
            name: add(*(Name(c.name) for c in meaning if counts[c.name]))
            for name in claim.counts.names
            if (meaning := self.model.meaning_of(name, row)) is not None
        }
        definitions = {n: f.written for n, f in self.model.definitions.items()}
        tree = substitute(self.settle(substitute(claim.counts.written, definitions)), sums)
        return flat(tree)

    def counts(self, row: Configuration) -> dict[str, int]:
        """Give the count of every component of a row."""
        return component_counts(self.model, row, self.chosen, self.unknowns)

    def count(self, claim: Claim, row: Configuration) -> int:
        """Give the count of a claim."""
        return claim_count(self.model, row, claim, self.chosen, self.unknowns)

    def words(self, claim: Claim, row: Configuration) -> dict[str, str]:
        """Give the words by which a claim was cut, where assumptions choose them."""
        return chosen_words(self.model, row, claim, self.chosen)

    def values(self, row: Configuration) -> dict[str, Exact]:
        """Give the number of every symbol in a row."""
        return row_values(self.model, row, self.chosen, self.unknowns)

    def shown(self, row: Configuration) -> tuple[Component, ...]:
        """Give the components that the claims of a row add up, those that count nothing left out.

        All that count anything where a claim is made of something else.
        """
        counts = self.counts(row)
        named = {name for claim in row.claims for name in names_in(self.sum(claim, row))}
        present = [c for c in self.model.present(row) if counts[c.name]]
        return tuple(c for c in present if c.name in named)


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


def _closed(answers: Mapping[str, Written]) -> dict[str, Written]:
    """Put options in for the symbols of other assumptions; there are no circles."""
    found = dict(answers)
    for _ in answers:
        if not any(names_in(tree).keys() & found.keys() for tree in found.values()):
            break
        found = {n: substitute(_folded(t, _numbers(found)), found) for n, t in found.items()}
    return found


def _numbers(answers: Mapping[str, Written]) -> dict[str, Exact]:
    return {name: tree.value for name, tree in answers.items() if isinstance(tree, Number)}


def _folded(tree: Written, numbers: Mapping[str, Exact]) -> Written:
    """Put numbers in for options, and make one number of a sum that is numbers only by that."""
    match tree:
        case Name(name):
            return number(numbers[name]) if name in numbers else tree
        case Sum(terms):
            put = sum_of(tuple((sign, _folded(term, numbers)) for sign, term in terms))
            plain = isinstance(put, Sum) and all(isinstance(t, Number) for _, t in put.terms)
            return number(evaluate(put, {})) if plain and names_in(tree) else put
        case Product(factors):
            return multiply(*(_folded(factor, numbers) for factor in factors))
        case Quotient(above, below, floor):
            return quotient(_folded(above, numbers), _folded(below, numbers), floor=floor)
        case Power(base, exponent):
            return power(_folded(base, numbers), _folded(exponent, numbers))
        case Call(function, arguments):
            return Call(function, tuple(_folded(one, numbers) for one in arguments))
        case Summation(body, index, first, last):
            inside = {name: value for name, value in numbers.items() if name != index}
            ends = (_folded(first, numbers), _folded(last, numbers))
            return Summation(_folded(body, inside), index, *ends)
    return tree


def is_nothing(tree: Written) -> bool:
    """Say whether a formula is 0 as it stands.

    >>> is_nothing(ZERO)
    True
    """
    return tree == ZERO
