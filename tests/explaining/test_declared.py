"""What a file declares is its default case, and how that stands to the solutions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive import Assumption, Claim, Component, Hyperparameter, Model, explain, read, solve
from derive.explaining.declared import (
    declaration,
    declared_case,
    default,
    packed,
    reading_with,
)
from derive.explaining.rounded import as_printed
from derive.model.case import Case, declared, usual
from derive.model.symbols import Unknown, hyperparameters
from derive.papers.catalogue import keys, path_of

MODEL = Model(
    hyperparameters=hyperparameters(d=10),
    assumptions=(
        Assumption(name="bias", options={"none": 0, "one": 1, "two": 2}),
        Assumption(name="tied"),
        Assumption(name="norm"),
    ),
    components=(Component(name="c", formula="(2 - tied)*d*d + bias*d + norm"),),
    claims=(Claim(printed="220", counts="c"),),
    requires=("tied == 'no' or bias == 'none'",),
    declared={"bias": "two"},
)


def test_what_is_left_out_is_usual() -> None:
    assert declared(MODEL).chosen == {"bias": "two", "tied": "no", "norm": "no"}
    assert declared(replace(MODEL, declared={})).chosen == usual(MODEL).chosen


def test_the_declared_case_is_explained_and_given_options_win() -> None:
    found = solve(MODEL)
    assert explain(found).case.values == {"c": 220}
    assert explain(found, {"bias": 1}).case.values == {"c": 210}
    # What is not declared is usual; without [declares] the rest is filled in by what fits.
    norm = replace(MODEL, declared={"norm": "no"})
    assert explain(solve(norm), {"norm": "yes"}).case.values == {"c": 201}
    assert explain(solve(replace(MODEL, declared={})), {"norm": "yes"}).case.values == {"c": 221}


def test_requires_changes_as_little_as_possible_of_what_is_declared() -> None:
    case = default(solve(replace(MODEL, declared={"bias": "two", "norm": "yes"})), {"tied": "yes"})
    assert case.chosen == {"bias": "none", "tied": "yes", "norm": "yes"}


def test_a_solution_is_told_with_its_reading() -> None:
    found = solve(read(path_of("sutskever2014")))
    for number, reading in enumerate(found.readings(), 1):
        model = replace(found.model, declared=dict(reading.chosen))
        stands = declaration(solve(model))
        assert stands is not None
        assert (stands.solution, stands.reading, stands.misses) == (True, number, ())
        assert packed(found, stands.case) == reading.packed
        assert reading_with(found, stands.case) == reading


def test_every_solution_belongs_to_the_reading_that_is_named() -> None:
    found = solve(read(path_of("sutskever2014")))
    for chosen in found:
        case = Case(model=found.model, chosen=chosen)
        own = reading_with(found, case)
        assert own.polynomials == Case(model=found.model, chosen=chosen).polynomials
        assert (own.chosen, own.values) == (chosen, case.values)


@pytest.mark.parametrize(
    ("own", "permitted", "misses"),
    [
        ({"bias": "one"}, True, {"c": -10}),
        ({"bias": "two", "norm": "yes"}, True, {"c": 1}),
        ({"bias": "two", "tied": "yes"}, False, {}),
    ],
)
def test_what_is_no_solution_says_why(
    own: dict[str, str], permitted: bool, misses: dict[str, int]
) -> None:
    stands = declaration(solve(replace(MODEL, declared=own)))
    assert stands is not None
    assert (stands.solution, stands.permitted, stands.reading) == (False, permitted, None)
    assert {one.name: stands.case.miss(one) for one in stands.misses} == misses


def test_pins_that_say_otherwise_keep_it_out() -> None:
    found = solve(replace(MODEL, claims=(Claim(printed="200", counts="c", match="at_least"),)))
    assert declaration(found.given({"norm": "yes"})).against == ("norm",)
    assert declaration(found.given({"norm": "no"})).solution
    assert declaration(solve(replace(MODEL, declared={}))) is None


def test_unknowns_of_the_declared_case_are_solved_for() -> None:
    model = Model(
        hyperparameters=(Hyperparameter(name="V", unknown=Unknown(first=1, last=99)),),
        assumptions=(Assumption(name="bias"),),
        components=(Component(name="c", formula="10*V + bias"),),
        claims=(Claim(printed="71", counts="c"), Claim(printed="7", counts="V")),
        declared={"bias": "yes"},
    )
    case, fitting = declared_case(model)
    assert (case.values, case.known, fitting) == ({"c": 71, "V": 7}, {"V": 7}, {"V": ((7, 7),)})
    found = solve(model)
    assert default(found).known == declaration(found).case.known == {"V": 7}
    assert default(found, {"V": 8}).values == {"c": 81, "V": 8}


@pytest.mark.parametrize("key", keys())
def test_check_explain_and_the_declaration_agree(key: str) -> None:
    """Declared or not, every way to the case counts the same."""
    model = read(path_of(key))
    if any(h.unknown for h in model.known.values()):
        return
    model = replace(model, declared=dict(usual(model).chosen))
    found = solve(model)
    case, stands = declared_case(model)[0], declaration(found)
    assert case.values == default(found).values == stands.case.values
    assert stands.solution == (case.permitted and not any(map(case.miss, model.claimed)))
    assert stands.solution == (case.chosen in found)


def test_beside_an_exact_answer_stands_what_holds_as_printed() -> None:
    found = solve(read(path_of("sutskever2014")))
    rounded = as_printed(found)
    assert (found.count, len(found.groups)) == (31, 3)
    assert (rounded.solutions, rounded.readings.number) == (2_688, 456)
    assert rounded.best.chosen == usual(found.model).chosen
    given = as_printed(found.given({"softmax_bias": "none"}))
    assert (
        given.solutions
        == solve(found.model.matching("printed")).given({"softmax_bias": "none"}).count
    )
    assert as_printed(solve(found.model.matching("printed"))) is None


def test_nothing_is_said_beside_it_where_it_is_the_same_or_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert as_printed(solve(read(path_of("squeezenet2016")))) is None  # as printed is the same
    monkeypatch.setattr("derive.limits.ROUNDED_NODES", 5)
    assert as_printed(solve(read(path_of("sutskever2014")))) is None
