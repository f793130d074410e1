"""`derive conventions`: the library of ready-made assumptions."""

from __future__ import annotations

import argparse

from derive.cli.answer import Answer
from derive.data.papers import conventions_data
from derive.errors import UsageError, did_you_mean
from derive.papers.conventions import Convention, conventions
from derive.tell.conventions import convention_told, conventions_told


def show_conventions(asked: argparse.Namespace) -> Answer:
    """Answer with the library, or one convention of it.

    Raises UsageError for a convention that does not exist.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["conventions", "lstm.bias", "--json"])
    >>> code, json.loads(out.getvalue())["conventions"][0]["options"]
    (0, {'none': ['0'], 'one': ['1'], 'two': ['2']})
    """
    found = [_named(asked.name)] if asked.name else list(conventions().values())
    return Answer(
        document=lambda: convention_told(found[0]) if asked.name else conventions_told(found),
        data=lambda: conventions_data(found),
    )


def _named(name: str) -> Convention:
    known = conventions()
    if name in known:
        return known[name]
    advice = did_you_mean(name, known, "`derive conventions` lists them")
    raise UsageError(f"there is no convention {name!r}", advice=advice)
