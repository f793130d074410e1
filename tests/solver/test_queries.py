"""Every question to a diagram, against brute force over the listed solutions."""

from __future__ import annotations

from collections import Counter
from itertools import islice, product
from random import Random

import pytest
from hypothesis import given as random_cases
from hypothesis import settings
from hypothesis import strategies as st

from derive.diagrams import queries
from derive.diagrams.diagram import Reached, unroll
from derive.diagrams.problem import Problem, Table
from derive.errors import BudgetError
from tests.solver import brute
from tests.solver.problems import problems

CASES = settings(max_examples=120, deadline=None)


@random_cases(problems())
@CASES
def test_counts_shares_and_options(problem: Problem) -> None:
    diagram, expected = unroll(problem), brute.solutions(problem)
    assert queries.count(diagram) == len(expected)
    assert queries.space(problem) == len(list(brute.permitted(problem)))
    shares = tuple(
        tuple(sum(each.choice[variable] == option for each in expected) for option in range(size))
        for variable, size in enumerate(problem.sizes)
    )
    assert queries.shares(diagram) == shares
    assert queries.options(diagram) == tuple(
        frozenset(option for option, number in enumerate(numbers) if number) for numbers in shares
    )


@random_cases(problems())
@CASES
def test_best_is_the_listing_sorted_by_cost(problem: Problem) -> None:
    diagram = unroll(problem)
    costs = {solution.choice: solution.cost for solution in brute.solutions(problem)}
    in_order = [(costs[choice], choice) for choice in queries.listing(diagram)]
    assert list(queries.best(diagram)) == sorted(in_order, key=lambda pair: pair[0])


@random_cases(problems(), st.data())
@CASES
def test_given_keeps_the_solutions_with_these_options(
    problem: Problem, data: st.DataObject
) -> None:
    pins = {
        variable: data.draw(st.sets(st.integers(0, size - 1)))
        for variable, size in enumerate(problem.sizes)
        if data.draw(st.booleans())
    }
    kept = [
        solution.choice
        for solution in brute.solutions(problem)
        if all(solution.choice[variable] in pins[variable] for variable in pins)
    ]
    restricted = queries.given(unroll(problem), pins)
    assert sorted(queries.listing(restricted)) == kept
    assert queries.count(restricted) == len(kept)


@random_cases(problems())
@CASES
def test_groups_and_their_solutions(problem: Problem) -> None:
    diagram, expected = unroll(problem), brute.solutions(problem)
    grouped: dict[int, list[brute.Solution]] = {}
    for solution in expected:
        grouped.setdefault(solution.carried, []).append(solution)
    assert queries.groups(diagram) == {
        carried: (len(members), min(member.cost for member in members))
        for carried, members in grouped.items()
    }
    below = queries.totals(diagram)
    for carried, members in grouped.items():
        reading = queries.only(diagram, carried, below=below)
        choices = {member.choice for member in members}
        assert set(queries.listing(reading)) == choices
        assert queries.free(reading) == brute.free(problem.sizes, choices)
        assert queries.span(reading) == (carried, carried)
    assert queries.count(queries.only(diagram, 10**40)) == 0
    values = list(grouped)
    assert queries.span(diagram) == ((min(values), max(values)) if values else None)


@random_cases(problems(unknowns=True))
@CASES
def test_free_variables_and_endings(problem: Problem) -> None:
    diagram = unroll(problem)
    choices = set(queries.listing(diagram))
    assert queries.free(diagram) == brute.free(problem.sizes, choices)
    reached = {choice: brute.totals(problem, choice) for choice in choices}
    by_ending = Counter(
        tuple(
            Reached(*each)
            for total, each in zip(problem.sums, totals, strict=True)
            if not total.known
        )
        for totals in reached.values()
    )
    assert queries.endings(diagram) == by_ending
    for ending, number in by_ending.items():
        assert queries.count(queries.ending(diagram, {ending})) == number
    assert queries.ending(diagram, by_ending) == diagram


@random_cases(problems())
@CASES
def test_membership_and_carried_totals(problem: Problem) -> None:
    diagram = unroll(problem)
    expected = {solution.choice: solution.carried for solution in brute.solutions(problem)}
    for choice in product(*map(range, problem.sizes)):
        assert queries.contains(diagram, choice) == (choice in expected)
        assert queries.carried(diagram, choice) == expected.get(choice)


@random_cases(problems(), st.integers())
@CASES
def test_samples_are_solutions(problem: Problem, seed: int) -> None:
    diagram = unroll(problem)
    sample = queries.sample(diagram, Random(seed))
    if sample is None:
        assert not queries.count(diagram)
    else:
        assert queries.contains(diagram, sample)


def test_huge_sets_are_listed_and_ranked_lazily() -> None:
    costs = tuple((1, 0, 2) for _ in range(40))
    diagram = unroll(Problem(sizes=(3,) * 40, costs=costs))
    assert len(list(islice(queries.listing(diagram), 5_000))) == 5_000
    first, *rest = islice(queries.best(diagram), 41)
    assert first == (0, (1,) * 40)
    assert {cost for cost, _ in rest} == {1}


def test_samples_are_uniform_enough() -> None:
    allowed = Table(scope=(0, 1), values=(1, 0, 0, 1, 1, 1))
    diagram = unroll(Problem(sizes=(2, 3), allowed=(allowed,)))
    random = Random(1)
    seen = Counter(queries.sample(diagram, random) for _ in range(4_000))
    assert len(seen) == 4
    assert all(800 < number < 1200 for number in seen.values())


def test_too_many_groups_are_refused() -> None:
    carried = tuple(Table(scope=(v,), values=(0, 2**v)) for v in range(30))
    diagram = unroll(Problem(sizes=(2,) * 30, carried=carried))
    with pytest.raises(BudgetError):
        queries.groups(diagram, limit=1_000)
