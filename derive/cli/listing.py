"""`derive list`: the catalogue, without reading a formula."""

from __future__ import annotations

import argparse
import shutil
import textwrap

from derive.cli.answer import Answer
from derive.data.papers import catalogue_data
from derive.papers.catalogue import Entry, entries
from derive.steps import Code, Document, Table


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
        document=lambda: _document(found),
        data=lambda: catalogue_data(found),
        texts={"text": lambda: _lines(found) + "\n"},
    )


def _document(found: list[Entry]) -> Document:
    rows = tuple(
        ((Code(e.key),), (str(e.year or ""),), (str(e.claims),), (e.title,)) for e in found
    )
    head = (("paper",), ("year",), ("claims",), ("title",))
    return Document(title="The catalogue", steps=(Table(head=head, rows=rows, columns="llrl"),))


def _lines(found: list[Entry]) -> str:
    """Give a line a paper, its title cut to the terminal."""
    from tabulate import tabulate

    width = shutil.get_terminal_size().columns
    key = max(len(entry.key) for entry in found)
    room = max(20, width - key - 16)
    rows = [
        (
            e.key,
            str(e.year or ""),
            str(e.claims),
            textwrap.shorten(e.title, room, placeholder="..."),
        )
        for e in found
    ]
    return tabulate(
        rows,
        headers=("paper", "year", "claims", "title"),
        tablefmt="simple",
        disable_numparse=True,
        colalign=("left", "left", "right", "left"),
    )
