"""What searches have found worth keeping is tried with every run of the tests."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from derive.errors import DeriveError, InternalError
from tests.fuzz import keeping, reader, solving
from tests.fuzz.mutating import mutated
from tests.fuzz.outcome import outcome
from tests.fuzz.targets import TARGETS

MOST = 1_000_000  # bytes of all kept inputs together


@pytest.mark.parametrize("name", TARGETS)
def test_each_kept_input_and_each_seed_has_an_answer(name: str) -> None:
    for raw in [*TARGETS[name].seeds(), *keeping.load(name)]:
        try:
            TARGETS[name].run(raw)
        except Exception as fault:
            pytest.fail(f"{keeping.spelled(raw)}: {fault!r}")


def test_there_is_one_file_a_target_and_they_are_small() -> None:
    files = {*keeping.FOLDER.glob("*.jsonl")}
    assert files == {keeping.file_of(name) for name in TARGETS}
    assert sum(path.stat().st_size for path in files) <= MOST
    assert sum(target.most for target in TARGETS.values()) <= MOST


@pytest.mark.parametrize("name", TARGETS)
def test_a_file_is_what_keeping_its_inputs_writes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, inputs = keeping.file_of(name).read_bytes(), keeping.load(name)
    assert inputs and len(before) <= TARGETS[name].most
    assert not {*TARGETS[name].seeds()} & {*inputs}
    monkeypatch.setattr(keeping, "FOLDER", tmp_path)
    keeping.save(name, inputs[::-1] * 2)
    assert keeping.file_of(name).read_bytes() == before


def test_kept_specs_are_refused_and_are_solved() -> None:
    refused = [raw for raw in keeping.load("reader") if reader.read_spec(raw) is None]
    solved = [solving.claiming(raw) for raw in keeping.load("solving")]
    assert len(refused) >= 100
    assert all(solved) and len(solved) >= 10


@pytest.mark.parametrize(
    "fault",
    [InternalError("two counts disagree"), DeriveError("clears the screen: \x1b[2J"), KeyError()],
)
def test_a_target_lets_no_fault_of_ours_pass(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(reader, "read_text", fails)
    with pytest.raises((InternalError, AssertionError, KeyError)):
        reader.read_spec(b"d = 4")


def test_a_refusal_is_an_answer() -> None:
    def refuses() -> None:
        raise DeriveError("no such name", advice="give another")

    assert outcome(refuses) is None


def test_a_change_leaves_most_of_a_text() -> None:
    raw, chance = b"".join(b"name%d = %d\n" % (n, n * n) for n in range(40)), Random(1)
    changed = [mutated(raw, ["lstm(", "claims"], chance) for _ in range(200)]
    lines = {*raw.splitlines()}
    assert len({*changed}) > 190
    assert all(len(lines & {*one.splitlines()}) >= 20 for one in changed)
    assert mutated(b"", ["lstm("], chance) is not None
