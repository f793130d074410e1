"""Write-ups in each format: a file a format, and a row here.

    latex.fragment, latex.standalone :: Document, LatexOptions -> str      latex.macros
    text.text                        :: Document, width -> str
    markdown.markdown                :: Document -> str
    html.page, html.part             :: Document -> str
    json.json                        :: Document -> str

`render` chooses by the name of the format, and imports no other.

>>> from derive.steps import Document, Text
>>> print(render(Document(title="", steps=(Text("100%"),)), "markdown"), end="")
100%
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from derive.errors import UsageError

if TYPE_CHECKING:
    from derive.steps import Document

# Where each format is written, with its usual options.
FORMATS: Mapping[str, str] = {
    "text": "derive.render.text:text",
    "markdown": "derive.render.markdown:markdown",
    "latex": "derive.render.latex:fragment",
    "html": "derive.render.html:page",
    "json": "derive.render.json:json",
}


def render(document: Document, format: str = "text") -> str:
    """Write a document in a format, with the format's usual options.

    >>> from derive.steps import Document
    >>> render(Document(title=""), "pdf")
    Traceback (most recent call last):
    derive.errors.UsageError: there is no format 'pdf'; use text, markdown, latex, html, json
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}", advice=f"use {', '.join(FORMATS)}")
    home, _, name = FORMATS[format].partition(":")
    written: str = getattr(import_module(home), name)(document)
    return written
