"""What a notebook shows of a value that can be told as a document.

Renderers are imported when a notebook asks, not with the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derive.steps import Document


class Shown:
    """A value that Jupyter, IPython and nbconvert show: each asks for the format it can take.

    >>> from derive.steps import Document, Text
    >>> class Count(Shown):
    ...     def told(self):
    ...         return Document(title="", steps=(Text("7 layers & more"),))
    >>> "<p>7 layers &amp; more</p>" in Count()._repr_html_()
    True
    """

    __slots__ = ()

    def told(self) -> Document:
        """Give the document that is shown."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        from derive.render.html import part

        return part(self.told())

    def _repr_latex_(self) -> str:
        """Give a fragment: what nbconvert puts into its LaTeX, which has the packages it needs."""
        from derive.render.latex import fragment

        return fragment(self.told())

    def _repr_markdown_(self) -> str:
        from derive.render.markdown import markdown

        return markdown(self.told())

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        from derive.render.text import text

        printer.text(text(self.told()).rstrip())
