"""What a worker does: solve one paper within what it may take, whatever the paper tries."""

from __future__ import annotations

from pathlib import PurePosixPath
from time import perf_counter

from derive.allowance import OverMemoryError, OverTimeError, within
from derive.data.answers import declaration_data
from derive.errors import BudgetError, DeriveError, OutgrownError
from derive.explaining.declared import declaration
from derive.papers.reading.reader import read_text
from derive.solver.solutions import solve
from derive.surveys.papers import Paper
from derive.surveys.records import Record, Settings, mark

FLAGS = {"timeout": "SECONDS", "memory": "SIZE", "budget": "NODES"}  # and what each takes


def answered(paper: Paper, settings: Settings) -> Record:
    """Solve one paper; a fault becomes part of the record.

    >>> record = answered(Paper(file="torn.toml", text="[paper"), Settings())
    >>> record["file"], "error" in record
    ('torn.toml', True)
    """
    started = perf_counter()
    record: Record = {"file": paper.file, "of": mark(paper, settings)}
    try:
        with within(seconds=settings.timeout, memory=settings.memory, nodes=settings.budget):
            record |= {"error": paper.fault} if paper.fault else _solved(paper, settings)
    except BudgetError as fault:
        record |= _stopped(fault, settings)
    except DeriveError as fault:
        record["error"] = str(fault)
    except (MemoryError, RecursionError) as fault:
        record["error"] = f"{type(fault).__name__}: the paper is too large for this worker"
    except Exception as fault:  # a fault of ours: the other papers are still worth solving
        record["error"] = f"a fault of derive, please report it: {type(fault).__name__}: {fault}"
    return record | {"seconds": round(perf_counter() - started, 3)}


def _solved(paper: Paper, settings: Settings) -> Record:
    model = read_text(paper.text, PurePosixPath(paper.file).stem, file=paper.file)
    found = solve(model.matching(settings.match) if settings.match else model)
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


def _stopped(fault: BudgetError, settings: Settings) -> Record:
    """Name the limit that stopped a paper: with a higher one it is worth another try."""
    flag = _flag(fault)
    if flag is None:
        return {"error": str(fault)}
    fault.advice = f"allow more with --{flag} {FLAGS[flag]}"
    return {"error": str(fault), "limit": {flag: getattr(settings, flag)}}


def _flag(fault: BudgetError) -> str | None:
    if isinstance(fault, OutgrownError):
        return "memory" if fault.limit == "memory" else "budget"
    stops: dict[type[BudgetError], str] = {OverTimeError: "timeout", OverMemoryError: "memory"}
    return stops.get(type(fault))
