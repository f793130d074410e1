"""`derive show`: one paper's components, assumptions and claims."""

from __future__ import annotations

import argparse

from derive.cli.answer import Answer
from derive.cli.asked import model_of
from derive.data.papers import model_data
from derive.steps import Document


def show(asked: argparse.Namespace) -> Answer:
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
    model = model_of(asked)

    def document() -> Document:
        from derive.tell.model import overview

        return overview(model)

    return Answer(document=document, data=lambda: model_data(model))
