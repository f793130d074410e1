"""Standard output and standard error, whatever became of them: closed, full, of any encoding.

steady   :: () -> context     both take any text; what is lost is told once, never at exit
complain :: message -> ()     on standard error, made safe for a terminal
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import RawIOBase, StringIO
from typing import Any, TextIO

from derive.characters import carried
from derive.terminal import plain_lines


class Unwritten(Exception):
    """What was said could not be written; `quiet` where whoever read it has left.

    No DeriveError and no OSError, which on its way somebody would take for a fault of a file.
    """

    def __init__(self, fault: OSError | ValueError) -> None:
        super().__init__(getattr(fault, "strerror", None) or str(fault))
        self.quiet = isinstance(fault, BrokenPipeError)


class Output:
    """Standard output, which spells what its encoding lacks and says when it cannot be written.

    `begun` tells whether anything was written, `pending` whether some of it may not be there yet.

    >>> told = StringIO()
    >>> print("d² parameters", file=Output(told))
    >>> told.getvalue()
    'd² parameters\\n'
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = _Closed() if stream is None else _whole(stream)
        self.begun = self.pending = False

    def __getattr__(self, name: str) -> Any:
        """Be in all else the stream itself."""
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write, or raise Unwritten."""
        if text:
            self.begun = self.pending = True
        with self._told():
            self._stream.write(carried(text, self._stream.encoding))
        return len(text)

    def flush(self) -> None:
        """Write what is pending, or raise Unwritten."""
        with self._told():
            self._stream.flush()
        self.pending = False

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as fault:
            self.drop()
            raise Unwritten(fault) from None

    def drop(self) -> None:
        """Send what is pending to nowhere: at exit it would fail, or wait, once more."""
        self.pending = False
        _let_go(self._stream)


class Errors(Output):
    """Standard error: where it cannot be written there is nobody to tell, and no answer changes.

    >>> print("wrote a.tex", file=Errors(None), flush=True)
    """

    @contextmanager
    def _told(self) -> Iterator[None]:
        with suppress(Unwritten), super()._told():
            yield


class _Closed(StringIO):
    """Stands for a stream that was closed before we began."""

    def flush(self) -> None:
        """Fail as a file would, if there is anything to write."""
        if self.tell():
            raise OSError(errno.EBADF, "it is closed")


@contextmanager
def steady() -> Iterator[Output]:
    """Make the standard streams take any text, and give standard output.

    Raises Unwritten from `write` and `flush` of standard output alone.

    >>> with steady() as output:
    ...     print("d²")
    d²
    >>> output.begun
    True
    """
    _hold_places()
    if hasattr(sys.stdin, "reconfigure"):
        with suppress(OSError, ValueError):  # somebody has read from it
            sys.stdin.reconfigure(errors="replace")
    output: Any = Output(sys.stdout)
    errors: Any = Errors(sys.stderr)
    with redirect_stdout(output), redirect_stderr(errors):
        yield output


def complain(message: str) -> None:
    """Say on standard error what is wrong; what a stranger wrote in it steers no terminal.

    >>> from contextlib import redirect_stderr
    >>> with redirect_stderr(sys.stdout):
    ...     complain("no paper is called '\\x1b[2J'")
    derive: no paper is called '?[2J'
    """
    print(f"derive: {plain_lines(message)}", file=sys.stderr)


def _whole(stream: TextIO) -> TextIO:
    """Give a stream a buffer: without one (PYTHONUNBUFFERED) what a signal cuts short is lost."""
    if not isinstance(getattr(stream, "buffer", None), RawIOBase):
        return stream
    place = stream.fileno()
    return open(place, "w", 1, encoding=stream.encoding, errors=stream.errors, closefd=False)


def _hold_places() -> None:
    """Keep a file of ours from the number of a closed stream: what goes there would go into it."""
    with suppress(OSError):
        while (place := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(place)


def _let_go(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)
