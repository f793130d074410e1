"""Numbers as people write them: 160K, 8Ki, 2**17, 4*1024, 160,000; and sweeps of them.

number :: text -> Fraction            whatever it is
whole  :: text -> whole number        of 0 or more: the size of something
sweep  :: text -> whole numbers       12..48:12 is 12, 24, 36, 48
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import prod

from derive import limits
from derive.errors import UsageError
from derive.printed import SUFFIXES, grouped

LIKE = "write it like 32000, 32K, 8Ki, 2**15 or 4*1024"
SWEPT = ".."

_FACTOR = re.compile(
    r"""
    (?P<whole> [0-9]{1,3}(?:,[0-9]{3})+ | [0-9]+(?:_[0-9]+)* )
    (?: \.(?P<places>[0-9]+) )?
    (?: [eE]\+?(?P<tens>[0-9]{1,2}) | [ ]?(?P<suffix>[A-Za-z]+) )?
    (?: [ ]?(?:\*\*|\^)[ ]?(?P<power>[0-9]{1,3}) )?
    """,
    re.VERBOSE,
)
_TIMES = re.compile(r"(?<!\*)\*(?!\*)|[×·]")


def number(text: str) -> Fraction:
    """Read a number: a product, or a quotient of two. K, M, B and T are powers of 1,000.

    Ki, Mi, Gi and Ti are powers of 1,024. Raises UsageError for what is no number, for one that
    may be two (60.000) and for one of more than `limits.DIGITS` digits.

    >>> [str(number(text)) for text in ("160K", "8Ki", "1.5M", "2**17", "4 * 1024", "-3/4")]
    ['160000', '8192', '1500000', '131072', '4096', '-3/4']
    >>> number("12 boxes")
    Traceback (most recent call last):
    derive.errors.UsageError: '12 boxes' has the unknown suffix 'boxes'; known are K, M, B, T and \
Ki, Mi, Gi, Ti
    """
    if len(text) > limits.PRINTED_LENGTH:
        raise UsageError(f"{text[:20]!r}... is too long for a number", advice=LIKE)
    sign = -1 if text.strip().startswith("-") else 1
    above, slash, below = text.strip().removeprefix("-").partition("/")
    divisor = _product(below, text) if slash else Fraction(1)
    if not divisor:
        raise UsageError(f"{text!r} divides by 0", advice=LIKE)
    return _readable(sign * _product(above, text) / divisor, text)


def whole(text: str) -> int:
    """Read the size of something: a whole number of 0 or more.

    >>> whole("160,000"), whole("2^10")
    (160000, 1024)
    >>> whole("1.5")
    Traceback (most recent call last):
    derive.errors.UsageError: 1.5 is no whole number of 0 or more; write it like 32000, 32K, ...
    """
    value = number(text)
    if value < 0 or value.denominator > 1:
        raise UsageError(f"{text.strip()} is no whole number of 0 or more", advice=LIKE)
    return int(value)


def sweep(text: str) -> tuple[int, ...]:
    """Read a sweep, FIRST..LAST or FIRST..LAST:STEP, its ends included; or one value alone.

    Raises UsageError for a sweep without numbers, one that goes down or nowhere, and one of more
    than `limits.COLUMNS` values.

    >>> sweep("12..48:12"), sweep("1K..3K:1K"), sweep("12")
    ((12, 24, 36, 48), (1000, 2000, 3000), (12,))
    >>> sweep("..")
    Traceback (most recent call last):
    derive.errors.UsageError: '..' is a sweep without numbers; write it like 12..48:12
    """
    if SWEPT not in text:
        return (whole(text),)
    first, _, rest = text.partition(SWEPT)
    last, colon, by = rest.partition(":")
    ends = (first, last, *([by] if colon else []))
    if not all(end.strip() for end in ends):
        raise UsageError(f"{text!r} is a sweep without numbers", advice="write it like 12..48:12")
    low, high, step = (*map(whole, ends), 1)[:3]
    if not step or high < low:
        why = "has a step of 0" if not step else "ends before it begins"
        raise UsageError(f"the sweep {text!r} {why}", advice="write it like 12..48:12")
    values = range(low, high + 1, step)
    within_columns((high - low) // step + 1)
    return tuple(values)


def within_columns(*sizes: int) -> None:
    """Refuse sweeps that together have more columns than `limits.COLUMNS`.

    >>> within_columns(10, 100)
    >>> within_columns(11, 100)
    Traceback (most recent call last):
    derive.errors.UsageError: 1,100 columns are over the limit of 1,000; take larger steps
    """
    if prod(sizes) > limits.COLUMNS:
        raise UsageError(
            f"{grouped(prod(sizes))} columns are over the limit of {grouped(limits.COLUMNS)}",
            advice="take larger steps",
        )


def _product(text: str, all_of_it: str) -> Fraction:
    return prod((_factor(one.strip(), all_of_it) for one in _TIMES.split(text)), start=Fraction(1))


def _factor(text: str, all_of_it: str) -> Fraction:
    found = _FACTOR.fullmatch(text)
    if found is None:
        raise UsageError(f"{all_of_it.strip()!r} is no number", advice=LIKE)
    digits, places = re.sub("[,_]", "", found["whole"]), found["places"] or ""
    if len(places) == 3 and not (found["suffix"] or found["tens"]) and 1 <= int(digits) < 1000:
        either = f"{digits}{places}, or {digits}.{places.rstrip('0') or '0'}"
        raise UsageError(f"{text!r} may be two numbers", advice=f"write {either}")
    value = Fraction(f"{digits}.{places or 0}") * 10 ** int(found["tens"] or 0)
    return _readable(value * _unit(found["suffix"] or "", text), text) ** int(found["power"] or 1)


def _unit(suffix: str, text: str) -> int:
    word = suffix.lower()
    if word in SUFFIXES:
        return int(1000 ** SUFFIXES[word])
    if len(word) == 2 and word.endswith("i") and word[0] in "kmgt":
        return int(1024 ** SUFFIXES[word[0]])
    raise UsageError(
        f"{text!r} has the unknown suffix {suffix!r}",
        advice="known are K, M, B, T and Ki, Mi, Gi, Ti",
    )


def _readable(value: Fraction, text: str) -> Fraction:
    if max(abs(value.numerator), value.denominator) >= 10**limits.DIGITS:
        raise UsageError(f"{text.strip()!r} has more than {limits.DIGITS} digits", advice=LIKE)
    return value
