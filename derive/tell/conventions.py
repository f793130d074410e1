"""The library of conventions told as steps."""

from __future__ import annotations

from collections.abc import Iterable

from derive.papers.conventions import WORD, Convention
from derive.steps import Code, Document, Line, Table, Text
from derive.tell.model import options


def conventions_told(found: Iterable[Convention]) -> Document:
    """Tell the library: each convention's question and options, and where it stands in a spec.

    >>> from derive.papers.conventions import conventions
    >>> conventions_told([conventions()["lstm.bias"]]).steps[0].rows[0][0]
    (Code(text='lstm.bias'),)
    """
    found = list(found)
    rows = tuple(((Code(c.name),), (c.assumption.asks,), (options(c.assumption),)) for c in found)
    head: tuple[Line, ...] = (("convention",), ("question",), ("options (* is the usual)",))
    fitting: tuple[Line, ...] = (("convention",), ("as in",))
    return Document(
        title="Conventions",
        steps=(
            Table(head=head, rows=rows, columns="lll"),
            Table(
                head=fitting,
                rows=tuple(((Code(c.name),), (Code(c.formula or c.line),)) for c in found),
                columns="ll",
            ),
            Text(
                "In a spec, ",
                Code('use = "lstm.bias"'),
                " takes one under a name of your own; in another call than it fits, it is an "
                "error. ",
                Code("derive conventions NAME"),
                " tells more.",
            ),
        ),
    )


def _fits(convention: Convention) -> str:
    """Tell where the numbers of a convention fit."""
    if convention.fits == WORD:
        return "It is a word, for a claim or for all of [defaults]."
    if isinstance(convention.fits, str):
        return "It fits as a factor, and as no argument of a call."
    calls: dict[str, list[str]] = {}
    for call, names in convention.fits.items():
        for argument in names:
            calls.setdefault(argument, []).append(call)
    listed = "; ".join(f"{argument} of {', '.join(names)}" for argument, names in calls.items())
    return f"It fits {listed}, and no other argument."


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
            Text(_fits(convention)),
            Text("In a spec: ", Code(convention.line)),
            Text("A reader would assume ", Code(assumption.usual), " first."),
            Text(f"Source: {assumption.source}."),
            Text(f"Seen in: {', '.join(convention.evidence)}."),
        ),
    )
