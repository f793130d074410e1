"""The catalogue told as steps."""

from __future__ import annotations

from collections.abc import Iterable

from derive.papers.catalogue import Entry
from derive.steps import Code, Document, Table


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
