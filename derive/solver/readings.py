"""A reading: all solutions that share one formula for every claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derive.diagrams import folds, walks
from derive.diagrams.diagram import Diagram
from derive.frozen import Frozen
from derive.intervals import Intervals
from derive.model.case import Case
from derive.model.fields import keep
from derive.notebook import Shown
from derive.solver.encode import Encoding
from derive.solver.unknowns import Unknowns


@dataclass(frozen=True, kw_only=True)
class Reading(Case, Shown):
    """Solutions that are one formula; what they differ in does not matter.

    As a case it is the solution with the fewest `departures` from what is usual, each unknown at
    one of the values that fit; `unknowns` are all of these. Every assumption is `fixed` (one
    option), `free` (any option, whatever the others are) or `linked` (several options, but not
    with all of the others').
    """

    packed: int
    solutions: int
    departures: int
    fixed: Mapping[str, str]
    free: tuple[str, ...]
    linked: Mapping[str, tuple[str, ...]]
    unknowns: Mapping[str, Intervals] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        keep(
            self,
            fixed=Frozen(self.fixed),
            linked=Frozen(self.linked),
            unknowns=Frozen(self.unknowns),
        )


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
    return Reading(
        model=encoding.model,
        chosen=encoding.assumption_set(choice),
        known=solved.example(walks.ending_of(own, choice)),
        carried=encoding.formulas(packed),
        packed=packed,
        solutions=folds.count(own),
        departures=departures,
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
    )
