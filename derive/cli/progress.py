"""A progress bar on standard error while something long goes on.

    shown :: Generator[Progress, None, Result] -> Result   nothing is drawn in the first second

The bar is drawn only on a terminal that can go back to the beginning of a line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from time import monotonic
from typing import TextIO, TypeVar

from derive.diagrams.progress import Progress

Result = TypeVar("Result")

QUIET = 1.0  # seconds without a bar
WIDTH = 30


def shown(work: Generator[Progress, None, Result], *, screen: TextIO | None = None) -> Result:
    """Do the work and give its result, drawing how far it is.

    >>> def work():
    ...     yield Progress(done=1, steps=2, nodes=70)
    ...     return "result"
    >>> shown(work())
    'result'
    """
    screen = screen or sys.stderr
    draws = screen.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    since, drawn = monotonic(), False
    try:
        while True:
            step = next(work)
            if draws and monotonic() - since >= QUIET:
                screen.write(f"\r{bar(step)}")
                screen.flush()
                drawn = True
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        if drawn:
            screen.write(f"\r{' ' * 78}\r")
            screen.flush()


def bar(step: Progress) -> str:
    """Draw how far the work is, 78 columns wide.

    >>> bar(Progress(done=1, steps=3, nodes=70_000)).rstrip()
    'solving [##########....................]  layer 1 of 3, 70,000 nodes'
    """
    full = WIDTH * step.done // max(1, step.steps)
    where = f"layer {step.done} of {step.steps}, {step.nodes:,} nodes"
    return f"solving [{'#' * full}{'.' * (WIDTH - full)}]  {where}".ljust(78)
