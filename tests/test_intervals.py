"""Intervals and sets of them: every number of a small range is looked at, one by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.intervals import NOTHING, Interval, Intervals, Window, halves, hull, size, union

FAR = 200  # beyond every end that is drawn, so that an open end is one at this distance
RANGE = range(-FAR, FAR + 1)
ENDS = st.integers(-30, 30)
WINDOWS = st.builds(Interval, st.none() | ENDS, st.none() | ENDS)
FACTORS = st.integers(-5, 5).filter(bool)


def numbers(window: Window) -> set[int]:
    """Every number of the range inside, by comparison alone."""
    low, high = window
    return {n for n in RANGE if (low is None or low <= n) and (high is None or n <= high)}


def closed(least: int = -30) -> st.SearchStrategy[Interval[int]]:
    ends = st.tuples(st.integers(least, 30), st.integers(0, 20))
    return ends.map(lambda drawn: Interval(drawn[0], sum(drawn)))


SETS = st.lists(closed(), max_size=6)


@given(WINDOWS)
def test_what_lies_inside(window: Window) -> None:
    inside = numbers(window)
    assert {n for n in RANGE if n in window} == inside
    assert window.empty == (not inside)


@given(WINDOWS, ENDS)
def test_a_miss_is_the_way_to_the_nearest_number(window: Window, value: int) -> None:
    inside = numbers(window)
    if inside:
        nearest = min(inside, key=lambda n: abs(value - n))
        assert window.miss(value) == value - nearest
    assert (window.miss(value) == 0) == (value in inside)


@given(WINDOWS, WINDOWS)
def test_both_hold_what_each_holds(one: Window, other: Window) -> None:
    assert numbers(one & other) == numbers(one) & numbers(other)
    if numbers(one):
        assert (one & other == one) == (numbers(one) <= numbers(other))


@given(WINDOWS, ENDS)
def test_shifted(window: Window, by: int) -> None:
    near = range(-100, 101)
    assert {n for n in near if n in window.shifted(by)} == {n for n in near if n - by in window}


@given(WINDOWS, FACTORS)
def test_scaled_holds_the_multiples_of_what_was_inside(window: Window, by: int) -> None:
    assert {n for n in range(-40, 41) if n * by in window.scaled(by)} == {
        n for n in range(-40, 41) if n in window
    }


@given(WINDOWS, FACTORS)
def test_divided_holds_what_has_its_multiple_inside(window: Window, by: int) -> None:
    assert {n for n in RANGE if n in window.divided(by)} == {n for n in RANGE if n * by in window}


def test_scaled_by_nothing_is_nothing_but_zero() -> None:
    assert Interval(-3, 5).scaled(0) == (0, 0)


@given(WINDOWS, st.integers(0, 9))
def test_widened_holds_what_is_near(window: Window, reach: int) -> None:
    near = range(-100, 101)
    inside = [n for n in RANGE if n in window]
    assert {n for n in near if n in window.widened(lambda end: reach)} == {
        n for n in near if any(abs(n - other) <= reach for other in inside)
    }


@given(SETS, SETS)
def test_union(one: list[Interval[int]], other: list[Interval[int]]) -> None:
    found = union(one, other)
    inside = set().union(*map(numbers, [*one, *other]))
    assert [n for its in found for n in range(its.low, its.high + 1)] == sorted(inside)
    # apart: between two intervals something is missing
    assert all(a.high + 1 < b.low for a, b in pairwise(found))
    assert size(found) == len(inside)
    if found:
        assert hull(found) == (min(inside), max(inside))


@given(closed().filter(lambda its: its.low < its.high))
def test_halves_are_apart_and_leave_nothing_out(whole: Interval[int]) -> None:
    first, second = halves(whole)
    assert not first.empty
    assert not second.empty
    assert union([first], [second]) == (whole,)
    assert size((first, second)) == size((whole,))


def test_sets_of_nothing() -> None:
    nothing: Intervals = union()
    assert (nothing, size(nothing)) == ((), 0)
    assert NOTHING.empty


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (Interval(8, 20), "8 to 20"),
        (Interval(1000, 1000), "1,000"),
        (Interval(0, 0), "0"),
        (Interval(None, 5000), "at most 5,000"),
        (Interval(-5, None), "at least -5"),
        (Interval(None, None), "any whole number"),
        (Interval(2, 1), "no whole number"),
    ],
)
def test_an_interval_in_words(interval: Window, said: str) -> None:
    assert str(interval) == f"{interval}" == said


def test_an_interval_is_the_pair_of_its_ends() -> None:
    low, high = Interval(1, None)
    assert (low, high) == Interval(1, None) == (1, None)
    assert repr((Interval(1, 3),)) == "((1, 3),)"


def test_ends_may_be_fractions() -> None:
    thirds = Interval(Fraction(1, 3), Fraction(7, 3))
    assert [n for n in range(5) if n in thirds] == [1, 2]
    assert thirds & Interval(1, None) == (1, Fraction(7, 3))
    assert (thirds.empty, (thirds & Interval(3, None)).empty) == (False, True)
