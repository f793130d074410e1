"""Tables of polynomials with a row's values put in: tables of integers, a part for each unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, lcm

from derive.counting import unknown_label, unknown_ranges
from derive.errors import DeriveError, ModelError
from derive.formulas.polynomial import Monomial, Polynomial
from derive.formulas.written import Exact
from derive.model import Configuration, Model
from derive.solver.enclosing import enclose_monomial
from derive.solver.layout import Layout, Scope
from derive.solver.problem import Part, Table
from derive.solver.tabulating import Names

Symbolic = Mapping[Names, tuple[Polynomial, ...]]
Numeric = list[tuple[Scope, tuple[Polynomial, ...]]]


def numeric(layout: Layout, tables: Symbolic, row: Configuration) -> Numeric:
    """Put a row's values into tables of polynomials; only unknowns stay symbols."""
    values = layout.model.values(row)
    place = f"configuration {row.name}" if row.name else "the paper's own claims"
    try:
        if any(h.unknown for h in layout.model.known.values()):
            return _partly(layout, tables, row, values)
        return [
            (layout.scope(names, row), tuple(Polynomial.constant(e.evaluate(values)) for e in es))
            for names, es in tables.items()
        ]
    except DeriveError as fault:
        raise fault.within(place) from None


def _partly(
    layout: Layout, tables: Symbolic, row: Configuration, values: Mapping[str, Exact]
) -> Numeric:
    put_in = {name: Polynomial.constant(value) for name, value in values.items()}
    for h in layout.model.known.values():
        if h.unknown and h.per_configuration:
            put_in[h.name] = Polynomial.of(unknown_label(h, row))
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


def scaled(model: Model, tables: Numeric) -> Scaled:
    """Part tables by the product of unknowns that their entries are multiplied with."""
    scale = lcm(*(entry.denominator() for _, entries in tables for entry in entries))
    keys = tuple(dict.fromkeys(m for _, entries in tables for e in entries for m in e.terms))
    return Scaled(
        parts=tuple(_part(model, tables, key, scale) for key in keys or ((),)),
        keys=keys or ((),),
        scale=scale,
    )


def _part(model: Model, tables: Numeric, key: Monomial, scale: int) -> Part:
    found = (
        Table(scope=scope, values=tuple(int(e.terms.get(key, 0) * scale) for e in entries))
        for scope, entries in tables
    )
    return Part(tables=tuple(t for t in found if any(t.values)), weight=_weight(model, key))


def _weight(model: Model, monomial: Monomial) -> tuple[int, int]:
    """Give whole numbers around every value of a product of unknowns."""
    low, high = enclose_monomial(monomial, unknown_ranges(model))
    if low < 0:
        raise ModelError(
            "a part of a formula may be below zero for some values of an unknown",
            advice="begin the range of the unknown higher",
        )
    return floor(low), ceil(high)
