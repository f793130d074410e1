"""Counts without a printed number: the usual case's, and what permitted choices make of them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive import Assumption, Component, Hyperparameter, Model, hyperparameters, read
from derive.errors import DeriveError, ModelError
from derive.explaining.counting import counting
from derive.model.case import Case, declared
from derive.model.symbols import Unknown
from derive.papers.catalogue import keys, path_of
from derive.printed import Printed, interval, rounded
from tests.strategies import models


@given(models())
def test_the_total_and_its_span_are_those_of_brute_force(model: Model) -> None:
    try:
        found = counting(model)
    except DeriveError:
        return  # a component that some choice brings below zero
    own = found.case.model
    sets = [
        Case(model=own, chosen=dict(zip(found.case.chosen, options, strict=True)))
        for options in product(*(_options(own, label) for label in found.case.chosen))
    ]
    permitted = [case for case in sets if case.permitted]
    for one in found.rows:
        totals = [_total(case, one.row.name) for case in permitted]
        assert (one.span.low, one.span.high) == (min(totals), max(totals))
        assert one.total.low == one.total.high == _total(found.case, one.row.name)
    assert found.case.permitted
    wanted = declared(own).chosen
    away = [sum(c.chosen[label] != o for label, o in wanted.items()) for c in permitted]
    assert sum(found.case.chosen[label] != o for label, o in wanted.items()) == min(away)


def _options(model: Model, label: str) -> tuple[str, ...]:
    return model.assumption_named[label.partition("@")[0]].names


def _total(case: Case, row: str) -> int:
    at = next(one for one in case.model.rows if one.name == row)
    counts = case.counts(at)
    return sum(counts[c.name] for c in case.model.present(at) if c.counted)


@pytest.mark.parametrize("key", keys())
def test_every_paper_is_counted_as_its_declared_case(key: str) -> None:
    model = read(path_of(key))
    found = counting(model)
    assert [one.row.name for one in found.rows] == [
        row.name for row in model.configurations or model.rows
    ]
    own = declared(model)
    for one in found.rows:
        assert one.span.low <= one.total.low <= one.total.high <= one.span.high
        for claimed in model.claimed_in(one.row):
            plain = str(claimed.claim.counts) == "total" and not found.unknowns
            if plain and not found.moved and own.chosen.items() >= found.case.chosen.items():
                assert one.total.low == own.values[claimed.name]


def moe(**more: object) -> Model:
    return Model(
        hyperparameters=hyperparameters(d=10, L=4, E=8),
        components=(
            Component(name="attention", formula="4*d*d", repeats="L"),
            Component(
                name="experts",
                formula="E*2*d*d",
                repeats="L",
                measures={"active": "2*2*d*d", "trainable": 0},
            ),
            Component(name="counter", formula="7", counted=False),
        ),
        **more,  # type: ignore[arg-type]
    )


def test_copies_and_measures() -> None:
    (row,) = counting(moe()).rows
    assert {measure: its.low for measure, its in row.counts.items()} == {
        "total": 4 * 400 + 4 * 1600,
        "active": 4 * 400 + 4 * 400,
        "trainable": 4 * 400,
    }
    assert [(part.copies, part.counts["total"].low) for part in row.parts] == [
        (4, 1600),
        (4, 6400),
        (None, 7),
    ]


def test_a_claim_sees_all_copies() -> None:
    """`repeats` is no other way of counting: the component's name means all of it."""
    plain = Component(name="attention", formula="L*(4*d*d)")
    repeated = Component(name="attention", formula="4*d*d", repeats="L")
    assert plain.whole == repeated.whole


@pytest.mark.parametrize(
    ("measures", "message"),
    [
        ({"activ": "d"}, "'activ' is no measure of a component; did you mean active?"),
        ({"macs": "d"}, "'macs' is no measure of a component; there are active and trainable"),
    ],
)
def test_an_unknown_measure(measures: dict[str, str], message: str) -> None:
    with pytest.raises(ModelError) as fault:
        Component(name="c", formula="d", measures=measures)
    assert str(fault.value) == message


def test_unknowns_are_ranges() -> None:
    model = Model(
        hyperparameters=(
            Hyperparameter(name="V", unknown=Unknown(first=100, last=200)),
            Hyperparameter(name="d", value=10),
        ),
        assumptions=(Assumption(name="tied"),),
        components=(Component(name="table", formula="(2 - tied)*V*d"),),
    )
    (row,) = counting(model).rows
    assert (row.total, row.span) == ((2000, 4000), (1000, 4000))
    (held,) = counting(model, {"V": 150, "tied": "yes"}).rows
    assert (held.total, held.span) == ((1500, 1500), (1500, 1500))


def test_what_requires_forbids_is_moved_and_told() -> None:
    model = Model(
        assumptions=(Assumption(name="bias"), Assumption(name="tied")),
        components=(Component(name="c", formula="10 + bias + 2*tied"),),
        requires=("bias == 'yes'",),
    )
    found = counting(model)
    assert (found.case.chosen, found.moved) == ({"bias": "yes", "tied": "no"}, ("bias",))
    assert (found.rows[0].total, found.rows[0].span) == ((11, 11), (11, 13))


def test_options_that_may_not_go_together_are_refused() -> None:
    model = Model(
        assumptions=(Assumption(name="bias"), Assumption(name="tied")),
        components=(Component(name="c", formula="10 + bias + 2*tied"),),
        requires=("bias == 'no' or tied == 'no'",),
    )
    with pytest.raises(DeriveError, match="`requires` forbids"):
        counting(model, {"bias": "yes", "tied": "yes"})


@given(st.integers(1, 10**14), st.integers(1, 5))
def test_a_rounded_count_prints_the_count(count: int, digits: int) -> None:
    """What is written admits what it was written for: with zeros that need not count."""
    shown = Printed.parse(rounded(count, digits))
    assert count in interval(shown, zeros="placeholders")
