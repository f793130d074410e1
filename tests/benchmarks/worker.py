"""One solver on one instance in a process of its own: `python -m tests.benchmarks.worker`.

Prints one JSON line: seconds (a median), solutions, a digest of them, memory in MB, or how far it
came when its time was over.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from statistics import median
from threading import Timer
from time import perf_counter
from typing import Any

from derive.diagrams import folds, walks
from derive.diagrams.diagram import Diagram, unroll
from derive.diagrams.fixing import fixed
from derive.diagrams.problem import Choice, Problem
from derive.model.model import Model
from derive.solver.encode import encode
from derive.solver.solutions import solve
from tests.benchmarks.instances import INSTANCES, space
from tests.benchmarks.peers import IMPORTS, PEERS, CannotSay

LISTED = 200_000  # solutions beyond which `derive` counts instead of listing
REPEATS = 5


def main(solver: str, name: str, limit: float) -> None:
    """Run, and print the result."""
    instance = INSTANCES[name]()
    found: list[Choice] = []
    if solver != "derive":
        __import__(IMPORTS[solver])  # without start-up
    timer = Timer(limit, _out_of_time, (found,))
    timer.daemon = True
    timer.start()
    before = _memory()
    try:
        result = _derive(instance) if solver == "derive" else _peer(solver, instance, found, limit)
    except CannotSay as fault:
        result = {"cannot": str(fault)}
    except MemoryError:
        result = {"cannot": "memory"}
    timer.cancel()
    print(json.dumps({**result, "memory": _memory() - before}), flush=True)


def _derive(instance: Model | Problem) -> dict[str, Any]:
    """From the model to the number of solutions, and the solutions where they can be listed.

    `tables` is the time from the finished tables on, which is where the peers begin.
    """
    # a copy remembers nothing of the run before
    copies = [replace(instance) for _ in range(REPEATS)] if isinstance(instance, Model) else []

    problem = tables_of(instance)

    def once() -> tuple[Diagram, int, list[Choice]]:
        diagram = unroll(problem)
        number = folds.count(diagram)
        return diagram, number, list(walks.listing(diagram)) if number <= LISTED else []

    tables, (diagram, number, listed) = _timed(once, 60)
    seconds = _timed(lambda: _answer(copies.pop()), 60)[0] if copies else tables
    return {
        "seconds": seconds,
        "tables": tables,
        "solutions": number,
        "nodes": diagram.nodes,
        "sets": space(problem),
        "digest": _digest(listed) if number <= LISTED else None,
    }


def _answer(model: Model) -> list[Choice] | int:
    """What a user would ask for: `solve`, and all solutions where they can be listed."""
    found = solve(model)
    return list(walks.listing(found.diagram)) if found.count <= LISTED else found.count


def tables_of(instance: Model | Problem) -> Problem:
    """The instance as tables."""
    return encode(instance).problem if isinstance(instance, Model) else instance


def _peer(
    solver: str, instance: Model | Problem, found: list[Choice], limit: float
) -> dict[str, Any]:
    stated = fixed(tables_of(instance), few=0)

    def once() -> None:
        found.clear()
        PEERS[solver](stated, found)

    seconds, _ = _timed(once, limit)
    return {"seconds": seconds, "solutions": len(found), "digest": _digest(found)}


def _timed(once: Callable[[], Any], limit: float) -> tuple[float, Any]:
    """The median of five runs, of fewer where they would not fit into the limit."""
    times: list[float] = []
    while True:
        start = perf_counter()
        result = once()
        times.append(perf_counter() - start)
        if len(times) == REPEATS or sum(times) + 2 * times[0] > limit / 2:
            return median(times), result


def _digest(found: list[Choice]) -> str:
    return sha256(repr(sorted(found)).encode()).hexdigest()[:16]


def _out_of_time(found: list[Choice]) -> None:
    print(json.dumps({"reached": len(found)}), flush=True)
    os._exit(0)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
