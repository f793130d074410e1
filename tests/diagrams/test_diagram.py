"""Diagrams hold exactly the solutions: against brute force, a generating function, and by law."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given as random_cases
from hypothesis import settings
from hypothesis import strategies as st

from derive.diagrams.budget import TooManyNodes
from derive.diagrams.diagram import Ending, reduced, unroll, unrolling
from derive.diagrams.filters import only
from derive.diagrams.folds import count, groups
from derive.diagrams.problem import Part, Problem, Sum, Table, Windows
from derive.diagrams.walks import ending_of, listing
from derive.errors import BudgetError
from tests.benchmarks.instances import coins
from tests.diagrams import brute
from tests.diagrams.problems import problems


def one_sum(values: Sequence[tuple[int, ...]], low: int | None, high: int | None) -> Problem:
    tables = tuple(Table(scope=(v,), values=its) for v, its in enumerate(values))
    total = Sum(parts=(Part(tables=tables),), windows=Windows.of(low, high))
    return Problem(sizes=tuple(map(len, values)), sums=(total,))


@random_cases(problems())
@settings(max_examples=200, deadline=None)
def test_solutions_are_those_of_brute_force(problem: Problem) -> None:
    expected = [solution.choice for solution in brute.solutions(problem)]
    assert sorted(listing(unroll(problem))) == expected


@random_cases(problems(unknowns=True))
@settings(max_examples=150, deadline=None)
def test_unknown_weights_leave_the_last_word_to_accept(problem: Problem) -> None:
    unknown = [total for total in problem.sums if not total.known]
    weights = [[part.weight for part in total.parts] for total in unknown]

    def accept(ending: Ending) -> bool:
        return all(
            brute.fits_some_weights(each, parts, window)
            for each, (parts, window) in zip(weights, ending, strict=True)
        )

    expected = Counter(solution.ending for solution in brute.solutions(problem, accept))
    diagram = unroll(problem, accept=accept)
    assert Counter(ending_of(diagram, choice) for choice in listing(diagram)) == expected
    assert set(diagram.endings) == set(expected)


@random_cases(st.integers(0, 10**9))
@settings(max_examples=25, deadline=None)
def test_counts_are_those_of_the_generating_function(seed: int) -> None:
    random = Random(seed)
    values = [
        tuple(random.randrange(0, 400) for _ in range(random.randrange(2, 5))) for _ in range(22)
    ]
    polynomial = {0: 1}
    for its in values:
        following: Counter[int] = Counter()
        for total, ways in polynomial.items():
            for value in its:
                following[total + value] += ways
        polynomial = dict(following)
    low = random.randrange(0, 5000)
    high = low + random.choice([0, 0, 10, 1000])
    expected = sum(ways for total, ways in polynomial.items() if low <= total <= high)
    assert count(unroll(one_sum(values, low, high))) == expected


@random_cases(problems())
@settings(max_examples=100, deadline=None)
def test_equal_sets_are_equal_diagrams(problem: Problem) -> None:
    """The claim as a window and the claim as a table of `allowed` give one diagram."""
    diagram = unroll(problem)
    assert reduced(diagram) == diagram
    found = dict.fromkeys(listing(diagram), 1)
    sizes, variables = problem.sizes, tuple(range(len(problem.sizes)))
    whole = product(*map(range, sizes))
    table = Table(scope=variables, values=tuple(found.get(choice, 0) for choice in whole))
    again = unroll(replace(problem, sums=(), allowed=(table,)))
    if again.order == diagram.order:
        assert again == diagram


@random_cases(problems())
@settings(max_examples=100, deadline=None)
def test_readings_of_a_sum_carried_along_are_its_windows(problem: Problem) -> None:
    """Carrying a sum and asking for it afterwards is the same as asking for it at once."""
    for total, rest in zip(problem.sums, range(len(problem.sums)), strict=True):
        others = problem.sums[:rest] + problem.sums[rest + 1 :]
        tables = tuple(table for part in total.parts for table in part.tables)
        carrying = unroll(replace(problem, sums=others, carried=tables))
        for value, group in groups(carrying).items():
            exact = replace(total, windows=Windows.of(value, value))
            assert count(unroll(replace(problem, sums=(*others, exact)))) == group.solutions
            assert count(only(carrying, value)) == group.solutions


def test_forty_unrelated_sizes_meet_in_the_middle() -> None:
    random = Random(4)
    sizes = [random.randrange(10**9, 10**11) for _ in range(24)]
    target = sum(random.sample(sizes, 12))
    diagram = unroll(one_sum([(0, size) for size in sizes], target, target), budget=30_000)
    assert all(
        sum(size for size, taken in zip(sizes, choice, strict=True) if taken) == target
        for choice in listing(diagram)
    )
    assert count(diagram) >= 1


def test_thirty_sizes_by_two_windows() -> None:
    problem = coins(30, width=10**9)
    (total,) = problem.sums
    ((low, high),) = total.windows.intervals
    halves = [Counter({0: 1}), Counter({0: 1})]
    tables = [table for part in total.parts for table in part.tables]
    for at, table in enumerate(tables):
        before = halves[at % 2]
        halves[at % 2] = Counter()
        for value, ways in before.items():
            for size in table.values:
                halves[at % 2][value + size] += ways
    others = sorted(halves[1].elements())
    expected = sum(
        ways * (bisect_right(others, high - value) - bisect_left(others, low - value))
        for value, ways in halves[0].items()
    )
    assert count(unroll(problem)) == expected


def test_wide_window_over_unrelated_sizes_merges() -> None:
    random = Random(5)
    sizes = [random.randrange(10**9, 10**11) for _ in range(24)]
    half = sum(sizes) // 2
    problem = one_sum([(0, size) for size in sizes], half - 10**9, half + 10**9)
    upper = unroll(one_sum([(0, size) for size in sizes], None, half + 10**9))
    lower = unroll(one_sum([(0, size) for size in sizes], None, half - 10**9 - 1))
    assert count(unroll(problem)) == count(upper) - count(lower)


def test_sums_that_cannot_leave_their_window_are_forgotten() -> None:
    values = [(0, 3**power) for power in range(60)]
    diagram = unroll(one_sum(values, 3**59, None), budget=500)
    assert count(diagram) == 2**59


def test_divisors_cut_before_the_bounds_do() -> None:
    values = [(0, 6 + 12 * step, 600 - 30 * step) for step in range(40)]
    assert count(unroll(one_sum(values, 3001, 3001), budget=1_000)) == 0


@pytest.mark.parametrize("sizes", [(), (1,), (3,), (2, 0, 2)])
def test_tiny_problems(sizes: tuple[int, ...]) -> None:
    problem = Problem(sizes=sizes)
    assert list(listing(unroll(problem))) == [s.choice for s in brute.solutions(problem)]


@pytest.mark.parametrize(("value", "expected"), [(4, 1), (5, 0)])
def test_constants_alone_decide(value: int, expected: int) -> None:
    part = Part(tables=(Table(scope=(), values=(4,)),))
    problem = Problem(sizes=(), sums=(Sum(parts=(part,), windows=Windows.of(value, value)),))
    assert count(unroll(problem)) == expected
    never = replace(problem, allowed=(Table(scope=(), values=(0,)),))
    assert count(unroll(never)) == 0


def test_the_budget_names_the_variables_that_blow_up() -> None:
    random = Random(6)
    values = [(0, 0, 0)] * 3 + [(0, random.randrange(10**9, 10**10)) for _ in range(30)]
    with pytest.raises(BudgetError) as caught:
        unroll(one_sum(values, 10**10, 5 * 10**10 + 7), budget=5_000)
    assert isinstance(caught.value, TooManyNodes)
    assert set(caught.value.variables) <= set(range(3, 33))
    assert max(caught.value.nodes) > 500  # the sums that meet them are charged too


def test_progress_is_told_after_each_layer() -> None:
    told = list(unrolling(one_sum([(0, 1)] * 5, 3, 3)))
    assert [step.done for step in told] == list(range(1, 13))
    assert {step.steps for step in told} == {12}
