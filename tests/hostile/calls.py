"""A command run on a text, as a process of its own: what it took, and how it ended."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.documents import ROOT

PATIENCE = 120  # seconds, after which a process is ended
CALLS = {
    "show": ["show", "PAPER"],
    "solve": ["solve", "PAPER"],
    "explain": ["explain", "PAPER"],
    "compare": ["compare", "PAPER", "1", "2"],
    "next": ["next", "PAPER"],
    "reconcile": ["reconcile", "PAPER", "--printed", "5", "--count", "6"],
    "latex": ["latex", "PAPER"],
    "check": ["check", "PAPER"],
    "explore": ["explore", "PAPER", "--lines"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a process took of a processor's time and of memory, and what it said."""

    seconds: float
    megabytes: float
    code: int
    out: str
    err: str

    @property
    def orderly(self) -> bool:
        """Whether it ended with an answer or with a message about the call, the file or a limit."""
        return self.code in (0, 1, 2) and "Traceback" not in self.out + self.err

    @property
    def last(self) -> str:
        """The last line that it wrote."""
        return (self.err.strip() or self.out.strip() or " ").splitlines()[-1]


def called(command: str, text: str, options: Sequence[str] = ()) -> Seen:
    """Run a command on a spec."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "paper.toml").write_text(text)
        words = ["./paper.toml" if word == "PAPER" else word for word in CALLS[command]]
        with (home / "out").open("wb") as out, (home / "err").open("wb") as err:
            process = subprocess.Popen(
                [sys.executable, "-m", "derive", *words, *options],
                cwd=home,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                preexec_fn=_patience,
            )
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return Seen(
            seconds=used.ru_utime + used.ru_stime,
            megabytes=used.ru_maxrss / 1024,
            code=process.returncode,
            out=(home / "out").read_text(errors="replace"),
            err=(home / "err").read_text(errors="replace"),
        )


def _patience() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
