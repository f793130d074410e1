"""What a question may still use: time, memory, and the nodes of a diagram.

    within :: seconds, memory, nodes -> context   BudgetError at its end where more was needed
    Bounds                                        the three as a value
    ask    :: () -> ()                            whoever works long asks, and is stopped here
    asking :: items -> items                      the same for a loop over many small ones
    nodes, memory :: own limit -> the limit that holds for a diagram

A stop is no DeriveError before it has left the `with` that set the limit, nor any Exception: on
the way a fault of a formula is given its place in the file, the fault of one paper becomes a
record and a search that fails is left out, and none of them may take a stop for such a fault.

In the main thread of a Unix system a timer asks too, wherever the work is: SymPy asks nobody. In
other threads and on Windows only the loops that ask can be stopped.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import islice
from time import monotonic
from typing import Literal, TypeVar

from derive import limits
from derive.errors import BudgetError
from derive.process import resident

Item = TypeVar("Item")

PAUSE = 0.02  # seconds between two looks at the process, in which it grows by 20 MB or so
TICK = 0.05  # seconds between two asks of the timer
MANY = 1_000  # small items of a loop between two asks
QUIET = 5.0  # seconds in which the timer does not stop what it has stopped: it is on its way out


class Stopped(BaseException):
    """Something is used up; `by` is what allowed it, and `fault` what that will raise."""

    def __init__(self, by: Allowance, fault: BudgetError) -> None:
        super().__init__(str(fault))
        self.by = by
        self.fault = fault


class OverTimeError(BudgetError):
    """A question that takes longer than it may."""


class OverMemoryError(BudgetError):
    """A question that needs more memory than it may have."""


class Allowance:
    """What one `within` allows, and the one that it stands in."""

    def __init__(
        self,
        *,
        seconds: float | None,
        memory: int | None,
        nodes: int | None,
        outer: Allowance | None,
    ) -> None:
        self.seconds, self.memory, self.nodes, self.outer = seconds, memory, nodes, outer
        self.due = self.began = self.quiet = monotonic()
        self.before = resident() if memory is not None else 0

    def check(self) -> None:
        """Raise Stopped where this or the outer one is used up."""
        now = monotonic()
        self.due = now + PAUSE
        if self.seconds is not None and now - self.began >= self.seconds:
            raise Stopped(self, _late(self.seconds))
        if self.memory is not None and resident() - self.before > self.memory:
            raise Stopped(self, _large(self.memory))
        if self.outer is not None:
            self.outer.check()


_HERE: ContextVar[Allowance | None] = ContextVar("_HERE", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a question may take, to be held anew for each of several: None is no limit.

    >>> with Bounds(seconds=60).held():
    ...     print("in time")
    in time
    """

    seconds: float | None = None
    memory: int | None = None
    nodes: int | None = None

    def held(self) -> AbstractContextManager[None]:
        """Give the context in which they hold."""
        return within(seconds=self.seconds, memory=self.memory, nodes=self.nodes)


UNBOUNDED = Bounds()


@contextmanager
def within(
    *, seconds: float | None = None, memory: int | None = None, nodes: int | None = None
) -> Iterator[None]:
    """Let what is done inside take so many seconds, bytes more than now, and nodes a diagram.

    None is no limit (for nodes, `limits.NODES`). Raises BudgetError when more would be needed;
    inside of another `within` both hold.

    >>> with within(seconds=60, memory=2 * 2**30, nodes=100_000):
    ...     print("done in time")
    done in time
    >>> with within(seconds=0):
    ...     ask()
    Traceback (most recent call last):
    derive.allowance.OverTimeError: no answer within 0 s; allow more seconds, or choose an option
    """
    here = Allowance(seconds=seconds, memory=memory, nodes=nodes, outer=_HERE.get())
    token = _HERE.set(here)
    try:
        with _timer():
            yield
    except Stopped as stop:
        if stop.by is not here:
            raise
        raise stop.fault from None
    finally:
        _HERE.reset(token)


def ask() -> None:
    """Raise Stopped where the time or the memory that is allowed here is used up.

    >>> ask()
    """
    here = _HERE.get()
    if here is not None and monotonic() >= here.due:
        here.check()


def asking(items: Iterable[Item]) -> Iterator[Item]:
    """Give the items one by one, and ask now and then.

    >>> list(asking("ab"))
    ['a', 'b']
    """
    left = iter(items)
    while some := list(islice(left, MANY)):
        ask()
        yield from some


def nodes(own: int | None = None) -> int:
    """Give how many nodes a diagram may have: `own`, or what is allowed here, or `limits.NODES`.

    >>> with within(nodes=500):
    ...     nodes(), nodes(9), nodes(1_000)
    (500, 9, 500)
    """
    return min(
        [most for most in (own, *_allowed("nodes")) if most is not None], default=limits.NODES
    )


def memory() -> int:
    """Give how many bytes a diagram may take: what is allowed here, or `limits.MEMORY`.

    >>> with within(memory=500), within(memory=800):
    ...     memory()
    500
    """
    return min(_allowed("memory"), default=limits.MEMORY)


def _allowed(what: Literal["nodes", "memory"]) -> Iterator[int]:
    here = _HERE.get()
    while here is not None:
        most = getattr(here, what)
        if most is not None:
            yield most
        here = here.outer


@contextmanager
def _timer() -> Iterator[None]:
    """Ask every now and then, unless the timer is somebody else's, or runs already."""
    if not _is_ours_to_set():
        yield
        return
    signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _ring(number: int, frame: object) -> None:
    here = _HERE.get()
    if here is not None and (now := monotonic()) >= here.quiet:
        here.quiet = now + QUIET
        here.check()
        here.quiet = now


def _is_ours_to_set() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    )


def _late(seconds: float) -> OverTimeError:
    return OverTimeError(
        f"no answer within {seconds:g} s", advice="allow more seconds, or choose an option"
    )


def _large(memory: int) -> OverMemoryError:
    return OverMemoryError(
        f"no answer within {told(memory)} of memory",
        advice="allow more memory, or choose an option",
    )


def told(size: int) -> str:
    """Tell a number of bytes, as one would write it.

    >>> told(2 * 2**30), told(500_000_000)
    ('2 GiB', '500 MB')
    """
    for unit, factor in (("GiB", 2**30), ("MiB", 2**20), ("GB", 10**9), ("MB", 10**6)):
        if size >= factor and size % factor == 0:
            return f"{size // factor} {unit}"
    return f"{size / 10**6:.0f} MB"
