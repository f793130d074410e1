"""The targets: what takes the bytes, what it starts from, and what it may use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tests.fuzz import formulas, lines, printed, reader, solving


@dataclass(frozen=True, kw_only=True)
class Target:
    """What takes any bytes and raises only where derive has a fault.

    `words` are what inputs are made of. `longest` is the length of one, `seconds` the time that one
    may take in a search, where derive is slower for being followed. At most `most` bytes of inputs
    are kept, and only what is `worth` it.
    """

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    words: Sequence[str]
    longest: int
    seconds: int
    most: int
    worth: Callable[[bytes], object] = bool


TARGETS: Mapping[str, Target] = {
    "reader": Target(
        run=reader.read_spec,
        seeds=partial(reader.specs, longest=4_000),
        words=reader.WORDS,
        longest=4_000,
        seconds=5,
        most=400_000,
    ),
    "formulas": Target(
        run=formulas.read_formula,
        seeds=formulas.formulas,
        words=formulas.WORDS,
        longest=400,
        seconds=5,
        most=150_000,
    ),
    "printed": Target(
        run=printed.read_number,
        seeds=printed.numbers,
        words=printed.WORDS,
        longest=120,
        seconds=2,
        most=50_000,
    ),
    "lines": Target(
        run=lines.answer_lines,
        seeds=lines.scripts,
        words=lines.WORDS,
        longest=250,
        seconds=20,
        most=150_000,
    ),
    "solving": Target(
        run=solving.solve_spec,
        seeds=solving.specs,
        words=reader.WORDS,
        longest=solving.LONGEST,
        seconds=20,
        most=250_000,
        worth=solving.claiming,
    ),
}


def asked(arguments: Sequence[str], seconds: int) -> tuple[int, list[str]]:
    """Give the seconds and the targets of a command, with what it takes where they are left out.

    >>> asked(["lines", "10"], 60), asked([], 60)[1] == [*TARGETS]
    ((10, ['lines']), True)
    """
    numbers = [int(word) for word in arguments if word.isdecimal()]
    names = [word for word in arguments if not word.isdecimal()] or [*TARGETS]
    if unknown := {*names} - {*TARGETS}:
        raise SystemExit(f"no target {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    return (numbers or [seconds])[-1], names
