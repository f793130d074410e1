"""The solver says what brute force says, for every question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from derive.errors import DeriveError, InternalError, ModelError, UsageError
from derive.formulas.tree import evaluate
from derive.model.assumptions import Assumption
from derive.model.case import Case, usual
from derive.model.claims import Claim
from derive.model.labels import label_in
from derive.model.model import Model
from derive.model.parts import Component
from derive.solver.solutions import Solutions, solve, verify
from tests import brute_force
from tests.strategies import models

quiet = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def as_set(sets: list[dict[str, str]]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(chosen.items()) for chosen in sets}


def counted(model: Model) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Every assumption set that is permitted, and those that give every claim."""
    every = list(brute_force.cases(model))
    return (
        [dict(case.chosen) for case in every],
        [dict(case.chosen) for case in every if all(brute_force.met(case))],
    )


@quiet
@given(models())
def test_the_solutions_are_those_of_brute_force(model: Model) -> None:
    found = solve(model)
    permitted, expected = counted(model)
    assert found.space == len(permitted)
    assert found.count == len(expected)
    listed = list(found)
    assert as_set(listed) == as_set(expected)
    assert len(listed) == len(expected)
    assert bool(found) is bool(expected)


@quiet
@given(models())
def test_shares_forced_and_impossible_are_those_of_brute_force(model: Model) -> None:
    found = solve(model)
    permitted, expected = counted(model)
    tally = Counter(pair for chosen in expected for pair in chosen.items())
    for label, shares in found.shares.items():
        for option, number in shares.items():
            assert number == tally[label, option]
    for label in usual(model).chosen:
        used = {chosen[label] for chosen in expected}
        open_at_all = {chosen[label] for chosen in permitted}
        assert (label in found.forced) is (len(used) == 1 and len(open_at_all) > 1)
        if expected:
            names = model.assumption_named[label.split("@")[0]].names
            absent = tuple(name for name in names if name not in used)
            assert found.impossible.get(label, ()) == absent


@quiet
@given(models(), st.data())
def test_given_keeps_just_the_sets_that_choose_so(model: Model, data: st.DataObject) -> None:
    found = solve(model)
    label = data.draw(st.sampled_from(list(usual(model).chosen)))
    option = data.draw(st.sampled_from(model.assumption_named[label.split("@")[0]].names))
    permitted, solutions = counted(model)
    named = [own for own in usual(model).chosen if label in (own, own.split("@")[0])]

    def chosen(c: Mapping[str, str]) -> bool:
        return all(c[own] == option for own in named)

    if not any(map(chosen, permitted)):
        with pytest.raises(UsageError, match="forbids"):
            found.given({label: option})
        return
    expected = [c for c in solutions if chosen(c)]
    assert as_set(list(found.given({label: option}))) == as_set(expected)


@quiet
@given(models())
def test_the_best_come_first(model: Model) -> None:
    found = solve(model)
    normal = usual(model).chosen

    def departures(chosen: dict[str, str]) -> int:
        return sum(option != normal[label] for label, option in chosen.items())

    ranked = found.best(found.count + 1)
    assert as_set(ranked) == as_set(brute_force.solutions(model))
    costs = [departures(chosen) for chosen in ranked]
    assert costs == sorted(costs)


@quiet
@given(models())
def test_readings_part_the_solutions_by_formula(model: Model) -> None:
    found = solve(model)
    readings = found.readings()
    expected = brute_force.solutions(model)
    assert sum(reading.solutions for reading in readings) == len(expected)
    assert len({reading.packed for reading in readings}) == len(readings)
    for reading in readings:
        for one in model.claimed:
            value = evaluate(reading.formulas[one.name].written, model.values(one.row))
            assert value == reading.values[one.name]
        _check_parts(model, found, reading.packed)


def _check_parts(model: Model, found: Solutions, packed: int) -> None:
    """A reading's fixed, free and linked assumptions against its own solutions, listed."""
    from derive.diagrams import filters, walks

    reading = found.reading(packed)
    encoding = found.encoding
    own = [
        encoding.assumption_set(choice)
        for choice in walks.listing(filters.only(found.diagram, packed))
    ]
    assert len(own) == reading.solutions
    assert reading.chosen in own
    every = as_set(own)
    for label in usual(model).chosen:
        used = {chosen[label] for chosen in own}
        names = model.assumption_named[label.split("@")[0]].names
        free = all(
            frozenset({**chosen, label: name}.items()) in every for chosen in own for name in names
        )
        assert (label in reading.free) is free
        assert (label in reading.fixed) is (len(used) == 1 and not free)
        assert (label in reading.linked) is (len(used) > 1 and not free)


def small(**parts: object) -> Model:
    fitting = {
        "assumptions": (Assumption(name="bias"),),
        "components": (Component(name="c", formula="4 + bias"),),
        "claims": (Claim(printed="5", counts="c"),),
    }
    return Model(**{**fitting, **parts})  # type: ignore[arg-type]


def test_membership() -> None:
    found = solve(small())
    assert {"bias": "yes"} in found
    assert {"bias": "no"} not in found
    assert {"other": "no"} not in found
    assert "bias" not in found


def test_a_disagreement_is_an_internal_error() -> None:
    with pytest.raises(InternalError, match="counts 4 for c"):
        verify(Case(model=small(), chosen={"bias": "no"}))


def test_given_says_which_assumption_is_meant() -> None:
    with pytest.raises(UsageError, match=r"no assumption 'bais'; did you mean bias\?"):
        solve(small()).given({"bais": "no"})
    with pytest.raises(ModelError, match=r"bias has no option 'yse'; did you mean yes\?"):
        solve(small()).given({"bias": "yse"})


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("4 - 9*bias", r"component c: its count is below zero for bias = yes"),
        ("(4 + bias)/2", r"component c: its count is no whole number for bias = yes"),
        ("4/bias", r"component c: its divisor bias is 0 for bias = no"),
    ],
)
def test_a_count_that_is_no_count_names_the_component_and_the_choice(
    formula: str, message: str
) -> None:
    with pytest.raises(DeriveError, match=message):
        solve(small(components=(Component(name="c", formula=formula),)))


def test_a_forbidden_choice_may_count_below_zero() -> None:
    model = small(
        components=(Component(name="c", formula="5 - 9*bias"),), requires=("bias == 'no'",)
    )
    assert list(solve(model)) == [{"bias": "no"}]


def test_labels_of_rows() -> None:
    row = small().solved_rows[0]
    assert label_in(Assumption(name="replicas", per_configuration=True), row) == "replicas"


def test_a_switch_is_put_in_row_by_row() -> None:
    from derive.model.parts import Configuration
    from derive.model.symbols import Hyperparameter

    model = Model(
        hyperparameters=(
            Hyperparameter(name="d", value=10),
            Hyperparameter(name="on", value=0, switch=True),
        ),
        components=(Component(name="c", formula="on*d*d + d"),),
        configurations=(
            Configuration(name="off", claims=(Claim(printed="10", counts="c"),)),
            Configuration(name="on_", values={"on": 1}, claims=(Claim(printed="110", counts="c"),)),
        ),
    )
    (reading,) = solve(model).readings()
    assert {name: str(formula) for name, formula in reading.formulas.items()} == {
        "c@off": "d",
        "c@on_": "d**2 + d",
    }
