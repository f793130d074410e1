"""The whole numbers that a claim admits, for each combination of the words it was cut by."""

from __future__ import annotations

from collections.abc import Mapping

from derive.model.claims import Claim
from derive.printed import Printed, exact_interval, interval

Window = tuple[int | None, int | None]


def window(claim: Claim, words: Mapping[str, str]) -> Window:
    """Give the closed interval of a claim; None for an open end; (1, 0) when nothing fits.

    `words` gives the chosen option of each assumption that stands for a word.

    >>> window(Claim(printed="384M", counts="d", rounding="cut"), {"cut": "down"})
    (384000000, 384999999)
    >>> window(Claim(printed="384M", counts="d", match="at_least"), {})
    (384000000, None)
    """
    rounding, unit, zeros = (words.get(word, word) for word in claim.words)
    printed = Printed.parse(claim.printed, claim.scale)
    if claim.match == "printed":
        found = interval(printed, rounding=rounding, unit=unit, zeros=zeros)
    else:
        found = exact_interval(printed, unit=unit)
    if not found:
        return (1, 0)
    low = None if claim.match == "at_most" else found.lo
    high = None if claim.match == "at_least" else found.hi
    return (low, high)


def admits(claim: Claim, words: Mapping[str, str], value: int) -> bool:
    """Say whether a count is what the claim prints.

    >>> admits(Claim(printed="384M", counts="d"), {}, 384_032_000)
    True
    """
    low, high = window(claim, words)
    return (low is None or low <= value) and (high is None or value <= high)
