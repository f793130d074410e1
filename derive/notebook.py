"""What a notebook shows of a value.

Everything that tells and renders lies above the values; a value reaches it by name, and only when
a notebook asks. This is the one place that does so.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Shown:
    """A value that Jupyter, IPython and nbconvert show: each asks for the format it can take.

    >>> from derive.steps import Document, Text
    >>> "<p>7 layers &amp; more</p>" in Document(
    ...     title="", steps=(Text("7 layers & more"),)
    ... )._repr_html_()
    True
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return self._shown("html", "part")

    def _repr_latex_(self) -> str:
        """Give a fragment: what nbconvert puts into its LaTeX, which has the packages it needs."""
        return self._shown("latex", "fragment")

    def _repr_markdown_(self) -> str:
        return self._shown("markdown", "markdown")

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(self._shown("text", "text").rstrip())

    def _shown(self, format: str, renderer: str) -> str:
        document = import_module("derive.tell.values").told(self)
        rendered: str = getattr(import_module(f"derive.render.{format}"), renderer)(document)
        return rendered
