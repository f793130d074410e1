"""What may be a name in a formula."""

from __future__ import annotations

import keyword
import re

from derive.errors import ModelError

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def check_name(name: str) -> None:
    """Refuse what a formula could not spell.

    >>> check_name("2d")
    Traceback (most recent call last):
    derive.errors.ModelError: '2d' is not a name; use letters, digits and _, a letter first
    """
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        why = "a word of the language" if keyword.iskeyword(name) else "not a name"
        raise ModelError(f"{name!r} is {why}", advice="use letters, digits and _, a letter first")
