"""Write-ups in each format.

    latex.fragment, latex.standalone :: Document, LatexOptions -> str      latex.macros
    text.text                        :: Document, width -> str
    markdown.markdown                :: Document -> str
    html.page, html.part             :: Document -> str
    json.json                        :: Document -> str

`render` chooses by the name of the format.

>>> from derive.steps import Document, Text
>>> print(render(Document(title="", steps=(Text("100%"),)), "markdown"), end="")
100%
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.errors import UsageError
from derive.render import html, json, latex, markdown, text
from derive.render.options import LatexOptions
from derive.steps import Document

__all__ = ["FORMATS", "LatexOptions", "render"]

FORMATS: Mapping[str, Callable[[Document], str]] = {
    "latex": latex.fragment,
    "standalone": latex.standalone,
    "markdown": markdown.markdown,
    "text": text.text,
    "html": html.page,
    "json": json.json,
}


def render(document: Document, format: str = "text") -> str:
    """Write a document in a format, with the format's usual options.

    >>> render(Document(title=""), "pdf")
    Traceback (most recent call last):
    derive.errors.UsageError: there is no format 'pdf'; use latex, standalone, markdown, text, ...
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}", advice=f"use {', '.join(FORMATS)}")
    return FORMATS[format](document)
