"""A folder of specs solved side by side, one JSON line a paper: `derive survey`.

    papers  :: folder -> [Paper]                       every *.toml below it
    survey  :: [Paper], Executor, Settings -> Records  in the order in which they are done
    resumed :: file -> what was done before            a torn last line is cut off

Any `concurrent.futures.Executor` will do: a pool of processes, or a cluster's. Only `submit`,
`result` and `add_done_callback` are used; only texts, numbers and dictionaries of them cross.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from time import perf_counter
from typing import Any

from derive import limits
from derive.data import answer
from derive.data.answers import declaration_data
from derive.errors import DeriveError, UsageError
from derive.explaining.declared import declaration
from derive.papers.reading.reader import read_text
from derive.solver.solutions import solve

Record = dict[str, Any]

BEGINNING = b'{"f'  # of every record that a run may have left torn
CHUNK = 8  # papers a task: a task should take longer than sending it does


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A spec by its path below the folder, with its text: workers need not see the folder."""

    file: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to match the printed numbers (None: as each file says) and how large a diagram to build.

    >>> Settings(match="exact").budget == limits.NODES
    True
    """

    match: str | None = None
    budget: int = field(default_factory=lambda: limits.NODES)


def papers(folder: Path) -> list[Paper]:
    """Give the specs below a folder, in alphabetical order of their paths.

    Raises UsageError where there is no such folder, or no spec below it.

    >>> from derive.papers.catalogue import PAPERS
    >>> [paper.file for paper in papers(PAPERS)][:2]
    ['adaptive-inputs.toml', 'albert.toml']
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder", advice="give a folder of spec files")
    files = sorted(path for path in folder.rglob("*.toml") if path.is_file())
    if not files:
        raise UsageError(f"no *.toml below {folder}", advice="give a folder of spec files")
    return [
        Paper(
            file=path.relative_to(folder).as_posix(),
            text=path.read_text(encoding="utf-8", errors="surrogateescape"),
        )
        for path in files
    ]


def mark(paper: Paper, settings: Settings) -> str:
    """Give what a record was made from: another text or other settings have another mark.

    >>> mark(Paper(file="a.toml", text=""), Settings(match="exact"))[:8]
    'e3b0c442'
    """
    text = sha256(paper.text.encode("utf-8", errors="surrogateescape")).hexdigest()[:16]
    return f"{text} {settings.match or 'as written'} {settings.budget}"


def answered(paper: Paper, settings: Settings) -> Record:
    """Solve one paper; a fault becomes part of the record.

    >>> record = answered(Paper(file="torn.toml", text="[paper"), Settings())
    >>> record["file"], "error" in record
    ('torn.toml', True)
    """
    started = perf_counter()
    record: Record = {"file": paper.file, "of": mark(paper, settings)}
    try:
        record |= _solved(paper, settings)
    except DeriveError as fault:
        record["error"] = str(fault)
    except (MemoryError, RecursionError) as fault:
        record["error"] = f"{type(fault).__name__}: the paper is too large for this worker"
    except Exception as fault:  # a fault of ours: the other papers are still worth solving
        record["error"] = f"a fault of derive, please report it: {type(fault).__name__}: {fault}"
    return record | {"seconds": round(perf_counter() - started, 3)}


def _solved(paper: Paper, settings: Settings) -> Record:
    model = read_text(paper.text, paper.file)
    found = solve(
        model.matching(settings.match) if settings.match else model, budget=settings.budget
    )
    readings = found.reading_count
    return {
        "paper": model.name,
        "title": model.paper.title,
        "space": found.space,
        "solutions": found.count,
        "readings": readings.number if readings.exact else None,
        "forced": found.forced,
        "best": next(iter(found.best(1)), None),
        "declared": declaration_data(declaration(found)),
    }


def survey(
    todo: Sequence[Paper], start: Callable[[int | None], Executor], settings: Settings
) -> Iterator[Record]:
    """Solve the papers and give each record as it is done.

    `start` makes an executor with so many workers, None for as many as it likes. Where a worker
    dies and takes its pool along, the papers under way are solved again, each by a worker of its
    own, so that only the one that kills its worker is lost.

    >>> from concurrent.futures import ThreadPoolExecutor
    >>> torn = [Paper(file="torn.toml", text="[paper")]
    >>> [record["file"] for record in survey(torn, ThreadPoolExecutor, Settings())]
    ['torn.toml']
    """
    chunks = [list(todo[at : at + CHUNK]) for at in range(0, len(todo), CHUNK)]
    lost: list[Paper] = []
    for chunk, records in _done(chunks, start(None), settings):
        if records is None:
            lost += chunk
        else:
            yield from records
    for paper in lost:
        for _, records in _done([[paper]], start(1), settings):
            yield from records or [_died(paper, settings)]


def _done(
    chunks: list[list[Paper]], executor: Executor, settings: Settings
) -> Iterator[tuple[list[Paper], list[Record] | None]]:
    """Give each chunk with its records, None where its worker died.

    The main thread waits in a `SimpleQueue`, not in `as_completed`: an interrupt inside the
    latter can leave a lock taken for which the pool's own thread then waits for ever.
    """
    under_way: dict[Future[list[Record]], list[Paper]] = {}
    ready: SimpleQueue[Future[list[Record]]] = SimpleQueue()
    try:
        for chunk in chunks:
            plain = [asdict(paper) for paper in chunk]
            try:
                under_way[executor.submit(task, plain, asdict(settings))] = chunk
            except BrokenExecutor:
                yield chunk, None
        for future in under_way:
            future.add_done_callback(ready.put)
        for _ in range(len(under_way)):
            future = ready.get()
            yield under_way[future], _result(future)
    finally:
        _end(executor)


def _end(executor: Executor) -> None:
    """Leave what has not begun; a future cancelled from here could race with the pool's thread."""
    try:
        executor.shutdown(wait=False, cancel_futures=True)
    except TypeError:  # Dask's does not know the word, and leaves what has not begun without it
        executor.shutdown(wait=False)


def task(chunk: list[dict[str, str]], settings: dict[str, Any]) -> list[Record]:
    """Solve some papers; what a worker does.

    >>> task([], {"match": None, "budget": 1})
    []
    """
    return [answered(Paper(**paper), Settings(**settings)) for paper in chunk]


def _result(future: Future[list[Record]]) -> list[Record] | None:
    try:
        return future.result()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a broken pool, a killed worker: each kind of executor has its own
        return None


def _died(paper: Paper, settings: Settings) -> Record:
    error = "its worker died: the paper may need more memory than there is"
    return {"file": paper.file, "of": mark(paper, settings), "error": error}


def line(record: Record) -> str:
    """Give a record as one line.

    >>> line({"file": "a.toml", "solutions": 3})
    '{"format": "derive-survey", "version": 1, "file": "a.toml", "solutions": 3}\\n'
    """
    return json.dumps(answer("survey", record), ensure_ascii=True) + "\n"


def resumed(file: Path) -> dict[str, Record]:
    """Give the records of an earlier run by file, and cut off a line that was not finished.

    Raises UsageError where the file holds something else, and then leaves it as it is.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     out = Path(folder) / "out.jsonl"
    ...     _ = out.write_text(line({"file": "a.toml", "solutions": 3}) + '{"file": "b')
    ...     [one["solutions"] for one in resumed(out).values()], out.read_text().count("file")
    ([3], 1)
    """
    if not file.exists():
        return {}
    if not file.is_file():
        raise UsageError(f"{file} is no file", advice="give a file with --out")
    content = file.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    found = dict(_records(whole.splitlines(), file))
    torn = content[len(whole) :]
    if torn and not (torn.startswith(BEGINNING) or BEGINNING.startswith(torn)):
        raise _no_record(file, len(whole.splitlines()) + 1)
    if torn:
        with file.open("r+b") as open_file:
            open_file.truncate(len(whole))
    return found


def _records(lines: Iterable[bytes], file: Path) -> Iterator[tuple[str, Record]]:
    for number, one in enumerate(lines, 1):
        try:
            record = json.loads(one)
        except ValueError:
            record = None
        if not _is_record(record):
            raise _no_record(file, number)
        yield record["file"], record


def _is_record(record: Any) -> bool:
    """Say whether it is a paper's outcome: an error, or a count."""
    if not isinstance(record, dict) or not isinstance(record.get("file"), str):
        return False
    count = record.get("solutions")
    return isinstance(record.get("error"), str) or (isinstance(count, int) and count >= 0)


def _no_record(file: Path, number: int) -> UsageError:
    return UsageError(
        f"{file}: line {number} is no record of a survey",
        advice="give another file with --out; nothing was changed",
    )
