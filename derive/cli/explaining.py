"""`derive explain`, `compare`, `next` and `reconcile`: why a number is what it is."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from derive.cli.asked import model_of, options_of, read_paper, solutions_of
from derive.cli.screen import show_document
from derive.errors import UsageError
from derive.explaining.as_data import data
from derive.explaining.explanation import explain, explain_reading
from derive.explaining.given import reading_at
from derive.explaining.reconcile import reconcile
from derive.explaining.settling import settling
from derive.explaining.verdicts import verdict
from derive.model.model import Model
from derive.printed import Printed, exact_value
from derive.steps import Document, Section, Step
from derive.tell import facts as telling


def explain_set(asked: argparse.Namespace) -> int:
    """Print the sum behind each claim; give 0, or 1 where one of them is missed.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["explain", "sutskever2014", "--given", "gate_bias=one", "--json"])
    >>> code, [miss["by"] for miss in json.loads(out.getvalue())["misses"]]
    (1, [32000, 32000, 16000, 16000])
    """
    options = options_of(model_of(asked), asked.given)
    found = solutions_of(argparse.Namespace(**{**vars(asked), "given": []}))
    told = explain_reading(found, asked.reading) if asked.reading else explain(found, options)
    _answer(asked, found.model, told, telling.explained(told))
    return 0 if told.fits else 1


def compare(asked: argparse.Namespace) -> int:
    """Print the verdict on two readings, and what would tell them apart; give 0.

    Raises UsageError for a reading that does not exist.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["compare", "sutskever2014", "1", "2", "--json"])
    >>> code, json.loads(out.getvalue())["verdict"]["kind"]
    (0, 'coincident')
    """
    found = solutions_of(asked)
    numbers = (asked.first, asked.second)
    both = [reading_at(found, number) for number in numbers]
    names = (f"reading {asked.first}", f"reading {asked.second}")
    compared = verdict(*both)
    told: list[Step] = telling.compared(compared, names)
    apart = settling(found, [reading.packed for reading in both]) if both[0] != both[1] else None
    if apart is not None:
        apart_told = telling.settled_by(apart, asked.top, numbers)
        told.append(Section("What would tell them apart", *apart_told))
    _answer(asked, found.model, {"verdict": compared, "next": apart}, told)
    return 0


def next_number(asked: argparse.Namespace) -> int:
    """Print the further numbers that would tell the readings apart best; give 1 without a reading.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["next", "sutskever2014", "--json"])
    >>> code, json.loads(out.getvalue())["questions"][0]["number"]["label"]
    (0, 'source_embedding + target_embedding')
    """
    found = solutions_of(asked)
    apart = settling(found)
    if found:
        _answer(asked, found.model, apart, telling.settled_by(apart, asked.top))
    else:
        from derive.cli.solving import show_nothing

        show_nothing(asked, found)
    return 0 if found else 1


def reconcile_counts(asked: argparse.Namespace) -> int:
    """Print how a printed figure and a measured count go together; give 0, or 1 when they do not.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["reconcile", "lenet5_1998", "--printed=60,000", "--count=61706", "--json"])
    >>> code, json.loads(out.getvalue())["pairs"][0]["cut"]
    (0, ['nearest', 'decimal', 'placeholders'])
    """
    model = read_paper(asked.paper)
    if not asked.row and model.configurations and not model.claims:
        rows = ", ".join(repr(row.name) for row in model.configurations[:8])
        raise UsageError(f"{model.name} has its claims in rows", advice=f"choose one: --row {rows}")
    count = exact_value(Printed.parse(asked.count))
    found = reconcile(
        model,
        printed=asked.printed,
        count=count,
        counts=asked.counts,
        row=asked.row,
        most=asked.top,
    )
    _answer(asked, model, found, telling.reconciled(found))
    return 0 if found.pairs else 1


def _answer(asked: argparse.Namespace, model: Model, fact: object, told: Sequence[Step]) -> None:
    if asked.json:
        print(json.dumps({"paper": model.name, **data(fact)}, indent=2, ensure_ascii=False))
    else:
        title = model.paper.title or model.name
        show_document(Document(title=title, steps=tuple(told)))
