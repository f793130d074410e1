"""Further numbers of random models, compared with counting every assumption set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from math import isclose, log2
from unittest.mock import patch

from hypothesis import assume, given
from hypothesis import strategies as st

from derive import Assumption, Claim, Component, Configuration, Hyperparameter, Model, limits, solve
from derive.explaining.given import case_of
from derive.explaining.questions import Number, longer_figure, numbers
from derive.explaining.repairs import with_value
from derive.explaining.settling import Question, _joined, settling
from derive.formulas.tree import Exact, evaluate
from derive.intervals import Interval, Intervals
from derive.model.case import Case
from derive.model.claims import figure
from derive.model.symbols import Unknown
from derive.printed import prints_as
from tests.brute_force import assumption_sets, met
from tests.explaining.laws import slow, solved
from tests.strategies import models


@slow
@given(models())
def test_settling_says_what_counting_says(model):
    found = solved(model)
    readings = found.readings()
    assume(1 < len(readings) <= 40 and found.count <= 300)
    told = settling(found)
    assert told.survivors.complete
    own = [[one for one in found if _formulas(found, one) == r.polynomials] for r in readings]
    for question in told.questions:
        if question.number.kind not in ("component", "components"):
            continue
        row = next(r for r in model.rows if r.name == question.number.row)
        chances: dict[int, dict[int, float]] = {}
        for at, sets in enumerate(own):
            for chosen in sets:
                counts = Case(model=model, chosen=chosen).counts(row)
                number = sum(counts[name] for name in question.number.counts)
                share = chances.setdefault(number, {})
                share[at] = share.get(at, 0) + 1 / len(sets) / len(own)
        assert {o.values[0][0]: set(o.readings) for o in question.outcomes} == {
            number: set(share) for number, share in chances.items()
        }
        remaining = sum(sum(share.values()) * len(share) for share in chances.values())
        assert isclose(question.remaining, remaining)
        left = -sum(
            p * log2(p / sum(share.values())) for share in chances.values() for p in share.values()
        )
        assert isclose(question.bits, log2(len(own)) - left, abs_tol=1e-9)


def _formulas(found, chosen):
    return dict(case_of(found, chosen).polynomials)


def counted(case: Case, number: Number) -> Exact:
    """What a number is in a case, by its component counts."""
    if number.kind == "unknown":
        return case.known[number.counts[0]]
    if number.changed:
        changed = with_value(case.model, number.row, *number.changed)
        case = replace(case, model=changed)
    row = next(row for row in case.model.rows if row.name == number.row)
    values, counts = case.numbers(row), case.counts(row)
    for name in {name for one in case.model.claimed for name in one.claim.counts.names}:
        if (meaning := case.model.meaning_of(name, row)) is not None:
            values[name] = sum(counts[component.name] for component in meaning)
    found: Exact = 0
    for name in number.counts:
        meaning = case.model.meaning_of(name, row)
        if meaning is not None:
            found += sum(counts[component.name] for component in meaning)
        else:
            formulas = (one.claim.counts for one in case.model.claimed)
            formula = next(one for one in formulas if str(one) == name)
            found += evaluate(formula.written, values)
    return found


def written(case: Case, number: Number) -> frozenset[str]:
    """What would be written for a number."""
    count = counted(case, number)
    if not number.digits:
        return frozenset([f"{count:,}"])
    (one, *_) = [
        one
        for one in case.model.claimed
        if (one.row.name, (str(one.claim.counts),), figure(one.claim))
        == (number.row, number.counts, number.printed)
    ]
    rounding, unit, _ = (case.words(one).get(word, word) for word in one.claim.words)
    return prints_as(int(count), like=longer_figure(one), rounding=rounding, unit=unit)


def within(value: Exact, spans: Intervals) -> bool:
    return any(low <= value <= high for low, high in spans)


def separates(question: Question, readings: list[list[Case]]) -> None:
    """Each reading is where its own counts lie, and none of the others' is there."""
    for outcome in question.outcomes:
        texts = {text for text in outcome.answers if " to " not in text}
        for at, cases in enumerate(readings):
            inside = [within(counted(case, question.number), outcome.values) for case in cases]
            assert any(inside) == (at in outcome.readings)
            said = [not texts.isdisjoint(written(case, question.number)) for case in cases]
            assert at in outcome.readings or not any(said)
    for case in (case for cases in readings for case in cases):
        count = counted(case, question.number)
        assert count >= 0 and Fraction(count).denominator == 1
        assert any(within(count, outcome.values) for outcome in question.outcomes)


@slow
@given(models())
def test_what_is_asked_differs_between_the_readings_that_it_tells_apart(model):
    found = solved(model)
    readings = found.readings()
    assume(1 < len(readings) <= 12 and found.count <= 100)
    own = [
        [Case(model=model, chosen=one) for one in found if _formulas(found, one) == r.polynomials]
        for r in readings
    ]
    for question in settling(found, suppose=True).questions:
        separates(question, own)


@slow
@given(models())
def test_what_is_changed_moves_what_is_asked(model):
    found = solved(model)
    assume(1 < found.count <= 100)
    cases = [Case(model=model, chosen=one) for one in found]
    assert not any(question.number.changed for question in settling(found).questions)
    for question in settling(found, suppose=True).questions:
        if question.number.changed:
            same = replace(question.number, changed=None)
            assert any(counted(one, question.number) != counted(one, same) for one in cases)


@st.composite
def unknowing(draw: st.DrawFn) -> Model:
    """Models of one or two unknowns, each in some options only."""
    worth = st.sampled_from(["V", "2*V + 1", "V*W", "W + 3", "7", "12", "V // 2 + W"])
    options = {name: {"x": draw(worth), "y": draw(worth)} for name in ("one", "two", "three")}
    model = Model(
        hyperparameters=tuple(
            Hyperparameter(name=name, unknown=Unknown(first=1, last=draw(st.integers(2, 7))))
            for name in "VW"
        ),
        assumptions=(Assumption(name="which", options=options),),
        components=(Component(name="e", formula="x"), Component(name="f", formula="10*y")),
        claims=(Claim(printed="0", counts="total"),),
    )
    count = draw(st.integers(20, 150))
    printed = draw(st.sampled_from([f"{count}", f"{round(count, -1) / 1000:.2f}K"]))
    return replace(model, claims=(Claim(printed=printed, counts="total"),))


def meeting(model: Model) -> Iterator[Case]:
    """Every case that meets the claims, with its values of the unknowns."""
    ranges = [range(h.unknown.first, h.unknown.last + 1) for h in model.hyperparameters]
    for chosen in assumption_sets(model):
        for known in product(*ranges):
            case = Case(model=model, chosen=chosen, known=dict(zip("VW", known, strict=True)))
            if all(met(case)):
                yield case


@slow
@given(unknowing(), st.sampled_from([0, limits.SURVIVING_VALUES]))
def test_unknowns_are_never_taken_for_one_of_their_values(model, values):
    """From end to end of what they may be, too, where they may be much."""
    found = solved(model)
    readings = found.readings()
    assume(len(readings) > 1)
    own = [
        [case for case in meeting(model) if dict(case.polynomials) == dict(reading.polynomials)]
        for reading in readings
    ]
    with patch.object(limits, "SURVIVING_VALUES", values):
        told = settling(found)
    for question in told.questions:
        separates(question, own)
    apart = [
        number
        for number in numbers(model)
        if all(
            all(written(a, number).isdisjoint(written(b, number)) for a, b in product(*both))
            for both in combinations(own, 2)
        )
    ]
    settled = any(question.settles for question in told.questions)
    assert settled == bool(apart) if values else settled <= bool(apart)


def two_rows(large: dict[str, int], **hyperparameter: object) -> Model:
    """Two readings of one row; of the other, which claims nothing, they count otherwise."""
    return Model(
        hyperparameters=(
            Hyperparameter(name="d", value=10),
            Hyperparameter(name="n", **{"value": 4, **hyperparameter}),
        ),
        assumptions=(Assumption(name="cut", options={"few": "d - 2*n", "many": "d // 5"}),),
        components=(Component(name="c", formula="cut"), Component(name="rest", formula="30*n")),
        configurations=(
            Configuration(name="small", claims=(Claim(printed="122", counts="total"),)),
            Configuration(name="large", values=large),
        ),
    )


def asked(model: Model) -> dict[str, list[tuple[int, ...]]]:
    questions = settling(solve(model)).questions
    return {one.number.label: [tuple(o.values) for o in one.outcomes] for one in questions}


def test_a_row_that_claims_nothing_tells_readings_apart() -> None:
    assert asked(two_rows({"d": 20})) == {
        "c of large": [((4, 4),), ((12, 12),)],
        "total of large": [((124, 124),), ((132, 132),)],
    }


def test_a_number_that_is_below_zero_for_some_reading_is_not_asked_for() -> None:
    """Nor is a sum of which a part is: 10 - 2*6 is -2 of a total of 178."""
    assert asked(two_rows({"n": 6})) == {}


def test_a_row_of_which_an_unknown_is_its_own_says_nothing_without_a_claim() -> None:
    unknown = {"value": None, "unknown": Unknown(first=4, last=5), "per_configuration": True}
    assert asked(two_rows({"d": 20}, **unknown)) == {}


def test_negative_answers_are_not_one() -> None:
    apart = {(Interval(-3, -3),), (Interval(-9, -9),), (Interval(4, 4),)}
    assert len(set(_joined(apart).values())) == 3
    both = {(Interval(-9, -3), Interval(5, 5)), (Interval(-4, -4),), (Interval(4, 4),)}
    assert sorted(map(len, _grouped(_joined(both)))) == [1, 2]


def _grouped(place: dict[Intervals, int]) -> list[list[Intervals]]:
    return [[its for its, at in place.items() if at == one] for one in {*place.values()}]
