"""Nothing fits: one thing that, were it otherwise, would make everything fit. Speculation.

    repairs :: Solutions -> Repairs, the plainest first

A claim is repaired by one digit, by a factor of 2 or 10, or by another way of cutting it; a
hyperparameter by one more or one less, one digit, or a factor of 2 or 10, in one row or in all.
That a repair fits does not make it true: of many repairs tried, some fit by accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from derive.diagrams import filters, folds, walks
from derive.diagrams.diagram import unroll
from derive.errors import BudgetError, DeriveError
from derive.explaining.conflicts import meeting
from derive.explaining.mistakes import KINDS, other_claims, other_values
from derive.intervals import Intervals
from derive.model.claims import Claim
from derive.model.claims import window as window_of
from derive.model.model import Model
from derive.model.symbols import Hyperparameter, Unknown
from derive.solver.encode import Encoding
from derive.solver.solutions import Solutions, solve
from derive.solver.unknowns import Unknowns

MOST_SOLVES = 400
MOST_TOTALS = 100_000
BUDGET = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One thing changed that makes every claim fit: a guess, not a finding.

    `what` is "claim" or "hyperparameter", `row` where it stands ("" for the paper's own).
    """

    what: str
    name: str
    row: str
    kind: str
    old: str
    new: str
    solutions: int
    example: Mapping[str, str]


def repairs(found: Solutions, most: int = 8, group: Sequence[str] = ()) -> list[Repair]:
    """Give the repairs of one thing that make everything fit, the plainest first.

    `group` names claims that contradict each other, where they are known: a repair must mend
    these, which is quickly seen.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10, L=2),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="L*(d*d + bias*d)"),),
    ...     claims=(Claim(printed="330", counts="total"), Claim(printed="10", counts="d")),
    ... ))
    >>> [(r.what, r.name, r.kind, r.old, r.new) for r in repairs(found)]
    [('hyperparameter', 'L', 'one more or less', '2', '3')]
    """
    made = [*_of_claims(found), *_of_hyperparameters(found, _core(found.model, group))]
    return sorted(made, key=lambda one: (KINDS.index(one.kind), one.what))[:most]


def _of_claims(found: Solutions) -> Iterator[Repair]:
    """Meet all other claims and see what the one counts then."""
    model = found.model
    for at, one in enumerate(model.claimed):
        totals = _totals(found.asked, at)
        for kind, other in other_claims(one.claim):
            if set(other.words) & model.assumption_named.keys():
                continue
            window = window_of(other, {})
            fitting = [value for value in totals if value in window]
            if fitting:
                value = min(fitting, key=lambda value: totals[value].cost)
                yield Repair(
                    what="claim",
                    name=one.name,
                    row=one.row.name,
                    kind=kind,
                    old=_cut(one.claim),
                    new=_cut(other),
                    solutions=sum(totals[value].solutions for value in fitting),
                    example=_example(found, at, value),
                )


def _cut(claim: Claim) -> str:
    usual = ("nearest", "decimal", "digits")
    words = [word for word, plain in zip(claim.words, usual, strict=True) if word != plain]
    return f"{claim.printed} ({', '.join(words)})" if words else claim.printed


def _others(encoding: Encoding, at: int) -> Encoding | None:
    """Give the encoding of all other claims, which carries what the one counts."""
    total = encoding.problem.sums[at]
    if not total.known or encoding.scales[at] != 1:
        return None
    rest = [place for place in range(len(encoding.problem.sums)) if place != at]
    others = encoding.meeting(rest)
    return replace(others, problem=others.problem.carrying(total.tables))


def _totals(encoding: Encoding, at: int) -> Mapping[int, folds.Group]:
    others = _others(encoding, at)
    if others is None:
        return {}
    accept = Unknowns(others).accept
    try:
        diagram = unroll(others.problem, accept=accept, budget=BUDGET)
        return folds.groups(diagram, limit=MOST_TOTALS)
    except BudgetError:
        return {}


def _example(found: Solutions, at: int, value: int) -> dict[str, str]:
    others = _others(found.asked, at)
    assert others is not None
    own = filters.only(unroll(others.problem, budget=BUDGET), value)
    return found.encoding.assumption_set(next(walks.best(own))[1])


def _of_hyperparameters(found: Solutions, core: Model | None) -> Iterator[Repair]:
    """Solve again with other values, those first that the row's own claims would allow."""
    solves = 0
    mendable = _Mendable(found)
    for row, name, value in _values(found.model):
        if not mendable.by(row):
            continue
        allowed = _open_values(found.model, row, name, value)
        for kind, other in other_values(value):
            if allowed is not None and not any(other in its for its in allowed):
                continue
            if core is not None and not _solved(with_value(core, row, name, other)):
                continue
            solves += 1
            if solves > MOST_SOLVES:
                return
            repaired = _solved(with_value(found.model, row, name, other), found.chosen)
            if repaired:
                yield Repair(
                    what="hyperparameter",
                    name=name,
                    row=row,
                    kind=kind,
                    old=str(value),
                    new=str(other),
                    solutions=repaired.count,
                    example=repaired.best(1)[0],
                )


def _core(model: Model, group: Sequence[str]) -> Model | None:
    """Give the model with these claims only, or None where that is no model of its own."""
    if not group:
        return None
    kept = {(one.row.name, one.claim) for one in model.claimed if one.name in group}
    rows = [replace(row, claims=_in(kept, row.name, row.claims)) for row in model.configurations]
    try:
        return replace(
            model,
            claims=_in(kept, "", model.claims),
            configurations=tuple(row for row in rows if row.claims),
            declared={},
            expected={},
        )
    except DeriveError:
        return None


def _in(kept: set[tuple[str, Claim]], row: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if (row, claim) in kept)


class _Mendable:
    """Whether all claims outside of a row can be met: else no value of the row's own helps."""

    def __init__(self, found: Solutions) -> None:
        self.found = found
        self.known: dict[str, bool] = {"": True}

    def by(self, row: str) -> bool:
        if row not in self.known:
            claimed = enumerate(self.found.model.claimed)
            others = [at for at, one in claimed if one.row.name != row]
            self.known[row] = bool(meeting(self.found, others, budget=BUDGET).endings)
        return self.known[row]


def _values(model: Model) -> Iterator[tuple[str, str, int]]:
    """Give every value that is stated: for all rows, or in one."""
    for h in model.hyperparameters:
        if h.value is not None:
            yield "", h.name, h.value
    for row in model.configurations:
        for name, value in row.values.items():
            yield row.name, name, value


def with_value(model: Model, row: str, name: str, value: int) -> Model:
    """Give the model with another value of a hyperparameter, in one row or ("") wherever stated.

    >>> from derive.model.symbols import hyperparameters
    >>> with_value(Model(hyperparameters=hyperparameters(L=4)), "", "L", 5).hyperparameters[0].value
    5
    """
    if not row:
        return replace(
            model,
            hyperparameters=tuple(
                replace(h, value=value) if h.name == name else h for h in model.hyperparameters
            ),
        )
    return replace(
        model,
        configurations=tuple(
            replace(one, values={**one.values, name: value}) if one.name == row else one
            for one in model.configurations
        ),
    )


def _open_values(model: Model, row: str, name: str, value: int) -> Intervals | None:
    """Give the values with which the row's own claims could be met; None if that is not known."""
    unknown = Hyperparameter(name=name, unknown=Unknown(first=1, last=max(10, 10 * value)))
    others = tuple(h for h in model.hyperparameters if h.name != name)
    rows = tuple(
        replace(one, values={n: v for n, v in one.values.items() if n != name})
        for one in model.configurations
        if one.name == row
    )
    shadowed = not row and any(name in one.values for one in model.configurations)
    if shadowed or any(h.unknown for h in model.hyperparameters):
        return None
    try:
        alone = replace(
            model,
            hyperparameters=(*others, unknown),
            claims=() if row else model.claims,
            configurations=rows if row else model.configurations,
        )
        return solve(alone, budget=BUDGET).unknowns.get(name, ())
    except DeriveError:
        return None


def _solved(model: Model, given: Mapping[str, str] = MappingProxyType({})) -> Solutions | None:
    try:
        return solve(model, given=given, budget=BUDGET)
    except DeriveError:
        return None
