"""One target under libFuzzer: `python -m tests.fuzz.engine TARGET [ARGUMENT ...]`.

Needs atheris. An argument is one of libFuzzer: an option, a folder of inputs, or a file to try.
"""

from __future__ import annotations

import signal
import sys
from random import Random

import atheris

from tests.fuzz.mutating import mutated

# What is imported late, when a seed is tried, has to be followed as well.
with atheris.instrument_imports(include=["derive", "tomllib", "shlex"]):
    from tests.fuzz.targets import TARGETS

    TARGET = TARGETS[sys.argv[1]]
    for one in TARGET.seeds():
        TARGET.run(one)


def try_one(raw: bytes) -> None:
    """Give one input to the target; libFuzzer's alarm must not cut a crash short."""
    try:
        TARGET.run(raw)
    except BaseException:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise


def mutate(raw: bytes, longest: int, seed: int) -> bytes:
    """Change an input as libFuzzer does, or as the language would have it."""
    chance = Random(seed)
    if chance.random() < 0.5:
        raw = mutated(raw, TARGET.words, chance)[:longest]
    return raw if chance.random() < 0.5 else atheris.Mutate(raw, longest)


def main() -> None:
    """Start libFuzzer, which ends the process."""
    again = f"{sys.executable} -m tests.fuzz.engine {sys.argv[1]}"  # what a merge runs in parts
    options = [f"-timeout={TARGET.seconds}", f"-max_len={TARGET.longest}", "-rss_limit_mb=1000"]
    atheris.Setup([again, *options, *sys.argv[2:]], try_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
