"""Make the kept inputs anew: `python -m tests.fuzz.corpus [SECONDS] [TARGET ...]`.

Searches each target for so many seconds (default 300) and keeps the fewest inputs that reach all
that was reached: the short ones and the quick ones, for the tests try them all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, process_time

from tests.fuzz import keeping
from tests.fuzz.searching import merged, search, start
from tests.fuzz.targets import TARGETS, Target, asked

SECONDS = 3.0  # of all the kept inputs of a target
QUICK = 0.1  # of one


def main(arguments: list[str]) -> int:
    """Search and keep, one target after the other; 1 where an input was found that fails."""
    seconds, names = asked(arguments, seconds=300)
    return max([_renew(name, seconds) for name in names])


def _renew(name: str, seconds: int) -> int:
    target = TARGETS[name]
    with TemporaryDirectory() as folder:
        inputs = Path(folder) / "inputs"
        start(name, inputs)
        wrong: list[Path] = []
        end = monotonic() + seconds
        while (left := int(end - monotonic())) > 0:  # a search ends at what goes wrong
            wrong += search(name, left, inputs)
        found = merged(name, inputs)
    chosen = [*_quick(target, keeping.fitting(found, target.most))]
    keeping.save(name, chosen)
    size = keeping.file_of(name).stat().st_size
    print(f"{name}: {len(chosen)} of {len(found)} inputs kept, {size:,} bytes", flush=True)
    for path in wrong:
        print(f"{path}: {keeping.spelled(path.read_bytes())}")
    return 1 if wrong else 0


def _quick(target: Target, inputs: Iterable[bytes]) -> Iterator[bytes]:
    """Leave out what takes long by itself, and what no time is left for."""
    left = SECONDS
    for raw in inputs:
        begun = process_time()
        target.run(raw)
        took = process_time() - begun
        if took < min(QUICK, left):
            left -= took
            yield raw


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
