"""Tables of polynomials with a row's values put in: tables of integers, a part for each unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, lcm

from derive.diagrams.absorbing import absorbed
from derive.diagrams.problem import Part, Table
from derive.errors import DeriveError, DivisorError, ModelError
from derive.formulas.polynomial import Monomial, Polynomial, evaluate_monomial
from derive.formulas.tree import Exact, plain
from derive.formulas.work import charge
from derive.intervals import Interval
from derive.model.labels import unknown_label
from derive.model.parts import Configuration
from derive.solver.enclosing import enclose_monomial
from derive.solver.layout import Layout, Scope
from derive.solver.tabulating import Names

Symbolic = Mapping[Names, tuple[Polynomial, ...]]
Numeric = list[tuple[Scope, tuple[Polynomial, ...]]]


def numeric(layout: Layout, tables: Symbolic, row: Configuration) -> Numeric:
    """Put a row's values into tables of polynomials; only unknowns stay symbols.

    Raises DeriveError, with the row's name, where a formula has no value.

    >>> from derive import Component, Model, hyperparameters
    >>> from derive.formulas.formula import formula
    >>> part = Component(name="c", formula="L*d")
    >>> layout = Layout(Model(hyperparameters=hyperparameters(L=4, d=10), components=(part,)))
    >>> ((scope, entries),) = numeric(layout, {(): (formula("L*d").exact,)}, Configuration(name=""))
    >>> scope, entries[0].value
    ((), 40)
    """
    values = layout.model.values(row)
    place = f"configuration {row.name}" if row.name else "the paper's own claims"
    try:
        if any(h.unknown for h in layout.model.known.values()):
            return _partly(layout, tables, row, values)
        number = _Evaluator(values)
        return [
            (layout.scope(names, row), tuple([number(entry) for entry in entries]))
            for names, entries in tables.items()
        ]
    except DeriveError as fault:
        raise fault.within(place) from None


class _Evaluator:
    """Evaluates many polynomials for one row; their monomials are few, and remembered."""

    def __init__(self, values: Mapping[str, Exact]) -> None:
        self.values = values
        self.known: dict[Monomial, Exact] = {}

    def __call__(self, polynomial: Polynomial) -> Polynomial:
        result: Exact = 0
        charge(len(polynomial.terms), "the numbers of a table")
        for monomial, coefficient in polynomial.terms.items():
            worth = self.known.get(monomial)
            if worth is None:
                charge(Polynomial({monomial: 1}).weight, "the numbers of a table")
                worth = self.known[monomial] = self._worth(monomial)
            result += coefficient * worth
        return Polynomial.constant(plain(result))

    def _worth(self, monomial: Monomial) -> Exact:
        try:
            return evaluate_monomial(monomial, self.values)
        except DivisorError:  # `requires` forbids the choice, or it has been refused already
            return 0


def _partly(
    layout: Layout, tables: Symbolic, row: Configuration, values: Mapping[str, Exact]
) -> Numeric:
    put_in = {name: Polynomial.constant(value) for name, value in values.items()}
    for h in layout.model.known.values():
        if h.unknown:
            label = unknown_label(h, row)
            low, high = layout.ranges[label]
            put_in[h.name] = Polynomial.of(label) if low < high else Polynomial.constant(low)
    return [
        (layout.scope(names, row), tuple(entry.substitute(put_in) for entry in entries))
        for names, entries in tables.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """The parts of a sum in whole numbers: every value is `scale` times the true one."""

    parts: tuple[Part, ...]
    keys: tuple[Monomial, ...]
    scale: int


def scaled(layout: Layout, tables: Numeric) -> Scaled:
    """Part tables by the product of unknowns that their entries are multiplied with.

    >>> from fractions import Fraction
    >>> from derive import Model
    >>> found = scaled(Layout(Model()), [((), (Polynomial.constant(Fraction(7, 2)),))])
    >>> found.scale, found.parts[0].tables[0].values
    (2, (7,))
    """
    scale = lcm(*(entry.denominator() for _, entries in tables for entry in entries))
    keys = tuple(dict.fromkeys(m for _, entries in tables for e in entries for m in e.terms))
    return Scaled(
        parts=tuple(_part(layout, tables, key, scale) for key in keys or ((),)),
        keys=keys or ((),),
        scale=scale,
    )


def as_tables(values: Mapping[Scope, Sequence[int]]) -> tuple[Table, ...]:
    """Make the tables of values by scope.

    >>> as_tables({(0,): [1, 2]})
    (Table(scope=(0,), values=(1, 2)),)
    """
    return tuple(Table(scope=scope, values=tuple(its)) for scope, its in values.items())


def _part(layout: Layout, tables: Numeric, key: Monomial, scale: int) -> Part:
    found = {
        scope: tuple([int(entry.terms.get(key, 0) * scale) for entry in entries])
        for scope, entries in tables
    }
    kept = {scope: values for scope, values in found.items() if any(values)}
    return Part(
        tables=as_tables(absorbed(kept, layout.sizes)),
        weight=_weight(layout, key),
    )


def _weight(layout: Layout, monomial: Monomial) -> Interval[int]:
    """Give whole numbers around every value of a product of unknowns."""
    low, high = enclose_monomial(monomial, layout.ranges)
    if low < 0:
        raise ModelError(
            "a part of a formula may be below zero for some values of an unknown",
            advice="begin the range of the unknown higher",
        )
    return Interval(floor(low), ceil(high))
