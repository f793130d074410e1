"""Kill `derive survey` and `derive latex --force` at random moments.

    python -m tests.surveys.kills [KILLS [SEED]]     so many of each (100), by four signals in turn

What must hold after each: every line of the survey is whole (a killed one may leave the last one
torn, until the next run cuts it off), its last word counts the lines that are there, the derivation
is the old file or the new one, and no process is left. Each survey is resumed until it is done,
and then has every paper once.
"""

from __future__ import annotations

import random
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from tests.surveys.folders import derive, fill, members, records_of, wait

SIGNALS = (signal.SIGTERM, signal.SIGKILL, signal.SIGHUP, signal.SIGINT)
PAPERS = 200
SECONDS = 20  # in which a process that was told to end is gone


def killed(run: Popen[str], number: int, moment: float) -> tuple[str, bool]:
    """Kill a command a while after its start; give what it said, and whether all of it is gone."""
    sleep(moment)
    run.send_signal(number)
    _, said = run.communicate(timeout=SECONDS)
    return said, wait(lambda: not members(run.pid), SECONDS)


def took(run: Popen[str]) -> float:
    """Let a command end, and give the seconds that it took."""
    began = monotonic()
    run.communicate(timeout=10 * SECONDS)
    return monotonic() - began


def surveys(folder: Path, kills: int, dice: random.Random) -> Iterator[str]:
    """Kill surveys; give a word for each thing that happened."""
    home, out = folder / "papers", folder / "out.jsonl"
    fill(home, PAPERS)
    call = ("survey", home, "--out", out, "--processes", "2")
    whole = took(derive(*call))
    yield from _finished(out)
    for at in range(kills):
        number = SIGNALS[at % len(SIGNALS)]
        before = _lines(out)
        run = derive(*call)
        said, gone = killed(run, number, dice.uniform(0, whole))
        yield signal.Signals(number).name
        yield from _ended(run, said, gone)
        yield from _written(out, said, before, number)
        if _lines(out) == PAPERS or at == kills - 1:
            took(derive(*call))
            yield from _finished(out)


def _written(out: Path, said: str, before: int, number: int) -> Iterator[str]:
    """Say what is wrong with the lines, or with what was said of them."""
    if out.exists() and not out.read_text().endswith("\n") and out.stat().st_size:
        yield "torn at the kill" if number == signal.SIGKILL else "torn line"
    told = re.search(r"; (all )?(\d+)(?: of \d+)? papers are written", said)
    if told and int(told[2]) != _lines(out):
        yield "wrong word"
    if "nothing was" in said and _lines(out) != before:
        yield "wrong word"


def _finished(out: Path) -> Iterator[str]:
    """Say whether every paper is there once, and take the file away for the next survey."""
    files = [record["file"] for record in records_of(out)]
    if sorted(files) != sorted(f"p{d}.toml" for d in range(1, PAPERS + 1)):
        yield "not every paper once"
    yield "survey done"
    out.unlink()


def _lines(out: Path) -> int:
    return out.read_bytes().count(b"\n") if out.exists() else 0


def derivations(folder: Path, kills: int, dice: random.Random) -> Iterator[str]:
    """Kill commands that replace a file; give a word for each thing that happened."""
    file, old = folder / "count.tex", "% an older one\n" * 1_000
    call = ("latex", "sutskever2014", "-o", file, "--force")
    whole = took(derive(*call))
    new = file.read_text()
    for at in range(kills):
        file.write_text(old)
        number = SIGNALS[at % len(SIGNALS)]
        run = derive(*call)
        said, gone = killed(run, number, dice.uniform(whole / 3, whole))
        yield signal.Signals(number).name
        yield from _ended(run, said, gone)
        yield {old: "old file", new: "new file"}.get(file.read_text(), "half a file")
        for left in folder.glob(".count.tex.*"):
            left.unlink()
            yield "temporary file left"


def _ended(run: Popen[str], said: str, gone: bool) -> Iterator[str]:
    if not gone:
        yield "orphan"
    if run.returncode == 0:
        yield "had ended"
    elif run.returncode > 0 and "Traceback" in said:
        yield "killed before its first line"


def main(kills: int, seed: int = 0) -> dict[str, Counter[str]]:
    """Kill each command so many times, and count what happened."""
    found = {}
    for command in (surveys, derivations):
        with TemporaryDirectory() as folder:
            found[command.__name__] = Counter(command(Path(folder), kills, random.Random(seed)))
    return found


if __name__ == "__main__":
    for name, counted in main(*map(int, sys.argv[1:] or ["100"])).items():
        print(f"{name}: " + ", ".join(f"{word} {times}" for word, times in counted.items()))
