"""A survey that is ended: whole lines, a true last word, and no worker left."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from derive.cli import interrupts, main, side_by_side
from derive.cli.interrupts import Interrupted
from derive.cli.tally import Tally
from derive.surveys.output import Output, opened
from tests.cli.test_interrupting import enormous
from tests.surveys.folders import derive, fill, members, records_of, wait

UNIX = pytest.mark.skipif(os.name == "nt", reason="signals are sent the Unix way")


def under_way(home: Path, out: Path) -> subprocess.Popen[str]:
    """Start a survey, and wait until all that is left are papers that take minutes."""
    fill(home, 30)
    (home / "z1.toml").write_text(enormous(home).read_text())
    (home / "enormous.toml").rename(
        home / "z2.toml"
    )  # papers are begun in the order of their names
    run = derive("survey", home, "--out", out, "--processes", "2")
    if not wait(lambda: out.exists() and out.read_bytes().count(b"\n") == 30):
        run.kill()
        pytest.fail(f"no 30 records: {run.communicate()}")
    assert len(members(run.pid)) >= 2
    return run


@UNIX
@pytest.mark.slow
@pytest.mark.parametrize("to_all", [False, True], ids=["to it", "to its group"])
@pytest.mark.parametrize(
    ("number", "word"),
    [
        (signal.SIGINT, "interrupted"),
        (signal.SIGTERM, "told to end"),
        (signal.SIGHUP, "its terminal was closed"),
    ],
)
def test_a_signal_leaves_whole_lines_and_no_worker(
    number: signal.Signals, word: str, to_all: bool, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    run = under_way(tmp_path / "papers", out)
    (os.killpg if to_all else os.kill)(run.pid, number)
    _, said = run.communicate(timeout=60)
    resume = "the same command goes on from there"
    assert said == f"derive: {word}; 30 of 32 papers are written; {resume}\n"
    assert run.returncode == 128 + number
    assert members(run.pid) == []
    assert len(records_of(out)) == 30


@UNIX
@pytest.mark.slow
def test_workers_end_with_a_survey_that_is_killed(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run = under_way(tmp_path / "papers", out)
    run.kill()
    run.communicate(timeout=60)  # its pipes are closed, too
    assert wait(lambda: not members(run.pid))
    with opened(out) as again:
        assert len(again.before) == 30


@UNIX
@pytest.mark.slow
def test_a_survey_outlives_its_terminal_where_it_shall(tmp_path: Path) -> None:
    home, out = tmp_path / "papers", tmp_path / "out.jsonl"
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as `nohup` does
    try:
        run = under_way(home, out)
    finally:
        signal.signal(signal.SIGHUP, ignored)
    os.killpg(run.pid, signal.SIGHUP)
    assert not wait(lambda: len(members(run.pid)) < 2, seconds=1)
    run.terminate()
    run.communicate(timeout=60)
    assert run.returncode == 128 + signal.SIGTERM


@UNIX
@pytest.mark.slow
def test_a_reader_that_leaves_ends_the_workers(tmp_path: Path) -> None:
    fill(tmp_path / "papers", 200)
    enormous(tmp_path / "papers").rename(tmp_path / "papers" / "z.toml")
    with derive("survey", tmp_path / "papers", "--processes", "2") as run:
        assert run.stdout
        assert run.stdout.readline().startswith('{"format": "derive-survey"')
        run.stdout.close()
        assert run.wait(timeout=60) == 0
    assert members(run.pid) == []


def interrupting(monkeypatch: pytest.MonkeyPatch, home: Any, name: str, *, after: int = 0) -> None:
    """Let Ctrl-C come whenever a function is called for the so many-th time, and then do it."""
    function, calls = getattr(home, name), iter(range(10**6))

    def interrupted(*given: Any, **named: Any) -> Any:
        if next(calls) == after:
            signal.raise_signal(signal.SIGINT)
        return function(*given, **named)

    monkeypatch.setattr(home, name, interrupted)


GOES_ON = "the same command goes on from there"


@pytest.mark.parametrize(
    ("home", "name", "after", "said", "records"),
    [
        (side_by_side, "names", 0, f"nothing was added to out.jsonl; {GOES_ON}", 0),
        (side_by_side, "opened", 0, f"nothing was added to out.jsonl; {GOES_ON}", 0),
        (side_by_side, "survey", 0, f"0 of 21 papers are written; {GOES_ON}", 0),
        (Output, "add", 0, f"1 of 21 papers are written; {GOES_ON}", 1),
        (Output, "add", 6, f"7 of 21 papers are written; {GOES_ON}", 7),
        (Tally, "add", 6, f"7 of 21 papers are written; {GOES_ON}", 7),
        (Output, "add", 20, "all 21 papers are written", 21),
        (Tally, "told", 0, "all 21 papers are written", 21),
    ],
)
def test_the_last_word_is_true_whenever_the_interrupt_comes(
    home: Any,
    name: str,
    after: int,
    said: str,
    records: int,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    call = ["survey", str(folder), "--out", "out.jsonl", "--processes", "1"]
    with monkeypatch.context() as patch:
        interrupting(patch, home, name, after=after)
        assert main(call) == 130
    *_, last = capsys.readouterr().err.splitlines()
    assert last == f"derive: interrupted; {said}"
    out = tmp_path / "out.jsonl"
    assert len(records_of(out) if out.exists() else []) == records
    assert main(call) == 2
    assert len({record["file"] for record in records_of(out)}) == len(records_of(out)) == 21


def test_an_interrupted_resumption_counts_what_was_there(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out.jsonl"
    call = ["survey", str(folder), "--out", str(out), "--processes", "1"]
    main(call)
    out.write_text("".join(out.read_text().splitlines(keepends=True)[:9]))
    for name, said in (
        ("names", f"nothing was added to {out}; {GOES_ON}"),
        ("survey", f"9 of 21 papers are written; {GOES_ON}"),
    ):
        with monkeypatch.context() as patch:
            interrupting(patch, side_by_side, name)
            assert main(call) == 130
        assert capsys.readouterr().err.endswith(f"derive: interrupted; {said}\n")
    assert len(records_of(out)) == 9


def test_printed_records_are_counted_and_cannot_be_resumed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    interrupting(monkeypatch, side_by_side.Printed, "add", after=4)
    assert main(["survey", str(folder), "--processes", "1"]) == 130
    found = capsys.readouterr()
    assert found.out.count("\n") == 4
    assert found.err.endswith(
        "interrupted; 4 of 21 papers are written; with --out it could go on\n"
    )


def _take_two(calls: interrupts.Calls) -> None:
    with calls.held():
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)


def test_the_first_signal_is_told_once() -> None:
    with interrupts.interrupts() as calls:
        with pytest.raises(Interrupted) as told:
            _take_two(calls)
        assert told.value.code == 128 + signal.SIGTERM
        signal.raise_signal(signal.SIGINT)  # what is put away now is put away
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
