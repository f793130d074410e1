"""How much memory this process has: `resident :: () -> bytes`, 0 where the system does not tell."""

from __future__ import annotations

import os
import sys

_STATM = "/proc/self/statm"


def resident() -> int:
    """Give the bytes of memory that this process has; where that is not told, the most it had.

    Linux tells what there is, macOS and the BSDs what there was at most, Windows nothing (0).

    >>> before = resident()
    >>> kept = bytearray(b"x" * 50_000_000)
    >>> resident() == 0 or resident() - before > 40_000_000
    True
    """
    try:
        with open(_STATM, "rb") as file:  # noqa: PTH123  (asked often, and a Path takes as long)
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return _most()


def _most() -> int:
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return 0
    most = getrusage(RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
