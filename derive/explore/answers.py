"""Answers to one question, as lines of text: what changed, why not, what next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.explaining.exclusion import Exclusion
from derive.explore.account import standing
from derive.explore.splits import Split, Splits
from derive.explore.view import View
from derive.explore.words import headline
from derive.render.text import line as line_text
from derive.render.wrapping import NO_BREAK, wrapped
from derive.steps import Code, Line
from derive.tell.exclusion import excluded
from derive.tell.figures import amount
from derive.tell.settling import ONE_LEFT, left_after, number_line

CHANGES = 8


def _line(words: Line) -> str:
    """Write a line so that it does not break inside a chosen option.

    >>> _line((Code("bias = none"), " is open.")).replace(NO_BREAK, "_")
    'bias_=_none is open.'
    """
    return "".join(
        line_text((one,)).replace(" ", NO_BREAK) if isinstance(one, Code) else line_text((one,))
        for one in words
    )


def change_lines(before: View, after: View, width: int) -> list[str]:
    """Say what a change ruled out, settled and brought back.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.view import view
    >>> change_lines(view(start), view(start.pin("softmax_reads", "all_layers")), 80)
    ['Ruled out now: decoder_table = own.']
    """
    told: list[str] = []
    if before.solutions and after.solutions:  # else everything has changed, which says nothing
        told += _listed("Ruled out now", _marked(after, "impossible") - _ruled_out(before), after)
        told += _listed("Settled now", _marked(after, "forced") - _marked(before, "forced"), after)
        told += _listed("Possible again", _marked(before, "impossible") - _ruled_out(after), after)
    return [line for words in told for line in wrapped(words, width)]


def standing_lines(seen: View, width: int) -> list[str]:
    """Say how many solutions remain, and by how much what is on show misses if it does.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.view import view
    >>> standing_lines(view(start), 80)
    ['31 of 350,208 ways, 3 different formulas, exactly.']
    """
    told = [f"{headline(seen)}."]
    if not seen.shown.fits:
        told += [_line(words) for words in standing(seen)]
    return [line for words in told for line in wrapped(words, width)]


def _marked(seen: View, mark: str) -> set[tuple[str, str]]:
    return {(a.label, o.name) for a in seen.assumptions for o in a.options if o.mark == mark}


def _ruled_out(seen: View) -> set[tuple[str, str]]:
    return {(a.label, o.name) for a in seen.assumptions for o in a.options if not o.solutions}


def _listed(what: str, changed: set[tuple[str, str]], seen: View) -> Iterator[str]:
    """List what changed in the order of the assumptions."""
    if not changed:
        return
    ordered = [
        _line((Code(f"{a.label} = {o.name}"),))
        for a in seen.assumptions
        for o in a.options
        if (a.label, o.name) in changed
    ]
    more = f" and {len(ordered) - CHANGES} more" * (len(ordered) > CHANGES)
    yield f"{what}: {', '.join(ordered[:CHANGES])}{more}."


def split_lines(found: Splits, width: int, number: int = 3) -> list[str]:
    """Say which open assumptions, and which further numbers, would settle most.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.explore.splits import next_splits
    >>> from derive.explore.state import begin
    >>> from derive.papers.reading.reader import read
    >>> start = begin(read(path_of("sutskever2014")))
    >>> split_lines(next_splits(start), 80)[0]
    'Of 3 readings there would remain, on average:'
    """
    if not found.total:
        told = ["No solution remains: `undo`, or unpin something."]
    elif (found.total, found.unit) == (1, "reading"):
        told = [ONE_LEFT]
    elif not found.best and not found.numbers:
        told = [f"Nothing that is open would settle more: {_units(found.total, found.unit)} left."]
    else:
        told = [_split(split) for split in found.best[:number]]
        told += [number_line(question) for question in found.numbers[:number]]
        told.insert(0, f"Of {_units(found.total, found.unit)} there would remain, on average:")
    return [
        line if not at else f"  {line}"
        for words in told
        for at, line in enumerate(wrapped(words, max(2, width - 2)))
    ]


def _split(one: Split) -> str:
    left = [f"{name} {amount(n)}" for name, n in one.left.items()]
    return left_after(f"the answer to {one.label}", one.expected, left)


def _units(number: int, unit: str) -> str:
    return f"{amount(number)} {unit}{'' if number == 1 else 's'}"


def exclusion_lines(found: Iterable[Exclusion], width: int) -> list[str]:
    """Say why an option is ruled out, or that it is not.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.exclusion import why
    >>> exclusion_lines(why(start, "gates", "gru"), 80)[0]
    'gates = gru is ruled out by the claim total.'
    """
    told = [_line(words) for one in found for words in excluded(one)]
    return [line for words in told for line in wrapped(words, width)]
