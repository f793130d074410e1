"""Problems side by side: solved apart, chained, and never multiplied."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from math import prod

from hypothesis import given as random_cases
from hypothesis import settings

from derive.diagrams.blocks import apart
from derive.diagrams.diagram import unroll
from derive.diagrams.folds import count, groups
from derive.diagrams.problem import Problem, Sum, Table
from derive.diagrams.walks import listing
from tests.benchmarks.instances import coins
from tests.diagrams.problems import problems

CASES = settings(max_examples=100, deadline=None)


def beside(left: Problem, right: Problem) -> Problem:
    """Two problems as one; they share nothing."""
    first = len(left.sizes)

    def table(its: Table) -> Table:
        return replace(its, scope=tuple(first + v for v in its.scope))

    sums = tuple(
        Sum(
            parts=tuple(replace(p, tables=tuple(map(table, p.tables))) for p in its.parts),
            windows=replace(its.windows, scope=tuple(first + v for v in its.windows.scope)),
        )
        for its in right.sums
    )
    return Problem(
        sizes=left.sizes + right.sizes,
        sums=left.sums + sums,
        allowed=left.allowed + tuple(map(table, right.allowed)),
        carried=left.carried + tuple(map(table, right.carried)),
    )


@random_cases(problems(), problems(unknowns=True))
@CASES
def test_blocks_are_solved_apart_and_joined(left: Problem, right: Problem) -> None:
    both = beside(left, right)
    together = sorted(listing(unroll(both)))
    apart_lists = product(listing(unroll(left)), listing(unroll(right)))
    assert together == sorted(a + b for a, b in apart_lists)
    found = {total: group.solutions for total, group in groups(unroll(both)).items()}
    expected: Counter[int] = Counter()
    for (a, m), (b, n) in product(groups(unroll(left)).items(), groups(unroll(right)).items()):
        expected[a + b] += m.solutions * n.solutions
    assert found == expected


def test_blocks_do_not_multiply_what_meets_in_the_middle() -> None:
    blocks = [coins(20, seed=seed) for seed in range(6)]
    whole = blocks[0]
    for block in blocks[1:]:
        whole = beside(whole, block)
    assert len(apart(whole)) == 6
    counts = [count(unroll(block)) for block in blocks]
    diagram = unroll(whole, budget=20_000)
    assert count(diagram) == prod(counts)
