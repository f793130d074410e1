"""The kinds of value that keys take: each is a function that gives the value or says why not.

Kind :: TOML value -> value, or a ModelError whose path leads on from the key
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any
from unicodedata import category

from derive import limits
from derive.errors import ModelError, did_you_mean
from derive.formulas.symbol_latex import check_latex

Kind = Callable[[object], Any]


class Decimal:
    """A number with a point as the file spells it: no key takes one, and messages quote it."""

    def __init__(self, text: str) -> None:
        self.text = text


def text(value: object) -> str:
    """Take a text.

    >>> text(1409)
    Traceback (most recent call last):
    derive.errors.ModelError: a text is needed here, and this is the number 1409; write "1409"
    """
    if not isinstance(value, str):
        quoted = _spelled_number(value)
        advice = f'write "{quoted}"' if quoted else "put it in quotes"
        raise ModelError(
            f"a text is needed here, and this is {described(value)}",
            advice=advice if not isinstance(value, list | dict) else "",
        )
    if len(value) > limits.TEXT_LENGTH:
        raise ModelError(
            f"a text of {len(value)} characters is over the limit of {limits.TEXT_LENGTH}",
            advice="shorten it (limit TEXT_LENGTH)",
        )
    _refuse_controls(value)
    return value


def _refuse_controls(value: str) -> None:
    if value.isprintable():
        return
    for character in value:
        if category(character) == "Cc" and character not in "\t\n\r":
            raise ModelError(
                f"the text holds the control character U+{ord(character):04X}", advice="remove it"
            )


def texts(value: object) -> tuple[str, ...]:
    """Take a list of texts.

    >>> texts("one")
    Traceback (most recent call last):
    derive.errors.ModelError: a list of texts is needed here, and this is the text 'one'; \
write ["one"]
    """
    if not isinstance(value, list):
        shown = f'write ["{short(value)}"]' if isinstance(value, str) else 'write ["...", "..."]'
        raise ModelError(
            f"a list of texts is needed here, and this is {described(value)}", advice=shown
        )
    if len(value) > limits.ENTRIES:
        raise ModelError(
            f"a list of {len(value)} texts is over the limit of {limits.ENTRIES}",
            advice="write fewer (limit ENTRIES)",
        )
    return tuple(_item(text, one, index) for index, one in enumerate(value))


def _item(kind: Kind, value: object, index: int) -> Any:
    try:
        return kind(value)
    except ModelError as fault:
        fault.path = (index, *fault.path)
        raise


def number(value: object) -> int | Fraction:
    """Take a whole number, or a fraction of two as a text.

    >>> number(3), number("1/2"), number("4/2")
    (3, Fraction(1, 2), 2)
    >>> number("0.5")
    Traceback (most recent call last):
    derive.errors.ModelError: '0.5' is no fraction; write two whole numbers, such as "1/2"
    """
    if not isinstance(value, str):
        return whole(value)
    found = re.fullmatch(r"([0-9]{1,40})/([0-9]{1,40})", value.strip())
    if found is None or int(found[2]) == 0:
        raise ModelError(
            f"{short(value)!r} is no fraction", advice='write two whole numbers, such as "1/2"'
        )
    fraction = Fraction(int(found[1]), int(found[2]))
    return fraction.numerator if fraction.denominator == 1 else fraction


def whole(value: object) -> int:
    """Take a whole number of at most `limits.DIGITS` digits.

    >>> whole(Decimal("1.5"))
    Traceback (most recent call last):
    derive.errors.ModelError: a whole number is needed here, and this is the number 1.5; \
counts and sizes have no decimal point
    """
    if type(value) is int:
        if abs(value) >= 10**limits.DIGITS:
            raise ModelError(
                f"the number has more than {limits.DIGITS} digits",
                advice="no count has so many (limit DIGITS)",
            )
        return value
    advice = {Decimal: "counts and sizes have no decimal point", str: "leave the quotes out"}
    raise ModelError(
        f"a whole number is needed here, and this is {described(value)}",
        advice=advice.get(type(value), ""),
    )


def flag(value: object) -> bool:
    """Take true or false.

    >>> flag("no")
    Traceback (most recent call last):
    derive.errors.ModelError: true or false is needed here, and this is the text 'no'; \
write it without quotes
    """
    if isinstance(value, bool):
        return value
    advice = "write it without quotes" if isinstance(value, str) else ""
    raise ModelError(f"true or false is needed here, and this is {described(value)}", advice=advice)


def formula_text(value: object) -> str | int:
    """Take a formula: a text, or a whole number.

    >>> formula_text(Decimal("0.5"))
    Traceback (most recent call last):
    derive.errors.ModelError: a formula is needed here, and this is the number 0.5; \
formulas are exact: write a fraction such as "1/2"
    """
    if isinstance(value, str):
        return value
    if type(value) is int:
        return whole(value)
    advice = {
        Decimal: 'formulas are exact: write a fraction such as "1/2"',
        bool: "write 1 for yes and 0 for no",
    }
    raise ModelError(
        f"a formula is needed here, and this is {described(value)}",
        advice=advice.get(type(value), 'write it as a text such as "4*d*d"'),
    )


def printed_text(value: object) -> str:
    """Take a printed number, which must be a text: TOML would lose how it was spelled.

    >>> printed_text(384)
    Traceback (most recent call last):
    derive.errors.ModelError: a printed number is a text, for how it is spelled says where it was \
cut, and this is the number 384; write "384"
    """
    if _spelled_number(value):
        raise ModelError(
            "a printed number is a text, for how it is spelled says where it was cut, "
            f"and this is {described(value)}",
            advice=f'write "{_spelled_number(value)}"',
        )
    return text(value)


def one_of(*words: str) -> Kind:
    """Make the kind that takes one of a few words.

    >>> one_of("configuration")("row")
    Traceback (most recent call last):
    derive.errors.ModelError: 'row' is none of the words for it; use "configuration"
    """

    def kind(value: object) -> str:
        word = text(value)
        if word not in words:
            listed = ", ".join(f'"{one}"' for one in words)
            advice = did_you_mean(word, words, f"use {listed}")
            raise ModelError(f"{short(word)!r} is none of the words for it", advice=advice)
        return word

    return kind


def latex(value: object) -> str:
    r"""Take a symbol's LaTeX name, written in a small whitelist of commands.

    >>> latex(r"\\write18{ls}")
    Traceback (most recent call last):
    derive.errors.DeriveError: latex = ...
    """
    return check_latex(text(value))


def table(value: object) -> Mapping[str, object]:
    """Take a table.

    >>> table([1])
    Traceback (most recent call last):
    derive.errors.ModelError: a table is needed here, and this is a list
    """
    if not isinstance(value, dict):
        raise ModelError(f"a table is needed here, and this is {described(value)}")
    return value


def tables(value: object) -> Sequence[object]:
    """Take a list of tables; each is checked where it is read.

    >>> tables({})
    Traceback (most recent call last):
    derive.errors.ModelError: a list of tables is needed here, and this is a table; \
write the header in double brackets, such as [[claims]]
    """
    if isinstance(value, list):
        return value
    advice = "write the header in double brackets, such as [[claims]]"
    raise ModelError(
        f"a list of tables is needed here, and this is {described(value)}",
        advice=advice if isinstance(value, dict) else "",
    )


def anything(value: object) -> object:
    """Take any value: it is read later, by the part it belongs to.

    >>> anything([1, "two"])
    [1, 'two']
    """
    return value


def described(value: object) -> str:
    """Say what a TOML value is.

    >>> described({}), described(True), described("ab"), described(Decimal("1e400"))
    ('a table', 'true', "the text 'ab'", 'the number 1e400')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text {short(value)!r}"
    if _spelled_number(value):
        return f"the number {_spelled_number(value)}"
    return {dict: "a table", list: "a list", int: "a large number"}.get(type(value), "a date")


def _spelled_number(value: object) -> str:
    """Give the spelling of a number, or nothing for what is none or too long to show."""
    if isinstance(value, Decimal):
        return short(value.text)
    if type(value) is int and abs(value) < 10**limits.DIGITS:
        return str(value)
    return ""


def short(value: str) -> str:
    """Cut a text for a message, which shows it as Python would: '\\x1b' for a control character.

    >>> short("d_model"), short("x" * 1000) == "x" * 57 + "..."
    ('d_model', True)
    """
    return value if len(value) <= 60 else f"{value[:57]}..."
