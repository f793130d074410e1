"""The work of `derive survey`: papers in, to workers of one kind or another, and records out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from derive import limits
from derive.cli.interrupts import Calls
from derive.cli.tally import Tally, shown
from derive.errors import UsageError
from derive.surveys.output import Output, opened
from derive.surveys.papers import names, paper
from derive.surveys.records import Record, Settings, holds, line
from derive.surveys.surveying import Start, survey
from derive.surveys.workers import Workers

AHEAD = 4  # papers that are handed in for each worker process
AHEAD_OF_A_CLUSTER = 1_000  # which may grow


def write_records(asked: argparse.Namespace, tally: Tally, calls: Calls) -> None:
    """Write the records that are missing; one that goes to a file is entered as it is written.

    Raises UsageError where there is no such folder, no spec in it, or no such file to write to.
    """
    settings = _settings(asked)
    folder = Path(asked.folder)
    every = names(folder)
    with _executors(asked, len(every)) as (start, ahead), _output(asked.out) as out:
        todo = list(_missing(folder, every, out.before, settings))
        tally.begin(len(every), (out.before[name] for name in {*every} - {*todo}))
        texts = (paper(folder, name) for name in todo)
        with closing(survey(texts, start, settings, ahead=ahead)) as records:
            for record in records:
                with calls.held() if asked.out else nullcontext():  # a reader may keep one waiting
                    out.add(record)
                    tally.add(record)
                if "error" in record:
                    print(f"derive: {shown(record)}", file=sys.stderr)


def _settings(asked: argparse.Namespace) -> Settings:
    return Settings(
        match=asked.match,
        timeout=asked.timeout,
        memory=asked.memory,
        budget=asked.budget or limits.NODES,
    )


def _missing(
    folder: Path, every: Iterable[str], before: Mapping[str, Record], settings: Settings
) -> Iterator[str]:
    for name in every:
        if name not in before or not holds(before[name], paper(folder, name), settings):
            yield name


class Printed:
    """Standard output, to which a survey writes as to a file that nobody had begun."""

    before: Mapping[str, Record] = {}

    def add(self, record: Record) -> None:
        """Print a record at once."""
        sys.stdout.write(line(record))
        sys.stdout.flush()


@contextmanager
def _output(out: str | None) -> Iterator[Output | Printed]:
    if out is None:
        yield Printed()
    else:
        with opened(Path(out)) as file:
            yield file


@contextmanager
def _executors(asked: argparse.Namespace, papers: int) -> Iterator[tuple[Start, int]]:
    """Give what starts executors, pools of processes or those of a Dask cluster, and their need."""
    if asked.dask is None:
        most = min(asked.processes or os.cpu_count() or 1, papers)
        yield (lambda workers: Workers(workers or most)), AHEAD * most
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
        yield (lambda workers: client.get_executor(pure=False)), AHEAD_OF_A_CLUSTER
