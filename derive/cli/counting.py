"""`derive count`: how many parameters, without a printed number."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from derive.cli.answer import Answer
from derive.cli.asked import options_of, read_paper
from derive.data.counting import counting_data, counting_rows
from derive.explaining.counting import Counting, counting
from derive.formulas.tree import Exact
from derive.render.csv import csv
from derive.tell.counted_rows import columns
from derive.tell.counting import counted


def count(asked: argparse.Namespace) -> Answer:
    """Answer with the count of every component, the total, and what is left open.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["count", "mistral7b", "--json"])
    >>> code, json.loads(out.getvalue())["rows"][0]["prints"]
    (0, {'2': '7.2B', '3': '7.24B'})
    """
    model = read_paper(asked.paper)
    found: list[tuple[Mapping[str, Exact], Counting]] = [
        ({}, counting(model, options_of(model, asked.given)))
    ]
    return Answer(
        document=lambda: counted([one for its, each in found for one in columns(each, its)]),
        data=lambda: counting_data(found),
        texts={"csv": lambda: csv(counting_rows(found))},
    )
