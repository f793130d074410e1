"""Every fold, without and under pins, against brute force over the listed solutions."""

from __future__ import annotations

import pytest
from hypothesis import given as random_cases
from hypothesis import settings
from hypothesis import strategies as st

from derive.diagrams import folds
from derive.diagrams.diagram import unroll
from derive.diagrams.filters import only
from derive.diagrams.problem import Problem, Table
from derive.diagrams.walks import listing
from derive.errors import BudgetError
from tests.diagrams import brute
from tests.diagrams.problems import pinned, problems

CASES = settings(max_examples=120, deadline=None)


@random_cases(problems())
@CASES
def test_counts_shares_and_options(problem: Problem) -> None:
    diagram, expected = unroll(problem), brute.solutions(problem)
    assert folds.count(diagram) == len(expected)
    shares = tuple(
        tuple(sum(each.choice[variable] == option for each in expected) for option in range(size))
        for variable, size in enumerate(problem.sizes)
    )
    assert folds.shares(diagram) == shares
    assert folds.options(diagram) == tuple(
        frozenset(option for option, number in enumerate(numbers) if number) for numbers in shares
    )


@random_cases(pinned())
@CASES
def test_folds_under_pins(case: tuple[Problem, dict[int, int]]) -> None:
    problem, pins = case
    diagram, every = unroll(problem), brute.solutions(problem)
    agreeing = [each for each in every if brute.agrees(each.choice, pins)]
    assert folds.count(diagram, pins=pins) == len(agreeing)
    values = [each.carried for each in agreeing]
    assert folds.span(diagram, pins=pins) == ((min(values), max(values)) if values else None)
    for variable, counted in enumerate(folds.shares(diagram, pins=pins)):
        moved = {other: pin for other, pin in pins.items() if other != variable}
        assert counted == tuple(
            sum(brute.agrees(each.choice, {**moved, variable: option}) for each in every)
            for option in range(problem.sizes[variable])
        )


@random_cases(problems())
@CASES
def test_groups_and_their_solutions(problem: Problem) -> None:
    diagram, expected = unroll(problem), brute.solutions(problem)
    grouped: dict[int, list[brute.Solution]] = {}
    for solution in expected:
        grouped.setdefault(solution.carried, []).append(solution)
    assert folds.groups(diagram) == {
        carried: (len(members), min(member.cost for member in members))
        for carried, members in grouped.items()
    }
    below = folds.totals(diagram)
    for carried, members in grouped.items():
        reading = only(diagram, carried, below=below)
        choices = {member.choice for member in members}
        assert set(listing(reading)) == choices
        assert folds.free(reading) == brute.free(problem.sizes, choices)
        assert folds.span(reading) == (carried, carried)
    assert folds.count(only(diagram, 10**40)) == 0
    values = list(grouped)
    assert folds.span(diagram) == ((min(values), max(values)) if values else None)


@random_cases(problems(unknowns=True))
@CASES
def test_free_variables(problem: Problem) -> None:
    diagram = unroll(problem)
    assert folds.free(diagram) == brute.free(problem.sizes, set(listing(diagram)))


@random_cases(problems(), st.integers(1, 6))
@CASES
def test_the_cheapest_groups_are_the_first_of_all(problem: Problem, number: int) -> None:
    diagram = unroll(problem)
    every = sorted((group.cost, total) for total, group in folds.groups(diagram).items())
    first = [(cost, total) for total, cost in folds.cheapest(diagram, number)]
    assert first == every[:number]


def test_too_many_groups_are_refused() -> None:
    carried = tuple(Table(scope=(v,), values=(0, 2**v)) for v in range(30))
    diagram = unroll(Problem(sizes=(2,) * 30, carried=carried))
    with pytest.raises(BudgetError):
        folds.groups(diagram, limit=1_000)
