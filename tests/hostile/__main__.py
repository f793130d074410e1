"""Every kind under every command that takes a paper: seconds, memory, exit code, last line.

python -m tests.hostile [KIND ...] [-- OPTION ...]     `!` marks what is over 2 s or 500 MB
"""

from __future__ import annotations

import sys

from tests.hostile.calls import CALLS, Seen, called
from tests.hostile.kinds import kinds

SECONDS, MEGABYTES = 2.0, 500


def main(words: list[str]) -> int:
    """Print the table; 1 where something is over."""
    at = words.index("--") if "--" in words else len(words)
    names, options = words[:at], words[at + 1 :]
    over = 0
    for name, text in kinds():
        for command in CALLS if not names or name in names else ():
            seen = called(command, text, options)
            bad = seen.seconds > SECONDS or seen.megabytes > MEGABYTES or not seen.orderly
            over += bad
            print(row(name, command, seen, "!" if bad else " "), flush=True)
    print(f"{over} over {SECONDS} s, {MEGABYTES} MB, or out of order")
    return 1 if over else 0


def row(name: str, command: str, seen: Seen, mark: str) -> str:
    """A line of the table."""
    used = f"{seen.seconds:6.2f} s {seen.megabytes:5.0f} MB"
    return f"{mark} {name:16} {command:9} {used} exit {seen.code:3}  {seen.last[:90]}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
