"""What is worked out once for a model, so that every keystroke is only a few folds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from derive import limits
from derive.diagrams.diagram import Diagram, unroll
from derive.diagrams.folds import Pins, count, span
from derive.diagrams.problem import ONE, Part, Problem, Sum, Windows
from derive.errors import BudgetError, UsageError, did_you_mean
from derive.explaining.conflicts import meeting
from derive.intervals import Interval
from derive.model.labels import Variable
from derive.model.model import Model
from derive.model.parts import Claimed
from derive.solver.solutions import Solutions, solve


@dataclass(frozen=True, kw_only=True)
class ClaimGround:
    """A claim by itself: which assumption sets give it, and what it counts over all of them.

    `alone` is None where that diagram would be too large. `counted` carries the claim's number,
    times `scale`; there is one for each product of unknowns, with the range of that product, and
    none where they would be too large.
    """

    claimed: Claimed
    alone: Diagram | None
    counted: tuple[tuple[Diagram, Interval[int]], ...]
    scale: int
    unknown: bool

    def range(self, pins: Pins) -> Interval[int] | None:
        """Give the least and the most that the claim counts under the pins."""
        ends = [_weighted(span(diagram, pins=pins), weight) for diagram, weight in self.counted]
        known = [one for one in ends if one is not None]
        if not ends or len(known) < len(ends):
            return None
        return Interval(*map(sum, zip(*known, strict=True))).divided(self.scale)


def _weighted(ends: Interval[int] | None, weight: Interval[int]) -> Interval[int] | None:
    if ends is None:
        return None
    products = [end * factor for end in ends for factor in weight]
    return Interval(min(products), max(products))


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A solved model, and each group of its claims by itself."""

    solutions: Solutions
    _groups: dict[frozenset[int], Diagram | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def model(self) -> Model:
        """Give the model."""
        return self.solutions.model

    @property
    def problem(self) -> Problem:
        """Give the model as a problem of sums."""
        return self.solutions.encoding.problem

    @cached_property
    def claims(self) -> tuple[ClaimGround, ...]:
        """Give each claim by itself."""
        return tuple(self._claim(at) for at in range(len(self.model.claimed)))

    def _claim(self, at: int) -> ClaimGround:
        parts = self.problem.sums[at].parts
        return ClaimGround(
            claimed=self.model.claimed[at],
            alone=self.giving(frozenset((at,))),
            counted=tuple(self._counted(parts)),
            scale=self.solutions.encoding.scales[at],
            unknown=not self.problem.sums[at].known,
        )

    def _counted(self, parts: tuple[Part, ...]) -> Iterable[tuple[Diagram, Interval[int]]]:
        """Carry each part of a claim along; none of them if one is too large."""
        try:
            return [(self._counting(part), part.weight) for part in parts]
        except BudgetError:
            return ()

    def _counting(self, part: Part) -> Diagram:
        # The window that admits everything is there for the order of the variables.
        anything = Sum(parts=(replace(part, weight=ONE),), windows=Windows.of(None, None))
        problem = replace(self.problem, sums=(anything,)).carrying(part.tables)
        return unroll(problem, budget=limits.CLAIM_NODES)

    def giving(self, claims: frozenset[int]) -> Diagram | None:
        """Give the assumption sets that give these claims, None where they are too entangled."""
        if len(claims) == len(self.model.claimed):
            return self.solutions.diagram
        if claims not in self._groups:
            self._groups[claims] = self._meeting(claims)
        return self._groups[claims]

    def _meeting(self, claims: frozenset[int]) -> Diagram | None:
        budget = max(limits.CLAIM_NODES_AT_LEAST, limits.CLAIM_NODES // len(self.model.claimed))
        try:
            return meeting(self.solutions, sorted(claims), budget=budget)
        except BudgetError:
            return None

    def nearly(self, claims: Mapping[int, int], pins: Pins) -> Diagram:
        """Give the assumption sets that give claims to within a distance each, under pins.

        Raises BudgetError where they are too entangled.
        """
        kept = self.solutions.encoding.meeting([*claims])
        reaches = [far * scale for far, scale in zip(claims.values(), kept.scales, strict=False)]
        reaches += [0] * kept.rules
        problem = kept.problem.widened(lambda at, end: reaches[at])
        return unroll(problem.pinned(pins), budget=limits.CLAIM_NODES)

    def permitted(self, pins: Pins) -> int:
        """Count the assumption sets that `requires` permits under pins."""
        return count(self.solutions.permitted, pins=pins)

    def at(self, pins: Mapping[str, str]) -> dict[int, int]:
        """Give pins by the places of variables and options instead of by names."""
        places = {v.label: (n, v.assumption) for n, v in enumerate(self.variables)}
        return {places[k][0]: places[k][1].index(option) for k, option in pins.items()}

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Give the choices of the model, in order."""
        return self.solutions.encoding.layout.variables


MATCHES = ("exact", "printed")


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """A model as its file has it, taken exactly, and taken as printed; each solved when asked.

    `held` are values of unknowns that were given, by label.
    """

    model: Model
    held: Mapping[str, int] = field(default_factory=dict)
    _solved: dict[str, Ground] = field(default_factory=dict, compare=False, repr=False)

    def of(self, match: str) -> Ground:
        """Give the solved model: "" as the file has it, "exact" or "printed".

        >>> from derive.model.claims import Claim
        >>> from derive.model.parts import Component
        >>> part, claim = Component(name="c", formula=2600), Claim(printed="3K", counts="c")
        >>> grounds = Grounds(model=Model(components=(part,), claims=(claim,)))
        >>> [grounds.of(match).solutions.count for match in ("", "exact", "printed")]
        [1, 0, 1]
        """
        if match and match not in MATCHES:
            raise UsageError(
                f"there is no match {match!r}",
                advice=did_you_mean(match, MATCHES, f"say {' or '.join(MATCHES)}"),
            )
        if match == self.meant(""):
            match = ""  # the same model: not solved twice
        if match not in self._solved:
            self._solved[match] = Ground(solutions=solve(self._model(match), given=dict(self.held)))
        return self._solved[match]

    def _model(self, match: str) -> Model:
        return self.model.matching(match) if match else self.model

    def meant(self, match: str) -> str:
        """Give the word for how claims are matched: "exact", "printed", or "mixed"."""
        matches = {one.claim.match for one in self._model(match).claimed}
        kinds = matches.intersection(MATCHES)
        return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else "printed"
