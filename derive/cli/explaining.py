"""`derive explain`, `compare`, `next` and `reconcile`: why a number is what it is."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from derive.cli.answer import Answer
from derive.cli.asked import Question, question_of
from derive.cli.solving import nothing
from derive.data.answers import declaration_data
from derive.data.facts import data
from derive.errors import UsageError
from derive.explaining.declared import declaration
from derive.explaining.explanation import explain, explain_reading
from derive.explaining.given import reading_at
from derive.explaining.reconcile import reconcile
from derive.explaining.settling import settling
from derive.explaining.verdicts import verdict
from derive.model.case import declared
from derive.model.model import Model
from derive.printed import Printed, exact_value
from derive.solver.solutions import Solutions
from derive.steps import Document, Step
from derive.tell import facts as telling
from derive.tell.declared import compared, gives, stands
from derive.tell.reconciling import reconciled
from derive.tell.settling import settled_by, told_apart
from derive.tell.verdicts import compared as compared_told


def explain_set(asked: argparse.Namespace) -> Answer:
    """Answer with the sum behind each claim; the code is 1 where one of them is missed.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["explain", "sutskever2014", "--given", "gate_bias=one", "--json"])
    >>> code, [miss["by"] for miss in json.loads(out.getvalue())["misses"]]
    (1, [32000, 32000, 16000, 16000])
    """
    question = question_of(asked)
    found = question.solutions(options=False)
    if asked.reading:
        told = explain_reading(found, asked.reading)
    else:
        told = explain(found, question.given)

    def steps() -> list[Step]:
        own = declared(found.model)
        said = stands(declaration(found)) if asked.reading else compared(own, told.case, told.given)
        return [*said, *telling.explained(told)]

    return _answer(question, found, told, steps, 0 if told.fits else 1)


def compare(asked: argparse.Namespace) -> Answer:
    """Answer with the verdict on two readings, and what would tell them apart.

    Raises UsageError for a reading that does not exist.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["compare", "sutskever2014", "1", "2", "--json"])
    >>> code, json.loads(out.getvalue())["verdict"]["kind"]
    (0, 'coincident')
    """
    question = question_of(asked)
    found = question.solutions()
    numbers = (asked.first, asked.second)
    both = [reading_at(found, number) for number in numbers]
    names = (f"reading {asked.first}", f"reading {asked.second}")
    judged = verdict(*both)
    apart = settling(found, [reading.packed for reading in both]) if both[0] != both[1] else None

    def told() -> list[Step]:
        steps = compared_told(judged, names)
        if apart is None:
            return [*steps, *stands(declaration(found))]
        return [*steps, told_apart(apart, asked.top, numbers), *stands(declaration(found))]

    return _answer(question, found, {"verdict": judged, "next": apart}, told)


def next_number(asked: argparse.Namespace) -> Answer:
    """Answer with the further numbers that would tell the readings apart best.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["next", "sutskever2014", "--json"])
    >>> code, json.loads(out.getvalue())["questions"][0]["number"]["label"]
    (0, 'source_embedding + target_embedding')
    """
    question = question_of(asked)
    found = question.solutions()
    if not found:
        return question.opened(nothing(found))
    apart = settling(found, suppose=asked.hypothetical)
    return _answer(
        question, found, apart, lambda: [*settled_by(apart, asked.top), *stands(declaration(found))]
    )


def reconcile_counts(asked: argparse.Namespace) -> Answer:
    """Answer how a printed figure and a measured count go together.

    The code is 1 if not at all, 2 where that was too much to find out.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["reconcile", "lenet5_1998", "--printed=60,000", "--count=61706", "--json"])
    >>> code, json.loads(out.getvalue())["pairs"][0]["cut"]
    (0, ['nearest', 'decimal', 'placeholders'])
    """
    question = question_of(asked)
    model, row = question.model, _one_row(question)
    count = _measured(asked.count)
    found = reconcile(
        model,
        printed=asked.printed,
        count=count,
        counts=asked.counts,
        row=row,
        most=asked.top,
    )
    code = 0 if found.pairs else 1 if found.complete else 2
    return question.opened(
        Answer(
            document=lambda: _document(model, [*reconciled(found), *gives(found.declared)]),
            data=lambda: {"paper": model.name, **data(found)},
            code=code,
        )
    )


def _one_row(question: Question) -> str:
    """Give the row that both numbers belong to, "" for the paper's own claims."""
    stated, chosen = question.stated, question.changes.rows
    if not chosen and stated.configurations and not stated.claims:
        rows = ", ".join(repr(row.name) for row in stated.configurations[:8])
        raise UsageError(
            f"{stated.name} has its claims in rows", advice=f"choose one: --row {rows}"
        )
    if len(chosen) > 1:
        raise UsageError(
            "a printed figure and a count belong to one row", advice=f"choose one of {chosen}"
        )
    return "".join(chosen)


def _measured(text: str) -> int:
    """Read a count to the last digit; one that is rounded explains nothing."""
    printed = Printed.parse(text)
    if printed.power or printed.exponent or printed.about:
        raise UsageError(
            f"--count {text} is a rounded figure, and a measured count has all its digits",
            advice=f"write the whole number, or give it as --printed {text}",
        )
    return exact_value(printed)


def _answer(
    question: Question,
    found: Solutions,
    fact: object,
    told: Callable[[], Sequence[Step]],
    code: int = 0,
) -> Answer:
    return question.opened(
        Answer(
            document=lambda: _document(found.model, told()),
            data=lambda: {
                "paper": found.model.name,
                **data(fact),
                "declared": declaration_data(declaration(found)),
            },
            code=code,
        )
    )


def _document(model: Model, steps: Sequence[Step]) -> Document:
    return Document(title=model.paper.title or model.name, steps=tuple(steps))
