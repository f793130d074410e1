"""`derive list`: the catalogue, without reading a formula."""

from __future__ import annotations

import argparse
import json
import shutil
import textwrap

from derive.papers.catalogue import Entry, entries


def list_papers(asked: argparse.Namespace) -> int:
    """Print the papers of the catalogue; give 0.

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
    if asked.json:
        papers = [
            {"paper": e.key, "title": e.title, "year": e.year, "claims": e.claims} for e in found
        ]
        print(json.dumps({"papers": papers}, indent=2, ensure_ascii=False))
    else:
        print(_table(found))
    return 0


def _table(found: list[Entry]) -> str:
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
