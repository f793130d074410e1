"""Changes of a text that leave most of it whole: a word, a number or a line at a time.

Bytes changed at random are refused by the first who reads them; these changes get further.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

PIECE = re.compile(rb"[A-Za-z_]+|[0-9]+|[^A-Za-z_0-9]")
NUMBERS = (0, 1, 2, 3, 7, 10, 64, 1000, 2**31, 10**12, 10**30)


def mutated(raw: bytes, words: Sequence[str], chance: Random) -> bytes:
    """Change a text in a few places.

    >>> mutated(b"d = 4", ["L"], Random(3)) == mutated(b"d = 4", ["L"], Random(3)) != b"d = 4"
    True
    """
    for _ in range(chance.randint(1, 4)):
        change = chance.choice((_another_piece, _another_piece, _another_word, _another_line))
        raw = change(raw, words, chance)
    return raw


def _another_piece(raw: bytes, words: Sequence[str], chance: Random) -> bytes:
    """Put a piece of the text in the place of one of its kind."""
    pieces = PIECE.findall(raw)
    if not pieces:
        return raw
    at = chance.randrange(len(pieces))
    if pieces[at].isdigit() and chance.random() < 0.5:
        number = chance.choice((*NUMBERS, int(pieces[at][:40]))) + chance.choice((-1, 0, 1))
        pieces[at] = b"%d" % max(0, number)
    else:
        pieces[at] = chance.choice([one for one in pieces if _kind(one) == _kind(pieces[at])])
    return b"".join(pieces)


def _another_word(raw: bytes, words: Sequence[str], chance: Random) -> bytes:
    """Put a word of the language between two pieces, or in the place of one."""
    pieces = PIECE.findall(raw)
    at = chance.randint(0, len(pieces))
    pieces[at : at + chance.randint(0, 1)] = [chance.choice(words).encode()]
    return b"".join(pieces)


def _another_line(raw: bytes, words: Sequence[str], chance: Random) -> bytes:
    """Leave lines out, double them, or put them elsewhere."""
    lines = raw.splitlines(keepends=True)
    at, to = chance.randint(0, len(lines)), chance.randint(0, len(lines))
    some = lines[at : at + chance.choice((1, 1, 1, 2, 5))]
    if chance.random() < 0.7:
        del lines[at : at + len(some)]
    if chance.random() < 0.7:
        lines[to:to] = some
    return b"".join(lines)


def _kind(piece: bytes) -> str:
    return "number" if piece.isdigit() else "name" if piece[:1].isalpha() else "sign"
