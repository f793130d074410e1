"""Thousands of random specs: the solver and the second opinion agree on every answer."""

from __future__ import annotations

import os
from random import Random

import pytest

from derive.errors import DeriveError, InternalError
from derive.papers.reading.reader import read_text
from derive.solver.constraints import values
from derive.solver.solutions import solve
from tests.independent.grid import Answers, answers
from tests.independent.specs import spec

EACH = 250
BATCHES = 20 if os.environ.get("CI") else 2


def solved(text: str) -> Answers | None:
    """Give the solver's answer in the words of the other."""
    try:
        found = solve(read_text(text))
        return Answers(
            space=found.space,
            solutions=frozenset(tuple(sorted(chosen.items())) for chosen in found),
            unknowns={name: frozenset(values(its)) for name, its in found.unknowns.items()},
        )
    except InternalError:
        raise
    except DeriveError:
        return None


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_answer_is_the_same(batch: int) -> None:
    kinds = {"a fault": 0, "solutions": 0, "none": 0, "unknowns": 0}
    for seed in range(batch * EACH, (batch + 1) * EACH):
        text = spec(Random(seed))
        expected, found = answers(text), solved(text)
        if expected is None:
            kinds["a fault"] += 1
            assert found is None, text
            continue
        kinds["solutions" if expected.solutions else "none"] += 1
        kinds["unknowns"] += bool(expected.unknowns and expected.solutions)
        assert found is not None, text
        assert (found.space, found.solutions) == (expected.space, expected.solutions), text
        if expected.solutions:
            assert found.unknowns == expected.unknowns, text
    assert min(kinds.values()) > EACH // 50, kinds  # each kind is drawn often


KNOWN = """
[hyperparameters]
d = 3
[assumptions.a]
options = { none = 0, half = "1/2", less = "-1" }
[components.c]
formula = "2*d + 2*a"
[components.e]
formula = "3*d"
[[claims]]
printed = "4"
match = "at_most"
counts = "c/2 - e + 2*d"
"""


def test_the_second_opinion_is_right_where_a_hand_can_check() -> None:
    """c is 6, 7 or 4; c/2 - 9 + 6 is 0, 1/2 or -1, and nothing below zero is ever meant."""
    expected = Answers(
        space=3, solutions=frozenset({(("a", "none"),), (("a", "half"),)}), unknowns={}
    )
    assert answers(KNOWN) == expected
    assert solved(KNOWN) == expected


def test_the_second_opinion_finds_faults() -> None:
    assert answers(KNOWN.replace('"-1"', '"-4"')) is None
    assert answers(KNOWN.replace('"1/2"', '"1/3"')) is None
    assert answers(KNOWN.replace('"2*d + 2*a"', '"2*d + 2 // a"')) is None
