"""Every walk: listed, ranked, drawn and followed paths, against brute force."""

from __future__ import annotations

from collections import Counter
from itertools import islice, product
from random import Random

from hypothesis import given as random_cases
from hypothesis import settings
from hypothesis import strategies as st

from derive.diagrams import walks
from derive.diagrams.diagram import Reached, unroll
from derive.diagrams.problem import Problem, Table
from tests.diagrams import brute
from tests.diagrams.problems import problems

CASES = settings(max_examples=120, deadline=None)


@random_cases(problems())
@CASES
def test_best_is_the_listing_sorted_by_cost(problem: Problem) -> None:
    diagram = unroll(problem)
    costs = {solution.choice: solution.cost for solution in brute.solutions(problem)}
    in_order = [(costs[choice], choice) for choice in walks.listing(diagram)]
    assert list(walks.best(diagram)) == sorted(in_order, key=lambda pair: pair[0])


@random_cases(problems(unknowns=True))
@CASES
def test_the_ending_of_a_solution_is_what_it_reaches(problem: Problem) -> None:
    diagram = unroll(problem)
    reached = set()
    for choice in walks.listing(diagram):
        totals = zip(problem.sums, brute.totals(problem, choice), strict=True)
        ending = tuple(Reached(*each) for total, each in totals if not total.known)
        assert walks.ending_of(diagram, choice) == ending
        reached.add(ending)
    assert set(diagram.endings) == reached


@random_cases(problems())
@CASES
def test_membership_and_carried_totals(problem: Problem) -> None:
    diagram = unroll(problem)
    expected = {solution.choice: solution.carried for solution in brute.solutions(problem)}
    for choice in product(*map(range, problem.sizes)):
        assert walks.contains(diagram, choice) == (choice in expected)
        followed = walks.followed(diagram, choice)
        assert (followed and followed[1]) == expected.get(choice)


@random_cases(problems(), st.integers())
@CASES
def test_draws_are_solutions(problem: Problem, seed: int) -> None:
    diagram = unroll(problem)
    drawn = list(islice(walks.draws(diagram, Random(seed)), 3))
    assert len(drawn) == (3 if diagram.endings else 0)
    assert set(drawn) <= {solution.choice for solution in brute.solutions(problem)}


def test_draws_are_uniform_enough() -> None:
    allowed = Table(scope=(0, 1), values=(1, 0, 0, 1, 1, 1))
    diagram = unroll(Problem(sizes=(2, 3), allowed=(allowed,)))
    seen = Counter(islice(walks.draws(diagram, Random(1)), 4_000))
    assert len(seen) == 4
    assert all(800 < number < 1200 for number in seen.values())


def test_huge_sets_are_listed_and_ranked_lazily() -> None:
    costs = tuple((1, 0, 2) for _ in range(40))
    diagram = unroll(Problem(sizes=(3,) * 40, costs=costs))
    assert len(list(islice(walks.listing(diagram), 5_000))) == 5_000
    first, *rest = islice(walks.best(diagram), 41)
    assert first == (0, (1,) * 40)
    assert {cost for cost, _ in rest} == {1}
