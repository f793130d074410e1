"""Ctrl-C, a request to end and a closed terminal, for a command that has something to put away.

interrupts :: () -> context with Calls     each such signal raises Interrupted, the first one only
Calls.held :: () -> context                and none in here: it is told at the end
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# The signals that end a command, and what to call it.
WORDS = {
    "SIGINT": "interrupted",
    "SIGBREAK": "interrupted",
    "SIGTERM": "told to end",
    "SIGHUP": "its terminal was closed",
}


class Interrupted(KeyboardInterrupt):
    """A signal came: `number`, and `word` for it; `code` is what a command then ends with.

    >>> Interrupted(signal.SIGTERM).word, Interrupted(signal.SIGTERM).code
    ('told to end', 143)
    """

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.number = number
        self.word = WORDS[signal.Signals(number).name]
        self.code = 128 + number


class Calls:
    """The signals that came, of which the first is told: what follows it is putting away."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.number: int | None = None
        self.waits = False

    def ring(self, number: int, frame: FrameType | None) -> None:
        """Take a signal; a worker that was forked but has not begun yet has nothing to put away."""
        if os.getpid() != self.process:
            os._exit(128 + number)
        if self.number is None:
            self.number = number
            if not self.waits:
                raise Interrupted(number)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let what is done inside be done whole: a signal is told after it."""
        self.waits = True
        try:
            yield
        finally:
            self.waits = False
        if self.number is not None:
            raise Interrupted(self.number)


@contextmanager
def interrupts() -> Iterator[Calls]:
    """Take the signals that end a command; those that are ignored (`nohup`) stay ignored.

    Only a main thread is told of signals; in others nothing is changed.

    >>> with interrupts() as calls:
    ...     try:
    ...         with calls.held():
    ...             signal.raise_signal(signal.SIGINT)
    ...             print("whole")
    ...     except Interrupted as stop:
    ...         print(stop.word)
    whole
    interrupted
    """
    calls = Calls()
    before = {number: signal.getsignal(number) for number in _taken()}
    try:
        for number in before:
            signal.signal(number, calls.ring)
        yield calls
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _taken() -> list[int]:
    if threading.current_thread() is not threading.main_thread():
        return []
    numbers = [getattr(signal, name) for name in WORDS if hasattr(signal, name)]
    return [one for one in numbers if signal.getsignal(one) not in (signal.SIG_IGN, None)]
