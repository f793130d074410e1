"""`derive survey`: a folder of specs, one JSON line a paper, resumable."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path
from typing import TextIO

from derive import limits
from derive.errors import UsageError
from derive.surveys import Paper, Record, Settings, line, mark, papers, resumed, survey
from derive.terminal import plain_line, plain_text

Start = Callable[[int | None], Executor]


def survey_folder(asked: argparse.Namespace) -> int:
    """Write a line a paper; 0 when every paper is reproduced, 1 when one is not, 2 when one fails.

    Papers that an earlier run has written to the same file are left out.

    >>> from derive.cli import main
    >>> main(["survey", "no such folder"])
    2
    """
    settings = Settings(match=asked.match, budget=asked.budget or limits.NODES)
    every = papers(Path(asked.folder))
    before = resumed(Path(asked.out)) if asked.out else {}
    done = [p for p in every if before.get(p.file, {}).get("of") == mark(p, settings)]
    todo = [paper for paper in every if paper not in done]
    tally = Counter(outcome(before[paper.file]) for paper in done)
    with _executors(asked) as start, _written(asked.out) as out:
        try:
            for record in survey(todo, start, settings) if todo else ():
                out.write(line(record))
                out.flush()
                tally[outcome(record)] += 1
                if "error" in record:
                    print(f"derive: {shown(record)}", file=sys.stderr)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(_so_far(tally.total(), len(every), asked.out)) from None
    print(_said(tally, done), file=sys.stderr)
    return 2 if tally["failed"] else 1 if tally["not reproduced"] else 0


def shown(record: Record) -> str:
    """Tell a paper's fault; what its file is called is a stranger's text.

    >>> shown({"file": "a\\x1b[2J.toml", "error": "torn"})
    'a.toml: torn'
    """
    error = "\n".join(map(plain_line, record["error"].split("\n")))
    return f"{plain_text(record['file'])}: {error}"


def outcome(record: Record) -> str:
    """Say in a word what became of a paper.

    >>> outcome({"file": "a.toml", "solutions": 0})
    'not reproduced'
    """
    if "error" in record:
        return "failed"
    return "reproduced" if record["solutions"] else "not reproduced"


def _said(tally: Counter[str], done: list[Paper]) -> str:
    parts = [f"{tally[word]} {word}" for word in ("reproduced", "not reproduced", "failed")]
    earlier = f"; {len(done)} of them in an earlier run" if done else ""
    return f"derive: {sum(tally.values())} papers: {', '.join(parts)}{earlier}"


def _so_far(done: int, of: int, out: str | None) -> str:
    resume = "the same command goes on from there" if out else "with --out it could be resumed"
    return f"{done} of {of} papers are written; {resume}"


@contextmanager
def _written(out: str | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
    else:
        with Path(out).open("a", encoding="utf-8", newline="\n") as file:
            yield file


@contextmanager
def _executors(asked: argparse.Namespace) -> Iterator[Start]:
    """Give what starts executors: pools of processes, or those of a Dask cluster."""
    if asked.dask is None:
        most = asked.processes or os.cpu_count() or 1
        try:
            yield lambda workers: ProcessPoolExecutor(workers or most)
        except KeyboardInterrupt:  # a worker would first finish what it has: it may be long
            for worker in active_children():
                worker.kill()
            raise
        return
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "--dask needs Dask", advice="install it with pip install 'derive-counts[dask]'"
        ) from None
    try:
        client = Client(asked.dask, timeout=10)
    except OSError as fault:
        raise UsageError(f"no Dask scheduler answers at {asked.dask}: {fault}") from None
    with client:
        yield lambda workers: client.get_executor(pure=False)
