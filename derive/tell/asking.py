"""A further number in words, as somebody would ask for it: the size of the layers (layers)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.explaining.questions import Number
from derive.model.parts import TOTAL
from derive.steps import Code, Inline, Line, line
from derive.tell.names import words

# What does not take "the" before it, what is not said of a part at all, and what is a number.
_DETERMINED = {"the", "a", "an", "every", "each", "all", "both", "one", "no"}
_RELATING = {"from", "to", "between", "of", "in", "with", "for", "by", "over", "as", "what", "how"}
_MEASURES = {"number", "size", "width", "length", "height", "depth", "rank", "side", "share"}
SHORT = 3  # a name of fewer letters is a symbol, no word
_NAME = re.compile(r"[A-Za-z_]\w*")


def asked_for(number: Number) -> Line:
    """Name a number as somebody would ask for it.

    >>> from derive.render import text
    >>> embedding = Number(kind="component", counts=("emb",), means=("table of words; tied",))
    >>> text.line(asked_for(embedding))
    'the size of the table of words (emb)'
    >>> blocks = Number(kind="component", counts=("blocks",), means=("attention, MLP and norm",))
    >>> text.line(asked_for(blocks))
    'the size of the blocks'
    >>> text.line(asked_for(Number(kind="digits", counts=("total",), printed="65M", digits=3)))
    'the total to three digits (printed as 65M)'
    >>> text.line(asked_for(Number(kind="unknown", counts=("c",), means=("classes",))))
    'the number of classes (c)'
    """
    if number.kind == "unknown":
        return line(*_unknown(number))
    where = f" in row {number.row}" if number.row else ""
    printed = f" (printed as {number.printed})" if number.printed else ""
    return line(*_counted(number), where, number.beside, printed)


def _counted(number: Number) -> Iterator[Inline]:
    names = " + ".join(number.counts)
    if names == TOTAL:
        yield f"the {TOTAL}"
        return
    yield "the size of "
    if not all(_NAME.fullmatch(name) for name in number.counts):
        yield Code(names)
        return
    means = number.means or ("",) * len(number.counts)
    said = [_part(*pair) for pair in zip(number.counts, means, strict=True)]
    yield " and ".join(said) + " together" * (len(said) > 1)
    if said not in ([names], [f"the {names}"]):
        yield from (" (", Code(names), ")")


def _part(name: str, means: str) -> str:
    """Give the words of a part: the first of what it means, else those of its name."""
    said = _first(means) or words(name)
    return said if said == name and len(name) < SHORT else _with_the(said)


def _unknown(number: Number) -> Iterator[Inline]:
    (name,), (means,) = number.counts, number.means
    said = _first(means)
    if not said:
        yield from ("the value of ", Code(name))
    elif _opening(said) in _MEASURES or _with_the(said) == said:
        yield from (_with_the(said), " (", Code(name), ")")
    elif re.search(r"[^s]s$", _opening(said)):
        yield from (f"the number of {said} (", Code(name), ")")
    else:
        yield from (f"the size of the {said} (", Code(name), ")")


def _first(means: str) -> str:
    """Give the words before any further clause, if they are a name and no list of parts."""
    said, _, further = re.split(r"[;:(]", means)[0].strip().partition(",")
    return "" if " and " in further or _opening(said) in _RELATING else said


def _opening(said: str) -> str:
    return said.split(" ")[0].lower()


def _with_the(said: str) -> str:
    return said if _opening(said) in _DETERMINED else f"the {said}"
