"""Search all targets, or those named, for a minute or the seconds given: they share it.

The exit code is 1 where an input was found that derive has no answer to.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.keeping import spelled
from tests.fuzz.searching import search, start
from tests.fuzz.targets import asked


def main(arguments: list[str]) -> int:
    """Search one target after the other, and show what was found."""
    seconds, names = asked(arguments, seconds=60)
    found: list[Path] = []
    for name in names:
        print(f"-- {name}", flush=True)
        with TemporaryDirectory() as folder:
            inputs = Path(folder) / "inputs"
            start(name, inputs)
            found += search(name, max(1, seconds // len(names)), inputs)
    for path in found:
        print(f"{path}: {spelled(path.read_bytes())}")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
