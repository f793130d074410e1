"""A count without a printed number: every component, the total, and what the choices leave open.

    counting :: Model, options -> Counting

The case is the declared one, else the usual one, or where `requires` forbids that the nearest
that it permits. How far the permitted choices spread is a fold over the diagram of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil, floor

from derive.diagrams import walks
from derive.diagrams.diagram import unroll
from derive.diagrams.folds import span
from derive.diagrams.problem import Table
from derive.explaining.given import narrowed
from derive.formulas.polynomial import Polynomial
from derive.formulas.tree import Exact, Written
from derive.intervals import Interval
from derive.model.case import Case, declared, whole_count
from derive.model.changes import with_only
from derive.model.claims import Claim
from derive.model.labels import in_row
from derive.model.model import Model
from derive.model.parts import MEASURES, TOTAL, Component, Configuration
from derive.model.written import component_written
from derive.solver.enclosing import enclose
from derive.solver.solutions import Solutions, solve

Counts = Mapping[str, Interval[int]]  # by measure: "total", and those of MEASURES that differ


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPart:
    """A component in a row: what one copy of it is, how many copies, and what all count.

    A count is an interval where an unknown is in it, else one number at both ends.
    """

    component: Component
    each: Written
    copies: Exact | None
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRow:
    """A configuration: its components, what they sum to, and what permitted choices make of it."""

    row: Configuration
    parts: tuple[CountedPart, ...]
    counts: Counts
    span: Interval[int]

    @property
    def total(self) -> Interval[int]:
        """Give the number of parameters."""
        return self.counts[TOTAL]

    @property
    def open(self) -> bool:
        """Say whether another permitted choice may count otherwise."""
        return self.span != self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """The counts of a case in every row.

    `assumed` are the labels of choices that are open, `moved` those of them that are not as
    declared or usual, because `requires` forbids that; `given` those that were chosen.
    """

    case: Case
    rows: tuple[CountedRow, ...]
    assumed: tuple[str, ...]
    moved: tuple[str, ...]
    given: tuple[str, ...]
    unknowns: Mapping[str, Interval[int]]


def counting(model: Model, options: Mapping[str, str | int] = {}) -> Counting:
    """Count a model, with these options, and values of unknowns.

    Raises ModelError for a component that is below zero or no whole number for some choice, and
    what `solve` raises for a name, an option or a value.

    >>> from derive import Assumption, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10, L=3),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(
    ...         Component(name="layer", formula="linear(d, d, bias=bias)", repeats="L"),
    ...         Component(name="head", formula="7*d"),
    ...     ),
    ... )
    >>> (row,) = counting(model).rows
    >>> row.total, row.span, [(part.copies, part.counts["total"].low) for part in row.parts]
    ((370, 370), (370, 400), [(3, 300), (None, 70)])
    >>> counting(model, {"bias": "yes"}).rows[0].total
    (400, 400)
    """
    found = solve(_countable(model))
    found, names = narrowed(found, options)
    found = found.given(names) if names else found
    case = _case(found)
    ranges = found.encoding.layout.ranges
    return Counting(
        case=case,
        rows=tuple(_row(found, case, at, one.row) for at, one in enumerate(found.model.claimed)),
        assumed=tuple(v.label for v in found.encoding.layout.variables if _is_open(found, v.label)),
        moved=tuple(
            label
            for label, option in declared(found.model).chosen.items()
            if case.chosen[label] != option and label not in found.chosen
        ),
        given=tuple(found.chosen),
        unknowns={label: its for label, its in ranges.items() if label not in found.held},
    )


def _countable(model: Model) -> Model:
    """Let every row claim a total of 0 or more: what is permitted gives that, and nothing else."""
    any_total = (Claim(printed="0", counts=TOTAL, name=TOTAL, match="at_least"),)
    rows = tuple(replace(row, claims=any_total) for row in model.configurations)
    return with_only(model, () if rows else any_total, rows)


def _case(found: Solutions) -> Case:
    """Give the case to count: what is declared or usual, as far as it is permitted."""
    layout = found.encoding.layout
    own = declared(found.model).chosen
    costs = tuple(
        tuple(int(option.name != own[v.label]) for option in v.assumption.options)
        for v in layout.variables
    )
    _, choice = next(walks.best(replace(found.permitted, costs=costs)))
    chosen = found.encoding.assumption_set(choice)
    return Case(model=found.model, chosen=chosen, known=found.held)


def _is_open(found: Solutions, label: str) -> bool:
    return sum(1 for number in found.shares[label].values() if number) > 1


def _row(found: Solutions, case: Case, at: int, row: Configuration) -> CountedRow:
    parts = tuple(_parts(found, case, row))
    counted = [part for part in parts if part.component.counted]
    measures = [TOTAL, *_measured(part.component for part in parts)]
    return CountedRow(
        row=row,
        parts=parts,
        counts={
            measure: _together(part.counts.get(measure, part.counts[TOTAL]) for part in counted)
            for measure in measures
        },
        span=_span(found, at),
    )


def _measured(components: Iterable[Component]) -> list[str]:
    """Give the measures that some component tells apart from its parameters."""
    named = {name for component in components for name in component.measures}
    return [measure for measure in MEASURES if measure in named]


def _together(counts: Iterable[Interval[int]]) -> Interval[int]:
    lows, highs = zip(*counts, strict=True) if (counts := [*counts]) else ((), ())
    return Interval(sum(lows), sum(highs))


def _parts(found: Solutions, case: Case, row: Configuration) -> Iterator[CountedPart]:
    ranges = in_row(found.encoding.layout.ranges, row)
    for component in case.model.present(row):
        counts = {TOTAL: _count(case, component, row, ranges)} | {
            measure: _count(case, component.measured(measure), row, ranges)
            for measure in component.measures
        }
        copies = component.repeats
        yield CountedPart(
            component=component,
            each=component_written(case, replace(component, repeats=None)),
            copies=None if copies is None else _copies(case, component, row),
            counts=counts,
        )


def _copies(case: Case, component: Component, row: Configuration) -> Exact | None:
    """Give how many copies there are, None where an unknown says so."""
    assert component.repeats is not None
    times = Component(name=component.name, formula=component.repeats)
    return _exact(case, times, row).value


def _count(
    case: Case, component: Component, row: Configuration, ranges: Mapping[str, Interval[int]]
) -> Interval[int]:
    known = case.numbers(row)
    formula = case.model.component_formula(component)
    if known.keys() >= set(formula.names):
        count = whole_count(formula.written, known, f"component {component.name}")
        return Interval(count, count)
    low, high = enclose(_exact(case, component, row), ranges)
    return Interval(max(0, floor(low)), ceil(high))


def _exact(case: Case, component: Component, row: Configuration) -> Polynomial:
    """Give a component's polynomial with all put in that is known: unknowns are left."""
    found = case.model.component_formula(component).exact
    for symbol in reversed(case.model.symbols_in_order):
        if symbol in found.names:
            found = found.substitute({symbol: case.sets(symbol, row).exact})
    known = case.numbers(row)
    return found.substitute(
        {name: Polynomial.constant(known[name]) for name in found.names if name in known}
    )


def _span(found: Solutions, at: int) -> Interval[int]:
    """Give the least and the most that a row's total is for any permitted choice."""
    encoding = found.asked
    parts, scale = encoding.problem.sums[at].parts, encoding.scales[at]
    ends = []
    for side in (0, 1):
        weighed = tuple(
            replace(table, values=_weighed(table, part.weight, side))
            for part in parts
            for table in part.tables
        )
        reached = span(unroll(encoding.space.carrying(weighed)))
        assert reached is not None, "some choice is permitted"
        ends.append(reached[side])
    return Interval(ends[0] // scale, -(-ends[1] // scale))


def _weighed(table: Table, weight: Interval[int], side: int) -> tuple[int, ...]:
    """Multiply by the least or the most that an unknown factor may be, whichever counts least."""
    return tuple([value * weight[side if value >= 0 else 1 - side] for value in table.values])
