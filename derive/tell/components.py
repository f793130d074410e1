"""The library of components told as steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from derive.components.described import Argument, Described
from derive.formulas.tree import Name
from derive.papers.conventions import conventions
from derive.steps import (
    Cell,
    Code,
    Document,
    Emphasis,
    Equation,
    Line,
    Row,
    Section,
    Step,
    Table,
    Text,
    line,
)
from derive.tell.names import words

HEAD: tuple[Line, ...] = (("component",), ("counts",))


def components_told(found: Iterable[Described]) -> Document:
    """Tell components by family: the signature of each, and what it counts.

    >>> from derive.components import rms_norm
    >>> from derive.components.described import described
    >>> components_told([described(rms_norm, "normalisation")]).steps[0].steps[0].rows
    (((Code(text='rms_norm(width, *, scale=1, bias=0)'),), Name(name='width')),)
    """
    sections = [
        Section(
            title,
            Table(
                head=HEAD,
                rows=tuple(((Code(one.signature),), one.formula.written) for one in members),
                columns="ll",
            ),
        )
        for title, members in _families(found)
    ]
    more = Text(Code("derive components NAME"), " tells what each argument counts.")
    return Document(title="Components", steps=(*sections, more))


def index_told(found: Iterable[Described]) -> Document:
    """Tell components in one table, each called with no more than it needs.

    >>> from derive.components import rms_norm
    >>> from derive.components.described import described
    >>> index_told([described(rms_norm, "normalisation")]).steps[0].rows[1]
    ((Code(text='rms_norm(width, ...)'),), Name(name='width'))
    """
    rows: list[tuple[Cell, ...]] = []
    for title, members in _families(found):
        rows.append((line(Emphasis(title)), ()))
        rows += [((Code(one.call),), one.formula.written) for one in members]
    more = Text(
        "What may be left out is not shown: ",
        Code("derive components NAME"),
        " tells it, with what each argument counts.",
    )
    return Document(title="", steps=(Table(head=HEAD, rows=tuple(rows), columns="ll"), more))


def _families(found: Iterable[Described]) -> Iterator[tuple[str, list[Described]]]:
    """Give the title of each family, and its members."""
    for family, members in groupby(found, key=lambda one: one.family):
        title = words(family)
        yield title[0].upper() + title[1:], list(members)


def component_told(one: Described) -> Document:
    """Tell one component: what it counts, of which arguments, where it is from, an example.

    >>> from derive.components import rms_norm
    >>> from derive.components.described import described
    >>> told = component_told(described(rms_norm, "normalisation"))
    >>> told.title, told.steps[2].rows[0].sides
    ('rms_norm', (Name(name='rms_norm'), Name(name='width')))
    """
    return Document(title=one.name, steps=tuple(_steps(one)))


def _steps(one: Described) -> Iterator[Step]:
    yield Text(*_prose(one.says))
    yield Text(Code(one.signature))
    yield Equation(Row(sides=(Name(one.name), one.formula.written)))
    if one.whole != one.formula:
        yield Text("With every argument that it takes:")
        yield Equation(Row(sides=(Name(one.name), one.whole.written)))
    yield _arguments(one.arguments)
    yield from (Text(*_prose(note)) for note in (*one.notes, one.symbols) if note)
    yield Table(
        head=(("example",), ("count",)),
        rows=tuple(((Code(example.formula),), example.count) for example in one.examples),
        columns="lr",
    )
    yield Text("In a spec: ", Code(f'formula = "{one.examples[0].formula}"'), ".")
    yield from _conventions(one.name)
    if one.aliases:
        yield Text(f"Also found as {', '.join(one.aliases)}.")
    yield Text(*_prose(f"Source: {one.source}"))


def _prose(text: str) -> Line:
    """Give a docstring's words, with what stands between ` as it is typed."""
    parts = text.split("`")
    return line(*(Code(part) if at % 2 else part for at, part in enumerate(parts)))


def _arguments(arguments: Iterable[Argument]) -> Table:
    return Table(
        head=(("argument",), ("left out, it is",), ("it counts",)),
        rows=tuple(((Code(one.name),), (_default(one),), (one.counts,)) for one in arguments),
        columns="lll",
    )


def _default(one: Argument) -> str:
    if one.needed:
        return "needed"
    return "" if one.default is None else str(one.default)


def _conventions(name: str) -> Iterator[Text]:
    """Tell the ready-made assumptions whose numbers fit an argument of the component."""
    fitting = [
        (convention.name, ", ".join(convention.fits[name]))
        for convention in conventions().values()
        if not isinstance(convention.fits, str) and name in convention.fits
    ]
    if fitting:
        told = "; ".join(f"{convention} for {arguments}" for convention, arguments in fitting)
        yield Text(f"Ready-made assumptions fit it: {told}.")
