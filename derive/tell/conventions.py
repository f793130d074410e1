"""The library of conventions told as steps."""

from __future__ import annotations

from collections.abc import Iterable

from derive.papers.conventions import Convention
from derive.steps import Code, Document, Line, Table, Text
from derive.tell.model import options


def conventions_told(found: Iterable[Convention]) -> Document:
    """Tell the library: each convention's question and options.

    >>> from derive.papers.conventions import conventions
    >>> conventions_told([conventions()["lstm.bias"]]).steps[0].rows[0][0]
    (Code(text='lstm.bias'),)
    """
    rows = tuple(((Code(c.name),), (c.assumption.asks,), (options(c.assumption),)) for c in found)
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


def convention_told(convention: Convention) -> Document:
    """Tell one convention: what each option is worth, who does so, and why.

    >>> from derive.papers.conventions import conventions
    >>> convention_told(conventions()["lstm.bias"]).title
    'lstm.bias'
    """
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
