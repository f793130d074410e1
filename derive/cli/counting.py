"""`derive count`: how many parameters, without a printed number."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace

from derive.cli.answer import Answer
from derive.cli.asked import Question, placed, read_paper
from derive.cli.otherwise import sweeps_of
from derive.data.counting import counting_data, counting_rows
from derive.errors import DeriveError
from derive.explaining.counting import Counting, counting
from derive.formulas.tree import Exact
from derive.model.changes import Changes
from derive.model.model import Model
from derive.render.csv import csv
from derive.steps import Document
from derive.tell.counted_rows import columns
from derive.tell.counting import counted
from derive.tell.otherwise import otherwise

Counted = list[tuple[Mapping[str, Exact], Counting]]


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
    sweeps = sweeps_of(asked)
    stated = read_paper(asked.paper)
    swept, changes = sweeps[0]
    fixed = {name: value for name, value in changes.sizes.items() if name not in swept}
    found = [
        (its, counted_of(Question(asked=asked, stated=stated, changes=one))) for its, one in sweeps
    ]
    return answer(stated, replace(changes, sizes=fixed), found)


def answer(stated: Model, changes: Changes, found: Counted) -> Answer:
    """Answer with counts of a model, and with what was asked otherwise before them.

    >>> from derive import Component
    >>> model = Model(components=(Component(name="c", formula=7),))
    >>> answer(model, Changes(), [({}, counting(model))]).data()["rows"][0]["total"]
    7
    """

    def document() -> Document:
        whole = counted([column for its, one in found for column in columns(one, its)])
        return replace(whole, steps=(*otherwise(stated, changes), *whole.steps))

    return Answer(
        document=document,
        data=lambda: counting_data(found),
        texts={"csv": lambda: csv(counting_rows(found))},
    )


def counted_of(question: Question) -> Counting:
    """Count a model as it is asked about; a fault is shown at its place in the file.

    >>> from derive import Component
    >>> model = Model(components=(Component(name="c", formula=7),))
    >>> asked = argparse.Namespace(paper="-", given=[])
    >>> counted_of(Question(asked=asked, stated=model, changes=Changes())).rows[0].total
    (7, 7)
    """
    try:
        return counting(question.changed, question.given)
    except DeriveError as fault:
        raise placed(fault, question) from None
