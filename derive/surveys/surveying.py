"""Papers handed to workers, and their records as they are done.

survey :: [Paper], start, Settings -> [Record]
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import closing
from dataclasses import asdict
from itertools import chain
from queue import SimpleQueue
from typing import Any

from derive.surveys.answering import answered
from derive.surveys.papers import Paper
from derive.surveys.records import Record, Settings, mark

Start = Callable[[int | None], Executor]

AHEAD = 16  # papers that are handed in before they are begun, so that no worker waits


def survey(
    todo: Iterable[Paper], start: Start, settings: Settings, *, ahead: int = AHEAD
) -> Generator[Record]:
    """Solve the papers and give each record as it is done; no more than `ahead` are under way.

    `start` makes an executor with so many workers, None for as many as it likes. Where a worker
    dies and takes its pool along, the papers under way are solved again, each by a worker of its
    own, so that only the one that kills its worker is lost; the others go to a new pool.

    >>> from concurrent.futures import ThreadPoolExecutor
    >>> torn = [Paper(file="torn.toml", text="[paper")]
    >>> [record["file"] for record in survey(torn, ThreadPoolExecutor, Settings())]
    ['torn.toml']
    """
    waiting = iter(todo)
    for first in waiting:
        lost: list[Paper] = []
        with closing(_done(chain([first], waiting), start(None), settings, ahead)) as done:
            for paper, record in done:
                if record is None:
                    lost.append(paper)
                else:
                    yield record
        for paper in lost:
            with closing(_done(iter([paper]), start(1), settings, 1)) as done:
                for _, record in done:
                    yield record or _died(paper, settings)


def _done(
    waiting: Iterator[Paper], executor: Executor, settings: Settings, ahead: int
) -> Generator[tuple[Paper, Record | None]]:
    """Give each paper with its record, None where its worker died; then no more are handed in.

    The main thread waits in a `SimpleQueue`, not in `as_completed`: an interrupt inside the
    latter can leave a lock taken for which the pool's own thread then waits for ever.
    """
    under_way: dict[Future[Record], Paper] = {}
    ready: SimpleQueue[Future[Record]] = SimpleQueue()
    whole = True
    try:
        while True:
            while whole and len(under_way) < ahead and (paper := next(waiting, None)):
                future = _handed(executor, paper, settings)
                under_way[future] = paper
                future.add_done_callback(ready.put)
            if not under_way:
                return
            future = ready.get()
            record = _result(future)
            whole = whole and record is not None
            yield under_way.pop(future), record
    finally:
        _end(executor)


def _handed(executor: Executor, paper: Paper, settings: Settings) -> Future[Record]:
    """Hand a paper in; what a broken pool does not take is lost like what it had taken."""
    try:
        return executor.submit(task, asdict(paper), asdict(settings))
    except BrokenExecutor as fault:
        future: Future[Record] = Future()
        future.set_exception(fault)
        return future


def _end(executor: Executor) -> None:
    """Leave what has not begun; a future cancelled from here could race with the pool's thread."""
    try:
        executor.shutdown(wait=False, cancel_futures=True)
    except TypeError:  # Dask's does not know the word, and leaves what has not begun without it
        executor.shutdown(wait=False)


def task(paper: dict[str, str], settings: dict[str, Any]) -> Record:
    """Solve a paper; what a worker does, with plain data in and out.

    >>> task({"file": "a.toml", "fault": "a.toml: there is no such file"}, {})["error"]
    'a.toml: there is no such file'
    """
    return answered(Paper(**paper), Settings(**settings))


def _result(future: Future[Record]) -> Record | None:
    try:
        return future.result()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a broken pool, a killed worker: each kind of executor has its own
        return None


def _died(paper: Paper, settings: Settings) -> Record:
    error = "its worker died: the paper may need more memory than there is"
    return {"file": paper.file, "of": mark(paper, settings), "error": error}
