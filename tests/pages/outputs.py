"""Write docs/cli.md anew, and the true outputs into the console blocks of README.md and docs/.

`python -m tests.pages outputs` does this; read the difference before you commit it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sybil import Document, Example
from sybil.example import SybilFailure

from tests.documents import (
    ROOT,
    Command,
    check_console,
    close_folder,
    examples,
    folder_of,
    open_folder,
    pages,
    run,
    spell,
)

CLI_PAGE = ROOT / "docs" / "cli.md"
CLI_HEAD = """\
# The command line

<!-- Written by `python -m tests.pages` from the commands' own --help. -->

A paper is given as a key of the catalogue, as a path, or as `-` for standard input. Exit codes:
0 the claims are reproduced, 1 nothing reproduces them, 2 the call is wrong, or a file, or a limit
is reached, 3 a fault of `derive` (`DERIVE_DEBUG=1` in the environment shows the traceback), 130
interrupted.
"""


def cli_page() -> str:
    """Return what docs/cli.md should be."""
    with TemporaryDirectory() as folder:
        calls = ["derive --help", *(f"derive {name} --help" for name in command_names())]
        done = run([Command(call, "") for call in calls], Path(folder))
    return CLI_HEAD + "".join(
        f"\n## {line.removesuffix(' --help')}\n\n```text\n{output.rstrip()}\n```\n"
        for line, output in done
    )


def command_names() -> list[str]:
    """List the commands of `derive`, in the order of its help."""
    from derive.cli.arguments import parser

    return [
        name
        for action in parser()._actions
        if isinstance(action, argparse._SubParsersAction)
        for name in action.choices
    ]


def rewritten(path: Path) -> str:
    """Return a page with the true outputs in its console blocks."""
    document = Document.parse(str(path), examples)
    open_folder(document.namespace)
    try:
        text, end = "", 0
        for example, new in list(blocks(document)):
            text += document.text[end : example.start] + new
            end = example.end
        return text + document.text[end:]
    finally:
        close_folder(document.namespace)


def blocks(document: Document) -> Iterator[tuple[Example, str]]:
    """Run a page's examples; give each console block with its new text."""
    for example in document.examples():
        if example.region.evaluator is check_console:
            old = document.text[example.start : example.end]
            yield example, refilled(old, spell(run(example.parsed, folder_of(example))))
            continue
        try:
            example.evaluate()
        except SybilFailure as failure:
            print(failure, file=sys.stderr)


def refilled(block: str, body: str) -> str:
    r"""Replace what is between the fences of a block, which may be indented.

    >>> refilled("  ```console\n  $ echo a\n  ```", "$ echo a\na\n")
    '  ```console\n  $ echo a\n  a\n  ```'
    """
    first, *_, last = block.splitlines(keepends=True)
    indent = re.match(r"\s*", last)[0]
    lines = (indent * bool(line.strip()) + line for line in body.splitlines(keepends=True))
    return first + "".join(lines) + last


def main() -> None:
    """Write the page of the command line, then the outputs of every page."""
    replace(CLI_PAGE, cli_page())
    for path in dict.fromkeys([CLI_PAGE, *pages()]):
        replace(path, rewritten(path))


def replace(path: Path, text: str) -> None:
    """Write a page if it changed, and say so."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        print(f"rewrote {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}")
