"""A script for the explorer's line mode, answered as text and as JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from derive.explore.lines import converse, stream
from derive.explore.state import begin
from derive.files import write_whole
from derive.papers.reading import read_text
from tests.fuzz.outcome import is_safe
from tests.fuzz.small import SMALL

WRITES = "derive.explore.export.write_whole"
WORDS = (
    "show", "pin ", "unpin ", "why ", "next", "loosen ", "undo", "redo", "clear", "export ",
    "help", "quit", "latex", "json", "command", "exact", "printed", "bias", "reads", "tied",
    "copies", "@GPT small", "extra", "none", "one", "two of them", "three", "top", "all", "yes",
    "cut", "split", "heads", "nearest", "down", "no", "some", "=", "#", "~nobody", '"', "\\",
)  # fmt: skip
SEEDS = (
    "\x00pin bias two\nwhy reads all\nnext\nshow\nundo\nredo\nexport command\n",
    "\x04loosen\nloosen exact\nshow tied\npin tied=yes\nexport json\nclear\nnext",
    "\x00pin reads top\npin bias none\nexport latex\nunpin bias\nexport latex a.tex\nquit",
    '\x0dpin "copies@GPT small" "two of them"\nshow copies\npin copies one\nshow\nwhy tied yes',
    "\x01pin copies three\npin tied yes\nnext\nexport json # a remark\nhelp\nundo\n",
    "\x0enext\nshow\npin bias one\nwhy extra some\nexport latex\npin extra none\nexport command",
    "\x03pin split heads\nwhy cut down\nnext\nloosen\nshow\npin cut nearest\nexport latex",
    "\x00pni bias\npin bias nope\nundo it\nexport latx\npin 'a\nexport json ~nobody\nwhy \xff\xff",
)  # fmt: skip


def answer_lines(raw: bytes) -> None:
    r"""Answer a script: the first byte says of which model, and by which face.

    >>> answer_lines(b"\x00pin bias two")
    """
    kind = raw[0] if raw else 0
    script, told = io.StringIO(raw[1:].decode("utf-8", "replace")), io.StringIO()
    start = begin(read_text(SMALL[kind % 4]), paper="my.toml")
    face = (converse, stream)[kind // 4 % 2]
    with TemporaryDirectory() as folder, patch(WRITES, _inside(folder)):
        assert face(start, script, told) in (0, 2)
    if face is converse:
        assert is_safe(told.getvalue())
    else:
        assert all(json.loads(line)["line"] for line in told.getvalue().split("\n")[:-1])


def _inside(folder: str) -> Callable[..., None]:
    """Give what writes a file into a folder that is removed, wherever it was meant to be."""

    def write(path: Path, text: str, **words: str) -> None:
        write_whole(Path(folder) / path.name, text, **words)

    return write


def scripts() -> Iterator[bytes]:
    """Give scripts with every command."""
    return (seed.encode("latin-1") for seed in SEEDS)
