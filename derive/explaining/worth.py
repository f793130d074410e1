"""What a further number would be for a solution: one number, or those that its unknowns leave.

Worths(found).of :: Number -> (solution -> Intervals)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import ceil, floor, prod

from derive import limits
from derive.diagrams.diagram import Ending
from derive.diagrams.problem import Choice, place
from derive.diagrams.walks import ending_of
from derive.errors import ModelError
from derive.explaining.questions import Number
from derive.formulas.polynomial import Polynomial, total
from derive.formulas.tree import Exact
from derive.intervals import Interval, Intervals, hull, size, union
from derive.model.parts import Configuration
from derive.solver.enclosing import enclose
from derive.solver.numeric import Numeric, numeric
from derive.solver.solutions import Solutions
from derive.solver.tabulating import Tabulator

Worth = Callable[[Choice], Intervals]


class Worths:
    """Counts further numbers for the solutions of one model; remembers what it has put in.

    >>> from derive import Assumption, Claim, Component, Model, solve
    >>> found = solve(Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(2, 3, bias=bias)"),),
    ...     claims=(Claim(printed="9", counts="2*c", match="at_least"),),
    ... ))
    >>> worth = Worths(found).of(Number(kind="component", counts=("c",)))
    >>> worth((0,)), worth((1,))
    (((6, 6),), ((9, 9),))
    """

    def __init__(self, found: Solutions) -> None:
        self.found = found
        self.tabulator = Tabulator(found.model)
        self._endings: dict[Choice, Ending] = {}
        self._spread: dict[tuple[Polynomial, Ending], Intervals] = {}

    def of(self, number: Number) -> Worth:
        """Give what a number would be, solution by solution.

        Raises DeriveError where it has no value in its row, as does what is given back for a
        value that is below zero or no whole number.
        """
        if number.kind == "unknown":
            (label,) = number.counts
            return lambda choice: self._values(choice)[label]
        tables = [*self._tables(number)]
        return lambda choice: self._count(tables, choice)

    def _tables(self, number: Number) -> Iterator[Numeric]:
        """Give the tables of what is counted, its row's values put in; unknowns stay symbols.

        What no claim holds in check may be below zero piece by piece: it is tabulated so.
        """
        model, layout = self.found.model, self.found.encoding.layout
        row = next(row for row in (*model.rows, Configuration(name="")) if row.name == number.row)
        pieces = [piece for name in number.counts for piece in self._pieces(row, name)]
        if row.binding and number.changed is None:
            pieces = [total(pieces)]
        if number.changed is not None:
            name, value = number.changed
            row = replace(row, values={**row.values, name: value})
        for piece in pieces:
            try:
                yield numeric(layout, self.tabulator.tables(piece), row)
            except KeyError as fault:  # what each row has its own of, in a row without claims
                raise ModelError(f"nothing is known of {fault} in {row.name}") from None

    def _pieces(self, row: Configuration, name: str) -> list[Polynomial]:
        model = self.found.model
        meaning = model.meaning_of(name, row)
        if meaning is not None:
            return [model.exact_components[component.name] for component in meaning]
        counts = next(one.claim.counts for one in model.claimed if str(one.claim.counts) == name)
        return [model.polynomial(counts, row)]

    def _count(self, tables: list[Numeric], choice: Choice) -> Intervals:
        sizes = self.found.encoding.problem.sizes
        pieces = [
            total(entries[place(scope, choice, sizes)] for scope, entries in its) for its in tables
        ]
        known = [_whole(piece.value) for piece in pieces if piece.value is not None]
        if len(known) == len(pieces):
            return (Interval(sum(known), sum(known)),)
        return self._all_values(total(pieces), choice)

    def _all_values(self, polynomial: Polynomial, choice: Choice) -> Intervals:
        """Give what a formula of unknowns counts, for every value that they may have."""
        ending = self._ending(choice)
        if (polynomial, ending) not in self._spread:
            its = {name: self._values(choice)[name] for name in polynomial.names}
            if prod(size(values) for values in its.values()) > limits.SURVIVING_VALUES:
                low, high = enclose(
                    polynomial, {name: hull(values) for name, values in its.items()}
                )
                found: Intervals = (Interval(_whole(ceil(low)), floor(high)),)
            else:
                each = (_whole(polynomial.evaluate(one)) for one in self._points(its, ending))
                found = union((value, value) for value in each)
            self._spread[polynomial, ending] = found
        return self._spread[polynomial, ending]

    def _points(self, its: Mapping[str, Intervals], ending: Ending) -> Iterator[dict[str, int]]:
        """Give the values that unknowns may have together."""
        spans = (
            [v for low, high in values for v in range(low, high + 1)] for values in its.values()
        )
        for values in product(*spans):
            point = dict(zip(its, values, strict=True))
            if len(point) == 1 or self.found.solved.allows(ending, point):
                yield point

    def _values(self, choice: Choice) -> Mapping[str, Intervals]:
        fit = self.found.solved.fitting(self._ending(choice))
        assert fit is not None
        return fit.values

    def _ending(self, choice: Choice) -> Ending:
        if choice not in self._endings:
            self._endings[choice] = ending_of(self.found.diagram, choice)
        return self._endings[choice]


def _whole(value: Exact) -> int:
    if value != int(value) or value < 0:
        raise ModelError(f"{value} is not a whole number of 0 or more")
    return int(value)
