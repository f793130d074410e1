"""Run the examples of README.md and docs/*.md.

Three kinds of fenced block are examples; all other blocks are only text:

- `python` and `pycon`: with `>>>` prompts a doctest, without them a script that must not raise;
- `console`: lines `$ COMMAND` (a line `> MORE` goes on with the one before), run by bash; what
  follows each is everything it prints, compared exactly; `$ echo $?` gives the exit code of the
  line before;
- any block right after a line `<!-- file: NAME -->` is written to that file.

A page has a folder of its own, in which its examples run from top to bottom, 80 columns wide and
without colour. `python -m tests.pages` puts the true outputs into the `console` blocks.

This module is a plugin of pytest, named in pyproject.toml.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "__folder__"  # where a page's namespace keeps the page's folder
SECONDS = 300

fences = FencedCodeBlockLexer(
    language=r"[^\n]*?", mapping={"language": "language", "source": "source"}
)
file_name = re.compile(r"<!-- file: (\S+) -->\s*\Z")
doctests = DocTestStringParser(DocTestEvaluator())
script = PythonEvaluator()


class Command(NamedTuple):
    """One `$` line of a console block and what the page says it prints."""

    line: str
    output: str


class Listing(NamedTuple):
    """A file that a page shows."""

    name: str
    text: str


def pages() -> list[Path]:
    """List the pages whose examples run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


# Reading a page


def examples(document: Document) -> Iterator[Region]:
    """Find the examples of a page: what Sybil calls a parser."""
    for block in fences(document):
        language, source = block.lexemes["language"], str(block.lexemes["source"])
        named = file_name.search(document.text, 0, block.start)
        if named:
            yield Region(block.start, block.end, Listing(named[1], source), write_listing)
        elif language == "console":
            yield Region(block.start, block.end, commands(source), check_console)
        elif language in ("python", "pycon") and source.startswith(">>>"):
            for region in doctests(source, document.path):
                region.adjust(block, block.lexemes["source"])
                region.evaluator = in_folder(doctests.evaluator)
                yield region
        elif language == "python":
            block.parsed, block.evaluator = block.lexemes["source"], in_folder(script)
            yield block


def commands(source: str) -> list[Command]:
    """Split a console block into its commands.

    >>> commands("$ echo a \\\\\\n> b\\na b\\n$ true\\n")
    [Command(line='echo a \\\\\\nb', output='a b\\n'), Command(line='true', output='')]
    """
    found: list[Command] = []
    for line in source.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append(Command(line[2:].rstrip("\n"), ""))
        elif not found:
            raise ValueError(f"a console block begins with `$ COMMAND`, not with {line!r}")
        elif line.startswith("> ") and not found[-1].output:
            found[-1] = Command(f"{found[-1].line}\n{line[2:]}".rstrip("\n"), "")
        else:
            found[-1] = Command(found[-1].line, found[-1].output + line)
    return found


def spell(found: list[Command]) -> str:
    """Write commands as the text of a console block."""
    return "".join("$ " + line.replace("\n", "\n> ") + "\n" + output for line, output in found)


# Running it


def run(found: list[Command], folder: Path) -> list[Command]:
    """Run commands one after the other and return them with what they really print."""
    done, status = [], 0
    for command in found:
        result = subprocess.run(
            ["bash", "-c", f"(exit {status}); {command.line}"],
            cwd=folder,
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        status = result.returncode
        unended = result.stdout != "" and not result.stdout.endswith("\n")
        done.append(Command(command.line, result.stdout + "\n" * unended))
    return done


def environment(folder: Path) -> dict[str, str]:
    """Return the variables that examples run with; `derive` is the one of this checkout."""
    shim = folder / ".bin" / "derive"
    if not shim.exists():
        shim.parent.mkdir()
        shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m derive "$@"\n')
        shim.chmod(0o755)
    return {
        "PATH": f"{shim.parent}:{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "LINES": "24",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }


def check_console(example: Example) -> str:
    """Run a console block; return the difference from what the page says, or nothing."""
    said, done = spell(example.parsed), spell(run(example.parsed, folder_of(example)))
    if said == done:
        return ""
    change = difflib.unified_diff(said.splitlines(), done.splitlines(), "page", "run", lineterm="")
    return "\n".join([*change, "(python -m tests.pages writes the true outputs)"])


def write_listing(example: Example) -> None:
    """Write a file that the page shows into the page's folder."""
    path = folder_of(example) / example.parsed.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(example.parsed.text, encoding="utf-8")


def in_folder(evaluate: Any) -> Any:
    """Make an evaluator run in the page's folder."""

    def evaluate_there(example: Example) -> Any:
        with contextlib.chdir(folder_of(example)):
            return evaluate(example)

    return evaluate_there


def folder_of(example: Example) -> Path:
    """Return the folder of an example's page."""
    return Path(example.namespace[FOLDER].name)


def open_folder(namespace: dict[str, Any]) -> None:
    """Give a page its folder."""
    namespace[FOLDER] = tempfile.TemporaryDirectory(prefix="derive-page-")


def close_folder(namespace: dict[str, Any]) -> None:
    """Take the page's folder away."""
    namespace.pop(FOLDER).cleanup()


pytest_collect_file = Sybil(
    [examples],
    path=str(ROOT),
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    setup=open_folder,
    teardown=close_folder,
).pytest()


class ByPage(LoadScopeScheduling):
    """Hands out tests one by one, but a page whole: each example goes on where the last ended.

    xdist's own `loadgroup` marks a group in an attribute that pytest 9.2 no longer reads.
    """

    def _split_scope(self, nodeid: str) -> str:
        page = nodeid.partition("::")[0]
        return page if page.endswith(".md") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPage:
    """Say how the tests are shared among the processes."""
    return ByPage(config, log)


# Modules of the package that stand on an extra: without it there is nothing of them to test.
EXTRAS = {"textual": ("dialogs.py", "panes.py", "screen.py")}


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the screen's modules out where Textual is not installed; the line mode stays."""
    for extra, names in EXTRAS.items():
        if collection_path.parent == ROOT / "derive" / "explore" and collection_path.name in names:
            return find_spec(extra) is None or None
    return None
