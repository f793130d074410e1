"""Windows that depend on a choice, made fixed: the same solutions, no more nodes."""

from __future__ import annotations

from hypothesis import given as random_cases
from hypothesis import settings

from derive.diagrams.diagram import unroll
from derive.diagrams.fixing import fixed
from derive.diagrams.folds import count
from derive.diagrams.problem import Part, Problem, Sum, Table, Windows
from derive.diagrams.walks import listing
from tests.diagrams import brute
from tests.diagrams.problems import problems

CASES = settings(max_examples=100, deadline=None)


@random_cases(problems())
@CASES
def test_fixed_windows_keep_the_solutions(problem: Problem) -> None:
    expected = [solution.choice for solution in brute.solutions(problem)]
    moved = fixed(problem, few=0)
    assert not any(total.windows.scope for total in moved.sums if total.known)
    assert sorted(listing(unroll(moved))) == expected


def test_a_word_for_each_row_does_not_double_the_nodes() -> None:
    rows = 24
    sums = tuple(
        Sum(
            parts=(Part(tables=(Table(scope=(row,), values=(7, 8, 9)),)),),
            windows=Windows(scope=(rows + row,), intervals=((8, 8), (7, 9))),
        )
        for row in range(rows)
    )
    together = Table(scope=tuple(range(2)), values=(1,) * 9)
    problem = Problem(sizes=(3,) * rows + (2,) * rows, sums=sums, allowed=(together,))
    assert count(unroll(problem, budget=5_000)) == 4**rows
