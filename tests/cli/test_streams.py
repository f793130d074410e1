"""Every command on streams that are closed, full, cut off, or of an encoding that lacks much.

A run of Python answers all commands, one after the other, with streams made as the table says: the
examples of `derive.cli.commands`, so that a new command is tried by being there.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from derive.cli.commands import COMMANDS
from derive.papers.catalogue import path_of
from tests.documents import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="streams are closed and filled the Unix way"),
]

# Each call has the streams as they were at the start; its code, and where its output ends.
ANSWER_ALL = """
import json, os, sys
from derive.cli import main
report, calls = sys.argv[1], json.loads(sys.argv[2])
ends = [(place, os.dup(place)) for place in (1, 2) if (sys.stdout, sys.stderr)[place - 1]]
found = []
for call in calls:
    for place, kept in ends:
        os.dup2(kept, place)
    if sys.stdin:
        os.lseek(0, 0, 0)
        sys.stdin = open(0, closefd=False)
    code = main(call)
    found.append([code, os.fstat(1).st_size if sys.stdout else 0])
with open(report, "w") as file:
    json.dump(found, file)
"""
SCRIPT = "show\npin tied no\nnext\nexport json\npin größe no\nwhy gate_bias one\n"
TEXT = [shlex.split(one.example)[1:] for one in COMMANDS]
# What goes to a file, and how: in JSON the answer itself is looked at.
FILED = {"--standalone", "-o", "count.tex", "--from", "llama", "my-model.toml"}
JSON = [[*(word for word in words if word not in FILED), "--json"] for words in TEXT]
ENCODINGS: Mapping[str, Mapping[str, str]] = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "cp932": {"PYTHONIOENCODING": "cp932"},
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "utf-16-le": {"PYTHONIOENCODING": "utf-16-le"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


class Told(NamedTuple):
    """What one call gave: its code, and what it wrote to standard output."""

    code: int
    out: bytes


class Run(NamedTuple):
    """What all calls gave, with what stands on standard error in the end."""

    told: list[Told]
    err: bytes


def answer_all(folder: Path, calls: list[list[str]], streams: str = "", **variables: str) -> Run:
    """Answer calls in a folder of their own, with streams as the shell makes them."""
    folder.mkdir()
    (folder / "specs").mkdir()
    for name in ("our-paper.toml", "specs/a.toml"):
        shutil.copy(path_of("sutskever2014"), folder / name)
    (folder / "script").write_text(SCRIPT, encoding="utf-8")
    start = f'exec "$@" <script >out 2>err {streams}'
    python = [sys.executable, "-c", ANSWER_ALL, "report", json.dumps(calls)]
    done = subprocess.run(
        ["sh", "-c", start, "sh", *python],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **variables},
        timeout=300,
        check=False,
    )
    err = (folder / "err").read_bytes()
    assert done.returncode == 0, err.decode(errors="replace")
    out, before = (folder / "out").read_bytes(), 0
    told = []
    for code, end in json.loads((folder / "report").read_text()):
        told.append(Told(code, out[before:end]))
        before = max(before, end)
    return Run(told, err)


def timeless(told: bytes) -> bytes:
    return re.sub(rb'"seconds": [0-9.]+', b"", told)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Give what all commands answer, as text and in JSON, on streams that take everything."""
    folder = tmp_path_factory.mktemp("usual") / "here"
    return answer_all(folder, TEXT + JSON, PYTHONIOENCODING="utf-8")


def test_the_examples_are_answered(usual: Run) -> None:
    codes = dict(zip([one.name for one in COMMANDS], usual.told, strict=False))
    # One example is of a set that misses, and the script has a line that is wrong.
    expected = {**dict.fromkeys(codes, 0), "explain": 1, "explore": 2}
    assert {name: told.code for name, told in codes.items()} == expected
    assert sum(bool(told.out) for told in usual.told) == len(usual.told) - 2  # latex -o, init
    assert b"Traceback" not in usual.err


def data(told: bytes, encoding: str) -> list[Any]:
    """Read one JSON text, or one a line."""
    text = told.decode(encoding)
    found = [json.loads(one) for one in ([text] if text.startswith("{\n") else text.splitlines())]
    return [{key: one[key] for key in one if key != "seconds"} for one in found]


@pytest.mark.parametrize("name", ENCODINGS)
def test_any_encoding(name: str, usual: Run, tmp_path: Path) -> None:
    encoding = "ascii" if name == "C" else name
    found = answer_all(tmp_path / "here", TEXT + JSON, **ENCODINGS[name])
    assert [told.code for told in found.told] == [told.code for told in usual.told]
    assert found.err.decode(encoding) == usual.err.decode()
    texts, answers = found.told[: len(TEXT)], found.told[len(TEXT) :]
    for told, before in zip(texts, usual.told, strict=False):
        said = told.out.decode(encoding)
        assert said.count("\n") == before.out.count(b"\n")
        spelled = before.out.decode().replace("²", "^2")
        assert "²" in said or said.count("^2") == spelled.count("^2")
        assert not re.search(r"\\u00b[27]", said)
    for call, told, before in zip(JSON, answers, usual.told[len(TEXT) :], strict=True):
        said, expected = data(told.out, encoding), data(before.out, "utf-8")
        if call[0] == "explore":  # its script is in UTF-8, and its lines are told
            said, expected = ([one["state"] for one in told] for told in (said, expected))
        assert said and said == expected
    made = (tmp_path / "here" / "count.tex").read_text(encoding="utf-8")
    assert made.startswith("\\documentclass")


LOST = b"derive: the answer cannot be written to standard output: "


@pytest.mark.parametrize(
    ("streams", "why"),
    [(">&-", b"it is closed"), (">/dev/full", b"No space left on device"), ("1<script", b"Bad")],
)
def test_an_answer_that_is_lost(streams: str, why: bytes, usual: Run, tmp_path: Path) -> None:
    found = answer_all(tmp_path / "here", TEXT, streams)
    lost = [bool(told.out) for told in usual.told[: len(TEXT)]]
    codes = [2 if gone else 0 for gone in lost]
    assert [told.code for told in found.told] == codes
    said = [line for line in found.err.splitlines() if b"cannot be written" in line]
    assert len(said) == sum(lost)
    assert all(line.startswith(LOST + why) for line in said)
    assert b"Traceback" not in found.err and b"Exception ignored" not in found.err


@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", "2<script"])
def test_nobody_hears_complaints(streams: str, usual: Run, tmp_path: Path) -> None:
    found = answer_all(tmp_path / "here", TEXT, streams, PYTHONIOENCODING="utf-8")
    answered = [(told.code, timeless(told.out)) for told in found.told]
    assert answered == [(told.code, timeless(told.out)) for told in usual.told[: len(TEXT)]]


@pytest.mark.parametrize("streams", [">&- 2>&-", ">&- 2>&- <&-", ">/dev/full 2>&1"])
def test_nothing_is_open(streams: str, usual: Run, tmp_path: Path) -> None:
    found = answer_all(tmp_path / "here", TEXT, streams)
    assert [told.code for told in found.told] == [
        2 if told.out else 0 for told in usual.told[: len(TEXT)]
    ]
    assert (tmp_path / "here" / "count.tex").read_bytes().startswith(b"\\documentclass")
    for name in ("our-paper.toml", "specs/a.toml"):  # no stray word went into an open file
        assert (tmp_path / "here" / name).read_bytes() == path_of("sutskever2014").read_bytes()


def test_nothing_comes_in(usual: Run, tmp_path: Path) -> None:
    calls = [*TEXT, ["solve", "-"], ["explore", "gpt2", "--lines"], ["explore", "gpt2", "--json"]]
    found = answer_all(tmp_path / "here", calls, "<&-")
    closed = [words[0] == "explore" for words in TEXT]
    codes = [2 if waits else told.code for waits, told in zip(closed, usual.told, strict=False)]
    assert [told.code for told in found.told] == [*codes, 2, 2, 2]
    assert found.err.count(b"derive: standard input is closed; ") == sum(closed) + 3
    assert b"Traceback" not in found.err


def test_whoever_read_has_left(usual: Run, tmp_path: Path) -> None:
    fifo = "3<>pipe 1>pipe 3<&-"  # both ends open, then the reading one closed
    (tmp_path / "pipe").parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / "pipe")
    streams = fifo.replace("pipe", str(tmp_path / "pipe"))
    found = answer_all(tmp_path / "here", TEXT, streams)
    assert [told.code for told in found.told] == [0] * len(TEXT)
    assert b"Broken pipe" not in found.err and b"Exception ignored" not in found.err


def derive(*words: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    variables = {"PYTHONPATH": str(ROOT), **options.pop("variables", {})}
    return subprocess.run(
        [sys.executable, "-m", "derive", *words],
        env={**os.environ, **variables},
        stderr=subprocess.PIPE,
        timeout=120,
        check=False,
        **options,
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_python_itself_says_nothing_at_its_end(unbuffered: str) -> None:
    for words in (["list"], ["--help"], ["show", "gpt2", "--all"]):
        reading, writing = os.pipe()
        os.close(reading)
        done = derive(*words, stdout=writing, variables={"PYTHONUNBUFFERED": unbuffered})
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["solve", "--help"]])
def test_help_that_nobody_can_read(words: list[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as stream:
        done = derive(*words, stdout=stream)
    assert (done.returncode, done.stderr) == (2, LOST + b"No space left on device\n")


LONG = """
import sys
from derive.cli import main
from derive.cli.answer import Answer
import derive.cli.listing
texts = {"text": lambda: "d² " * 1_000_000}
derive.cli.listing.list_papers = lambda asked: Answer(document=None, data=dict, texts=texts)
raise SystemExit(main(["list"]))
"""


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_slow_reader_gets_all_of_it(unbuffered: str) -> None:
    """The timer of what is allowed interrupts a write that waits."""
    slow = f"{shlex.quote(sys.executable)} -c {shlex.quote(LONG)} | (sleep 1; wc -c)"
    variables = {"PYTHONUNBUFFERED": unbuffered, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["sh", "-c", slow],
        env={**os.environ, **variables},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (int(done.stdout), done.stderr) == (4_000_000, b"")


PLACE = """
import sys
from derive.cli.streams import steady
with steady():
    raise SystemExit(open(sys.argv[1]).fileno())
"""


def test_no_file_takes_the_place_of_a_closed_stream() -> None:
    """A stray word, of a library or of a worker, would go into it."""
    python = [sys.executable, "-c", PLACE, __file__]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *python],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    assert 2 < done.returncode < 20
