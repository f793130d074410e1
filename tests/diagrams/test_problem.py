"""Problems made from problems, against brute force on the problem they were made from."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given as random_cases
from hypothesis import settings
from hypothesis import strategies as st

from derive.diagrams.diagram import unroll
from derive.diagrams.filters import given
from derive.diagrams.folds import groups
from derive.diagrams.problem import Problem, Windows, place
from derive.diagrams.walks import listing
from derive.intervals import Window
from tests.diagrams import brute
from tests.diagrams.problems import NUMBERS, pinned, problems, tables

CASES = settings(max_examples=100, deadline=None)


def fitting(problem: Problem, windows: dict[int, int]) -> list[tuple[int, ...]]:
    """The choices that bring each of these sums to within a distance of its window."""
    return [
        choice
        for choice in brute.permitted(problem)
        if all(
            near(sum(brute.totals(problem, choice)[at][0]), window, windows[at])
            for at, (_, window) in enumerate(brute.totals(problem, choice))
            if at in windows
        )
    ]


def near(value: int, window: Window, distance: int) -> bool:
    """Whether some number of the window, if it has any, is so near to a value."""
    low, high = window
    if low is not None and high is not None and low > high:
        return False
    below = 0 if low is None else low - value
    above = 0 if high is None else value - high
    return max(below, above) <= distance


@random_cases(pinned())
@CASES
def test_pinned_is_pinning_the_listed(case: tuple[Problem, dict[int, int]]) -> None:
    problem, pins = case
    found = unroll(problem.pinned(pins))
    every = [solution.choice for solution in brute.solutions(problem)]
    assert sorted(listing(found)) == [choice for choice in every if brute.agrees(choice, pins)]
    held = given(unroll(problem), {variable: {option} for variable, option in pins.items()})
    assert sorted(listing(held)) == sorted(listing(found))


@random_cases(problems(), st.data())
@CASES
def test_keeping_asks_for_some_sums_only(problem: Problem, data: st.DataObject) -> None:
    every = range(len(problem.sums))
    kept = [at for at in every if data.draw(st.booleans())]
    found = unroll(problem.keeping(kept))
    assert sorted(listing(found)) == fitting(problem, dict.fromkeys(kept, 0))


@random_cases(problems(), st.lists(st.integers(0, 40), min_size=3, max_size=3))
@CASES
def test_widened_takes_what_is_so_near(problem: Problem, reaches: list[int]) -> None:
    found = unroll(problem.widened(lambda at, end: reaches[at]))
    distances = dict(enumerate(reaches[: len(problem.sums)]))
    assert sorted(listing(found)) == fitting(problem, distances)


@random_cases(problems(), st.data())
@CASES
def test_carrying_groups_by_something_else(problem: Problem, data: st.DataObject) -> None:
    carried = data.draw(st.lists(tables(problem.sizes, NUMBERS), max_size=3))
    expected: dict[int, int] = {}
    for solution in brute.solutions(problem):
        total = sum(brute.look_up(table, problem.sizes, solution.choice) for table in carried)
        expected[total] = expected.get(total, 0) + 1
    found = groups(unroll(problem.carrying(carried)))
    assert {total: group.solutions for total, group in found.items()} == expected


@random_cases(problems())
@CASES
def test_entries_stand_in_the_order_of_the_product(problem: Problem) -> None:
    sizes = problem.sizes
    for choice in product(*map(range, sizes)):
        for table in (*problem.allowed, *problem.carried):
            options = product(*(range(sizes[v]) for v in table.scope))
            entries = dict(zip(options, table.values, strict=True))
            assert table.at(choice, sizes) == entries[tuple(choice[v] for v in table.scope)]
        for total in problem.sums:
            window = total.windows
            options = product(*(range(sizes[v]) for v in window.scope))
            intervals = dict(zip(options, window.intervals, strict=True))
            assert window.at(choice, sizes) == intervals[tuple(choice[v] for v in window.scope)]


@pytest.mark.parametrize(
    ("interval", "wider"),
    [
        ((5, 9), (2, 12)),
        ((None, 9), (None, 12)),
        ((5, None), (2, None)),
        ((None, None), (None, None)),
        ((1, 0), (1, 0)),
    ],
)
def test_ends_move_outwards_and_nothing_comes_from_nothing(interval: Window, wider: Window) -> None:
    assert Windows.of(*interval).widened(lambda end: 3) == Windows.of(*wider)


def test_places_by_name() -> None:
    sizes, choice = {"a": 2, "b": 3}, {"a": 1, "b": 2}
    assert [place(scope, choice, sizes) for scope in ("", "a", "b", "ab", "ba")] == [0, 1, 2, 5, 5]
