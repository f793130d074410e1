"""What the explorer shows, against brute force over every assumption set of random models."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.errors import DeriveError
from derive.explaining.exclusion import Exclusion
from derive.explore.exclusion import why
from derive.explore.state import Exploration, begin
from derive.explore.view import view
from derive.model.case import Case
from derive.model.claims import window
from derive.model.model import Model
from tests.brute_force import cases, met
from tests.strategies import models

pytestmark = pytest.mark.slow

Sets = list[dict[str, str]]


@st.composite
def explorations(draw: st.DrawFn) -> Exploration:
    """A random model with random pins."""
    found = begin(draw(models()))
    for variable in found.ground.variables:
        if draw(st.booleans()):
            found = found.pin(variable.label, draw(st.sampled_from(variable.assumption.names)))
    return found


def counted(model: Model) -> tuple[Sets, Sets]:
    """Every assumption set, and those that give every claim."""
    every = judged(model)
    return [one for one, _ in every], [one for one, hits in every if all(hits)]


def agreeing(every: Sets, pins: dict[str, str]) -> Sets:
    return [one for one in every if pins.items() <= one.items()]


@given(explorations())
def test_every_number_beside_an_option_is_what_would_remain(exploration: Exploration) -> None:
    every, solutions = counted(exploration.model)
    seen = view(exploration)
    assert seen.solutions == len(agreeing(solutions, exploration.pins))
    assert seen.permitted == len(agreeing(every, exploration.pins))
    for assumption in seen.assumptions:
        for option in assumption.options:
            pins = {**exploration.pins, assumption.label: option.name}
            assert option.solutions == len(agreeing(solutions, pins))
            if option.mark in ("forced", "shown"):
                assert option.solutions
            if option.mark == "impossible":
                assert not option.solutions


@given(explorations())
def test_claims_are_hit_missed_or_undecided_and_their_ends_are_reached(
    exploration: Exploration,
) -> None:
    pins = exploration.pins.items()
    left = [case for case in cases(exploration.model) if pins <= case.chosen.items()]
    met_by = [met(case) for case in left]
    for at, claim in enumerate(view(exploration).claims):
        counts = [case.values[claim.name] for case in left]
        assert claim.range == ((min(counts), max(counts)) if left else None)
        hits = [hit[at] for hit in met_by]
        verdict = "miss" if not any(hits) else "hit" if all(hits) else "undecided"
        assert claim.verdict == verdict


@given(explorations())
def test_the_reading_shown_has_the_pins_and_the_repair_leads_to_a_solution(
    exploration: Exploration,
) -> None:
    every, solutions = counted(exploration.model)
    on_show = view(exploration).shown
    if on_show.kind == "forbidden":
        assert not agreeing(every, exploration.pins)
        return
    assert exploration.pins.items() <= on_show.chosen.items()
    assert dict(on_show.chosen) in every
    assert (dict(on_show.chosen) in solutions) == (on_show.kind == "leading")
    if on_show.kind == "pinned":
        assert (on_show.repair is None) == (not solutions)
    for_all = {change.label: change.new for change in on_show.repair or ()}
    if for_all:
        assert {**on_show.chosen, **for_all} in solutions


def excluding(exploration: Exploration, label: str, option: str) -> Exclusion:
    """What excludes an option of one row: the label of the paper's own row names all rows too."""
    (found,) = (one for one in why(exploration, label, option) if one.label == label)
    return found


Judged = list[tuple[dict[str, str], tuple[bool, ...]]]


def judged(model: Model) -> Judged:
    return [(dict(case.chosen), tuple(met(case))) for case in cases(model)]


def excluded(every: Judged, pins: dict[str, str], claims: tuple[int, ...]) -> bool:
    return not any(
        pins.items() <= one.items() and all(hits[c] for c in claims) for one, hits in every
    )


@given(explorations(), st.data())
def test_why_names_the_fewest_claims_and_pins(
    exploration: Exploration, data: st.DataObject
) -> None:
    every, names = judged(exploration.model), list(exploration.model.claim_named)
    variable = data.draw(st.sampled_from(exploration.ground.variables))
    option = data.draw(st.sampled_from(variable.assumption.names))
    found = excluding(exploration, variable.label, option)
    others = {k: o for k, o in exploration.pins.items() if k != variable.label}
    fixed = {variable.label: option}
    numbers = range(len(names))
    assert bool(found) == excluded(every, {**others, **fixed}, tuple(numbers))
    if not found:
        return
    claims = tuple(names.index(name) for name in found.claims)
    assert excluded(every, {**dict(found.pins), **fixed}, claims)
    for fewer in range(min(len(found.claims) + len(found.pins), 4)):
        for pins in range(fewer + 1):
            for some in combinations(others.items(), pins):
                for group in combinations(numbers, fewer - pins):
                    assert not excluded(every, {**dict(some), **fixed}, group)


@given(explorations(), st.data())
def test_the_difference_that_is_left_is_the_least(
    exploration: Exploration, data: st.DataObject
) -> None:
    model, every = exploration.model, judged(exploration.model)
    variable = data.draw(st.sampled_from(exploration.ground.variables))
    option = data.draw(st.sampled_from(variable.assumption.names))
    found = excluding(exploration, variable.label, option)
    names = list(model.claim_named)
    group = [names.index(name) for name in found.claims]
    pins = {**dict(found.pins), variable.label: option}
    for miss in found.misses:
        at = names.index(miss.claim)
        near = [
            one
            for one, hits in every
            if pins.items() <= one.items() and all(hits[c] for c in group if c != at)
        ]
        assert abs(miss.difference) == min(distance(model, one, at) for one in near)


def distance(model: Model, chosen: dict[str, str], at: int) -> int:
    case, one = Case(model=model, chosen=chosen), model.claimed[at]
    value = case.values[one.name]
    low, high = window(one.claim, case.words(one))
    below = 0 if low is None else low - value
    return max(0, below, 0 if high is None else value - high)


@given(explorations(), st.data())
def test_undo_and_redo_go_back_and_forth_over_any_changes(
    exploration: Exploration, data: st.DataObject
) -> None:
    states = [exploration]
    for _ in range(data.draw(st.integers(0, 6))):
        states.append(_changed(states[-1], data))
    now = states[-1]
    while now.past:
        before = now.undo()
        assert before.redo() == now
        now = before
    assert dict(now.pins) == {}


def _changed(now: Exploration, data: st.DataObject) -> Exploration:
    what = data.draw(st.sampled_from(["clear", "loosen", "unpin"]))
    if what == "unpin" and now.pins:
        return now.unpin(data.draw(st.sampled_from(sorted(now.pins))))
    try:
        return now.loosen() if what == "loosen" else now.clear()
    except DeriveError:
        return now
