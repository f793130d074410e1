"""`derive show`: one paper's components, assumptions and claims."""

from __future__ import annotations

import argparse

from derive.cli.answer import Answer
from derive.cli.asked import question_of
from derive.cli.starting import source_of
from derive.data.papers import model_data
from derive.errors import BudgetError, UsageError
from derive.files import put
from derive.model.case import Case
from derive.model.model import Model
from derive.steps import Document


def show(asked: argparse.Namespace) -> Answer | int:
    """Answer with what a paper states, leaves open, counts and claims.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["show", "sutskever2014", "--json"])
    >>> code, json.loads(out.getvalue())["components"]["softmax"]["means"]
    (0, 'matrix and bias of the output')
    """
    if asked.source:
        return _source(asked)
    question = question_of(asked)
    model = question.model

    def document() -> Document:
        from derive.tell.model import overview

        return overview(model, _declared(model))

    return question.opened(
        Answer(document=document, data=lambda: model_data(model, _declared(model)))
    )


def _source(asked: argparse.Namespace) -> int:
    """Write the file of a paper, or of a family, as it is."""
    if asked.format != "text":
        raise UsageError(
            "--source is the file as it is", advice=f"leave out --source, or {asked.format}"
        )
    put(source_of(asked.paper), asked.output, force=asked.force)
    return 0


def _declared(model: Model) -> Case | None:
    """Give the declared case, None where there is none or unknowns make it too much to count."""
    if not model.declared:
        return None
    from derive.explaining.declared import declared_case

    try:
        return declared_case(model)[0]
    except BudgetError:
        return None
