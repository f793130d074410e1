"""Print a document for the terminal that is there."""

from __future__ import annotations

import shutil

from derive.render.text import text
from derive.steps import Document


def show_document(document: Document) -> None:
    """Print a document as wide as the terminal, 100 columns at most.

    >>> from derive.steps import Text
    >>> show_document(Document(title="Verdict", steps=(Text("Every claim is met."),)))
    Verdict
    =======
    <BLANKLINE>
    Every claim is met.
    <BLANKLINE>
    """
    print(text(document, width=min(100, shutil.get_terminal_size().columns)))
