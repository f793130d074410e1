"""Hyperparameters to solve for: which whole numbers bring every claim into its window.

    Unknowns(encoding).fitting :: Ending     -> Fit | None
    Unknowns(encoding).accept  :: Ending     -> bool           for `unroll`
    Unknowns(encoding).sets    :: endings    -> {name: Intervals}

An ending leaves, of each claim with unknowns, a formula in them with whole coefficients and the
window it must lie in: a constraint. So does each component that some values of the unknowns bring
below zero, or to no whole number: these are no values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from derive import limits
from derive.diagrams.diagram import Ending, Reached
from derive.diagrams.problem import Choice
from derive.errors import BudgetError
from derive.intervals import Interval, Intervals, union
from derive.solver.constraints import Constraint, Fit, Looked, constraint, fits
from derive.solver.encode import Encoding


class Unknowns:
    """Solves the endings of one encoding; remembers those it has solved."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.places = [at for at, its in enumerate(encoding.problem.sums) if not its.known]
        self._known: dict[Ending, Fit | None] = {}
        self._looked = Looked()

    @cached_property
    def ranges(self) -> dict[str, Intervals]:
        """Give each unknown's range, by its label."""
        return {label: (its,) for label, its in self.encoding.layout.ranges.items()}

    def fitting(self, ending: Ending) -> Fit | None:
        """Give the values that fit an ending, None if none do."""
        if ending not in self._known:
            constraints = [*self._constraints(ending)]
            self._known[ending] = next(iter(fits(constraints, self.ranges, self._looked)), None)
        return self._known[ending]

    def accept(self, ending: Ending) -> bool:
        """Say whether some values fit an ending."""
        return not self.ranges or self.fitting(ending) is not None

    def example(self, ending: Ending) -> dict[str, int]:
        """Give one value for each unknown that fits an ending."""
        fit = self.fitting(ending) if self.ranges else None
        return dict(fit.example) if fit else {}

    def allows(self, ending: Ending, values: Mapping[str, int]) -> bool:
        """Say whether values for some unknowns fit an ending, with some values of the others."""
        pinned = {name: (Interval(value, value),) for name, value in values.items()}
        return bool(fits([*self._constraints(ending)], {**self.ranges, **pinned}))

    def sets(self, endings: Iterable[Ending]) -> dict[str, Intervals]:
        """Give for each unknown the values that fit some of the endings."""
        found = [fit for ending in endings if (fit := self.fitting(ending))]
        return {name: union(*(fit.values[name] for fit in found)) for name in self.ranges}

    def closest(self, choice: Choice) -> dict[str, int]:
        """Give values with which any choice, a solution or not, meets many of the claims.

        Each claim in turn is added to those met so far, where that leaves a value.
        """
        kept: list[Constraint] = []
        found = fits(kept, self.ranges)
        space = self.ranges
        for one in self._constraints(self._reached(choice)):
            try:
                more = fits([*kept, one], space)
            except (
                BudgetError
            ):  # an example is wanted, not every value: a few of those left will do
                space = {name: _first(its) for name, its in found[0].values.items()}
                more = fits([*kept, one], space)
            if more:
                kept, found = [*kept, one], more
        return dict(found[0].example)

    def _reached(self, choice: Choice) -> Ending:
        """Give the ending a choice would come to, were every choice one that is accepted."""
        problem = self.encoding.problem
        return tuple(
            Reached(
                parts=tuple(
                    sum(table.at(choice, problem.sizes) for table in part.tables)
                    for part in problem.sums[at].parts
                ),
                window=problem.sums[at].windows.at(choice, problem.sizes),
            )
            for at in self.places
        )

    def _constraints(self, ending: Ending) -> Iterator[Constraint]:
        encoding = self.encoding
        for place, reached in zip(self.places, ending, strict=True):
            yield constraint(
                encoding.keys[place], reached.parts, reached.window, encoding.divisors[place]
            )


def _first(its: Intervals) -> Intervals:
    """Keep the first few numbers of a set: enough for a divisor to divide one of them."""
    low, high = its[0]
    return (Interval(low, min(high, low + limits.UNKNOWN_EXAMPLES)),)
