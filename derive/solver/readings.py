"""A reading: all solutions that share one formula for every claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from derive.diagrams import folds, walks
from derive.diagrams.diagram import Diagram
from derive.formulas.formula import Formula
from derive.formulas.polynomial import Polynomial
from derive.formulas.spelling import written_from_polynomial
from derive.model.counting import claim_counts
from derive.model.model import Model
from derive.notebook import Shown
from derive.solver.encode import Encoding
from derive.solver.intervals import Intervals
from derive.solver.unknowns import Unknowns

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, kw_only=True)
class Reading(Shown):
    """Solutions that are one formula; what they differ in does not matter.

    `example` is the solution with the fewest `departures` from what is usual. Every assumption is
    `fixed` (one option), `free` (any option, whatever the others are) or `linked` (several
    options, but not with all of the others'). `unknowns` are the values that fit, all of them;
    the example and the `values` of the claims are those `at` one of these values.
    """

    packed: int
    solutions: int
    departures: int
    polynomials: dict[str, Polynomial]
    values: dict[str, int]
    example: dict[str, str]
    fixed: dict[str, str]
    free: tuple[str, ...]
    linked: dict[str, tuple[str, ...]]
    unknowns: dict[str, Intervals] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    model: Model = field(repr=False, compare=False)

    @property
    def formulas(self) -> dict[str, Formula]:
        """Give each claim's formula, its terms in the order of the components."""
        return {
            name: Formula(written_from_polynomial(polynomial))
            for name, polynomial in self.polynomials.items()
        }


def reading_of(encoding: Encoding, own: Diagram, packed: int, solved: Unknowns) -> Reading:
    """Describe a reading from the diagram of its solutions.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> from derive.diagrams import filters
    >>> packed = next(iter(found.groups))
    >>> own = filters.only(found.diagram, packed)
    >>> reading_of(found.encoding, own, packed, found.solved).formulas["encoder"]
    8*L*d**2
    """
    labels = encoding.layout.labels
    names = [v.assumption.names for v in encoding.layout.variables]
    used = folds.options(own)
    free = folds.free(own)
    departures, choice = next(walks.best(own))
    example = encoding.assumption_set(choice)
    at = solved.example(walks.ending_of(own, choice))
    return Reading(
        packed=packed,
        solutions=folds.count(own),
        departures=departures,
        polynomials=encoding.formulas(packed),
        values=claim_counts(encoding.model, example, at),
        example=example,
        fixed={
            labels[v]: names[v][next(iter(options))]
            for v, options in enumerate(used)
            if len(options) == 1 and v not in free
        },
        free=tuple(labels[v] for v in sorted(free)),
        linked={
            labels[v]: tuple(names[v][o] for o in sorted(options))
            for v, options in enumerate(used)
            if len(options) > 1 and v not in free
        },
        unknowns=solved.sets(own.endings),
        at=at,
        model=encoding.model,
    )
