"""How large the house is: `python -m tests.measure [FOLDER]` prints its rooms, lines and functions.

Code is what is left of a file without docstrings, comments and blank lines; a function is as long
as its lines of code, from `def` to its end, what is inside it included.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tabulate import tabulate

from tests.documents import ROOT

NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


COLUMNS = (
    "files",
    "lines",
    "code",
    "docstrings",
    "comments",
    "functions",
    "median",
    "ninth",
    "most",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One file."""

    room: str
    lines: int
    code: int
    docstrings: int
    comments: int
    functions: tuple[int, ...]


def measured(text: str, room: str = "") -> Measured:
    """Measure the text of a file."""
    tree = ast.parse(text)
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    documented = set(_documented(tree))
    code = {
        line
        for token in tokens
        if token.type not in NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    } - documented
    comments = {token.start[0] for token in tokens if token.type == tokenize.COMMENT} - code
    return Measured(
        room=room,
        lines=len(text.splitlines()),
        code=len(code),
        docstrings=len(documented),
        comments=len(comments),
        functions=tuple(
            len(code & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)))
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ),
    )


def _documented(tree: ast.Module) -> Iterator[int]:
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for node in ast.walk(tree):
        if isinstance(node, kinds) and ast.get_docstring(node) is not None:
            first = node.body[0]
            yield from range(first.lineno, (first.end_lineno or first.lineno) + 1)


def house(package: Path) -> list[Measured]:
    """Measure every file of a package; a file at its top is a room of its own."""
    return [
        measured(path.read_text(encoding="utf-8"), path.relative_to(package).parts[0])
        for path in sorted(package.rglob("*.py"))
    ]


def row(name: str, files: Sequence[Measured]) -> tuple[str, ...]:
    """Give the sizes of some files together."""
    lengths = sorted(length for one in files for length in one.functions)
    ninth = lengths[int(0.9 * len(lengths))] if lengths else 0
    numbers: Iterable[object] = (
        len(files),
        sum(one.lines for one in files),
        sum(one.code for one in files),
        sum(one.docstrings for one in files),
        sum(one.comments for one in files),
        len(lengths),
        int(median(lengths)) if lengths else 0,
        ninth,
        max(lengths, default=0),
    )
    return (name, *(f"{number:,}" for number in numbers))


def report(package: Path) -> str:
    """Give the table: a row a room, and all of them."""
    files = house(package)
    rooms = sorted({one.room for one in files})
    rows = [row(room, [one for one in files if one.room == room]) for room in rooms]
    head = [
        "room",
        "files",
        "lines",
        "code",
        "docstrings",
        "comments",
        "functions",
        "median",
        "ninth",
        "longest",
    ]
    total = row(f"{len(rooms)} rooms", files)
    alignment = ("left", *["right"] * (len(head) - 1))
    return tabulate([*rows, total], head, disable_numparse=True, colalign=alignment)


if __name__ == "__main__":
    print(report(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "derive"))
