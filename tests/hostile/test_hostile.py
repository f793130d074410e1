"""A stranger's spec has its answer or its error, in little memory and a limited time."""

from __future__ import annotations

import os

import pytest

from tests.hostile.calls import CALLS, called
from tests.hostile.kinds import kinds

TEXTS = dict(kinds())

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="what a process took is told the Unix way"),
]


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("command", ["show", "solve", "explain"])
def test_a_kind_has_its_answer_or_its_error(command: str, kind: str) -> None:
    """The figures themselves are a table of `python -m tests.hostile`, on a machine at rest."""
    seen = called(command, TEXTS[kind])
    assert seen.orderly, seen.err[-2000:]
    assert seen.megabytes < 500
    assert seen.seconds < 20


@pytest.mark.parametrize("command", CALLS)
def test_a_limit_ends_what_would_take_long(command: str) -> None:
    seen = called(command, TEXTS["unmet"], ["--timeout", "0.2"])
    assert seen.orderly and seen.seconds < 10
