"""Refuse a component that some permitted choice makes negative or no whole number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import lcm

from derive.diagrams.absorbing import absorbed
from derive.diagrams.diagram import unroll
from derive.diagrams.filters import only
from derive.diagrams.folds import groups
from derive.diagrams.problem import Choice, Part, Problem, Sum, Table, Windows
from derive.diagrams.walks import best
from derive.errors import DeriveError, ModelError
from derive.formulas.polynomial import Polynomial
from derive.model.model import Model
from derive.model.parts import Component, Configuration
from derive.solver.layout import Layout, Scope
from derive.solver.numeric import Numeric, numeric
from derive.solver.tabulating import Tabulator


def check_components(layout: Layout, tabulator: Tabulator, allowed: tuple[Table, ...]) -> None:
    """Raise ModelError that names the component and the choice.

    >>> from derive import Assumption, Claim
    >>> model = Model(
    ...     assumptions=(Assumption(name="shared", options={"no": 0, "yes": 7}),),
    ...     components=(Component(name="c", formula="2*3 - shared"),),
    ...     claims=(Claim(printed="6", counts="c"),),
    ... )
    >>> check_components(Layout(model), Tabulator(model), ())
    Traceback (most recent call last):
    derive.errors.ModelError: component c: its count is below zero for shared = yes; ...
    """
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
    scale = lcm(*{entry.denominator() for _, entries in tables for entry in entries})
    counts = {scope: [_whole(entry, scale) for entry in entries] for scope, entries in tables}
    fewer = absorbed(counts, layout.sizes)
    whole = Problem(sizes=layout.sizes, allowed=allowed, costs=layout.costs)
    if sum(map(min, fewer.values())) < 0:
        below = Sum(parts=(Part(tables=_tables(fewer)),), windows=Windows.of(None, -1))
        negative = unroll(replace(whole, sums=(below,)))
        _refuse(layout, next(best(negative), None), "is below zero")
    if scale > 1:
        rests = {scope: [v % scale for v in values] for scope, values in counts.items()}
        every = unroll(replace(whole, carried=_tables(absorbed(rests, layout.sizes))))
        for rest in groups(every):
            if rest % scale:
                _refuse(layout, next(best(only(every, rest))), "is no whole number")


def _whole(entry: Polynomial, scale: int) -> int:
    """Give an entry in units of 1/scale; one with unknowns is left out."""
    return int((entry.value or 0) * scale)


def _tables(values: Mapping[Scope, Sequence[int]]) -> tuple[Table, ...]:
    return tuple(Table(scope=scope, values=tuple(its)) for scope, its in values.items())


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
