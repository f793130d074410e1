"""What every target promises: a value, or a DeriveError that a terminal can show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from derive.errors import DeriveError, InternalError

T = TypeVar("T")


def outcome(ask: Callable[[], T]) -> T | None:
    """Give what is asked for, or None where a DeriveError refuses it; anything else rises.

    Raises InternalError too: it is a fault of derive, whatever came in.

    >>> from derive.printed import Printed
    >>> outcome(lambda: Printed.parse("38x4M"))
    >>> outcome(lambda: int("38x4M"))
    Traceback (most recent call last):
    ValueError: invalid literal for int() with base 10: '38x4M'
    """
    try:
        return ask()
    except InternalError:
        raise
    except DeriveError as fault:
        message = str(fault)
    assert is_safe(message), "a message is not safe for a terminal"
    return None


def is_safe(text: str) -> bool:
    r"""Say whether each line of a text can be shown on a terminal as it is.

    >>> is_safe("two\nlines"), is_safe("clear the screen: \x1b[2J")
    (True, False)
    """
    return all(line.isprintable() for line in text.split("\n"))
