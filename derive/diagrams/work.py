"""How much work the diagrams of one search may take together.

    sharing :: Share -> context   BudgetError beyond it, in the diagram where it runs out
    spend   :: work -> ()

A search asks many small questions, and a limit on each bounds none of it. Work is counted and not
timed, so that the same search stops at the same place on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from derive.errors import BudgetError


class Share:
    """What is left of the work that a search shares, inside of what an outer one does."""

    def __init__(self, most: int) -> None:
        self.most = self.left = most

    def spend(self, work: int) -> None:
        """Take some of it; raises BudgetError, and takes nothing, where there is less."""
        if self.left < work:
            raise BudgetError(f"a search took more than {self.most} steps")
        self.left -= work


_HERE: ContextVar[tuple[Share, ...]] = ContextVar("_HERE", default=())


@contextmanager
def sharing(share: Share) -> Iterator[None]:
    """Let all diagrams that are made inside, now and later, take what is left of a share.

    A step is one option taken from one partial sum; a layer takes some by itself.

    >>> share = Share(10)
    >>> with sharing(share):
    ...     spend(7)
    >>> with sharing(share):
    ...     spend(7)
    Traceback (most recent call last):
    derive.errors.BudgetError: a search took more than 10 steps
    """
    token = _HERE.set((*_HERE.get(), share))
    try:
        yield
    finally:
        _HERE.reset(token)


def spend(work: int) -> None:
    """Take some work from what is shared here; raises BudgetError where there is less.

    >>> spend(1_000_000)
    """
    for share in reversed(_HERE.get()):  # the innermost is smallest: what it refuses is not done
        share.spend(work)
