"""`derive list`: the catalogue, without reading a formula."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from dataclasses import replace

from derive.cli.answer import Answer
from derive.data.papers import catalogue_data
from derive.errors import UsageError, did_you_mean
from derive.papers.catalogue import Entry, entries, keys
from derive.render.text import text
from derive.tell.papers import catalogue_told


def list_papers(asked: argparse.Namespace) -> Answer:
    """Answer with the papers of the catalogue, or those whose key, title or year has the words.

    Raises UsageError where no paper has them.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["list", "--json"])
    >>> papers = json.loads(out.getvalue())["papers"]
    >>> code, next(one["claims"] for one in papers if one["paper"] == "sutskever2014")
    (0, 4)
    """
    found = [entry for entry in entries() if _has(entry, asked.words)]
    if not found:
        said = " ".join(asked.words)
        raise UsageError(
            f"no paper of the catalogue has {said!r} in its key, title or year",
            advice=did_you_mean(said, keys(), "`derive list` shows all of them", cutoff=0.5),
        )
    return Answer(
        document=lambda: catalogue_told(found),
        data=lambda: catalogue_data(found),
        texts={"text": lambda: _short(found)},
    )


def _has(entry: Entry, words: list[str]) -> bool:
    told = f"{entry.key} {entry.title} {entry.year or ''}".casefold()
    return all(word.casefold() in told for word in words)


def _short(found: list[Entry]) -> str:
    """Give a line a paper, its title cut to the terminal."""
    width = shutil.get_terminal_size().columns
    room = max(20, width - max(len(entry.key) for entry in found) - len("  year  claims  "))
    cut = [replace(e, title=textwrap.shorten(e.title, room, placeholder="...")) for e in found]
    return text(replace(catalogue_told(cut), title=""), width=width)
