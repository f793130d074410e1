"""Everything that is shown, as values: a view is a few folds over diagrams that stand already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.diagrams.folds import Pins, count, shares
from derive.explore.ground import ClaimGround, Ground
from derive.explore.shown import Shown, shown
from derive.explore.state import Exploration
from derive.formulas.tree import Exact
from derive.intervals import Interval, Window
from derive.model.assumptions import Assumption
from derive.model.case import usual
from derive.model.claims import figure
from derive.model.model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One option: the solutions that remain with it, given the pins of all other assumptions.

    `mark` is "pinned", "forced" (the numbers leave no other), "impossible", "shown" (open, and in
    the reading on show) or "".
    """

    name: str
    solutions: int
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionView:
    """An assumption (in one row, if it is asked anew in each) with its options."""

    label: str
    assumption: Assumption
    options: tuple[OptionView, ...]

    @property
    def pinned(self) -> str:
        """Give the option it is held at, or ""."""
        return next((o.name for o in self.options if o.mark == "pinned"), "")

    @property
    def open(self) -> bool:
        """Say whether there is something to choose: not pinned, and more than one is possible."""
        return not self.pinned and sum(bool(o.solutions) for o in self.options) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim: what is printed, what is admitted, and what it counts under the pins.

    `verdict` is "hit" (every assumption set under the pins gives it), "miss" (none does) or
    "undecided". `range` goes from the least to the most that it counts over them, None without any;
    `value` is the count of the reading on show, and `miss` how far it is from what is admitted.
    """

    name: str
    printed: str
    admits: Window
    verdict: str
    range: Interval[int] | None
    value: Exact | None
    miss: Exact = 0
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All three panes, and the line above them."""

    model: Model
    solutions: int
    space: int
    permitted: int
    matching: str
    assumptions: tuple[AssumptionView, ...]
    claims: tuple[ClaimView, ...]
    shown: Shown


def view(exploration: Exploration) -> View:
    """Work out what is shown after a choice.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> from derive.explore.state import begin
    >>> seen = view(begin(Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="d*d + bias*d + tied*d"),),
    ...     claims=(Claim(printed="12", counts="c"),),
    ... )).pin("bias", "yes"))
    >>> [(o.name, o.solutions, o.mark) for a in seen.assumptions for o in a.options]
    [('no', 1, ''), ('yes', 1, 'pinned'), ('no', 1, 'forced'), ('yes', 0, 'impossible')]
    >>> seen.claims[0].verdict, seen.claims[0].range
    ('undecided', (12, 15))
    """
    ground = exploration.ground
    pins = ground.at(exploration.pins)
    on_show = shown(ground, exploration.pins)
    return View(
        model=ground.model,
        solutions=count(ground.solutions.diagram, pins=pins),
        space=ground.solutions.space,
        permitted=ground.permitted(pins),
        matching=exploration.matching,
        assumptions=_assumptions(exploration, ground, pins, on_show),
        claims=_claims(ground, pins, on_show),
        shown=on_show,
    )


def _assumptions(
    exploration: Exploration, ground: Ground, pins: Pins, on_show: Shown
) -> tuple[AssumptionView, ...]:
    solutions = shares(ground.solutions.diagram, pins=pins)
    permitted = shares(ground.solutions.permitted, pins=pins)
    return tuple(
        AssumptionView(
            label=v.label,
            assumption=v.assumption,
            options=_options(
                v.assumption.names,
                ours,
                # With one option that is permitted at all there is nothing that the numbers force.
                settled=sum(map(bool, ours)) == 1 and sum(map(bool, every)) > 1,
                pinned=exploration.pins.get(v.label, ""),
                chosen=on_show.chosen.get(v.label, ""),
            ),
        )
        for v, ours, every in zip(ground.variables, solutions, permitted, strict=True)
    )


def _options(
    names: tuple[str, ...], solutions: tuple[int, ...], *, settled: bool, pinned: str, chosen: str
) -> tuple[OptionView, ...]:
    def mark(name: str, number: int) -> str:
        if name == pinned:
            return "pinned"
        if not number:
            return "impossible"
        if settled and not pinned:
            return "forced"
        return "shown" if name == chosen else ""

    return tuple(
        OptionView(name=name, solutions=number, mark=mark(name, number))
        for name, number in zip(names, solutions, strict=True)
    )


def _claims(ground: Ground, pins: Pins, on_show: Shown) -> tuple[ClaimView, ...]:
    values = on_show.case.values if on_show.case else {}
    permitted = ground.permitted(pins)
    return tuple(_claim(ground, one, pins, permitted, values, on_show) for one in ground.claims)


def _claim(
    ground: Ground,
    one: ClaimGround,
    pins: Pins,
    permitted: int,
    values: Mapping[str, Exact],
    on_show: Shown,
) -> ClaimView:
    claimed, counted = one.claimed, one.range(pins)
    case, value = on_show.case or usual(ground.model), values.get(claimed.name)
    admits = case.window(claimed)
    return ClaimView(
        name=claimed.name,
        printed=figure(claimed.claim),
        admits=admits,
        verdict=_verdict(one, pins, permitted, counted, admits),
        range=counted,
        value=value,
        miss=0 if value is None else case.beyond(claimed, value),
        where=claimed.claim.where,
    )


def _verdict(
    one: ClaimGround, pins: Pins, permitted: int, counted: Interval[int] | None, admits: Window
) -> str:
    given = permitted if one.alone is None else count(one.alone, pins=pins)
    if given == 0:
        return "miss"
    if one.alone is None or one.unknown:  # some value of the unknown may give it, or another not
        return _by_ends(counted, admits)
    return "hit" if given == permitted else "undecided"


def _by_ends(counted: Interval[int] | None, admits: Window) -> str:
    """Judge a claim by the least and the most that it counts."""
    if counted is None:
        return "undecided"
    both = counted & admits
    if both.empty:
        return "miss"
    return "hit" if both == counted else "undecided"
