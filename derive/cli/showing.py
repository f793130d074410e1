"""`derive show`: one paper's components, assumptions and claims."""

from __future__ import annotations

import argparse
import json

from derive.cli.asked import model_of
from derive.cli.screen import show_document
from derive.model.model import Model


def show(asked: argparse.Namespace) -> int:
    """Print what a paper states, leaves open, counts and claims; give 0.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["show", "sutskever2014", "--json"])
    >>> code, json.loads(out.getvalue())["components"]["softmax"]["means"]
    (0, 'matrix and bias of the output')
    """
    model = model_of(asked)
    if asked.json:
        print(json.dumps(_description(model), indent=2, ensure_ascii=False))
    else:
        from derive.tell.model import overview

        show_document(overview(model))
    return 0


def _description(model: Model) -> dict[str, object]:
    """Give the documented JSON of a model (docs/json.md)."""
    return {
        "paper": model.name,
        "title": model.paper.title,
        "hyperparameters": {
            h.name: {"value": h.value, "means": h.means} for h in model.known.values()
        },
        "assumptions": {
            a.name: {"asks": a.asks, "options": list(a.names), "usual": a.usual}
            for a in model.assumptions
        },
        "components": {
            c.name: {"formula": str(c.formula), "means": c.means, "counted": c.counted}
            for c in model.components
        },
        "claims": [
            {
                "name": one.name,
                "printed": one.claim.printed + one.claim.scale,
                "counts": str(one.claim.counts),
                "match": one.claim.match,
                "where": one.claim.where,
                "configuration": one.row.name,
            }
            for one in model.claimed
        ],
    }
