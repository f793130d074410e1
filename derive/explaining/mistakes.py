"""The mistakes that are made with one number: a digit, a factor, one more or less, another cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from derive.errors import PrintedError
from derive.model.claims import Claim
from derive.printed import ROUNDINGS, UNITS, ZEROS, Printed

KINDS = ("one more or less", "digit", "factor", "cut")
MOST_COUNTED = 200  # up to here a value is a number of layers, heads, ...: one may be miscounted


def other_claims(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """Give the claim as it would be with one thing of its printed number otherwise, and the kind.

    >>> [kind for kind, _ in other_claims(Claim(printed="7", counts="c"))][-4:]
    ['cut', 'cut', 'cut', 'cut']
    >>> others = (claim for _, claim in other_claims(Claim(printed="10^6", counts="c")))
    >>> [claim.printed for claim in others][:3]
    ['10^0', '10^1', '10^2']
    """
    for printed in one_digit(claim.printed):
        if _is_read(printed, claim.scale):
            yield "digit", replace(claim, printed=printed)
    for printed in scaled(claim.printed):
        yield "factor", replace(claim, printed=printed)
    if claim.match == "printed":
        for word, others in (("rounding", ROUNDINGS), ("unit", UNITS), ("zeros", ZEROS)):
            for other in others:
                if other not in claim.words:
                    yield "cut", replace(claim, **{word: other})


def _is_read(text: str, scale: str) -> bool:
    try:
        Printed.parse(text, scale)
    except PrintedError:  # 10^6 with another digit is no power of ten
        return False
    return True


def one_digit(text: str) -> Iterator[str]:
    """Give the texts that differ in one digit, or in two neighbours changed about.

    >>> sorted(one_digit("10"))[:4], "01" in one_digit("10")
    (['11', '12', '13', '14'], False)
    """
    places = [at for at, character in enumerate(text) if character.isdecimal()]
    for at in places:
        for digit in "0123456789":
            if digit != text[at] and not (digit == "0" and at == places[0]):
                yield text[:at] + digit + text[at + 1 :]
    for left, right in pairwise(places):
        if text[left] != text[right] and not (text[right] == "0" and left == places[0]):
            yield (
                text[:left] + text[right] + text[left + 1 : right] + text[left] + text[right + 1 :]
            )


def scaled(text: str) -> Iterator[str]:
    """Give the number twice, half, ten times and a tenth as large, where it has no separators.

    >>> list(scaled("110M"))
    ['220M', '55M', '1100M', '11M']
    """
    digits = "".join(character for character in text if character.isdecimal())
    if digits and digits in text and "." not in text:
        number = int(digits)
        for value, rest in ((2 * number, 0), (number // 2, number % 2), (10 * number, 0)):
            if not rest:
                yield text.replace(digits, str(value))
        if number % 10 == 0:
            yield text.replace(digits, str(number // 10))


def other_values(value: int) -> Iterator[tuple[str, int]]:
    """Give a hyperparameter's value as it would be with one mistake, and the kind of mistake.

    >>> list(other_values(12))
    [('one more or less', 13), ('one more or less', 11), ('factor', 24), ('factor', 6), \
('factor', 120), ('factor', 1)]
    """
    seen = {value}
    for kind, other in (
        *(("one more or less", value + step) for step in (1, -1) if value <= MOST_COUNTED),
        *(("digit", int(text)) for text in one_digit(str(value)) if value > MOST_COUNTED),
        *(("factor", factor) for factor in (2 * value, value // 2, 10 * value, value // 10)),
    ):
        if other not in seen and other > 0:
            seen.add(other)
            yield kind, other
