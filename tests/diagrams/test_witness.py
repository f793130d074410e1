"""Witnesses of broken rules, against brute force: found wherever there is one, and the cheapest."""

from __future__ import annotations

from hypothesis import given as random_cases
from hypothesis import settings
from hypothesis import strategies as st

from derive.diagrams.diagram import unroll
from derive.diagrams.problem import Problem, Table
from derive.diagrams.witness import below, indivisible
from tests.diagrams import brute
from tests.diagrams.problems import problems

CASES = settings(max_examples=150, deadline=None)


@random_cases(problems(), st.integers(-40, 40) | st.sampled_from([-(10**31), 10**31]))
@CASES
def test_a_choice_below_is_found_wherever_there_is_one(problem: Problem, end: int) -> None:
    its = {one.choice: one.carried for one in brute.solutions(problem)}
    found = below(unroll(problem), end)
    if found is None:
        assert all(carried >= end for carried in its.values())
    else:
        assert its[found] < end


@random_cases(problems(), st.integers(1, 12) | st.sampled_from([10**9 + 7]))
@CASES
def test_the_cheapest_choice_with_a_rest_is_found(problem: Problem, divisor: int) -> None:
    odd = {one.choice: one.cost for one in brute.solutions(problem) if one.carried % divisor}
    found = indivisible(unroll(problem), divisor)
    if found is None:
        assert not odd
    else:
        assert odd[found] == min(odd.values())


def test_a_million_different_rests_take_no_room() -> None:
    """2^40 totals, a rest of its own for nearly each."""
    carried = tuple(Table(scope=(v,), values=(0, 7919**v)) for v in range(40))
    diagram = unroll(Problem(sizes=(2,) * 40, carried=carried, costs=((0, 1),) * 40))
    found = indivisible(diagram, 10**9 + 7)
    assert found is not None and sum(found) == 1
    assert below(diagram, 1) == (0,) * 40
    assert below(diagram, 0) is None
