"""A document about a model that a notebook shows by itself."""

from __future__ import annotations

from dataclasses import dataclass

from derive.derivation.naming import citation, names
from derive.model import Model
from derive.notebook import Shown
from derive.steps import Document, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Writeup(Shown, Document):
    """A document with the representations that Jupyter and others ask for."""

    def told(self) -> Document:
        """Give the document that is shown: itself."""
        return self


def writeup(title: str, model: Model, steps: tuple[Step, ...]) -> Writeup:
    """Give a document with the names and the citation of a model.

    >>> "<h1>1 &lt; 2</h1>" in writeup("1 < 2", Model(), ())._repr_html_()
    True
    """
    return Writeup(title=title, steps=steps, names=names(model), citation=citation(model))
