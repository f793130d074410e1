"""A survey gives the same records whoever does the work, and survives whatever happens to it."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from itertools import islice
from multiprocessing import active_children
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from derive.cli import main
from derive.surveys.papers import Paper, names, paper
from derive.surveys.records import Record, Settings, line
from derive.surveys.surveying import survey, task
from derive.surveys.workers import Workers
from tests.cli.test_interrupting import enormous
from tests.surveys.folders import fill, paper_text, records_of


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
        if arguments[0]["file"] == "p3.toml":
            future: Future[Any] = Future()
            future.set_exception(BrokenExecutor("a process was killed"))
            return future
        return super().submit(function, *arguments, **named)


def fatal(paper: dict[str, str], settings: dict[str, Any]) -> Record:
    """Solve a paper in a worker, which one of them kills."""
    if paper["file"] == "p3.toml":
        os._exit(9)
    return task(paper, settings)


class Killed(Workers):
    """Processes of which one dies at a paper."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return super().submit(fatal, *arguments, **named)


def long_record(paper: dict[str, str], settings: dict[str, Any]) -> Record:
    """Give a record that takes a while to send."""
    return {"file": paper["file"], "title": "long" * 50_000, "solutions": 1}


class Long(Workers):
    """Processes that mostly send."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return super().submit(long_record, *arguments, **named)


def papers(folder: Path) -> list[Paper]:
    return [paper(folder, name) for name in names(folder)]


def done(folder: Path, start: Callable[[int | None], Executor]) -> dict[str, Record]:
    records = list(survey(papers(folder), start, Settings()))
    assert len({record["file"] for record in records}) == len(records)
    return {r["file"]: {k: v for k, v in r.items() if k != "seconds"} for r in records}


def at_once(workers: int | None) -> Executor:
    return AtOnce()


@pytest.mark.parametrize(
    "start",
    [
        ThreadPoolExecutor,
        lambda workers: ProcessPoolExecutor(workers or 2),
        lambda workers: Workers(workers or 2),
    ],
    ids=["threads", "processes", "workers"],
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


@pytest.mark.parametrize(
    "start",
    [lambda _: Deadly(), lambda workers: Killed(workers or 2)],
    ids=["one task", "the pool"],
)
def test_a_worker_that_dies_takes_one_paper_along(start: Any, folder: Path) -> None:
    found = done(folder, start)
    assert "worker died" in found.pop("p3.toml")["error"]
    whole = done(folder, at_once)
    del whole["p3.toml"]
    assert found == whole


def test_names_of_files_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a\x1b[2J\x1b]0;owned\x07.toml").write_text("[paper")
    assert main(["survey", str(tmp_path), "--processes", "1"]) == 2
    assert main(["solve", str(tmp_path / "no\x1b[2J.toml")]) == 2
    assert "\x1b" not in capsys.readouterr().err


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
    (folder / "p1.toml").write_text(paper_text(1, reproduced=False))
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

    fill(folder, 400)
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
    for path in folder.rglob("*.toml"):
        path.unlink()
    found = list(survey(every, at_once, Settings()))
    assert len(found) == 21
    assert sum("error" in record for record in found) == 1


def test_texts_are_read_when_a_worker_is_ready(folder: Path) -> None:
    read: list[str] = []

    def papers() -> Iterator[Paper]:
        for name in names(folder):
            read.append(name)
            yield paper(folder, name)

    records = survey(papers(), at_once, Settings(), ahead=3)
    assert read == []
    for given, _ in enumerate(records, 1):
        assert len(read) <= given + 3
    assert len(read) == 21


def test_a_survey_that_is_left_early_ends_what_its_workers_do(tmp_path: Path) -> None:
    """A paper that takes minutes is not waited for."""
    slow = paper(tmp_path, enormous(tmp_path).name)
    quick = Paper(file="p1.toml", text=paper_text(1))
    records = survey([slow, quick], lambda _: Workers(2), Settings())
    assert next(records)["file"] == "p1.toml"
    workers = active_children()
    records.close()
    assert workers and not any(worker.is_alive() for worker in workers)


@pytest.mark.parametrize("given", [1, 4, 9])
def test_half_a_record_under_way_is_not_waited_for(given: int) -> None:
    """A worker is ended while it sends one; nobody sends the rest."""
    todo = [Paper(file=f"p{d}.toml") for d in range(1_000)]
    records = survey(todo, lambda _: Long(2), Settings())
    assert len([*islice(records, given)]) == given
    ending = Thread(target=records.close, daemon=True)
    ending.start()
    ending.join(timeout=60)
    assert not ending.is_alive()
