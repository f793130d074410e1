"""Refuse a component that some permitted choice makes negative or no whole number."""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm

from derive.errors import DeriveError, ModelError
from derive.formulas.polynomial import Polynomial
from derive.formulas.written import Exact
from derive.model import Component, Configuration, Model
from derive.solver.diagram import unroll
from derive.solver.layout import Layout
from derive.solver.numeric import Numeric, numeric
from derive.solver.problem import Choice, Part, Problem, Sum, Table, Window
from derive.solver.queries import best, groups, only
from derive.solver.tabulating import Tabulator


def check_components(layout: Layout, tabulator: Tabulator, allowed: tuple[Table, ...]) -> None:
    """Raise ModelError that names the component and the choice."""
    for row in layout.model.solved_rows:
        for component in _counted(layout.model, row):
            try:
                tables = tabulator.tables(layout.model.exact_components[component.name])
                _check(layout, numeric(layout, tables, row), allowed)
            except DeriveError as fault:
                raise fault.within(f"component {component.name}") from None


def _counted(model: Model, row: Configuration) -> list[Component]:
    names = {name for claim in row.claims for name in claim.counts.names}
    reached = {c.name for name in names for c in model.meaning_of(name, row) or ()}
    return [c for c in model.components if c.name in reached]


def _check(layout: Layout, tables: Numeric, allowed: tuple[Table, ...]) -> None:
    """Look at the smallest entries first: they decide nearly always."""
    scale = lcm(*(entry.denominator() for _, entries in tables for entry in entries))
    if sum(min(_least(entry) for entry in entries) for _, entries in tables) < 0:
        found = Part(tables=tuple(_tables(tables, scale, None)))
        below = Sum(parts=(found,), window=Window.of(None, -1))
        problem = Problem(sizes=layout.sizes, sums=(below,), allowed=allowed, costs=layout.costs)
        _refuse(layout, next(best(unroll(problem)), None), "is below zero")
    if scale > 1:
        rests = tuple(_tables(tables, scale, scale))
        problem = Problem(sizes=layout.sizes, allowed=allowed, carried=rests, costs=layout.costs)
        every = unroll(problem)
        for rest in groups(every):
            if rest % scale:
                _refuse(layout, next(best(only(every, rest))), "is no whole number")


def _least(entry: Polynomial) -> Exact:
    """Bound an entry from below; unknowns are 0 or more."""
    return sum(c for c in entry.terms.values() if c < 0)


def _tables(tables: Numeric, scale: int, modulus: int | None) -> Iterator[Table]:
    for scope, entries in tables:
        values = [int((entry.value or 0) * scale) for entry in entries]
        yield Table(scope=scope, values=tuple(v % modulus if modulus else v for v in values))


def _refuse(layout: Layout, found: tuple[int, Choice] | None, why: str) -> None:
    if found is None:
        return
    options = (
        f"{v.label} = {v.assumption.options[at].name}"
        for v, at in zip(layout.variables, found[1], strict=True)
    )
    raise ModelError(
        f"its count {why} for {', '.join(options)}",
        advice="mend the formula, or forbid the choice in requires",
    )
