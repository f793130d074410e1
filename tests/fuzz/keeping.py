"""Inputs that are kept: a file for each target, an input on each line, the short ones first.

An input is its text as a JSON string, so that a difference can be read; bytes that are not UTF-8
are spelled as Python's `surrogateescape` does (`"\\udcff"` is the byte FF).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "kept"


def file_of(name: str) -> Path:
    """Give the file of a target.

    >>> file_of("reader").name
    'reader.jsonl'
    """
    return FOLDER / f"{name}.jsonl"


def load(name: str) -> list[bytes]:
    """Give the kept inputs of a target.

    >>> load("no such target")
    []
    """
    path = file_of(name)
    lines = path.read_text("ascii").splitlines() if path.exists() else []
    return [json.loads(line).encode("utf-8", "surrogateescape") for line in lines]


def save(name: str, inputs: Iterable[bytes]) -> None:
    """Keep these inputs of a target and no others."""
    lines = (spelled(raw) + "\n" for raw in shortest(inputs))
    file_of(name).write_text("".join(lines), "ascii")


def spelled(raw: bytes) -> str:
    r"""Spell an input as it is kept.

    >>> print(spelled(b"d = 4\n\xff"))
    "d = 4\n\udcff"
    """
    return json.dumps(raw.decode("utf-8", "surrogateescape"))


def shortest(inputs: Iterable[bytes]) -> list[bytes]:
    """Give each input once, the short ones first.

    >>> shortest([b"bb", b"a", b"bb"])
    [b'a', b'bb']
    """
    return sorted(set(inputs), key=lambda raw: (len(raw), raw))


def fitting(inputs: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Give the shortest inputs, as many as a file of so many bytes holds.

    >>> [*fitting([b"ccc", b"a", b"bb"], most=9)]
    [b'a', b'bb']
    """
    for raw in shortest(inputs):
        most -= len(spelled(raw)) + 1
        if most < 0:
            return
        yield raw
