"""What a command answers, and the one way out for all of them.

give :: Answer, asked -> exit code     written in the format that was asked for
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from derive.data import answer, written
from derive.files import put
from derive.steps import Document

WIDEST = 100  # columns, however wide the terminal is
LINES = 120  # of an answer that is not asked for whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A document to read, the same as data for programs, and an exit code.

    Both are made when they are asked for. `texts` are the formats in which a command has an answer
    of its own making, shorter than its document: a line a paper, LaTeX with its own settings.
    """

    document: Callable[[], Document]
    data: Callable[[], Mapping[str, Any]]
    code: int = 0
    texts: Mapping[str, Callable[[], str]] | None = None


def give(found: Answer, asked: argparse.Namespace) -> int:
    """Write an answer where and how it was asked for, and give its exit code.

    >>> from derive.steps import Text
    >>> met = Answer(document=lambda: Document(title="", steps=(Text("Met."),)), data=dict)
    >>> give(met, argparse.Namespace(command="check", format="markdown", output=None, force=False))
    Met.
    0
    """
    put(_written(found, asked), asked.output, format=asked.format, force=asked.force)
    return found.code


def shortened(text: str, most: int = LINES) -> str:
    """Leave out the end of a long answer, and say how to see it.

    >>> print(shortened("one\\ntwo\\nthree\\nfour\\n", 3))
    one
    <BLANKLINE>
    3 more lines: the same command with --all
    <BLANKLINE>
    """
    lines = text.splitlines()
    if len(lines) <= most:
        return text
    kept = lines[: most - 2]
    left = len(lines) - len(kept)
    return "\n".join([*kept, "", f"{left} more lines: the same command with --all", ""])


def _written(found: Answer, asked: argparse.Namespace) -> str:
    own = (found.texts or {}).get(asked.format)
    if own is not None:
        return own()
    if asked.format == "json":
        return written(answer(asked.command, found.data()), indent=2) + "\n"
    if asked.format == "text":
        from derive.render.text import text

        width = min(WIDEST, shutil.get_terminal_size().columns)
        whole = text(found.document(), width=width) + "\n"
        return whole if asked.output or getattr(asked, "all", True) else shortened(whole)
    from derive.render import render

    return render(found.document(), asked.format)
