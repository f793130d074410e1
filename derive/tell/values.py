"""The document that a value is in a notebook."""

from __future__ import annotations

from derive.model.model import Model
from derive.notebook import Shown
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions
from derive.steps import Document
from derive.tell.model import overview
from derive.tell.readings import reading_told, solutions_told


def told(value: Shown) -> Document:
    """Give the document of a model, its solutions or a reading; a document is its own.

    >>> told(Model(name="nothing yet")).title
    'nothing yet'
    """
    match value:
        case Document():
            return value
        case Model():
            return overview(value)
        case Solutions():
            return solutions_told(value)
        case Reading():
            return reading_told(value)
    raise TypeError(f"nobody tells a {type(value).__name__}")
