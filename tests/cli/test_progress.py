"""A bar only where it can be drawn, and an interrupt that leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from io import StringIO
from pathlib import Path
from time import sleep

import pytest

from derive.cli import progress
from derive.cli.progress import shown
from derive.diagrams.progress import Progress
from derive.errors import BudgetError
from tests.documents import ROOT

HEAVY = """
[components.c]
formula = "{formula}"
[[claims]]
printed = "{half}"
counts = "c"
match = "at_least"
"""


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def work() -> Generator[Progress, None, str]:
    for done in range(1, 4):
        yield Progress(done=done, steps=3, nodes=10**done)
    return "result"


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "QUIET", 0)


def test_a_bar_that_is_wiped_away() -> None:
    screen = Terminal()
    assert shown(work(), screen=screen) == "result"
    lines = screen.getvalue().split("\r")
    assert "layer 3 of 3, 1,000 nodes" in lines[3]
    assert screen.getvalue().endswith(f"\r{' ' * 78}\r")
    assert all(len(line) <= 78 for line in lines)


def test_nothing_is_drawn_in_the_first_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET", 1000)
    screen = Terminal()
    shown(work(), screen=screen)
    assert screen.getvalue() == ""


def test_nothing_is_drawn_where_nobody_looks() -> None:
    screen = StringIO()
    shown(work(), screen=screen)
    assert screen.getvalue() == ""


def test_nothing_is_drawn_on_a_dumb_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    screen = Terminal()
    shown(work(), screen=screen)
    assert screen.getvalue() == ""


def test_the_bar_is_wiped_away_when_the_work_fails() -> None:
    def failing() -> Generator[Progress, None, str]:
        yield Progress(done=1, steps=2, nodes=3)
        raise BudgetError("too many")

    screen = Terminal()
    with pytest.raises(BudgetError):
        shown(failing(), screen=screen)
    assert screen.getvalue().endswith(f"\r{' ' * 78}\r")


def heavy(folder: Path) -> Path:
    sizes = [7919 * at**5 + 10**9 for at in range(1, 41)]
    file = folder / "heavy.toml"
    assumptions = "".join(f"[assumptions.a{at}]\n" for at in range(40))
    formula = " + ".join(f"a{at}*{size}" for at, size in enumerate(sizes))
    file.write_text(assumptions + HEAVY.format(formula=formula, half=sum(sizes) // 2))
    return file


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "derive", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_an_interrupt_leaves_no_partial_answer(tmp_path: Path) -> None:
    run = started("solve", str(heavy(tmp_path)), "--json")
    sleep(2)
    run.send_signal(signal.SIGINT)
    out, complaint = run.communicate(timeout=60)
    assert (out, run.returncode) == ("", 130)
    assert "interrupted" in complaint


@pytest.mark.slow
def test_a_timeout_is_an_error_of_one_line(tmp_path: Path) -> None:
    run = started("solve", str(heavy(tmp_path)), "--timeout", "1")
    out, complaint = run.communicate(timeout=60)
    assert (out, run.returncode) == ("", 2)
    assert complaint.startswith("derive: no answer within 1 s")
    assert complaint.count("\n") == 1
