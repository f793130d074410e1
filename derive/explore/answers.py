"""Answers to one question, as lines of text: what changed, why not, what next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from derive.explaining.settling import Question
from derive.explore.account import standing
from derive.explore.exclusion import Exclusion
from derive.explore.splits import Split, Splits
from derive.explore.view import View
from derive.explore.words import LARGE, amount, headline
from derive.printed import grouped
from derive.render.text import line as line_text
from derive.render.wrapping import NO_BREAK, wrapped
from derive.tell.figures import beyond
from derive.terminal import plain_text

CHANGES = 8


def _choice(label: str, option: str) -> str:
    """Write a chosen option so that a line does not break inside it.

    >>> _choice("gate_bias", "none").replace(NO_BREAK, "_")
    'gate_bias_=_none'
    """
    return f"{label} = {plain_text(option)}".replace(" ", NO_BREAK)


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
    """Say how many solutions remain, and where none do by how much the pins miss.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.view import view
    >>> standing_lines(view(start), 80)
    ['31 of 350,208 assumption sets give every claim exactly, in 3 readings.']
    """
    told = [f"{headline(seen)}."]
    if seen.shown.kind != "leading":
        told += [line_text(line) for line in standing(seen)]
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
        _choice(a.label, o.name)
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
    elif not found.best and not found.numbers:
        told = [f"Nothing that is open would settle more: {_units(found.total, found.unit)} left."]
    else:
        told = [_split(split) for split in found.best[:number]]
        told += [_number(question) for question in found.numbers[:number]]
        told.insert(0, f"Of {_units(found.total, found.unit)} there would remain, on average:")
    return [
        line if not at else f"  {line}"
        for words in told
        for at, line in enumerate(wrapped(words, max(2, width - 2)))
    ]


def _split(one: Split) -> str:
    left = ", ".join(f"{name} {amount(n)}" for name, n in one.left.items())
    return f"{_mean(one.expected)} after the answer to {one.label} ({left})"


def _number(one: Question) -> str:
    values = [str(outcome.value) for outcome in one.outcomes[:3]]
    more = ", ..." * (len(one.outcomes) > len(values))
    return (
        f"{_mean(one.remaining)} after the number of {one.number.label} ({', '.join(values)}{more})"
    )


def _mean(number: Fraction | float) -> str:
    return f"{float(number):.1f}" if number < LARGE else amount(int(number))


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
    return [line for one in found for words in _exclusion(one) for line in wrapped(words, width)]


def _exclusion(one: Exclusion) -> Iterator[str]:
    chosen = _choice(one.label, one.option)
    if not one:
        yield f"{chosen} is not ruled out: {_solutions(one.solutions)} with it."
        return
    pins = ", ".join(_choice(name, option) for name, option in one.pins)
    if not one.claims:
        yield f"{chosen} is ruled out by what the file requires" + (f" of {pins}." * bool(pins))
        return
    claims = " and ".join(one.claims)
    plural = len(one.claims) > 1
    by = f"the claim{'s' if plural else ''} {claims}"
    together = " together" if plural else ""
    yield f"{chosen} is ruled out by {by}{together}" + f", with {pins} pinned" * bool(pins) + "."
    for miss in one.misses:
        others = "" if not plural else " with the other met"
        yield (
            f"The nearest that {miss.claim} comes{others} is {grouped(miss.value)}: "
            f"{beyond(miss.difference)} for {miss.printed}."
        )


def _solutions(number: int) -> str:
    return (
        f"{amount(number)} solution remains"
        if number == 1
        else (f"{amount(number)} solutions remain")
    )
