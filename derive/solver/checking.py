"""Refuse a component that some permitted choice makes negative or no whole number.

Where it has unknowns, values that do so are no values: what they must leave true is a rule beside
the claims, and a choice is refused that leaves no value at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from derive.diagrams.diagram import Ending, unroll
from derive.diagrams.problem import Choice, Problem, Sum, Table, Windows
from derive.diagrams.walks import best
from derive.diagrams.witness import below, indivisible
from derive.errors import DeriveError, ModelError
from derive.formulas.polynomial import Monomial
from derive.intervals import Interval
from derive.solver.constraints import Looked, can_be_met, constraint
from derive.solver.enclosing import enclose
from derive.solver.layout import Layout
from derive.solver.numeric import Numeric, Scaled, as_tables, numeric, scaled
from derive.solver.tabulating import Tabulator


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What the unknowns must leave true: a sum of 0 or more that `divisor` divides."""

    sum: Sum
    keys: tuple[Monomial, ...]
    divisor: int


def check_components(
    layout: Layout, tabulator: Tabulator, allowed: tuple[Table, ...]
) -> tuple[Rule, ...]:
    """Give the rules; raise ModelError that names the component and the choice.

    >>> from derive import Assumption, Claim, Component, Model
    >>> model = Model(
    ...     assumptions=(Assumption(name="shared", options={"no": 0, "yes": 7}),),
    ...     components=(Component(name="c", formula="2*3 - shared"),),
    ...     claims=(Claim(printed="6", counts="c"),),
    ... )
    >>> check_components(Layout(model), Tabulator(model), ())
    Traceback (most recent call last):
    derive.errors.ModelError: component c: its count is below zero for shared = yes; ...
    """
    rules: dict[Rule, None] = {}
    for row in layout.model.solved_rows:
        for component in layout.model.reached(row):
            try:
                tables = tabulator.tables(layout.model.exact_components[component.name])
                rules |= dict.fromkeys(_checked(layout, numeric(layout, tables, row), allowed))
            except DeriveError as fault:
                fault.path = fault.path or ("components", component.name, "formula")
                raise fault.within(f"component {component.name}") from None
    return tuple(rules)


def _checked(layout: Layout, tables: Numeric, allowed: tuple[Table, ...]) -> list[Rule]:
    problem = Problem(sizes=layout.sizes, allowed=allowed, costs=layout.costs)
    entries = [entry for _, its in tables for entry in its]
    if all(entry.value is not None for entry in entries):
        _check(layout, scaled(layout, tables), problem)
        return []
    ranges = layout.ranges
    least = sum(min(enclose(entry, ranges).low for entry in its) for _, its in tables)
    if least >= 0 and all(entry.denominator() == 1 for entry in entries):
        return []
    return [_ruled(layout, tables, problem, ranges)]


def _check(layout: Layout, numbers: Scaled, problem: Problem) -> None:
    """Look at the smallest entries first: they decide nearly always."""
    (part,) = numbers.parts
    if sum(min(table.values) for table in part.tables) < 0:
        every = unroll(replace(problem, carried=part.tables))
        _refuse(layout, below(every, 0), "is below zero")
    if numbers.scale > 1:
        rests = {t.scope: [value % numbers.scale for value in t.values] for t in part.tables}
        every = unroll(replace(problem, carried=as_tables(rests)))
        _refuse(layout, indivisible(every, numbers.scale), "is no whole number")


def _ruled(
    layout: Layout, tables: Numeric, problem: Problem, ranges: Mapping[str, Interval[int]]
) -> Rule:
    """Make the rule of a component with unknowns; refuse a choice that no value of them obeys."""
    numbers = scaled(layout, tables)
    space = {name: (its,) for name, its in ranges.items()}
    above, looked = Interval(0, None), Looked()

    def broken(ending: Ending) -> bool:
        if not ending:  # of a part of the problem that the sum is not in
            return True
        (reached,) = ending
        left = constraint(numbers.keys, reached.parts, above, numbers.scale)
        return not can_be_met(left, space, looked)

    total = Sum(parts=numbers.parts, windows=Windows.of(None, None))
    never = unroll(replace(problem, sums=(total,)), accept=broken)
    names = ", ".join(dict.fromkeys(n for _, es in tables for e in es for n in e.names))
    why = f"is below zero or no whole number, whatever {names} is,"
    _refuse(layout, next((choice for _, choice in best(never)), None), why)
    return Rule(
        sum=replace(total, windows=Windows.of(0, None)), keys=numbers.keys, divisor=numbers.scale
    )


def _refuse(layout: Layout, found: Choice | None, why: str) -> None:
    if found is None:
        return
    where = layout.told(found, range(len(layout.variables)))
    raise ModelError(
        f"its count {why}" + (f" for {where}" if where else ""),
        advice="mend the formula, or forbid the choice in requires",
    )
