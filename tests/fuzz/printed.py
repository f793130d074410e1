"""A printed number, the scale of its column and some count: it admits exactly what prints it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product
from math import ceil, floor

from derive.printed import (
    ROUNDINGS,
    UNITS,
    ZEROS,
    Printed,
    exact_interval,
    interval,
    last_digits,
    longer,
    prints_as,
    spelled,
    value_of,
    widened,
)
from tests.fuzz.outcome import outcome

WAYS = [
    {"rounding": rounding, "unit": unit, "zeros": zeros}
    for rounding, unit, zeros in product(ROUNDINGS, UNITS, ZEROS)
]
WORDS = (
    "million", "billion", "thousand", "params", "parameters", "weights", "about ", "approx. ",
    "ca. ", "~", "×10", "^", "**", "\\times 10^{", "\\cdot", "$", "⁶", "2^20", "10^6",
    "\u2009", "\u202f", "\u00a0", "e9", ".5", ",000",
)  # fmt: skip
SEEDS = (
    "384M", "384\nM\n384499999", "1.04B\n\n1040000000", "23,885,392", "25 557 032", "60.000",
    "60.000\nK", "~30M\n\n20000000", "about 1.04 B params", "$6.7\\times 10^{9}$\n\n67",
    "6.7·10⁹ weights", "4e6\nM", "2^20\nK\n1048576", "10^{6} parameters", ".5\nbillion\n450000000",
    "0\nM\n499999", "7\n\n7", "38%", "12,34", "007", "1.2.3", "٣", "-1", "+1", "384 bananas",
)  # fmt: skip


def read_number(raw: bytes) -> None:
    """Read a number; the lines of the input are its text, its scale and a count.

    >>> read_number(b"384\\nM\\n384499999")
    """
    text, scale, count, *_ = [*raw.decode("utf-8", "surrogateescape").split("\n"), "", ""]
    printed = outcome(partial(Printed.parse, text, scale))
    if printed is None:
        return
    count = int("0" + "".join(c for c in count[:40] if c in "0123456789"))
    _is_told_as_it_is(printed)
    for words in WAYS:
        _admits_what_prints_it(printed, count, words)
        _prints_what_stands_for_it(printed, count, words)


def _is_told_as_it_is(printed: Printed) -> None:
    """With its scale, with one more digit and with the ends of its "about" it is one number."""
    assert value_of(Printed.parse(printed.figure)) == value_of(printed)
    more = longer(printed)
    if more is not None:
        again = Printed.parse(more.text, more.scale)
        assert (value_of(again), again.places) == (value_of(printed), printed.places + 1)
    ends = widened(printed)
    if ends is not None:
        least, most = (outcome(partial(Printed.parse, end)) for end in ends)
        if least is not None and most is not None:
            assert interval(printed) == (ceil(value_of(least)), floor(value_of(most)))


def _admits_what_prints_it(printed: Printed, count: int, words: dict[str, str]) -> None:
    found = interval(printed, **words)
    exactly = exact_interval(printed, unit=words["unit"])
    assert exactly.empty or exactly & found == exactly
    for value in (found.low - 1, found.low, found.high, found.high + 1, count):
        if value >= 0:
            texts = prints_as(value, like=printed, **words)
            assert (printed.text in texts) == (value in found)


def _prints_what_stands_for_it(like: Printed, count: int, words: dict[str, str]) -> None:
    texts = prints_as(count, like=like, **words)
    assert texts
    if words["zeros"] == "placeholders" or like.about:
        return  # what is printed may end in other zeros, which stand for more or for less
    digits = last_digits(count, like=like, rounding=words["rounding"], unit=words["unit"])
    assert texts == {spelled(one, like) for one in digits}
    for text in texts:
        again = outcome(partial(Printed.parse, text, like.scale))
        assert again is None or count in interval(again, **words)


def numbers() -> Iterator[bytes]:
    """Give numbers of every kind."""
    return (seed.encode() for seed in SEEDS)
