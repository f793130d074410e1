"""The answer: a set of assumption sets that is counted, ranked and grouped without being listed.

solve    :: Model -> Solutions            solving: the same as a generator, a step after each layer
Solutions: count, space, iteration, best, shares, forced, impossible, given, readings
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from derive import limits
from derive.allowance import told
from derive.diagrams import filters, folds, walks
from derive.diagrams.budget import TooManyNodes
from derive.diagrams.diagram import Diagram, unroll, unrolling
from derive.diagrams.problem import Choice, Part, Sum, Windows
from derive.diagrams.progress import Progress, finished
from derive.errors import InternalError, ModelError, OutgrownError, UsageError
from derive.intervals import Intervals
from derive.model.case import Case
from derive.model.model import Model
from derive.notebook import Shown
from derive.printed import grouped
from derive.solver.emptiness import refuse_empty
from derive.solver.encode import Encoding, encode
from derive.solver.layout import Layout
from derive.solver.readings import Reading, reading_of
from derive.solver.unknowns import Unknowns

NO_CLAIM = "give one, as in --claim 345M, or add a [[claims]] table; `derive count` needs none"


class ReadingCount(NamedTuple):
    """How many readings there are; at least so many where they are too many to count."""

    number: int
    exact: bool


@dataclass(frozen=True, kw_only=True, repr=False)
class Solutions(Shown):
    """Every assumption set that gives every claim; behaves like a set of mappings.

    >>> from derive import Assumption, Claim, Component, Hyperparameter
    >>> found = solve(Model(
    ...     hyperparameters=(Hyperparameter(name="d", value=3),),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="d*d + bias*d + tied*d"),),
    ...     claims=(Claim(printed="12", counts="c"),),
    ... ))
    >>> found.count, found.space, list(found)
    (2, 4, [{'bias': 'no', 'tied': 'yes'}, {'bias': 'yes', 'tied': 'no'}])
    """

    encoding: Encoding
    diagram: Diagram
    permitted: Diagram
    solved: Unknowns
    pins: Mapping[int, int] = field(default_factory=dict)

    @property
    def model(self) -> Model:
        """Give the model that was solved."""
        return self.encoding.model

    @cached_property
    def count(self) -> int:
        """Give the number of solutions."""
        return folds.count(self.diagram)

    @cached_property
    def space(self) -> int:
        """Give the number of assumption sets that `requires` permits."""
        return folds.count(self.permitted)

    def __bool__(self) -> bool:
        return bool(self.diagram.endings)

    def __repr__(self) -> str:
        return f"<{grouped(self.count)} of {grouped(self.space)} assumption sets>"

    def __iter__(self) -> Iterator[dict[str, str]]:
        return (self._counted(choice) for choice in walks.listing(self.diagram))

    def __contains__(self, chosen: object) -> bool:
        if not isinstance(chosen, Mapping) or set(chosen) != set(self.encoding.layout.labels):
            return False
        return walks.contains(self.diagram, self.encoding.choice(chosen))

    def best(self, number: int) -> list[dict[str, str]]:
        """Give the solutions that depart least from what is usual."""
        found = islice(walks.best(self.diagram), number)
        return [self._counted(choice) for _, choice in found]

    @cached_property
    def shares(self) -> dict[str, dict[str, int]]:
        """Give the number of solutions that each option of each assumption has."""
        return self._by_option(folds.shares(self.diagram))

    @cached_property
    def unknowns(self) -> dict[str, Intervals]:
        """Give for each unknown the values with which some solution gives every claim."""
        return self.solved.sets(self.diagram.endings) if self else {}

    @property
    def forced(self) -> dict[str, str]:
        """Give the assumptions that have one and the same option in every solution.

        An assumption with one option that is permitted at all is not forced by the numbers.
        """
        open_at_all = self._by_option(folds.shares(self.permitted))
        return {
            label: next(option for option, n in shares.items() if n)
            for label, shares in self.shares.items()
            if sum(map(bool, shares.values())) == 1
            and sum(map(bool, open_at_all[label].values())) > 1
        }

    @property
    def impossible(self) -> dict[str, tuple[str, ...]]:
        """Give the options that occur in no solution."""
        if not self:
            return {}
        return {
            label: absent
            for label, shares in self.shares.items()
            if (absent := tuple(option for option, n in shares.items() if not n))
        }

    def given(self, chosen: Mapping[str, str | int]) -> Solutions:
        """Give the solutions with some options chosen, or values of unknowns.

        An option is chosen by its name or number; `NAME` chooses in every row. A value of an
        unknown is solved for anew. Raises UsageError for a name that does not exist and a value
        outside of its range, ModelError for an option.
        """
        options, values = self.encoding.layout.taken(chosen)
        if values.items() - self.held.items():
            own = solve(self.model, given={**self.taken, **values})
            return own.given(options) if options else own
        pins = self.encoding.layout.pins(options)
        kept = {at: (option,) for at, option in pins.items()}
        permitted_sets = filters.given(self.permitted, kept)
        if not permitted_sets.endings:
            pairs = " with ".join(f"{name} = {option}" for name, option in options.items())
            raise UsageError(f"`requires` forbids {pairs}", advice="choose otherwise")
        return replace(
            self,
            diagram=filters.given(self.diagram, kept),
            permitted=permitted_sets,
            pins={**self.pins, **pins},
        )

    @cached_property
    def groups(self) -> dict[int, folds.Group]:
        """Give the readings, each by its packed formulas, with its count and least departures.

        Raises BudgetError where they are too many to be told apart one by one.
        """
        return folds.groups(self.diagram, limit=limits.READINGS)

    @cached_property
    def reading_count(self) -> ReadingCount:
        """Give the number of readings, or how many there are at least."""
        try:
            return ReadingCount(len(self.groups), exact=True)
        except folds.TooManyGroups as fault:
            return ReadingCount(fault.at_least, exact=False)

    def readings(self, number: int | None = None) -> list[Reading]:
        """Give the readings: solutions of one formula for every claim, fewest departures first.

        Raises BudgetError where all are asked for and they are too many.
        """
        if number is None or self.reading_count.exact:
            return [self.reading(packed) for packed in islice(self.groups, number)]
        return [self.reading(packed) for packed, _ in folds.cheapest(self.diagram, number)]

    def reading(self, packed: int) -> Reading:
        """Give one reading by its packed formulas."""
        own = self._own(packed)
        found = reading_of(self.encoding, own, packed, self.solved)
        verify(found)
        return found

    @cached_property
    def _totals(self) -> list[list[frozenset[int]]]:
        return folds.totals(self.diagram)

    @property
    def chosen(self) -> dict[str, str]:
        """Give the options that were chosen, by label."""
        variables = self.encoding.layout.variables
        return {variables[v].label: variables[v].assumption.names[o] for v, o in self.pins.items()}

    @property
    def held(self) -> Mapping[str, int]:
        """Give the values of unknowns that were given, by label."""
        return self.encoding.layout.held

    @property
    def taken(self) -> dict[str, str | int]:
        """Give all that was given: options and values of unknowns, by label."""
        return {**self.chosen, **self.held}

    @cached_property
    def asked(self) -> Encoding:
        """Give the encoding with only the options that were chosen: what is left to explain."""
        problem = self.encoding.problem.pinned(self.pins)
        return replace(self.encoding, problem=problem)

    def _own(self, packed: int) -> Diagram:
        """Give the solutions of one reading.

        Where there are too many to tell apart, its formulas are one sum more to be met exactly.
        """
        if self.reading_count.exact:
            return filters.only(self.diagram, packed, below=self._totals)
        problem = self.asked.problem
        formulas = Sum(parts=(Part(tables=problem.carried),), windows=Windows.of(packed, packed))
        met = replace(problem, sums=(*problem.sums, formulas))
        return unroll(met, accept=self.solved.accept)

    def _by_option(self, shares: tuple[tuple[int, ...], ...]) -> dict[str, dict[str, int]]:
        return {
            v.label: dict(zip(v.assumption.names, counts, strict=True))
            for v, counts in zip(self.encoding.layout.variables, shares, strict=True)
        }

    def _counted(self, choice: Choice) -> dict[str, str]:
        """Count a solution again, component by component, before anybody sees it."""
        chosen = self.encoding.assumption_set(choice)
        known = self.solved.example(walks.ending_of(self.diagram, choice))
        verify(Case(model=self.model, chosen=chosen, known=known))
        return chosen


def solve(
    model: Model,
    *,
    given: Mapping[str, str | int] = MappingProxyType({}),
    budget: int | None = None,
) -> Solutions:
    """Find every assumption set that gives every claim, with the options of `given`.

    An option is given by its name or its number, an unknown by a value.

    Raises BudgetError when the diagram would have more than `budget` nodes (by default more than
    `limits.NODES`), ModelError for a model without a claim or an option that does not exist,
    UsageError for an assumption that does not exist, options that `requires` forbids or a value
    outside of an unknown's range.

    >>> from derive import Assumption, Claim, Component
    >>> model = Model(
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="linear(2, 3, bias=bias) + tied*3"),),
    ...     claims=(Claim(printed="9", counts="c"),),
    ... )
    >>> solve(model).count, list(solve(model, given={"tied": 0}))
    (2, [{'bias': 'yes', 'tied': 'no'}])
    """
    return finished(solving(model, given=given, budget=budget))


def solving(
    model: Model, *, given: Mapping[str, str | int], budget: int | None = None
) -> Generator[Progress, None, Solutions]:
    """Solve, telling after each layer how far it is; raises what `solve` raises.

    >>> from derive import Assumption, Claim, Component
    >>> steps = solving(Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(2, 3, bias=bias)"),),
    ...     claims=(Claim(printed="9", counts="c"),),
    ... ), given={})
    >>> next(steps).done, finished(steps).count
    (1, 1)
    """
    if not model.claimed:
        raise _nothing(model)
    layout = Layout(model)
    options, values = layout.taken(given)
    try:
        encoding = encode(model, values)
        unknowns = Unknowns(encoding)
        pinned = encoding.problem.pinned(encoding.layout.pins(options))
        every = yield from unrolling(encoding.space, budget=budget)
        if not every.endings:
            refuse_empty(encoding)
        diagram = yield from unrolling(pinned, accept=unknowns.accept, budget=budget)
    except TooManyNodes as fault:
        raise _outgrown(fault, layout.labels) from None
    found = Solutions(encoding=encoding, diagram=diagram, permitted=every, solved=unknowns)
    return found.given(options) if options else found


def _nothing(model: Model) -> ModelError:
    if not model.nominal:
        return ModelError("there is nothing to solve: no claim", advice=NO_CLAIM)
    return ModelError(
        'there is nothing to solve: every claim is match = "nominal"',
        advice="`derive check` tells the count beside the name",
    )


def _outgrown(fault: TooManyNodes, labels: Sequence[str]) -> OutgrownError:
    """Say which assumptions blow up, and what to do."""
    names = [labels[variable] for variable in fault.variables[:3]]
    done, of = max(0, len(fault.nodes) - 1), len(fault.order)
    worst = f"; {', '.join(names)} multiply it most" if names else ""
    pin = f"choose an option of {names[0]}, or " if names else ""
    most = told(fault.memory) if fault.memory else f"{grouped(fault.budget)} nodes"
    return OutgrownError(
        f"the diagram outgrows {most}, after {done} of {of} assumptions{worst}",
        advice=f"{pin}allow {'more memory' if fault.memory else 'a larger budget'}",
        word=names[0] if names else "",
        limit="memory" if fault.memory else "nodes",
    )


def verify(case: Case) -> None:
    """Raise InternalError unless a case is permitted and gives every claim.

    >>> from derive import Claim, Component
    >>> part, claim = Component(name="c", formula="2*3"), Claim(printed="7", counts="c")
    >>> verify(Case(model=Model(components=(part,), claims=(claim,)), chosen={}))
    Traceback (most recent call last):
    derive.errors.InternalError: the solver gave {}, which counts 6 for c
    """
    if not case.permitted:
        raise InternalError(f"the solver gave {dict(case.chosen)}, which `requires` forbids")
    for one in case.model.claimed:
        if case.miss(one):
            raise InternalError(
                f"the solver gave {dict(case.chosen)}, which counts {case.values[one.name]} "
                f"for {one.name}"
            )
