"""`derive conventions`: the library of ready-made assumptions."""

from __future__ import annotations

import argparse
import json
from difflib import get_close_matches

from derive.cli.screen import show_document
from derive.errors import UsageError
from derive.papers.conventions import Convention, conventions
from derive.steps import Code, Document, Line, Table, Text


def show_conventions(asked: argparse.Namespace) -> int:
    """Print the library, or one convention of it.

    Raises UsageError for a convention that does not exist.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["conventions", "lstm.bias", "--json"])
    >>> code, json.loads(out.getvalue())["conventions"][0]["options"]
    (0, {'none': ['0'], 'one': ['1'], 'two': ['2']})
    """
    found = [_named(asked.name)] if asked.name else list(conventions().values())
    if asked.json:
        told = {"conventions": [_description(one) for one in found]}
        print(json.dumps(told, indent=2, ensure_ascii=False))
    elif asked.name:
        show_document(_one(found[0]))
    else:
        show_document(_all(found))
    return 0


def _named(name: str) -> Convention:
    known = conventions()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    advice = f"did you mean {near[0]}?" if near else "`derive conventions` lists them"
    raise UsageError(f"there is no convention {name!r}", advice=advice)


def _all(found: list[Convention]) -> Document:
    rows = tuple(((Code(c.name),), (c.assumption.asks,), (_options(c),)) for c in found)
    head: tuple[Line, ...] = (("convention",), ("question",), ("options (* is the usual)",))
    return Document(
        title="Conventions",
        steps=(
            Table(head=head, rows=rows, columns="lll"),
            Text(
                "In a spec, ",
                Code('use = "lstm.bias"'),
                " takes one; ",
                Code("derive conventions NAME"),
                " tells more.",
            ),
        ),
    )


def _options(convention: Convention) -> str:
    usual = convention.assumption.usual
    return ", ".join(o + "*" if o == usual else o for o in convention.assumption.names)


def _one(convention: Convention) -> Document:
    assumption = convention.assumption
    rows = tuple(
        (
            (Code(option.name),),
            (", ".join(str(f) for f in option.sets.values()) or "a word",),
            (", ".join(f for f, o in convention.frameworks.items() if o == option.name),),
            (option.reason,),
        )
        for option in assumption.options
    )
    head: tuple[Line, ...] = (("option",), ("value",), ("frameworks",), ("reason",))
    return Document(
        title=convention.name,
        steps=(
            Text(assumption.asks),
            Table(head=head, rows=rows, columns="lrll"),
            Text("A reader would assume ", Code(assumption.usual), " first."),
            Text(f"Source: {assumption.source}."),
            Text(f"Seen in: {', '.join(convention.evidence)}."),
        ),
    )


def _description(convention: Convention) -> dict[str, object]:
    return {
        "name": convention.name,
        "asks": convention.assumption.asks,
        "options": {
            option.name: [str(formula) for formula in option.sets.values()]
            for option in convention.assumption.options
        },
        "usual": convention.assumption.usual,
        "reasons": dict(convention.assumption.reasons),
        "frameworks": dict(convention.frameworks),
        "source": convention.assumption.source,
        "evidence": list(convention.evidence),
    }
