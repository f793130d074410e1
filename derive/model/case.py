"""A case: one option for everything that a paper leaves open, and what it counts.

Counting is slow and independent here: trees and whole numbers, no polynomial and no diagram. What
the solver answers is counted again by a case before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from derive.errors import DeriveError, ModelError
from derive.formulas.formula import Formula
from derive.formulas.polynomial import Polynomial
from derive.formulas.simplified import simplified
from derive.formulas.spelling import written_from_polynomial
from derive.formulas.tree import Exact, Number, Written, evaluate, names_in, plain, substitute
from derive.formulas.work import charge, together
from derive.frozen import Frozen
from derive.intervals import Intervals, Window
from derive.model.assumptions import Assumption, Option
from derive.model.claims import window
from derive.model.fields import keep
from derive.model.folding import folded
from derive.model.labels import in_row, label_in, variables
from derive.model.model import Model
from derive.model.parts import Claimed, Component, Configuration

AssumptionSet = Mapping[str, str]
Known = Mapping[str, int | Intervals]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A model with one option chosen for every label, and what is known of its unknowns.

    `known` has for each unknown a value, or the set of values that is left: then it stays a
    symbol, and what depends on it has no number. `carried` are the claims' formulas where the
    solver has brought them along; they are worked out otherwise.

    >>> from derive import Claim, Component, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="100", counts="total"),),
    ... )
    >>> case = Case(model=model, chosen={"bias": "yes"})
    >>> case.values, case.miss(model.claimed[0]), case.formulas
    ({'total': 110}, 10, {'total': d**2 + d})
    """

    model: Model = field(repr=False)
    chosen: AssumptionSet
    known: Known = field(default_factory=dict)
    carried: Mapping[str, Polynomial] | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        keep(self, chosen=Frozen(self.chosen), known=Frozen(self.known))

    # What is chosen

    def option(self, assumption: Assumption, row: Configuration) -> Option:
        """Give the option of an assumption in a row."""
        return assumption[self.chosen[label_in(assumption, row)]]

    def sets(self, symbol: str, row: Configuration) -> Formula:
        """Give what a symbol of an assumption stands for in a row, other symbols not put in."""
        option = self.option(self.model.setting[symbol], row)
        return self.model.option_formula(option.sets[symbol].written)

    @property
    @together()
    def permitted(self) -> bool:
        """Say whether `requires` holds in every row."""
        rows = self.model.solved_rows if self.model.requires else ()
        return all(map(self._is_permitted_in, rows))

    def _is_permitted_in(self, row: Configuration) -> bool:
        numbers, options = self.numbers(row), self._options(row)
        return all(requirement.holds(numbers, options) for requirement in self.model.requires)

    def _options(self, row: Configuration) -> dict[str, str]:
        return {a.name: self.option(a, row).name for a in self.model.assumptions}

    @cached_property
    def answers(self) -> Mapping[str, Written]:
        """Give what every symbol of an assumption stands for, where it is the same in all rows."""
        rows = self.model.solved_rows or (Configuration(name=""),)
        found: dict[str, Written] = {}
        numbers: dict[str, Exact] = {}
        for symbol in self.model.symbols_in_order:
            if self._is_one_option(self.model.setting[symbol], rows):
                tree = self.sets(symbol, rows[0]).written
                found[symbol] = tree = substitute(folded(tree, numbers), found)
                if isinstance(tree, Number):
                    numbers[symbol] = tree.value
        return found

    @cached_property
    def answered(self) -> Mapping[str, Exact]:
        """Give those of the answers that are numbers as they stand."""
        return {name: tree.value for name, tree in self.answers.items() if isinstance(tree, Number)}

    def _is_one_option(self, assumption: Assumption, rows: tuple[Configuration, ...]) -> bool:
        if not assumption.per_configuration:
            return True
        return len({self.option(assumption, row).name for row in rows}) == 1

    # What it counts

    def numbers(self, row: Configuration) -> dict[str, Exact]:
        """Give the number of every hyperparameter and every symbol of an assumption in a row.

        What depends on a name without a value has none either.
        """
        if row.name not in self._numbers:
            self._numbers[row.name] = self._numbers_in(row)
        return dict(self._numbers[row.name])

    @cached_property
    def _numbers(self) -> dict[str, dict[str, Exact]]:
        return {}

    @together()
    def _numbers_in(self, row: Configuration) -> dict[str, Exact]:
        known = {n: v for n, v in in_row(self.known, row).items() if isinstance(v, int)}
        values: dict[str, Exact] = {**self.model.values(row), **known}
        for symbol in self.model.symbols_in_order:
            tree = self.sets(symbol, row).written
            if not names_in(tree).keys() - values.keys():
                values[symbol] = self._worth(symbol, row, tree, values)
        return values

    def _worth(
        self, symbol: str, row: Configuration, tree: Written, values: Mapping[str, Exact]
    ) -> Exact:
        try:
            return evaluate(tree, values)
        except DeriveError as fault:
            assumption = self.model.setting[symbol]
            option = self.option(assumption, row).name
            raise fault.within(f"assumption {assumption.name}: option {option}") from None

    def component_count(self, component: Component, values: Mapping[str, Exact]) -> int:
        """Give the count of one component for the numbers of a row.

        Raises ModelError for a count that is below zero or no whole number.
        """
        formula = self.model.component_formula(component)
        key = (component.name, *map(values.get, self.model.component_names[component.name]))
        if key not in self._component_counts:
            charge(self.model.component_weights[component.name], "the count of a component")
            self._component_counts[key] = whole_count(
                formula.written, values, f"component {component.name}"
            )
        return self._component_counts[key]

    @cached_property
    def _component_counts(self) -> dict[tuple[object, ...], int]:
        """Remember the counts: a component that many claims add up is counted once a row."""
        return {}

    @together()
    def counts(self, row: Configuration) -> dict[str, int]:
        """Give the count of every component of a row."""
        values = self.numbers(row)
        return {c.name: self.component_count(c, values) for c in self.model.present(row)}

    @together()
    def count(self, one: Claimed) -> Exact:
        """Give what a claim counts, from the counts of the components it adds up.

        It may be a fraction, or below zero: then nothing that is printed means it. Raises
        ModelError for a component that is below zero or no whole number.
        """
        values = self.numbers(one.row)
        for name in one.claim.counts.names:
            meaning = self.model.meaning_of(name, one.row)
            if meaning is not None:
                values[name] = self._added_up(name, one.row, meaning)
        try:
            return evaluate(one.claim.counts.written, values)
        except DeriveError as fault:
            raise fault.within(f"claim {one.claim.name}") from None

    def _added_up(self, name: str, row: Configuration, meaning: tuple[Component, ...]) -> int:
        key = (row.name, name)
        if key not in self._sums:
            values = self.numbers(row)
            self._sums[key] = sum(self.component_count(c, values) for c in meaning)
        return self._sums[key]

    @cached_property
    def _sums(self) -> dict[tuple[str, str], int]:
        return {}

    @cached_property
    @together()
    def values(self) -> dict[str, Exact]:
        """Give every claim's count, by its name."""
        return {one.name: self.count(one) for one in self.model.claimed}

    # How that stands to what is printed

    def words(self, one: Claimed) -> dict[str, str]:
        """Give the options chosen for the assumptions that say how a claim's figure was cut."""
        named = self.model.assumption_named
        return {w: self.option(named[w], one.row).name for w in one.claim.words if w in named}

    def window(self, one: Claimed) -> Window:
        """Give the numbers that a claim admits, cut as this case says."""
        return window(one.claim, self.words(one))

    def beyond(self, one: Claimed, value: Exact) -> Exact:
        """Give how far a number is from what a claim admits: below 0 if it is too small."""
        count = Fraction(value)
        admitted = window(one.claim, self.words(one), parts=count.denominator)
        return plain(Fraction(admitted.miss(count.numerator), count.denominator))

    def miss(self, one: Claimed) -> Exact:
        """Give how far a claim's count is from what it admits: below 0 if it is too small."""
        return self.beyond(one, self.values[one.name])

    # Which formula that is

    @cached_property
    @together()
    def polynomials(self) -> Mapping[str, Polynomial]:
        """Give each claim's exact formula, in hyperparameters alone."""
        if self.carried is not None:
            return self.carried
        return {one.name: self.polynomial(one) for one in self.model.claimed}

    @cached_property
    def formulas(self) -> dict[str, Formula]:
        """Give each claim's formula, its terms in the order of the components."""
        return {n: Formula(written_from_polynomial(p)) for n, p in self.polynomials.items()}

    def polynomial(self, one: Claimed) -> Polynomial:
        """Work a claim's formula out: the options put in, and the values of mere switches."""
        found = self.model.polynomial(one.claim.counts, one.row)
        for symbol in reversed(self.model.symbols_in_order):
            if symbol in found.names:
                found = found.substitute({symbol: self.sets(symbol, one.row).exact})
        return simplified(found.substitute(self.model.switches(one.row)), self.model.rational)


def usual(model: Model) -> Case:
    """Give the case a reader would assume first.

    >>> usual(Model()).chosen
    {}
    """
    return Case(model=model, chosen={v.label: v.assumption.usual for v in variables(model)})


def declared(model: Model) -> Case:
    """Give the case that a file declares for itself; what it leaves out is usual.

    >>> from derive import Component
    >>> case = declared(Model(
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied", usual="yes")),
    ...     components=(Component(name="c", formula="bias + tied"),),
    ...     declared={"bias": "yes"},
    ... ))
    >>> case.chosen
    {'bias': 'yes', 'tied': 'yes'}
    """
    own = model.declared
    return Case(
        model=model,
        chosen={
            label: own.get(label, own.get(label.partition("@")[0], option))
            for label, option in usual(model).chosen.items()
        },
    )


def whole_count(tree: Written, values: Mapping[str, Exact], what: str) -> int:
    """Give the whole number of 0 or more that a formula counts.

    Raises ModelError, which names what is counted, where it is none.

    >>> from derive.formulas.grammar import parse
    >>> whole_count(parse("d*d"), {"d": 3}, "component c")
    9
    """
    try:
        value = evaluate(tree, values)
    except DeriveError as fault:
        raise fault.within(what) from None
    if value != int(value) or value < 0:
        raise ModelError(
            f"{value} is not a whole number of 0 or more",
            advice="mend the formula, or forbid the choice in requires",
            place=(what,),
        )
    return int(value)
