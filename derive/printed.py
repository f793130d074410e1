"""A number as printed, and the closed interval of whole numbers it can stand for.

    Printed.parse :: text, scale                 -> Printed
    interval      :: Printed, how it was cut     -> Interval
    prints_as     :: whole number, like, how ... -> the texts it can be printed as
    longer        :: Printed                     -> the same with one more digit, if there is one
    last_digits   :: whole number, like, how ... -> its digits as whole numbers; `spelled` back
    exact_value   :: Printed, unit               -> the number itself
    value_of      :: Printed, unit               -> the number itself, whole or not
    widened       :: Printed                     -> the ends of what an "about" admits, as texts

How it was cut is three words: `rounding` (ROUNDINGS), `unit` (UNITS) and `zeros` (ZEROS); after
"about" or "~" they matter no more. A count is never below zero, and the ends of an interval are
exact: there are no floats here.

>>> print(interval(Printed.parse("384M")))
383,500,000 to 384,500,000
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType

from derive import limits
from derive.errors import PrintedError
from derive.intervals import Interval

ROUNDINGS = ("nearest", "down", "up")
UNITS = ("decimal", "binary")
ZEROS = ("digits", "placeholders")

# In small letters; the power of 1000 (decimal) or of 1024 (binary).
SUFFIXES: Mapping[str, int] = MappingProxyType(
    {"": 0}
    | dict.fromkeys(("k", "thousand", "thousands"), 1)
    | dict.fromkeys(("m", "mn", "mln", "million", "millions"), 2)
    | dict.fromkeys(("b", "g", "bn", "billion", "billions"), 3)
    | dict.fromkeys(("t", "tn", "trillion", "trillions"), 4)
)

_BASES = {"decimal": 1000, "binary": 1024}
_SPACES = " \N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
_SEPARATORS = f",_'\N{RIGHT SINGLE QUOTATION MARK}{_SPACES}"
_ABOUT_SIGNS = "~\N{TILDE OPERATOR}\N{ALMOST EQUAL TO}\N{ASYMPTOTICALLY EQUAL TO}"
_ABOUT_WORDS = r"about|around|approximately|approx\.?|roughly|circa|ca\.?|c\."
_TIMES = r"(?: [xX*\N{MULTIPLICATION SIGN}\N{MIDDLE DOT}\N{DOT OPERATOR}] | \\times | \\cdot )"
_COUNTED = r"(?i: params? | parameters? | weights? )\b"
_RAISED = (
    "\N{SUPERSCRIPT ZERO}\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}"
    "\N{SUPERSCRIPT FOUR}\N{SUPERSCRIPT FIVE}\N{SUPERSCRIPT SIX}\N{SUPERSCRIPT SEVEN}"
    "\N{SUPERSCRIPT EIGHT}\N{SUPERSCRIPT NINE}"
)
_LOWERED = str.maketrans(_RAISED, "0123456789")

_POWER = rf"(?: (?: \^ | \*\* ) (?: [0-9]+ | \{{[0-9]+\}} ) | [{_RAISED}]+ )"

_NUMBER = re.compile(
    rf"""
    (?P<about> (?: [{_ABOUT_SIGNS}][{_SPACES}]* | (?i:{_ABOUT_WORDS})[{_SPACES}]+ )? )
    (?P<opening> \$ )?
    (?: (?P<whole> [1-9][0-9]{{0,2}} (?P<separator>[{_SEPARATORS}])[0-9]{{3}}
                   (?: (?P=separator)[0-9]{{3}} )*
                 | [1-9][0-9]* | 0 | (?=\.) )
        (?: \.(?P<fraction>[0-9]+) )?
        (?P<tail> [{_SPACES}]* (?P<suffix> (?!{_COUNTED})[A-Za-z]* )
                | [eE]\+? (?P<small>[0-9]+)
                | [{_SPACES}]*{_TIMES}[{_SPACES}]*10 (?P<power>{_POWER}) )
      | (?P<base> 10 | 2 ) (?P<raised>{_POWER}) )
    (?P<closing> (?(opening) \$ ) (?: [{_SPACES}]*{_COUNTED} )? )
    """,
    re.VERBOSE,
)

_KNOWN = "known are K, M, B, G, T and their words"
# What is wrong with a text that is not a number: the first pattern found in it says why.
_FAULTS: tuple[tuple[str, str, str], ...] = (
    (r"^$", "is empty", "write the number as the paper prints it, such as 384M"),
    (r"%", "is a percentage, not a count", "write the count it stands for"),
    (
        r"^[-\u2010-\u2015\u2212]",
        "is below zero, and a count never is",
        "write it without the sign",
    ),
    (r"^[+<>\u2264\u2265]", "begins with a sign", "write the number alone, its bound as `match`"),
    (r"^0[0-9]", "begins with a 0", "leave the 0 out"),
    (r"\..*\.[0-9]", "has more than one decimal point", "write thousands as 1,234,567"),
    (
        r"[0-9],(?![0-9]{3}(?![0-9]))",
        "has a comma that does not part groups of three digits",
        "write a decimal point as 1.5 and thousands as 1,234,567",
    ),
)
_UNLIKE = (
    "is not a number as a paper prints it",
    "write it like 384M, 64 million, 1.04B or 23,885,392",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Hold a number as printed: `digits` / 10**`places` * 10**`exponent` * (1000 or 1024)**`power`.

    `scale` is the unit of its column where the text has none of its own. The rest is how it was
    written (`about`, `opening`, `separator`, `tail`, `closing`), which `prints_as` imitates.

    >>> printed = Printed.parse("about 1.04 B")
    >>> printed.digits, printed.places, printed.power, printed.about
    (104, 2, 3, 'about ')
    """

    text: str
    digits: int
    places: int = 0
    exponent: int = 0
    power: int = 0
    scale: str = ""
    about: str = ""
    opening: str = ""
    separator: str = ""
    tail: str = ""
    closing: str = ""

    @classmethod
    def parse(cls, text: str, scale: str = "") -> Printed:
        """Read a number as a paper prints it; `scale` is the unit in the head of its column.

        A suffix or a power of ten in the text wins over `scale`. Raises PrintedError for what is
        no count, may be two (60.000), exceeds `limits.PRINTED_LENGTH` characters or
        `limits.PRINTED_EXPONENT`, or has digits not of 0 to 9.

        >>> Printed.parse("25 557 032").digits, Printed.parse("384", scale="M").power
        (25557032, 2)
        >>> exact_value(Printed.parse(r"$6.7\\times 10^{9}$")), exact_value(Printed.parse("2^20"))
        (6700000000, 1048576)
        >>> Printed.parse("12,34")
        Traceback (most recent call last):
        derive.errors.PrintedError: '12,34' has a comma that does not part groups of three digits; \
write a decimal point as 1.5 and thousands as 1,234,567
        """
        match = _match(text)
        power = _power(match, scale)
        return _refuse_fraction(
            cls(
                text=match.string,
                **_size(match),
                power=power,
                scale=scale.strip() if power and not match["suffix"] else "",
                about=match["about"],
                opening=match["opening"] or "",
                separator=match["separator"] or "",
                tail=_tail(match),
                closing=match["closing"],
            )
        )

    @property
    def figure(self) -> str:
        """Give the text with the scale of its column, where it has none of its own.

        >>> Printed.parse("384", "M").figure, Printed.parse("12 params", "million").figure
        ('384M', '12 million params')
        """
        if not self.scale:
            return self.text
        return f"{self.text.removesuffix(self.closing)}{_scale(self)}{self.closing}"

    def __str__(self) -> str:
        return self.text


def interval(
    printed: Printed,
    *,
    rounding: str = "nearest",
    unit: str = "decimal",
    zeros: str = "digits",
    parts: int = 1,
) -> Interval[int]:
    """Give the whole numbers that are printed so, when cut with these words.

    With `parts` they are numbers of that part of 1: what is counted in halves, from half to half.

    nearest: a tie may have gone either way, so both ends are closed. placeholders: the zeros that
    end a number without a decimal point may not be digits (a 0 alone is one). "About" admits one
    unit of the last digit that is no such zero either way, however it was cut. Empty if no whole
    number is printed so (1.00000019M). Raises PrintedError for a word that is not known.

    >>> printed = Printed.parse("340M")
    >>> print(interval(printed, rounding="down"))
    340,000,000 to 340,999,999
    >>> print(interval(printed, zeros="placeholders"))
    335,000,000 to 345,000,000
    >>> print(interval(Printed.parse("23,885,392"), rounding="up", unit="binary"))
    23,885,392
    >>> print(interval(Printed.parse("7"), rounding="down", parts=2))
    14 to 15
    >>> print(interval(Printed.parse("~30M")), "or", interval(Printed.parse("about 42M")))
    20,000,000 to 40,000,000 or 41,000,000 to 43,000,000
    """
    _require("rounding", rounding, ROUNDINGS)
    step = _step(printed, unit, zeros)
    ends = _ENDS["about" if printed.about else rounding]
    low, high = ends(value_of(printed, unit=unit) * parts, step * parts)
    return Interval(max(0, low), high)


def widened(printed: Printed) -> tuple[str, str] | None:
    """Give the least and the most that an "about" admits, as they would be printed.

    >>> widened(Printed.parse("~30M")), widened(Printed.parse("~1.0", "B"))
    (('20M', '40M'), ('0.9B', '1.1B'))
    >>> widened(Printed.parse("about 10^6")), widened(Printed.parse("30M"))
    (('0', '2×10^6'), None)
    """
    if not printed.about:
        return None
    step = 10 ** _placeholders(printed, "placeholders")
    low, high = max(0, printed.digits - step), printed.digits + step
    unit = printed.tail + _scale(printed)
    return (_number(low, printed) + unit if low else "0", _number(high, printed) + unit)


def value_of(printed: Printed, *, unit: str = "decimal") -> Fraction:
    """Give what the digits are worth, whole or not.

    >>> value_of(Printed.parse("1.1M"), unit="binary")
    Fraction(5767168, 5)
    """
    return printed.digits * _last_digit(printed, unit)


def exact_interval(printed: Printed, *, unit: str = "decimal", parts: int = 1) -> Interval[int]:
    """Give the printed number itself as an interval; empty if it is not whole in this unit.

    With `parts` it is counted in that part of 1.

    >>> print(exact_interval(Printed.parse("384M")))
    384,000,000
    >>> print(exact_interval(Printed.parse("1.1M"), unit="binary"))
    no whole number
    """
    value = value_of(printed, unit=unit) * parts
    return Interval(ceil(value), floor(value))


def exact_value(printed: Printed, *, unit: str = "decimal") -> int:
    """Give the printed number itself; raises PrintedError if it is not whole in this unit.

    >>> exact_value(Printed.parse("1.5M")), exact_value(Printed.parse("1.5M"), unit="binary")
    (1500000, 1572864)
    """
    whole = exact_interval(printed, unit=unit)
    if not whole.empty:
        return whole.low
    between = f"{grouped(whole.high)} and {grouped(whole.low)}"
    raise PrintedError(
        f"{printed.text!r} in the {unit} unit lies between {between}, so it is no exact count",
        advice='take the other unit, or match = "printed"',
    )


def prints_as(
    value: int,
    *,
    like: Printed,
    rounding: str = "nearest",
    unit: str = "decimal",
    zeros: str = "digits",
) -> frozenset[str]:
    """Give the texts that `value` can be printed as, written and cut like another number.

    Two at a tie of "nearest", two or three after "about", else one. `like.text` is among them
    exactly if `value` lies in the interval of `like`. Raises PrintedError for a value below zero
    or a word that is not known.

    >>> like = Printed.parse("384M")
    >>> prints_as(64_000_001, like=like, rounding="up")
    frozenset({'65M'})
    >>> sorted(prints_as(64_500_000, like=like))
    ['64M', '65M']
    """
    _require("rounding", rounding, ROUNDINGS)
    if value < 0:
        raise PrintedError(f"{grouped(value)} is below zero, and a count never is")
    steps = value / _step(printed=like, unit=unit, zeros=zeros)
    step = 10 ** _placeholders(like, zeros)
    cut = _CUTS["about" if like.about else rounding]
    return frozenset(_write(whole * step, like) for whole in cut(steps) if whole >= 0)


def longer(printed: Printed) -> Printed | None:
    """Give a number with one more digit, a 0; None where its last digit counts ones.

    >>> str(longer(Printed.parse("about 384M"))), longer(Printed.parse("384,000"))
    ('384.0M', None)
    """
    if _last_digit(printed, "decimal") <= 1:
        return None
    more = replace(printed, text="", digits=-1, places=printed.places + 1, about="")
    digits = printed.digits * 10
    return replace(more, text=_write(digits, more), digits=digits)


def last_digits(
    value: int, *, like: Printed, rounding: str = "nearest", unit: str = "decimal"
) -> Interval[int]:
    """Give the digits that `value` can be printed with, as whole numbers: two at a tie, else one.

    >>> last_digits(12_345_000, like=Printed.parse("1.00M"))
    (1234, 1235)
    """
    _require("rounding", rounding, ROUNDINGS)
    found = _CUTS[rounding](value / _last_digit(like, unit))
    return Interval(min(found), max(found))


def spelled(digits: int, like: Printed) -> str:
    """Write digits, given as a whole number, like another number.

    >>> spelled(12_583, Printed.parse("1.000M"))
    '12.583M'
    """
    return _write(digits, like)


def rounded(count: int, digits: int) -> str:
    """Write a count with so many digits that count, as papers do: half and more is rounded up.

    >>> rounded(7_241_732_096, 3), rounded(345_678, 2), rounded(999_999, 3), rounded(812, 3)
    ('7.24B', '350K', '1.00M', '812')
    """
    step = 10 ** max(0, len(str(count)) - digits)
    count = (2 * count + step) // (2 * step) * step
    power = min((len(str(count)) - 1) // 3, len(SHORT))
    if not power:
        return str(count)
    whole, rest = divmod(count, 1000**power)
    places = max(0, digits - len(str(whole)))
    point = f".{rest * 10**places // 1000**power:0{places}}" if places else ""
    return f"{whole:,}{point}{SHORT[power - 1]}"


def grouped(number: int | Fraction) -> str:
    """Show an exact number in groups of three digits: a fraction with a point where that ends.

    >>> grouped(384000000), grouped(Fraction(21001, 2)), grouped(Fraction(-7, 3))
    ('384,000,000', '10,500.5', '-7/3')
    """
    if number == int(number):
        return f"{int(number):,}"
    below = number.denominator
    places = next((n for n in range(1, 7) if 10**n % below == 0), None)
    if places is None:
        return f"{number.numerator:,}/{below:,}"
    whole, rest = divmod(abs(number.numerator), below)
    return f"{'-' if number < 0 else ''}{whole:,}.{rest * 10**places // below:0{places}}"


SHORT = "KMBT"  # thousands, millions, billions, trillions, as counts are shortened

# For a value and the worth of its last digit: the ends of what is printed so.
_ENDS: Mapping[str, Callable[[Fraction, Fraction], tuple[int, int]]] = {
    "nearest": lambda value, step: (ceil(value - step / 2), floor(value + step / 2)),
    "down": lambda value, step: (ceil(value), ceil(value + step) - 1),
    "up": lambda value, step: (floor(value - step) + 1, floor(value)),
    "about": lambda value, step: (ceil(value - step), floor(value + step)),
}

# For a number of last digits, not whole: the whole ones it is printed as.
_CUTS: Mapping[str, Callable[[Fraction], Iterable[int]]] = {
    "nearest": lambda steps: (ceil(steps - Fraction(1, 2)), floor(steps + Fraction(1, 2))),
    "down": lambda steps: (floor(steps),),
    "up": lambda steps: (ceil(steps),),
    "about": lambda steps: range(ceil(steps - 1), floor(steps + 1) + 1),
}


def _last_digit(printed: Printed, unit: str) -> Fraction:
    _require("unit", unit, UNITS)
    tens = Fraction(10) ** (printed.exponent - printed.places)
    return tens * Fraction(_BASES[unit]) ** printed.power


def _step(printed: Printed, unit: str, zeros: str) -> Fraction:
    return _last_digit(printed, unit) * Fraction(10) ** _placeholders(printed, zeros)


def _placeholders(printed: Printed, zeros: str) -> int:
    _require("zeros", zeros, ZEROS)
    exactly = zeros == "digits" and not printed.about
    if exactly or printed.places or printed.digits == 0:
        return 0
    digits = str(printed.digits)
    return len(digits) - len(digits.rstrip("0"))


def _write(digits: int, like: Printed) -> str:
    if digits == like.digits:  # a power alone, or no 0 before the point
        return like.text
    return like.about + like.opening + _number(digits, like) + like.tail + like.closing


def _number(digits: int, like: Printed) -> str:
    whole, fraction = divmod(digits, 10**like.places)
    number = grouped(whole).replace(",", like.separator)
    return f"{number}.{fraction:0{like.places}}" if like.places else number


def _scale(printed: Printed) -> str:
    return f" {printed.scale}" if len(printed.scale) > 1 else printed.scale


def _match(text: str) -> re.Match[str]:
    if len(text) > limits.PRINTED_LENGTH:
        raise PrintedError(
            f"{_shown(text)} has {len(text)} characters, above the limit {limits.PRINTED_LENGTH}",
            advice="write only the number, such as 384M",
        )
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise _fault(text.strip())
    suffix = match["suffix"] or ""
    if suffix.lower() not in SUFFIXES:
        raise PrintedError(f"{match.string!r} has the unknown suffix {suffix!r}", advice=_KNOWN)
    return match


def _size(match: re.Match[str]) -> dict[str, int]:
    """Give the digits, the places and the exponent."""
    whole, fraction = _figures(match["whole"]), match["fraction"] or ""
    if not match["base"]:
        ten = _limited(match, match["small"] or match["power"], "ten", limits.PRINTED_EXPONENT)
        return {"digits": int(whole + fraction), "places": len(fraction), "exponent": ten}
    if match["base"] == "10":
        ten = _limited(match, match["raised"], "ten", limits.PRINTED_EXPONENT)
        return {"digits": 1, "exponent": ten}
    return {"digits": 2 ** _limited(match, match["raised"], "two", 3 * limits.PRINTED_EXPONENT)}


def _figures(text: str | None) -> str:
    return re.sub(r"[^0-9]", "", (text or "").translate(_LOWERED))


def _limited(match: re.Match[str], text: str | None, of: str, limit: int) -> int:
    exponent = int(_figures(text) or 0)
    if exponent > limit:
        raise PrintedError(
            f"{match.string!r} has the power of {of} {exponent}, above the limit {limit}",
            advice="check the power",
        )
    return exponent


def _tail(match: re.Match[str]) -> str:
    """Give what stands behind the digits; a power alone is written behind others with a times."""
    if match["base"] == "10":
        return f"\N{MULTIPLICATION SIGN}10{match['raised']}"
    return match["tail"] or ""


def _power(match: re.Match[str], scale: str) -> int:
    word = scale.strip().lower()
    if word not in SUFFIXES:
        raise PrintedError(
            f"the scale {_shown(scale)} is not known",
            advice=f'{_KNOWN}; scale = "" is none',
            key="scale",
        )
    if match["suffix"] is None:
        return 0
    return SUFFIXES[match["suffix"].lower() or word]


def _require(name: str, word: str, known: Sequence[str]) -> None:
    if word not in known:
        raise PrintedError(
            f"{name} = {_shown(word)} is not known", advice=f"choose one of {', '.join(known)}"
        )


def _refuse_fraction(printed: Printed) -> Printed:
    value = value_of(printed)
    if _may_part_thousands(printed):
        thousands, whole = grouped(printed.digits), value.denominator == 1
        other = grouped(value) if whole else 'add the suffix or the scale, such as scale = "M"'
        raise PrintedError(
            f"{printed.text!r} may be {thousands} (its point parts thousands) or {grouped(value)} "
            "(a decimal point)",
            advice=f"write {thousands}, or {other}",
        )
    if printed.power == 0 and value.denominator > 1:
        raise PrintedError(
            f"{printed.text!r} is not a whole number, and a count always is",
            advice='add the suffix or the scale it is printed in, such as scale = "M"',
        )
    return printed


def _may_part_thousands(printed: Printed) -> bool:
    """Say whether a reader of another language takes the decimal point for a separator."""
    alone = not (printed.power or printed.separator or printed.tail.strip())
    return alone and printed.places == 3 and 1 <= printed.digits // 1000 < 1000


def _fault(text: str) -> PrintedError:
    strange = [letter for letter in text if letter.isnumeric() and not letter.isascii()]
    if strange:
        why, advice = f"has {strange[0]!r} for a digit", "write it with the digits 0 to 9"
    else:
        found = ((why, advice) for pattern, why, advice in _FAULTS if re.search(pattern, text))
        why, advice = next(found, _UNLIKE)
    return PrintedError(f"{text!r} {why}", advice=advice)


def _shown(text: str) -> str:
    return repr(text if len(text) <= limits.PRINTED_LENGTH else text[:20] + "...")
