"""The case that a file declares for itself, and how it stands to what was solved.

declared_case :: Model            -> Case, unknowns       whose unknowns are solved for
default     :: Solutions, options -> Case                 the case told where no other is asked for
declaration :: Solutions          -> Declaration or None  a solution or not, and of which reading
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from derive.diagrams import walks
from derive.explaining.given import case_of, given, narrowed
from derive.intervals import Intervals
from derive.model.case import Case, declared
from derive.model.model import Model
from derive.model.parts import Claimed
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions, solve


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The case that a file declares, and how it stands to the solutions.

    `against` are the labels for which something else was given; `misses` the claims it does not
    give; `reading` its place among the readings, None where it is no solution or they are too many.
    """

    case: Case
    permitted: bool
    against: tuple[str, ...]
    misses: tuple[Claimed, ...]
    reading: int | None

    @property
    def solution(self) -> bool:
        """Say whether it gives every claim, by options that may go together and were given."""
        return self.permitted and not self.against and not self.misses


def declared_case(model: Model) -> tuple[Case, Mapping[str, Intervals]]:
    """Give the case that a file declares, and what its unknowns may be for every claim to be met.

    In the case the unknowns have such values, or some with which many claims are met. Raises what
    `solve` raises where there are unknowns.

    >>> from derive import read
    >>> from derive.papers.catalogue import path_of
    >>> case, fitting = declared_case(read(path_of("sutskever2014")))
    >>> case.chosen["gate_bias"], case.chosen["tied"], case.values["total"], fitting
    ('none', 'no', 384000000, {})
    """
    case = declared(model)
    if not model.claimed or not case.permitted or not any(h.unknown for h in model.known.values()):
        return case, {}
    found = solve(model)
    return case_of(found, case.chosen), found.given(case.chosen).unknowns


def default(found: Solutions, options: Mapping[str, str | int] = {}) -> Case:
    """Give the case with these options: else what the file declares, or as `given` fills it in.

    Where `requires` forbids the two together, as little as possible of what is declared changes.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="(2 - tied)*d*d + bias*d"),),
    ...     claims=(Claim(printed="100", counts="c"),),
    ...     declared={"bias": "yes"},
    ... ))
    >>> default(found).chosen, default(found, {"tied": 1}).values
    ({'bias': 'yes', 'tied': 'no'}, {'c': 110})
    """
    if not found.model.declared:
        return given(found, options)
    found, names = narrowed(found, options)
    own = declared(found.model)
    if not names:
        return case_of(found, own.chosen)
    wanted = found.encoding.choice(own.chosen)
    costs = tuple(
        tuple(int(at != wanted[v]) for at in range(size))
        for v, size in enumerate(found.encoding.layout.sizes)
    )
    permitted = replace(found.given(names).permitted, costs=costs)
    return case_of(found, found.encoding.assumption_set(next(walks.best(permitted))[1]))


def declaration(found: Solutions) -> Declaration | None:
    """Give how the declared case stands to the solutions; None where the file declares nothing.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> stands = declaration(solve(read(path_of("sutskever2014"))))
    >>> stands.solution, stands.reading, stands.case.values["total"]
    (True, 1, 384000000)
    """
    if not found.model.declared:
        return None
    case = case_of(found, declared(found.model).chosen)
    against = tuple(label for label, o in found.chosen.items() if case.chosen[label] != o)
    misses = tuple(one for one in found.model.claimed if case.permitted and case.miss(one))
    return Declaration(
        case=case,
        permitted=case.permitted,
        against=against,
        misses=misses,
        reading=_reading(found, case) if case.chosen in found else None,
    )


def _reading(found: Solutions, case: Case) -> int | None:
    """Give the place of a solution's reading in the order of `solve`."""
    if not found.reading_count.exact:
        return None
    return [*found.groups].index(packed(found, case)) + 1


def reading_with(found: Solutions, case: Case) -> Reading:
    """Give the reading of a solution, told by this solution instead of its most usual one.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> own = default(found, {"decoder_table": "of_source_size", "softmax_counted": "no"})
    >>> reading_with(found, own).formulas["total"], reading_with(found, own).chosen == own.chosen
    (2*V_in*d + 16*L*d**2, True)
    """
    reading = found.reading(packed(found, case))
    return replace(reading, chosen=case.chosen, known=case.known)


def packed(found: Solutions, case: Case) -> int:
    """Give the packed formulas of a case: that of its reading, where it is a solution.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> packed(found, default(found)) == found.readings(1)[0].packed
    True
    """
    problem, choice = found.encoding.problem, found.encoding.choice(case.chosen)
    return sum(table.at(choice, problem.sizes) for table in problem.carried)
