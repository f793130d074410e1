"""From key to screen: `python -m tests.benchmarks.explorer_latency` prints a table.

The application runs in a terminal of its own (a pty, 80 x 24); a key is written, and the time is
taken until the last byte of what it draws. `worked out` is the share of the headless state:
the view and the derivation. Models: the seed, and the seed with the LSTM's choices open in each
of its eight layers (about 2 * 10^13 assumption sets).
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
from statistics import median
from time import perf_counter, sleep

from tabulate import tabulate

from derive.explore.account import account
from derive.explore.screen import Explorer
from derive.explore.state import begin
from derive.explore.view import view
from derive.explore.words import amount, derivation_lines
from derive.model.model import Model
from tests.benchmarks.instances import layered, seed

QUIET = 0.3  # seconds without a byte: the screen stands
KEYS = {"down": b"\x1b[B", "pin": b"\r", "unpin": b"\r", "undo": b"u", "redo": b"r", "clear": b"c"}
STORY = ("down", "pin", "undo", "redo", "unpin", "down", "down", "pin", "clear")
ROUNDS = 5
MODELS = {
    "seed, exact": lambda: seed("exact"),
    "seed, printed": lambda: seed("printed"),
    "eight layers, exact": lambda: layered("exact"),
    "eight layers, printed": lambda: layered("printed"),
}


def screen(model: Model) -> tuple[int, int]:
    """Start the application on a terminal of its own; give its process and the terminal."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        Explorer(begin(model)).run()
        os._exit(0)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.kill(process, signal.SIGWINCH)
    sleep(0.5)
    return process, terminal


def drawn(terminal: int, wait: float = QUIET) -> float:
    """Read until nothing comes any more; give the time of the last byte."""
    last = perf_counter()
    while select.select([terminal], [], [], wait)[0]:
        os.read(terminal, 1 << 16)
        last = perf_counter()
    return last


def key_to_screen(model: Model) -> list[float]:
    """Press the keys of the story, several times over; give the seconds of those that choose."""
    process, terminal = screen(model)
    drawn(terminal, 3)
    taken = []
    for _ in range(ROUNDS):
        for key in STORY:
            start = perf_counter()
            os.write(terminal, KEYS[key])
            end = drawn(terminal)
            if key != "down":
                taken.append(end - start)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return taken


def worked_out(model: Model) -> list[float]:
    """Give the seconds that a view and its derivation take after each pin."""
    start = begin(model)
    view(start)
    taken = []
    for variable in start.ground.variables:
        for option in variable.assumption.names:
            pinned = start.pin(variable.label, option)
            began = perf_counter()
            derivation_lines(account(pinned, view(pinned)), 42)
            taken.append(perf_counter() - began)
    return taken


def main() -> None:
    """Measure and print."""
    rows = []
    for name, make in MODELS.items():
        model = make()
        space = view(begin(model)).space
        inner, outer = worked_out(model), key_to_screen(model)
        rows.append(
            [
                name,
                amount(space),
                *map(_milliseconds, (median(inner), max(inner), median(outer), max(outer))),
            ]
        )
        print(".", end="", file=sys.stderr, flush=True)
    head = ["model", "sets", "worked out: median", "worst", "key to screen: median", "worst"]
    print(
        "\n"
        + tabulate(rows, headers=head, disable_numparse=True, colalign=["left"] + ["right"] * 5)
    )


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


if __name__ == "__main__":
    main()
