"""Two mistakes at once: what is guessed, that it fits when it is applied, and what is looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from unittest.mock import patch

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from derive import Claim, Model, limits, solve
from derive.data.facts import data
from derive.data.schemas import schemas
from derive.errors import DeriveError
from derive.explaining.conflicts import conflict
from derive.explaining.mistakes import other_claims
from derive.explaining.repairs import Changed, other_figures, repairs, with_value
from derive.explaining.repairs_of_two import RepairsOfTwo, repairs_of_two
from derive.explaining.unmet import unmet
from derive.model.case import Case
from tests.brute_force import assumption_sets
from tests.strategies import models
from tests.tell.small import asks, counting, figure_and_value, misprinted, sixty

KNOWN = {"a": "1.00M", "b": "0.25M"}
ALONE = [("a",), ("b",), ("d",)]


def names(made: RepairsOfTwo) -> list[list[tuple[str, str, str]]]:
    return [[(one.name, one.old, one.new) for one in two.changes] for two in made.plainest]


def applied(model: Model, changes: tuple[Changed, ...]) -> Model:
    """The model as it would be, were every change so."""
    for change in changes:
        if change.what == "hyperparameter":
            model = with_value(model, change.row, change.name, int(change.new))
        else:
            model = _printed(model, change)
    return model


def _printed(model: Model, change: Changed) -> Model:
    at = [one.name for one in model.claimed].index(change.name)
    old = model.claimed[at]
    ways = [
        other
        for _, other in other_claims(old.claim)
        if not set(other.words) & model.assumption_named.keys()
    ]
    figures = [figure for figure, _ in other_figures(model, at)]
    new = ways[figures.index(change)]

    def mended(row: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(new if (row, one) == (old.row.name, old.claim) else one for one in claims)

    return replace(
        model,
        claims=mended("", model.claims),
        configurations=tuple(
            replace(row, claims=mended(row.name, row.claims)) for row in model.configurations
        ),
    )


def test_two_figures_with_another_digit() -> None:
    """1.10M for 1,000,000 and 0.35M for 250,000: each alone leaves the other wrong."""
    found = solve(misprinted())
    assert repairs(found).plainest == ()
    why = unmet(found)
    assert why.conflict.hopeless == ("a", "b")
    (two,) = why.speculation_of_two
    assert {one.name: one.new for one in two.changes} == KNOWN
    assert (why.speculation, why.speculation_in_all, why.speculation_complete) == ((), 1, True)
    assert solve(applied(found.model, two.changes)).count == two.solutions == 1


def test_two_things_are_not_looked_at_where_one_would_do() -> None:
    why = unmet(solve(sixty(row=False)))
    assert len(why.speculation) == 2
    assert why.speculation_of_two == ()


def test_what_is_known_to_contradict_itself_only_saves_work() -> None:
    found = solve(misprinted())
    assert repairs_of_two(found, contradictions=[("a",), ("b",)]) == repairs_of_two(found)
    three = solve(misprinted(Claim(printed="7", counts="d")))
    blind, seeing = repairs_of_two(three), repairs_of_two(three, contradictions=ALONE)
    assert (blind.in_all, blind.complete) == (0, False)
    assert (seeing.in_all, seeing.complete) == (0, True)


def test_a_figure_and_a_value_in_one_row() -> None:
    found = solve(figure_and_value())
    made = repairs_of_two(found)
    assert names(made) == [[("L", "5", "6"), ("a", "4,100", "1,100")]]
    (two,) = made.plainest
    assert [(one.what, one.row) for one in two.changes] == [
        ("hyperparameter", "small"),
        ("claim", ""),
    ]
    assert solve(applied(found.model, two.changes)).count == two.solutions == 1


def test_two_figures_are_of_one_set() -> None:
    """With a bias they are 110 and 220, without 100 and 200, and never 110 and 200."""

    def printed(first: str, second: str) -> RepairsOfTwo:
        claims = Claim(printed=first, counts="c"), Claim(printed=second, counts="2*c")
        return repairs_of_two(
            solve(counting({"c": "100 + 10*bias"}, *claims, assumes=[asks("bias")]))
        )

    assert names(printed("119", "229")) == [[("c", "119", "110"), ("2*c", "229", "220")]]
    assert names(printed("119", "209")) == []


def two_with_a_bias() -> Model:
    """Give 100 and 1,000, or with the bias 110 and 1,010, where 120 and 1,020 are printed."""
    return counting(
        {"c": "d*d + bias*d", "e": "d*d*d + bias*d"},
        Claim(printed="120", counts="c"),
        Claim(printed="1,020", counts="e"),
        assumes=[asks("bias")],
        d=10,
    )


def test_what_was_chosen_stays_chosen() -> None:
    model = two_with_a_bias()
    whole = repairs_of_two(solve(model))
    assert names(whole) == [
        [("c", "120", "100"), ("e", "1,020", "1,000")],
        [("c", "120", "110"), ("e", "1,020", "1,010")],
    ]
    (chosen,) = repairs_of_two(solve(model, given={"bias": "yes"})).plainest
    assert [one.new for one in chosen.changes] == ["110", "1,010"]
    assert (chosen.example, chosen.solutions) == ({"bias": "yes"}, 1)


def test_counts_below_zero_are_kept_apart() -> None:
    """What is carried is one number for both counts, of which one may be below zero."""
    model = counting(
        {"big": "d*d"},
        Claim(printed="140", counts="big"),
        Claim(printed="99", counts="big - 11 + x"),
        assumes=[asks("x", small=-100, large=0)],
        d=10,
    )
    (two,) = repairs_of_two(solve(model)).plainest
    assert [(one.old, one.new) for one in two.changes] == [("140", "100"), ("99", "89")]


def test_the_answer_in_json() -> None:
    why = data(unmet(solve(misprinted())))
    whole = {"$defs": schemas()["$defs"], "$ref": "#/$defs/unmet"}
    assert [*Draft202012Validator(whole).iter_errors(why)] == []
    (two,) = json.loads(json.dumps(why["speculation_of_two"]))
    digit = {"what": "claim", "row": "", "kind": "digit"}
    assert two == {
        "changes": [
            {**digit, "name": "a", "old": "1.10M", "new": "1.00M"},
            {**digit, "name": "b", "old": "0.35M", "new": "0.25M"},
        ],
        "solutions": 1,
        "assumptions": {},
    }


def test_the_most_that_is_given_is_of_all_that_there_are() -> None:
    model = two_with_a_bias()
    one = repairs_of_two(solve(model), most=1)
    assert (len(one.plainest), one.in_all, one.complete) == (1, 2, True)
    with patch.object(limits, "REPAIR_PAIRS", 0):
        assert repairs_of_two(solve(model)) == RepairsOfTwo(plainest=(), in_all=0, complete=False)


slow = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@slow
@given(models(), st.data())
def test_two_repairs_applied_solve(model: Model, drawn: st.DataObject) -> None:
    """Two figures of one set, each with its last digit changed: what is guessed fits."""
    sets = [*assumption_sets(model)]
    assume(sets)
    try:
        counts = Case(model=model, chosen=drawn.draw(st.sampled_from(sets))).values
        spoiled = _spoiled(model, counts)
        found = solve(spoiled)
    except DeriveError:
        assume(False)
    assume(not found)
    made = repairs_of_two(found)
    assert made.in_all
    assert repairs_of_two(found, contradictions=[conflict(found).group]) == made
    for two in made.plainest:
        again = solve(applied(spoiled, two.changes))
        assert again.count == two.solutions
        assert two.example in again


def _spoiled(model: Model, counts: dict[str, int]) -> Model:
    first, *others = model.claims
    assume(others)
    figures = [str(counts[one.name]) for one in (first, others[0])]
    assume(all(int(figure) > 9 for figure in figures))
    claims = [
        replace(
            one,
            printed=figure[:-1] + str((int(figure[-1]) + 1) % 10),
            rounding="nearest",
            match="exact",
        )
        for one, figure in zip((first, others[0]), figures, strict=True)
    ]
    return replace(
        model,
        assumptions=tuple(one for one in model.assumptions if one.name != "cut"),
        claims=tuple(claims),
        configurations=(),
    )
