"""`derive ask`: a question in one line, without a file."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from derive.cli.answer import Answer
from derive.cli.asked import Question
from derive.cli.otherwise import claimed
from derive.errors import UsageError
from derive.files import write_whole
from derive.model.changes import Changes
from derive.papers.asking import assignments, spec_of
from derive.papers.reading.reader import read_text
from derive.steps import Document
from derive.tell.otherwise import stated_sizes

QUESTION = "the question"


def ask(asked: argparse.Namespace) -> Answer:
    """Answer as `solve` does with a claim, and as `count` does without one.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["ask", "d*d*{1|2} + d", "d=1K", "--claim", "1.001M", "--json"])
    >>> found = json.loads(out.getvalue())
    >>> code, found["format"], found["solutions"], found["forced"]
    (0, 'derive-solve', 1, {'choice_1': '1'})
    """
    if asked.claim and asked.format == "csv":
        raise UsageError("only a count is a table of values", advice="leave out --format csv")
    values = assignments(asked.values)
    text = spec_of(asked.formula, values, [claimed(one) for one in asked.claim])
    model = read_text(text, "question", file=QUESTION)
    if asked.save:
        write_whole(Path(asked.save), text, force=asked.force)
    asked.paper, asked.command = asked.save or "-", "solve" if asked.claim else "count"
    answer = _answered(Question(asked=asked, stated=model, changes=Changes()))

    def document() -> Document:
        whole = answer.document()
        return replace(whole, title="", steps=(*stated_sizes(model), *whole.steps))

    return replace(answer, document=document)


def _answered(question: Question) -> Answer:
    """Ask what is wanted; only one of the two is imported."""
    if question.asked.claim:
        from derive.cli.solving import solved

        return solved(question, question.asked.top)
    from derive.cli.counting import answer
    from derive.explaining.counting import counting

    return answer(
        question.model, question.changes, [({}, counting(question.model, question.given))]
    )
