"""The command line: read, ask, render, print; one short function a command.

Nothing heavy is imported before a command is known to need it, and nothing at all before an
interrupt would be told as one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; nothing is raised.

    0 reproduced, 1 nothing reproduces it, 2 wrong call, a file or a limit, 3 a fault of ours,
    130 interrupted.

    >>> main(["slove", "sutskever2014"])
    2
    """
    try:
        from derive.cli.running import run
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("derive: interrupted; nothing was written\n")
        return 130
    return run(arguments)
