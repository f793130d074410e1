"""A progress bar on standard error while something long goes on, and a limit on how long.

    shown  :: Generator[Progress, None, Result] -> Result   nothing is drawn in the first second
    within :: seconds -> context                            BudgetError when they are over

The bar is drawn only on a terminal that can go back to the beginning of a line.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import NoReturn, TextIO, TypeVar

from derive.diagrams.progress import Progress
from derive.errors import BudgetError

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


@contextmanager
def within(seconds: int | None) -> Iterator[None]:
    """Raise BudgetError when the seconds are over; without a limit do nothing.

    Where the system has no timers, as on Windows, there is no limit.

    >>> with within(60):
    ...     print("done in time")
    done in time
    """
    if seconds is None or not hasattr(signal, "setitimer"):
        yield
        return

    def over(number: int, frame: object) -> NoReturn:
        raise BudgetError(
            f"no answer within {seconds} s",
            advice="allow more with --timeout SECONDS, or choose an option with --given",
        )

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
