"""How a count stands to a printed figure: said here, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from derive.formulas.tree import Exact
from derive.intervals import Interval, Window
from derive.model.claims import Claim, figure
from derive.printed import Printed, exact_interval, grouped, rounded, widened
from derive.steps import Cell, Inline, Line, Text, line

LARGE = 10**10  # from here on a number of assumption sets is rounded where there is little room


def amount(number: int) -> str:
    """Write how many; a number too long to read is cut to three digits and a power of ten.

    >>> amount(350208), amount(193273528320)
    ('350,208', '1.93e11')
    """
    if number < LARGE:
        return grouped(number)
    digits = str(number)
    return f"{digits[0]}.{digits[1:3]}e{len(digits) - 1}"


def cell(count: Exact) -> Cell:
    """Give a count as a cell of a table: a fraction as it is written elsewhere.

    >>> cell(7), cell(Fraction(7, 2))
    (7, ('3.5',))
    """
    return count if isinstance(count, int) else line(grouped(count))


def beyond(by: Exact) -> str:
    """Say how far a count is from what is admitted.

    >>> beyond(32_000), beyond(-1)
    ('32,000 too many', '1 too few')
    """
    return f"{grouped(abs(Fraction(by)))} too {'many' if by > 0 else 'few'}"


def missed(name: Inline, printed: str, window: Window, by: Exact) -> Line:
    """Say that a claim, printed so and admitting a window, is missed by so many.

    >>> from derive.intervals import Interval
    >>> from derive.steps import Code
    >>> missed(Code("total"), "384M", Interval(384_000_000, 384_000_000), 32_000)
    (Code(text='total'), ' has 32,000 too many')
    >>> missed("total", "1.1M", Interval(1, 0), -7)
    ('total', ' can be no whole number: none is printed as 1.1M')
    """
    if window.empty:
        return (name, f" can be no whole number: none is printed as {printed}")
    return (name, f" has {beyond(by)}")


def all_missed(misses: Iterable[Line]) -> Iterator[Inline]:
    """Put misses into one sentence.

    >>> list(all_missed([("a", " has 1 too few"), ("b", " has 2 too few")]))
    ['a', ' has 1 too few', '; ', 'b', ' has 2 too few']
    """
    for at, miss in enumerate(misses):
        if at:
            yield "; "
        yield from miss


def signed(value: Exact) -> str:
    """Write a difference with its sign.

    >>> signed(32_000), signed(-1)
    ('+32,000', '-1')
    """
    return grouped(value) if value < 0 else f"+{grouped(value)}"


def admitted(claim: Claim) -> str:
    """Say what a figure with an "about" admits; nothing of another.

    >>> admitted(Claim(printed="~30", counts="d", scale="M"))
    ', which admits 20M to 40M'
    >>> admitted(Claim(printed="~42M", counts="d", match="at_least"))
    ', which admits 41M and more'
    """
    ends = None if claim.match == "exact" else widened(Printed.parse(claim.printed, claim.scale))
    if ends is None:
        return ""
    low, high = ends
    one_sided = {"at_least": f"{low} and more", "at_most": f"{high} and less"}
    return f", which admits {one_sided.get(claim.match, f'{low} to {high}')}"


def all_admitted(claims: Iterable[Claim]) -> Iterator[Text]:
    """Say what the figures with an "about" admit, where there are some, each figure once.

    >>> list(all_admitted(Claim(printed=printed, counts="d") for printed in ("~30M", "3M", "~30M")))
    [Text(parts=('Printed as ~30M, which admits 20M to 40M.',))]
    """
    told = dict.fromkeys(f"{figure(one)}{admits}" for one in claims if (admits := admitted(one)))
    if told:
        yield Text(f"Printed as {'; as '.join(told)}.")


def verdict(claim: Claim, count: Exact, by: Exact) -> Line:
    """Say how a count, beyond what is admitted `by` so many, stands to the printed figure.

    >>> verdict(Claim(printed="384M", counts="d"), 384_032_000, 0)
    ('printed as 384M',)
    >>> verdict(Claim(printed="384M", counts="d", match="exact"), 384_000_000, 0)
    ('printed as 384M, exactly',)
    >>> verdict(Claim(printed="384M", counts="d", match="exact"), 384_032_000, 32_000)
    ('printed as 384M: 32,000 too many',)
    >>> verdict(Claim(printed="~30M", counts="d"), 27_133_184, 0)
    ('printed as ~30M, which admits 20M to 40M',)
    """
    printed, admits = figure(claim), admitted(claim)
    if by:
        return line(f"printed as {printed}{admits}: {beyond(by)}")
    bound = {"at_least": "at least ", "at_most": "at most "}.get(claim.match, "")
    if bound or admits:
        return line(f"printed as {bound}{printed}{admits}")
    own = Printed.parse(claim.printed, claim.scale)
    if printed == grouped(count):
        return line("as printed")
    exactly = claim.match == "exact" or count in exact_interval(own)
    return line(f"printed as {printed}" + (", exactly" if exactly else ""))


def spread(count: Interval[int]) -> str:
    """Write a count, or the two ends of its range.

    >>> spread(Interval(7, 7)), spread(Interval(7, 9_000))
    ('7', '7 to 9,000')
    """
    if count.low == count.high:
        return grouped(count.low)
    return f"{grouped(count.low)} to {grouped(count.high)}"


def spread_cell(count: Interval[int]) -> Cell:
    """Give a count as a cell: a number, or a range in words.

    >>> spread_cell(Interval(7, 7)), spread_cell(Interval(7, 9))
    (7, ('7 to 9',))
    """
    return count.low if count.low == count.high else line(spread(count))


def spread_short(count: Interval[int]) -> str:
    """Write a range as papers would print its ends.

    >>> spread_short(Interval(6_990_000_000, 7_380_000_000))
    '6.99B to 7.38B'
    """
    return f"{rounded(count.low, 3)} to {rounded(count.high, 3)}"


def spread_shortly(count: Interval[int]) -> str:
    """Write a range as papers would print it, and exactly.

    >>> spread_shortly(Interval(1_000, 2_000))
    '1.00K to 2.00K (1,000 to 2,000)'
    >>> spread_shortly(Interval(2_000_000, 2_000_100))
    '2,000,000 to 2,000,100'
    """
    low, high = rounded(count.low, 3), rounded(count.high, 3)
    return spread(count) if low == high else f"{low} to {high} ({spread(count)})"
