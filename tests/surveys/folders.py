"""Folders of papers to survey, and the command that surveys them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.documents import ROOT

SPEC = """
[hyperparameters]
d = {d}
[assumptions.bias]
[components.c]
formula = "linear(d, d, bias=bias)"
[[claims]]
printed = "{printed}"
counts = "c"
"""

BROKEN = "[components\n"


def paper_text(d: int, *, reproduced: bool = True) -> str:
    """Write a small paper, of which every size has its own text."""
    return SPEC.format(d=d, printed=d * d + (1 if reproduced else 2) * d)


def fill(home: Path, papers: int) -> None:
    """Write so many small papers that are reproduced."""
    home.mkdir(exist_ok=True)
    for d in range(1, papers + 1):
        (home / f"p{d}.toml").write_text(paper_text(d))


def derive(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.Popen[str]:
    """Start `derive` in a group of processes of its own, which `members` counts."""
    return subprocess.Popen(
        [sys.executable, "-m", "derive", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def members(group: int) -> list[int]:
    """List the processes of a group that have not ended; without /proc, the group if there is one.

    >>> members(os.getpgrp()) != []
    True
    """
    if not Path("/proc/self/stat").exists():
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return []
        return [group]
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = entry.read_text().rpartition(")")[2].split()[:3]
        except OSError:  # it has ended
            continue
        if int(its_group) == group and state not in "ZX":
            found.append(int(entry.parent.name))
    return found


def records_of(file: Path) -> list[dict[str, Any]]:
    """Read the records of a file; a torn one is an error."""
    return [json.loads(one) for one in file.read_text().splitlines()]


def wait(ready: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait until something is so, and say whether it came to be."""
    end = monotonic() + seconds
    while not ready():
        if monotonic() > end:
            return False
        sleep(0.02)
    return True
