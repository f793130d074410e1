"""Nothing fits: which one option, chosen otherwise, would mend one missed claim.

mends :: Solutions, Case -> Mends: for each claim that is missed, the changes that mend it

Options come before arithmetic: what a choice moves is a cause that somebody can look up, while a
product of hyperparameters of the right size may be there by accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from derive import limits
from derive.errors import DeriveError
from derive.explaining.given import Change, case_of, changes
from derive.model.case import Case
from derive.solver.solutions import Solutions


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One option chosen otherwise, with which a claim is met, and the claims that miss then."""

    change: Change
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mends:
    """What mends each missed claim, that first after which fewest miss; `complete`: all was tried.

    Changes after which equally many miss stand in the order of the model.
    """

    by_claim: Mapping[str, tuple[Mend, ...]]
    complete: bool


def mends(found: Solutions, case: Case) -> Mends:
    """Try every other option of every assumption, one at a time.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="d*d + bias*d"),),
    ...     claims=(Claim(printed="110", counts="c"), Claim(printed="7", counts="c")),
    ... ))
    >>> (mend,) = mends(found, case_of(found, {"bias": "no"})).by_claim["c"]
    >>> mend.change.label, mend.change.new, str(mend.change.adds["c"]), mend.missed
    ('bias', 'yes', 'd', ('c #2',))
    """
    missed = [one for one in case.model.claimed if case.miss(one)]
    by_claim: dict[str, list[Mend]] = {one.name: [] for one in missed}
    others = list(islice(_others(found, case), limits.MENDS_TRIED + 1))
    for other in others[: limits.MENDS_TRIED]:
        misses = tuple(one.name for one in case.model.claimed if other.miss(one))
        (change,) = changes(found, case.chosen, other.chosen)
        for one in missed:
            if one.name not in misses:
                by_claim[one.name].append(Mend(change=change, missed=misses))
    return Mends(
        by_claim={n: tuple(sorted(its, key=_missing)) for n, its in by_claim.items()},
        complete=len(others) <= limits.MENDS_TRIED,
    )


def _missing(mend: Mend) -> int:
    return len(mend.missed)


def _others(found: Solutions, case: Case) -> Iterator[Case]:
    """Give the cases that differ in one choice, are permitted and count something everywhere."""
    for variable in found.encoding.layout.variables:
        for option in variable.assumption.names:
            if option == case.chosen[variable.label]:
                continue
            known = {n: v for n, v in case.known.items() if isinstance(v, int)}
            other = case_of(found, {**case.chosen, variable.label: option}, known)
            if _counts(other):
                yield other


def _counts(case: Case) -> bool:
    try:
        return case.permitted and bool(case.values)
    except DeriveError:  # with these values of the unknowns a component has no count
        return False
