"""Refuse a divisor that some permitted choice makes 0, before anything is simplified away."""

from __future__ import annotations

from derive.diagrams.diagram import unroll
from derive.diagrams.problem import Choice, Part, Problem, Sum, Table, Windows
from derive.diagrams.walks import best
from derive.errors import DeriveError, ModelError
from derive.formulas.spelling import spell
from derive.model.parts import Configuration
from derive.solver.divisors import Divisor, divisors, polynomial_of
from derive.solver.layout import Layout
from derive.solver.numeric import Numeric, Symbolic, numeric, scaled
from derive.solver.tabulating import Tabulator


def check_divisors(layout: Layout, tabulator: Tabulator, allowed: tuple[Table, ...]) -> None:
    """Raise ModelError that names the divisor that is 0, where it stands and the choice.

    >>> from derive import Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=8, h=0),
    ...     components=(Component(name="c", formula="d + 0 // h"),),
    ...     claims=(Claim(printed="8", counts="c"),),
    ... )
    >>> check_divisors(Layout(model), Tabulator(model), ())
    Traceback (most recent call last):
    derive.errors.ModelError: component c: its divisor h is 0; a divisor must not be 0
    """
    expanded: dict[Divisor, Symbolic] = {}  # rows divide by the same, with other values
    for row in layout.model.solved_rows:
        for divisor in divisors(layout.model, row):
            try:
                if divisor not in expanded:
                    expanded[divisor] = tabulator.tables(polynomial_of(layout.model, divisor))
                _check(layout, numeric(layout, expanded[divisor], row), allowed, divisor, row)
            except DeriveError as fault:
                fault.path = fault.path or divisor.path
                raise fault.within(divisor.place) from None


def _check(
    layout: Layout,
    tables: Numeric,
    allowed: tuple[Table, ...],
    divisor: Divisor,
    row: Configuration,
) -> None:
    if any(entry.value is None for _, its in tables for entry in its):
        return  # an unknown: `open_ranges` has taken out what it may not be
    (part,) = scaled(layout, tables).parts
    if sum(min(table.values) for table in part.tables) > 0:
        return
    found = _zero(layout, part, allowed, divisor, row)
    if found is not None:
        where = layout.told(found, sorted({v for table in part.tables for v in table.scope}))
        raise ModelError(
            f"its divisor {spell(divisor.tree)} is 0" + (f" for {where}" if where else ""),
            advice="a divisor must not be 0",
        )


def _zero(
    layout: Layout,
    part: Part,
    allowed: tuple[Table, ...],
    divisor: Divisor,
    row: Configuration,
) -> Choice | None:
    """Find a permitted choice, with the option that brings the divisor, for which it is 0."""
    zero = Sum(parts=(part,), windows=Windows.of(0, 0))
    problem = Problem(sizes=layout.sizes, allowed=allowed, costs=layout.costs, sums=(zero,))
    if divisor.option is not None:
        name, option = divisor.option
        problem = problem.pinned(dict.fromkeys(layout.scope((name,), row), option))
    return next((choice for _, choice in best(unroll(problem))), None)
