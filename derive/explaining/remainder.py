"""What is left when no way of counting gives a measured number: the remainder in the model's terms.

    remainder :: Solutions of the count alone, sets to begin from -> Remainder | None

Named causes come first, because somebody can check them: a component that is counted once more or
not at all, a table padded to a multiple of 8, 64 or 128. Then come products of the model, and last
another value of a hyperparameter: arithmetic, said to be that. All are exact to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from derive.errors import DeriveError
from derive.explaining.accounts import accounts
from derive.explaining.gaps import Expression, expressions
from derive.explaining.given import case_of
from derive.formulas.formula import Formula
from derive.formulas.polynomial import Monomial
from derive.formulas.spelling import written_from_polynomial
from derive.formulas.tree import Exact
from derive.model.case import AssumptionSet, Case
from derive.model.written import component_written
from derive.solver.solutions import Solutions

MULTIPLES = (8, 16, 32, 64, 128, 256, 512, 1024)


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A hyperparameter's value that would give the count; `multiple` where that is padding."""

    name: str
    old: int
    new: int
    multiple: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """An assumption set, what it counts, and by how much the measured count is more than that.

    At most one of the rest says what that is: a `component` of that size, an `other` value of a
    hyperparameter, or a `formula` of the model's products, in some `components`. `biased` is the
    component of which the formula may be a bias vector for every output of its matrices.
    """

    chosen: AssumptionSet
    value: Exact
    gap: Exact
    component: str = ""
    other: Other | None = None
    formula: Formula | None = None
    components: tuple[str, ...] = ()
    biased: str = ""

    @property
    def named(self) -> bool:
        """Say whether the remainder is anything that has a name."""
        return bool(self.component or self.biased or (self.other and self.other.multiple))


def remainder(found: Solutions, sets: Iterable[AssumptionSet]) -> Remainder | None:
    """Express what a count is beyond each of some assumption sets; the best of these.

    `found` has one claim, exact. Named causes win, then few products, then a small remainder.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(V=50_257, d=768),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="table", formula="V*d + bias*d"),),
    ...     claims=(Claim(printed="38,633,472", counts="table", match="exact"),),
    ... ))
    >>> left = remainder(found, [{"bias": "no"}])
    >>> left.gap, left.other
    (36096, Other(name='V', old=50257, new=50304, multiple=64))
    """
    every = [_of(found, case_of(found, chosen)) for chosen in sets]
    return min(every, key=_rank, default=None)


def _rank(left: Remainder) -> tuple[bool, int, Exact]:
    terms = 9 if left.formula is None else len(left.formula.exact.terms)
    return (not left.named, terms, abs(Fraction(left.gap)))


def _of(found: Solutions, case: Case) -> Remainder:
    (account,) = accounts(case)
    value, gap = account.value, -account.miss
    base = Remainder(chosen=case.chosen, value=value, gap=gap)
    for component in account.components:
        if component.count and component.count == abs(gap):
            return Remainder(chosen=case.chosen, value=value, gap=gap, component=component.name)
    others = [*_others(case, value, gap)]
    for padded in [other for other in others if other.multiple]:
        return Remainder(chosen=case.chosen, value=value, gap=gap, other=padded)
    for simplest in expressions(found, case, account).simplest[:1]:
        return Remainder(
            chosen=case.chosen,
            value=value,
            gap=gap,
            formula=Formula(written_from_polynomial(-simplest.formula.exact)),
            components=simplest.components,
            biased=_biased(case, simplest),
        )
    for other in others[:1]:
        return Remainder(chosen=case.chosen, value=value, gap=gap, other=other)
    return base


def _biased(case: Case, expression: Expression) -> str:
    """Name the component of whose matrices a term has as many numbers as they have outputs.

    A matrix of n outputs is a product n*m; g*n numbers more where a component has g*n*m or g*n*n
    weights, of the same g, are one bias vector for each of its g matrices.
    """
    terms = expression.formula.exact.terms
    if len(terms) != 1:
        return ""
    ((monomial, times),) = terms.items()
    for name in expression.components:
        formula = Formula(component_written(case, case.model.component_named[name])).exact
        for weights, many in formula.terms.items():
            if many == abs(times) and _one_more(weights, monomial):
                return name
    return ""


def _one_more(weights: Monomial, outputs: Monomial) -> bool:
    """Say whether the weights are the outputs times one more width, which both have.

    The number of layers is no width: L*d*d are not d*d outputs, though the quotient is one name.
    """
    more, less = dict(weights), dict(outputs)
    left = {name: more.get(name, 0) - less.get(name, 0) for name in {*more, *less}}
    further = [name for name, exponent in left.items() if exponent]
    return (
        len(further) == 1
        and left[further[0]] == 1
        and set(less.values()) == {1}
        and (further[0] in less)
    )


def _others(case: Case, value: Exact, gap: Exact) -> Iterator[Other]:
    """Give values of one hyperparameter that would bring the count about, the nearest first."""
    found = [other for other in _linear(case, value, gap) if other.new > 0]
    yield from sorted(found, key=lambda other: abs(other.new - other.old))


def _linear(case: Case, value: Exact, gap: Exact) -> Iterator[Other]:
    (one,) = case.model.claimed
    polynomial, numbers = case.polynomials[one.name], case.numbers(one.row)
    wanted = value + gap
    for name in polynomial.names:
        old = case.model.values(one.row).get(name)
        if not isinstance(old, int) or old < 100:
            continue  # a size of a table is large; of a small number too many others would do
        try:
            slope = polynomial.evaluate({**numbers, name: old + 1}) - value
            new = old + Fraction(gap) / slope if slope else Fraction(0)
            if new.denominator != 1 or polynomial.evaluate({**numbers, name: int(new)}) != wanted:
                continue
        except DeriveError:
            continue
        yield Other(name=name, old=old, new=int(new), multiple=_multiple(old, int(new)))


def _multiple(old: int, new: int) -> int | None:
    """Give the least multiple to which a size is padded, if the new value is that.

    A size of less than a few multiples is not padded but another size.
    """
    fitting = (m for m in MULTIPLES if 4 * m <= old < new == -(-old // m) * m)
    return next(fitting, None)
