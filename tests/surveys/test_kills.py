"""Commands that are killed at random moments: DERIVE_KILLS=100 kills each of them so often."""

from __future__ import annotations

import os

import pytest

from tests.surveys.kills import main

FAULTS = {"torn line", "wrong word", "not every paper once", "half a file", "orphan"}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are sent the Unix way")
def test_nothing_is_torn_half_or_left() -> None:
    kills = int(os.environ.get("DERIVE_KILLS", "6"))
    for name, counted in main(kills).items():
        assert {word: times for word, times in counted.items() if word in FAULTS} == {}, name
        assert sum(counted[word] for word in ("SIGTERM", "SIGKILL", "SIGHUP", "SIGINT")) == kills
