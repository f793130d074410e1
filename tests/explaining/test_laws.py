"""Facts about random models, compared with counting every assumption set."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from derive import Claim, Model, solve
from derive.errors import DeriveError
from derive.explaining.conflicts import conflict
from derive.explaining.explanation import explain
from derive.explaining.given import nearest
from derive.explaining.nearby import nearby
from derive.explaining.reconcile import reconcile
from derive.explaining.repairs import repairs, with_value
from derive.explaining.verdicts import verdict
from derive.model.case import Case
from derive.printed import Printed, interval
from tests.brute_force import assumption_sets, met, solutions
from tests.explaining.laws import slow, solved
from tests.strategies import models


@slow
@given(models())
def test_verdicts_are_true_in_exact_integers(model):
    readings = solved(model).readings(6)
    for first, second in combinations(readings, 2):
        for claim, one in zip(verdict(first, second).claims, model.claimed, strict=True):
            values = model.values(one.row)
            a, b = (Case(model=model, chosen=r.chosen).values[claim.name] for r in (first, second))
            assert claim.values == (a, b)
            assert claim.difference.value(values) == a - b
            same_formula = first.polynomials[claim.name] == second.polynomials[claim.name]
            expected = "identical" if same_formula else "coincident" if a == b else "indistinct"
            assert claim.kind == expected or (one.claim.words[0] == "cut" and a != b)
            if claim.condition:
                assert claim.condition.holds(values)
                _condition_suffices(claim, values)


def _condition_suffices(claim, values) -> None:
    """Wherever the condition holds, the difference is 0: tried around the paper's values."""
    for name in claim.difference.names:
        for step in (-1, 1, 2):
            other = {**values, name: values[name] + step}
            if other[name] >= 0:
                try:
                    held = claim.condition.holds(other)
                    difference = claim.difference.value(other)
                except DeriveError:
                    continue
                assert not held or difference == 0


@slow
@given(models(), st.data())
def test_an_explanation_adds_up(model, data):
    found = solved(model)
    every = list(assumption_sets(model))
    chosen = data.draw(st.sampled_from(every))
    told = explain(found, chosen)
    assert dict(told.case.chosen) == chosen
    counts = Case(model=model, chosen=chosen).values
    assert {a.name: a.value for a in told.accounts} == counts
    assert [account.hit for account in told.accounts] == met(Case(model=model, chosen=chosen))
    for account in told.accounts:
        for part in account.components:
            assert part.formula.value(account.values) == part.count
    for miss in told.misses:
        gaps = [gap for gap in miss.account.gaps if gap is not None]
        low, high = min(gaps), max(gaps)
        for expression in miss.expressions:
            assert low <= expression.value <= high
            assert expression.formula.value(miss.account.values) == expression.value
    fitting = solutions(model)
    if told.misses and fitting:
        fewest = min(sum(chosen[k] != one[k] for k in chosen) for one in fitting)
        assert len(told.changes) == fewest
        after = Case(model=model, chosen=told.nearest.chosen).values
        for one in model.claimed:
            values, adding = model.values(one.row), [c.adds for c in told.changes]
            added = sum(adds[one.name].value(values) for adds in adding if one.name in adds)
            assert after[one.name] - counts[one.name] == added


@slow
@given(models(), st.data())
def test_nearest_is_in_order(model, data):
    found = solved(model)
    chosen = data.draw(st.sampled_from(list(assumption_sets(model))))
    distances = [distance for distance, _ in nearest(found, chosen)]
    brute = sorted(sum(chosen[k] != one[k] for k in chosen) for one in solutions(model))
    assert distances == brute


@slow
@given(models())
def test_a_conflict_is_one(model):
    found = solved(model)
    sets = list(assumption_sets(model))
    judged = [met(Case(model=model, chosen=chosen)) for chosen in sets]
    columns = zip(*judged, strict=True) if judged else [[] for _ in model.claimed]
    by_name = dict(zip(model.claim_named, map(list, columns), strict=True))
    why = conflict(found)
    assert {a.name: a.solutions for a in why.alone} == {n: sum(m) for n, m in by_name.items()}
    if not found:
        assert not any(map(all, zip(*(by_name[name] for name in why.group), strict=True)))
        for left_out in why.group:
            rest = [by_name[name] for name in why.group if name != left_out]
            assert not rest or any(map(all, zip(*rest, strict=True)))
    assert not why.together or any(map(all, zip(*(by_name[n] for n in why.together), strict=True)))


@slow
@given(models(), st.integers(1, 40))
def test_repairs_fit(model, off):
    spoiled = _spoiled(model, off)
    found = solved(spoiled)
    assume(not found)
    made = repairs(found)
    assert repairs(found, group=conflict(found).group) == made
    for repair in made.plainest:
        if repair.what == "hyperparameter":
            again = with_value(spoiled, repair.row, repair.name, int(repair.new))
            assert repair.example in list(solve(again))
        else:
            counts = Case(model=spoiled, chosen=repair.example).values
            assert repair.name in counts
    for near in nearby(found).near:
        assert near.missed
        assert {a.name: a.value for a in near.accounts} == Case(
            model=spoiled, chosen=near.case.chosen
        ).values


def _spoiled(model: Model, off: int) -> Model:
    first = model.claims[0]
    digits = "".join(c for c in first.printed if c.isdecimal())
    return replace(
        model,
        claims=(
            replace(first, printed=str(int(digits or 0) + off), match="exact"),
            *model.claims[1:],
        ),
    )


@slow
@given(models(), st.data())
def test_reconciling_takes_the_fewest_changes(model, data):
    plain = replace(
        model,
        configurations=(),
        assumptions=tuple(a for a in model.assumptions if a.name != "cut"),
        claims=tuple(replace(claim, rounding="nearest") for claim in model.claims),
    )
    solved(plain)
    sets = list(assumption_sets(plain))
    assume(len(sets) <= 60)
    values = {row: Case(model=_total(plain), chosen=one).values for row, one in enumerate(sets)}
    printed, counted = (data.draw(st.sampled_from(range(len(sets)))) for _ in range(2))
    text, count = str(values[printed]["total"]), values[counted]["total"]
    told = reconcile(plain, printed=text, count=count, most=1)
    window = interval(Printed.parse(text))
    fewest = min(
        sum(a[k] != b[k] for k in a)
        for i, a in enumerate(sets)
        for j, b in enumerate(sets)
        if values[i]["total"] in window and values[j]["total"] == count
    )
    pair = told.pairs[0]
    cut = sum(w != p for w, p in zip(pair.cut, ("nearest", "decimal", "digits"), strict=True))
    assert len(pair.changes) + cut <= fewest
    assert pair.counted == count
    row = plain.rows[0]
    assert pair.difference.value(plain.values(row)) == pair.counted - pair.printed
    assert Case(model=_total(plain), chosen=pair.first).values["total"] == pair.printed


def _total(model: Model) -> Model:
    return replace(model, claims=(Claim(printed="1", counts="total"),))
