"""The answer: a set of assumption sets that is counted, ranked and grouped without being listed.

solve    :: Model -> Solutions
Solutions: count, space, iteration, best, shares, forced, impossible, given, readings
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from derive.counting import AssumptionSet, Variable, claim_counts, label_in, permitted
from derive.errors import InternalError, ModelError, UsageError
from derive.model import Model
from derive.solver import queries
from derive.solver.budget import BUDGET
from derive.solver.diagram import Diagram, unroll
from derive.solver.emptiness import refuse_empty
from derive.solver.encode import Encoding, encode
from derive.solver.intervals import Intervals
from derive.solver.problem import Choice
from derive.solver.readings import Reading, reading_of
from derive.solver.unknowns import Unknowns, ending_of
from derive.windows import admits


@dataclass(frozen=True, kw_only=True)
class Solutions:
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

    @property
    def model(self) -> Model:
        """Give the model that was solved."""
        return self.encoding.model

    @cached_property
    def count(self) -> int:
        """Give the number of solutions."""
        return queries.count(self.diagram)

    @cached_property
    def space(self) -> int:
        """Give the number of assumption sets that `requires` permits."""
        return queries.count(self.permitted)

    def __bool__(self) -> bool:
        return bool(self.diagram.endings)

    def __iter__(self) -> Iterator[dict[str, str]]:
        return (self._counted(choice) for choice in queries.listing(self.diagram))

    def __contains__(self, chosen: object) -> bool:
        if not isinstance(chosen, Mapping) or set(chosen) != set(self.encoding.layout.labels):
            return False
        return queries.contains(self.diagram, self.encoding.choice(chosen))

    def best(self, number: int) -> list[dict[str, str]]:
        """Give the solutions that depart least from what is usual."""
        found = islice(queries.best(self.diagram), number)
        return [self._counted(choice) for _, choice in found]

    @cached_property
    def shares(self) -> dict[str, dict[str, int]]:
        """Give the number of solutions that each option of each assumption has."""
        return self._by_option(queries.shares(self.diagram))

    @cached_property
    def unknowns(self) -> dict[str, Intervals]:
        """Give for each unknown the values with which some solution gives every claim."""
        return self.solved.sets(self.diagram.endings) if self else {}

    @property
    def forced(self) -> dict[str, str]:
        """Give the assumptions that have one and the same option in every solution.

        An assumption with one option that is permitted at all is not forced by the numbers.
        """
        open_at_all = self._by_option(queries.shares(self.permitted))
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

    def given(self, chosen: Mapping[str, str]) -> Solutions:
        """Give the solutions with some options chosen; `NAME` chooses in every row.

        Raises UsageError for an assumption that does not exist, ModelError for an option.
        """
        kept = {
            at: (variable.assumption.index(option),)
            for name, option in chosen.items()
            for at, variable in self._variables(name)
        }
        permitted_sets = queries.given(self.permitted, kept)
        if not permitted_sets.endings:
            pairs = " with ".join(f"{name} = {option}" for name, option in chosen.items())
            raise UsageError(f"`requires` forbids {pairs}", advice="choose otherwise")
        return replace(self, diagram=queries.given(self.diagram, kept), permitted=permitted_sets)

    @cached_property
    def groups(self) -> dict[int, queries.Group]:
        """Give the readings, each by its packed formulas, with its count and least departures."""
        found = queries.groups(self.diagram)
        ranked = sorted(found.items(), key=lambda item: (item[1].cost, -item[1].solutions, item[0]))
        return dict(ranked)

    def readings(self, number: int | None = None) -> list[Reading]:
        """Give the readings: solutions of one formula for every claim, fewest departures first."""
        return [self.reading(packed) for packed in islice(self.groups, number)]

    def reading(self, packed: int) -> Reading:
        """Give one reading by its packed formulas."""
        own = queries.only(self.diagram, packed)
        found = reading_of(self.encoding, own, packed, self.groups[packed], self.solved)
        self._counted(self.encoding.choice(found.example))
        return found

    def _variables(self, name: str) -> list[tuple[int, Variable]]:
        variables = enumerate(self.encoding.layout.variables)
        found = [(at, v) for at, v in variables if name in (v.label, v.assumption.name)]
        if found:
            return found
        from difflib import get_close_matches

        near = get_close_matches(name, self.encoding.layout.labels, n=1)
        advice = f"did you mean {near[0]}?" if near else "see `derive show` for their names"
        raise UsageError(f"there is no assumption {name!r}", advice=advice)

    def _by_option(self, shares: tuple[tuple[int, ...], ...]) -> dict[str, dict[str, int]]:
        return {
            v.label: dict(zip(v.assumption.names, counts, strict=True))
            for v, counts in zip(self.encoding.layout.variables, shares, strict=True)
        }

    def _counted(self, choice: Choice) -> dict[str, str]:
        """Count a solution again, component by component, before anybody sees it."""
        chosen = self.encoding.assumption_set(choice)
        verify(self.model, chosen, self.solved.example(ending_of(self.diagram, choice)))
        return chosen


def solve(model: Model, *, budget: int = BUDGET) -> Solutions:
    """Find every assumption set that gives every claim.

    Raises BudgetError when the diagram would have more than `budget` nodes.
    """
    if not model.claimed:
        raise ModelError("there is nothing to solve: no claim", advice="add a [[claims]] table")
    encoding = encode(model)
    permitted_sets = unroll(encoding.space, budget=budget)
    if not permitted_sets.endings:
        refuse_empty(encoding)
    unknowns = Unknowns(encoding)
    return Solutions(
        encoding=encoding,
        diagram=unroll(encoding.problem, accept=unknowns.accept, budget=budget),
        permitted=permitted_sets,
        solved=unknowns,
    )


def verify(model: Model, chosen: AssumptionSet, unknowns: Mapping[str, int] = {}) -> None:
    """Raise InternalError unless an assumption set is permitted and gives every claim."""
    if not permitted(model, chosen):
        raise InternalError(f"the solver gave {dict(chosen)}, which `requires` forbids")
    counts = claim_counts(model, chosen, unknowns)
    for name, (row, claim) in zip(model.claim_names, model.claimed, strict=True):
        named = model.assumption_named
        words = {w: chosen[label_in(named[w], row)] for w in claim.words if w in named}
        if not admits(claim, words, counts[name]):
            raise InternalError(
                f"the solver gave {dict(chosen)}, which counts {counts[name]} for {name}"
            )
