"""A search in a process of its own, and a merge of what it found."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz import keeping
from tests.fuzz.reader import ROOT
from tests.fuzz.targets import TARGETS


def search(name: str, seconds: int, folder: Path) -> list[Path]:
    """Search for so many seconds from the inputs of a folder, which grows; give what went wrong.

    libFuzzer stops at the first input that raises, takes too long or too much memory, and writes
    it to a file `TARGET-...` of the working folder.
    """
    before = {*Path.cwd().glob(f"{name}-*")}
    words = folder.with_suffix(".words")
    words.write_text("".join(f'"{escaped(word)}"\n' for word in TARGETS[name].words), "ascii")
    where = f"-artifact_prefix={Path.cwd()}/{name}-"
    done = engine(name, f"-max_total_time={seconds}", f"-dict={words}", where, str(folder))
    found = sorted({*Path.cwd().glob(f"{name}-*")} - before)
    if done and not found:
        raise SystemExit(f"{name}: the search ended with {done} and no input that is to blame")
    return found


def merged(name: str, found: Path) -> list[bytes]:
    """Give the fewest inputs that reach what those of a folder reach beyond the seeds."""
    target = TARGETS[name]
    seeds = {*target.seeds()}
    with TemporaryDirectory() as first, TemporaryDirectory() as others:
        fill(Path(first), seeds)
        fill(Path(others), filter(target.worth, contents(found)))
        if engine(name, "-set_cover_merge=1", first, others):
            raise SystemExit(f"{name}: the merge failed")
        return [raw for raw in contents(Path(first)) if raw not in seeds]


def engine(name: str, *arguments: str) -> int:
    """Run the engine, say how it ended, and give its exit code."""
    command = [sys.executable, "-m", "tests.fuzz.engine", name, *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        errors="replace",
        check=False,
    )
    lines = [one for one in done.stdout.splitlines() if not re.match("#[0-9]|INFO: Instr", one)]
    print(*(lines if done.returncode else lines[-1:]), sep="\n", flush=True)
    return done.returncode


def start(name: str, folder: Path) -> None:
    """Fill a folder with the seeds and the kept inputs of a target."""
    fill(folder, [*TARGETS[name].seeds(), *keeping.load(name)])


def fill(folder: Path, inputs: Iterable[bytes]) -> None:
    """Write each input to a file of its own.

    >>> with TemporaryDirectory() as folder:
    ...     fill(Path(folder), [b"d = 4"])
    ...     [path.read_bytes() for path in Path(folder).iterdir()]
    [b'd = 4']
    """
    folder.mkdir(exist_ok=True)
    for at, raw in enumerate(inputs):
        (folder / f"{at:05}").write_bytes(raw)


def contents(folder: Path) -> Iterator[bytes]:
    """Give what is in the files of a folder."""
    return (path.read_bytes() for path in folder.iterdir())


def escaped(word: str) -> str:
    r"""Spell a word as libFuzzer's dictionaries do.

    >>> print(escaped('"d"'), escaped("\u2009"))
    \x22d\x22 \xe2\x80\x89
    """
    return "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 else f"\\x{byte:02x}"
        for byte in word.encode()
    )
