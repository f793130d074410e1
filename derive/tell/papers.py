"""The catalogue, and the families that a spec may start from, told as steps."""

from __future__ import annotations

from collections.abc import Iterable

from derive.papers.catalogue import Entry
from derive.papers.families.family import Family
from derive.steps import Code, Document, Table, Text


def catalogue_told(found: Iterable[Entry]) -> Document:
    """Tell the catalogue, a row a paper.

    >>> entry = Entry(key="t2014", title="T", year=2014, claims=1)
    >>> catalogue_told([entry]).steps[0].rows
    (((Code(text='t2014'),), ('2014',), ('1',), ('T',)),)
    """
    rows = tuple(
        ((Code(e.key),), (str(e.year or ""),), (str(e.claims),), (e.title,)) for e in found
    )
    head = (("paper",), ("year",), ("claims",), ("title",))
    return Document(title="The catalogue", steps=(Table(head=head, rows=rows, columns="llrl"),))


def families_told(found: Iterable[Family]) -> Document:
    """Tell the families, a row each, with the types of a config.json that they serve.

    >>> from derive.papers.families.family import family
    >>> families_told([family("t5")]).steps[0].rows[0][0]
    (Code(text='t5'),)
    """
    rows = tuple(((Code(one.key),), (one.title,), (", ".join(one.kinds),)) for one in found)
    head = (("family",), ("what it is",), ("types of a config.json",))
    return Document(
        title="What a spec may start from",
        steps=(
            Table(head=head, rows=rows, columns="lll"),
            Text(
                Code("derive init --from KEY"),
                " writes KEY.toml: a family, or the file of any paper of ",
                Code("derive list"),
                " as it is. A config.json needs no file at all: ",
                Code("derive count ./config.json"),
                " counts it, and ",
                Code("derive init --from ./config.json FILE"),
                " writes the spec that it stands for.",
            ),
        ),
    )
