"""A survey gives the same records whoever does the work, and survives whatever happens to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import ProcessPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from derive.cli import main
from derive.errors import UsageError
from derive.surveys import Paper, Record, Settings, line, papers, resumed, survey
from tests.documents import ROOT

SPEC = """
[hyperparameters]
d = {d}
[assumptions.bias]
[components.c]
formula = "linear(d, d, bias=bias)"
[[claims]]
printed = "{printed}"
counts = "c"
"""

BROKEN = "[components\n"


class AtOnce(Executor):
    """Does the work when it is handed in."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except BaseException as fault:
            future.set_exception(fault)
        return future


class Deadly(AtOnce):
    """A pool whose worker dies of one paper, and whose other tasks are lost with it."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        if any(paper["file"] == "p3.toml" for paper in arguments[0]):
            future: Future[Any] = Future()
            future.set_exception(BrokenExecutor("a process was killed"))
            return future
        return super().submit(function, *arguments, **named)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty papers: every fifth cannot be reproduced, and one cannot be read."""
    home = tmp_path / "papers"
    (home / "inner").mkdir(parents=True)
    for d in range(1, 21):
        printed = d * d + 2 * d if d % 5 == 0 else d * d + d
        (home / f"p{d}.toml").write_text(SPEC.format(d=d, printed=printed))
    (home / "inner" / "broken.toml").write_text(BROKEN)
    return home


def done(folder: Path, start: Callable[[int | None], Executor]) -> dict[str, Record]:
    records = list(survey(papers(folder), start, Settings()))
    assert len({record["file"] for record in records}) == len(records)
    return {r["file"]: {k: v for k, v in r.items() if k != "seconds"} for r in records}


def at_once(workers: int | None) -> Executor:
    return AtOnce()


@pytest.mark.parametrize(
    "start", [ThreadPoolExecutor, lambda workers: ProcessPoolExecutor(workers or 2)]
)
def test_every_executor_gives_the_same_records(folder: Path, start: Any) -> None:
    found = done(folder, start)
    assert found == done(folder, at_once)
    assert len(found) == 21
    assert "error" in found["inner/broken.toml"]
    assert found["p3.toml"]["solutions"] == 1
    assert found["p3.toml"]["best"] == {"bias": "yes"}
    assert found["p5.toml"]["solutions"] == 0


def test_records_are_plain(folder: Path) -> None:
    for record in done(folder, at_once).values():
        assert json.loads(line(record)) == {"format": "derive-survey", "version": 1, **record}
        assert line(record).count("\n") == 1


def test_a_worker_that_dies_takes_one_paper_along(folder: Path) -> None:
    found = done(folder, lambda workers: Deadly())
    assert "worker died" in found.pop("p3.toml")["error"]
    whole = done(folder, at_once)
    del whole["p3.toml"]
    assert found == whole


def test_no_folder_and_no_specs(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        papers(tmp_path / "absent")
    with pytest.raises(UsageError, match=r"no \*\.toml"):
        papers(tmp_path)


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("my notes\nand more")
    with pytest.raises(UsageError, match="line 1 is no record"):
        resumed(file)
    assert file.read_text() == "my notes\nand more"


@pytest.mark.parametrize(
    "content",
    [
        "important text without a line end",
        "my notes\nand more\n",
        '{"file": ["x"]}\n',
        '{"file": "a.toml"}\n',
        '{"file": "a.toml", "solutions": -1}\n',
        "[1, 2]\n",
        '{"file": "a.toml", "solutions": 3}\nnotes without a line end',
    ],
)
def test_what_is_no_survey_is_never_touched(content: str, tmp_path: Path) -> None:
    file = tmp_path / "important.txt"
    file.write_text(content)
    with pytest.raises(UsageError, match="is no record of a survey"):
        resumed(file)
    assert file.read_text() == content


@pytest.mark.parametrize("torn", ["{", '{"f', '{"format": "derive-su', '{"file": "b'])
def test_a_torn_line_is_cut_off(torn: str, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    whole = '{"file": "a.toml", "solutions": 3}\n'
    file.write_text(whole + torn)
    assert list(resumed(file)) == ["a.toml"]
    assert file.read_text() == whole


def test_names_of_files_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a\x1b[2J\x1b]0;owned\x07.toml").write_text("[paper")
    assert main(["survey", str(tmp_path), "--processes", "1"]) == 2
    assert main(["solve", str(tmp_path / "no\x1b[2J.toml")]) == 2
    assert "\x1b" not in capsys.readouterr().err


def records_of(file: Path) -> list[Record]:
    return [json.loads(one) for one in file.read_text().splitlines()]


def test_what_was_done_is_not_done_again(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["survey", str(folder), "--out", str(out), "--processes", "1"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "21 papers: 16 reproduced, 4 not reproduced, 1 failed" in said.err
    assert "inner/broken.toml" in said.err
    first = records_of(out)
    out.write_bytes(out.read_bytes()[:-30])
    (folder / "p1.toml").write_text(SPEC.format(d=1, printed=1))
    assert main(["survey", str(folder), "--out", str(out), "--processes", "1"]) == 2
    again = records_of(out)
    assert [r["file"] for r in again[:20]] == [r["file"] for r in first[:20]]
    assert {r["file"] for r in again[20:]} == {"p1.toml", first[20]["file"]}
    assert "19 of them in an earlier run" in capsys.readouterr().err


def test_other_settings_are_another_question(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    for match in ([], ["--exact"]):
        main(["survey", str(folder), "--out", str(out), "--processes", "1", *match])
    assert len(records_of(out)) == 42


def test_without_a_file_the_lines_are_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("inner/broken.toml", *(f"p{d}.toml" for d in range(5, 21))):
        (folder / name).unlink()
    assert main(["survey", str(folder), "--processes", "1"]) == 0
    assert len([json.loads(one) for one in capsys.readouterr().out.splitlines()]) == 4


@pytest.mark.slow
def test_an_interrupt_leaves_whole_lines(tmp_path: Path) -> None:
    home, out = tmp_path / "papers", tmp_path / "out.jsonl"
    home.mkdir()
    for d in range(1, 2_000):
        (home / f"p{d}.toml").write_text(SPEC.format(d=d, printed=d * d + d))
    run = subprocess.Popen(
        [sys.executable, "-m", "derive", "survey", str(home), "--out", str(out)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    _wait(lambda: out.exists() and out.read_bytes().count(b"\n") > 20)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    text = out.read_text()
    assert text.endswith("\n")
    done = len(records_of(out))
    assert 20 < done < 1_999
    assert said.decode() == (
        f"derive: interrupted; {done} of 1999 papers are written; "
        "the same command goes on from there\n"
    )


def _wait(ready: Callable[[], bool], seconds: float = 60) -> None:
    end = monotonic() + seconds
    while not ready():
        assert monotonic() < end
        sleep(0.02)


@pytest.fixture
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="needs the extra [dask]")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as started:
        yield started


@pytest.mark.dask
@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_dask_with_a_worker_killed_half_way(folder: Path, cluster: Any) -> None:
    from distributed import Client

    for d in range(21, 400):
        (folder / f"p{d}.toml").write_text(SPEC.format(d=d, printed=d * d + d))
    with Client(cluster) as client:
        found: list[Record] = []
        for record in survey(
            papers(folder), lambda workers: client.get_executor(pure=False), Settings()
        ):
            found.append(record)
            if len(found) == 60:
                victim = next(iter(cluster.workers.values()))
                os.kill(victim.pid, signal.SIGKILL)
    whole = done(folder, at_once)
    assert {r["file"] for r in found} == set(whole)
    assert {r["file"]: r.get("solutions") for r in found} == {
        name: record.get("solutions") for name, record in whole.items()
    }


@pytest.mark.dask
@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_the_command_takes_the_address_of_a_cluster(
    folder: Path, tmp_path: Path, cluster: Any
) -> None:
    out = tmp_path / "out.jsonl"
    address = cluster.scheduler_address
    assert main(["survey", str(folder), "--out", str(out), "--dask", address]) == 2
    assert len(records_of(out)) == 21


def test_a_survey_that_is_left_early_leaves_nothing_under_way(folder: Path) -> None:
    records = survey(papers(folder), lambda workers: ThreadPoolExecutor(1), Settings())
    assert next(records)["file"]
    records.close()


def test_paper_texts_cross_not_paths(folder: Path) -> None:
    every = papers(folder)
    assert all(isinstance(paper, Paper) and paper.text for paper in every)
    for path in folder.rglob("*.toml"):
        path.unlink()
    assert len(list(survey(every, at_once, Settings()))) == 21
