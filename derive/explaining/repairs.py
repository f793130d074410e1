"""Nothing fits: one thing that, were it otherwise, would make everything fit. Speculation.

    repairs :: Solutions -> Repairs: guesses, the plainest first

A claim is repaired by one digit, by a factor of 2 or 10, or by another way of cutting it; a
hyperparameter by one more or one less, one digit, or a factor of 2 or 10, in one row or in all.
A claim that counts an unknown is not repaired.
That a repair fits does not make it true: of many repairs tried, some fit by accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from derive import limits
from derive.diagrams import filters, folds, walks
from derive.diagrams.diagram import Diagram, unroll
from derive.errors import BudgetError, DeriveError
from derive.explaining.conflicts import meeting
from derive.explaining.mistakes import KINDS, other_claims, other_values
from derive.intervals import Intervals, Window
from derive.model.claims import Claim, figure
from derive.model.claims import window as window_of
from derive.model.model import Model
from derive.model.symbols import Hyperparameter, Unknown
from derive.solver.encode import Encoding
from derive.solver.solutions import Solutions, solve
from derive.solver.unknowns import Unknowns


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One thing taken to be mistaken, and what it would have to be.

    `what` is "claim" or "hyperparameter", `row` where it stands ("" for the paper's own).
    """

    what: str
    name: str
    row: str
    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair(Changed):
    """One thing changed that makes every claim fit: a guess, not a finding."""

    solutions: int
    example: Mapping[str, str]


Tried = Repair | None  # None stands for a guess that was given up: it would have taken too long


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """The plainest repairs, of how many in all; `complete` says that every guess was tried."""

    plainest: tuple[Repair, ...]
    in_all: int
    complete: bool


def repairs(found: Solutions, most: int = 8, group: Sequence[str] = ()) -> Repairs:
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
    >>> [(r.what, r.name, r.kind, r.old, r.new) for r in repairs(found).plainest]
    [('hyperparameter', 'L', 'one more or less', '2', '3')]
    """
    tried = [*_of_claims(found), *_of_hyperparameters(found, core(found.model, group))]
    made = [one for one in tried if one is not None]
    made.sort(key=lambda one: (KINDS.index(one.kind), one.what))
    return Repairs(plainest=tuple(made[:most]), in_all=len(made), complete=None not in tried)


def _of_claims(found: Solutions) -> Iterator[Tried]:
    """Meet all other claims and see what the one counts then."""
    for at in range(len(found.model.claimed)):
        try:
            rest = _rest(found.asked, at)
            totals = folds.groups(rest, limit=limits.REPAIR_COUNTS) if rest else {}
        except BudgetError:
            yield None
            continue
        if rest:
            yield from _of_claim(found, at, rest, totals)


def _of_claim(
    found: Solutions, at: int, rest: Diagram, totals: Mapping[int, folds.Group]
) -> Iterator[Repair]:
    for changed, window in other_figures(found.model, at):
        fitting = [value for value in totals if value in window]
        if fitting:
            value = min(fitting, key=lambda value: totals[value].cost)
            own = next(walks.best(filters.only(rest, value)))[1]
            yield Repair(
                **asdict(changed),
                solutions=sum(totals[value].solutions for value in fitting),
                example=found.encoding.assumption_set(own),
            )


def other_figures(model: Model, at: int) -> Iterator[tuple[Changed, Window]]:
    """Give what a claim, by its place, might have to be printed as, and what that would admit.

    >>> from derive import Component
    >>> part, claim = Component(name="c", formula=7), Claim(printed="1", counts="c")
    >>> changed, window = next(other_figures(Model(components=(part,), claims=(claim,)), 0))
    >>> changed.old, changed.new, window
    ('1', '2', (2, 2))
    """
    one = model.claimed[at]
    for kind, other in other_claims(one.claim):
        if not set(other.words) & model.assumption_named.keys():
            changed = Changed(
                what="claim",
                name=one.name,
                row=one.row.name,
                kind=kind,
                old=_cut(one.claim),
                new=_cut(other),
            )
            yield changed, window_of(other, {})


def _cut(claim: Claim) -> str:
    usual = ("nearest", "decimal", "digits")
    words = [word for word, plain in zip(claim.words, usual, strict=True) if word != plain]
    shown = figure(claim)
    return f"{shown} ({', '.join(words)})" if words else shown


def _rest(encoding: Encoding, at: int) -> Diagram | None:
    """Meet all other claims, carrying what the one counts; None where an unknown keeps it open."""
    if not countable(encoding, at):
        return None
    others = encoding.meeting([place for place in encoding.claims if place != at])
    problem = others.problem.carrying(encoding.problem.sums[at].tables)
    return unroll(problem, accept=Unknowns(others).accept, budget=limits.REPAIR_NODES)


def countable(encoding: Encoding, at: int) -> bool:
    """Say whether a claim, by its place, counts one whole number: no unknown is in it.

    >>> from derive import read
    >>> from derive.papers.catalogue import path_of
    >>> from derive.solver.encode import encode
    >>> countable(encode(read(path_of("sutskever2014"))), 0)
    True
    """
    return encoding.problem.sums[at].known and encoding.scales[at] == 1


class Mistake(NamedTuple):
    """A value of a hyperparameter as it might have to be."""

    row: str
    name: str
    kind: str
    old: int
    new: int

    def mended(self, model: Model) -> Model:
        """Give a model with the other value."""
        return with_value(model, self.row, self.name, self.new)

    @property
    def changed(self) -> Changed:
        """Give it as one thing changed."""
        return Changed(
            what="hyperparameter",
            name=self.name,
            row=self.row,
            kind=self.kind,
            old=str(self.old),
            new=str(self.new),
        )


def _of_hyperparameters(found: Solutions, small: Model | None) -> Iterator[Tried]:
    """Solve again with other values, as often as the limit allows."""
    possible = _mistakes(found, small)
    for mistake in islice(possible, limits.REPAIR_SOLVES):
        try:
            repaired = _solved(mistake.mended(found.model), found.taken)
        except BudgetError:
            yield None
            continue
        if repaired:
            yield Repair(
                **asdict(mistake.changed),
                solutions=repaired.count,
                example=repaired.best(1)[0],
            )
    if next(possible, None):
        yield None


def _mistakes(found: Solutions, small: Model | None) -> Iterator[Mistake]:
    """Give the mistakes that neither the row's own claims nor the contradicting ones rule out."""
    mendable = _Mendable(found)
    for row, name, value in _values(found.model):
        if not mendable.by(row):
            continue
        allowed = _open_values(found.model, row, name, value)
        for mistake in _mistaken(row, name, value):
            if allowed is not None and not any(mistake.new in its for its in allowed):
                continue
            if small is None or may_fit(mistake.mended(small)):
                yield mistake


def mistakes(model: Model) -> list[Mistake]:
    """Give every mistake that may be made with one value, the plainest first.

    >>> from derive.model.symbols import hyperparameters
    >>> every = mistakes(Model(hyperparameters=hyperparameters(L=4, d=512)))
    >>> [(one.name, one.kind, one.new) for one in every[:3]]
    [('L', 'one more or less', 5), ('L', 'one more or less', 3), ('d', 'digit', 112)]
    """
    every = [one for stated in _values(model) for one in _mistaken(*stated)]
    return sorted(every, key=lambda one: KINDS.index(one.kind))


def _mistaken(row: str, name: str, value: int) -> Iterator[Mistake]:
    for kind, other in other_values(value):
        yield Mistake(row, name, kind, value, other)


def may_fit(model: Model) -> bool:
    """Say whether a small model has a solution; yes where that takes too long to see.

    >>> from derive import Component
    >>> part, claim = Component(name="c", formula=6), Claim(printed="7", counts="c")
    >>> may_fit(Model(components=(part,), claims=(claim,)))
    False
    """
    try:
        return bool(_solved(model))
    except BudgetError:
        return True


def core(model: Model, group: Sequence[str]) -> Model | None:
    """Give the model with these claims only, or None where that is no model of its own.

    >>> from derive import Component
    >>> part, claim = Component(name="c", formula=6), Claim(printed="7", counts="c")
    >>> model = Model(components=(part,), claims=(claim, Claim(printed="12", counts="2*c")))
    >>> [one.name for one in core(model, ["c"]).claimed]
    ['c']
    """
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
            try:
                met = meeting(self.found, others, budget=limits.REPAIR_NODES)
                self.known[row] = bool(met.endings)
            except BudgetError:
                self.known[row] = True  # as far as is known: solving again will tell
        return self.known[row]


def _values(model: Model) -> Iterator[tuple[str, str, int]]:
    """Give every value that is stated: for all rows, or in one."""
    for h in model.hyperparameters:
        if isinstance(h.value, int):
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
        return solve(alone, budget=limits.REPAIR_NODES).unknowns.get(name, ())
    except DeriveError:
        return None


def _solved(
    model: Model, given: Mapping[str, str | int] = MappingProxyType({})
) -> Solutions | None:
    """Solve, with None for what is no model; raises BudgetError where that takes too long."""
    try:
        return solve(model, given=given, budget=limits.REPAIR_NODES)
    except BudgetError:
        raise
    except DeriveError:
        return None
