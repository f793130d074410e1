"""Every filter against brute force; a filtered diagram is the diagram of the narrower problem."""

from __future__ import annotations

from hypothesis import given as random_cases
from hypothesis import settings
from hypothesis import strategies as st

from derive.diagrams.diagram import reduced, unroll
from derive.diagrams.filters import given, only
from derive.diagrams.folds import count
from derive.diagrams.problem import Problem
from derive.diagrams.walks import listing
from tests.diagrams import brute
from tests.diagrams.problems import problems

CASES = settings(max_examples=120, deadline=None)


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
    restricted = given(unroll(problem), pins)
    assert sorted(listing(restricted)) == kept
    assert count(restricted) == len(kept)
    assert reduced(restricted) == restricted


@random_cases(problems(), st.data())
@CASES
def test_only_keeps_the_solutions_with_one_carried_total(
    problem: Problem, data: st.DataObject
) -> None:
    expected = brute.solutions(problem)
    total = data.draw(st.sampled_from([each.carried for each in expected] or [0]))
    kept = only(unroll(problem), total)
    assert sorted(listing(kept)) == [each.choice for each in expected if each.carried == total]
    assert reduced(kept) == kept
