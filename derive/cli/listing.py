"""`derive list`: the catalogue, without reading a formula."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from dataclasses import replace

from derive.cli.answer import Answer
from derive.data.papers import catalogue_data
from derive.papers.catalogue import Entry, entries
from derive.render.text import text
from derive.tell.papers import catalogue_told


def list_papers(asked: argparse.Namespace) -> Answer:
    """Answer with the papers of the catalogue.

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
    found = list(entries())
    return Answer(
        document=lambda: catalogue_told(found),
        data=lambda: catalogue_data(found),
        texts={"text": lambda: _short(found)},
    )


def _short(found: list[Entry]) -> str:
    """Give a line a paper, its title cut to the terminal."""
    width = shutil.get_terminal_size().columns
    room = max(20, width - max(len(entry.key) for entry in found) - len("  year  claims  "))
    cut = [replace(e, title=textwrap.shorten(e.title, room, placeholder="...")) for e in found]
    return text(replace(catalogue_told(cut), title=""), width=width)
