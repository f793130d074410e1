"""How long formulas may be worked out: steps are added up, and refused before they are done.

    together :: ()          -> context   what is charged inside is one bill
    charge   :: steps, what -> ()        WorkError where the bill is over `limits.WORK`

Each formula of a file may be small, and all of them still take for ever: two thousand cubes, each
expanded, or three thousand sums of ten thousand terms. A step is about a microsecond: a term of a
product or a total, a part of a term of a sum, an entry of a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from derive import limits
from derive.allowance import ask
from derive.errors import WorkError


class Bill:
    """The steps of one question so far."""

    def __init__(self) -> None:
        self.steps = 0


_HERE: ContextVar[Bill | None] = ContextVar("_HERE", default=None)


@contextmanager
def together() -> Iterator[Bill]:
    """Add up the steps of what is done inside; within another one they are part of its.

    >>> with together():
    ...     charge(limits.WORK, "a sum")
    ...     charge(1, "another one")
    Traceback (most recent call last):
    derive.errors.WorkError: with another one, working the formulas out takes more than ...
    """
    bill = _HERE.get() or Bill()
    token = _HERE.set(bill)
    try:
        yield bill
    finally:
        _HERE.reset(token)


def charge(steps: int, what: str) -> None:
    """Add steps to the bill before they are done.

    Raises WorkError where they are too many, `what` being the last straw.

    >>> charge(1, "a sum")
    """
    ask()
    bill = _HERE.get()
    if bill is not None:
        bill.steps = steps = bill.steps + steps
    if steps > limits.WORK:
        raise WorkError(
            f"with {what}, working the formulas out takes more than {limits.WORK:,} steps",
            advice="write fewer or smaller formulas (limit WORK)",
        )
