"""Work that tells how far it is: generators that yield as they go and return their result."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, NamedTuple, TypeVar

Result = TypeVar("Result")


class Progress(NamedTuple):
    """How far the work is: `done` of `steps`, and the nodes made so far."""

    done: int
    steps: int
    nodes: int


def told(
    work: Generator[int, None, Result], *, steps: int, done: int = 0
) -> Generator[Progress, None, Result]:
    """Turn work that yields the nodes so far into a stretch of something longer.

    >>> def work():
    ...     yield 7
    ...     return "result"
    >>> list(told(work(), steps=10, done=3))
    [Progress(done=4, steps=10, nodes=7)]
    """
    while True:
        try:
            nodes = next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
        done += 1
        yield Progress(done, steps, nodes)


def finished(work: Generator[Any, None, Result]) -> Result:
    """Do all of the work and give its result.

    >>> def work():
    ...     yield 7
    ...     return "result"
    >>> finished(work())
    'result'
    """
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
