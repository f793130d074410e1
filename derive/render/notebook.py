"""A write-up that a notebook shows by itself: the last line of a cell is enough."""

from __future__ import annotations

from dataclasses import dataclass

from derive.render import html, markdown, text
from derive.steps import Document


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with the representations that Jupyter and others ask for.

    >>> from derive.steps import Text
    >>> Shown(Document(title="", steps=(Text("7 layers"),)))
    7 layers
    """

    document: Document

    def _repr_html_(self) -> str:
        return html.part(self.document)

    def _repr_markdown_(self) -> str:
        return markdown.markdown(self.document)

    def __repr__(self) -> str:
        return text.text(self.document).rstrip()
