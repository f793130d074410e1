"""What unknowns can be: their values told, and which of them a number was counted with.

solved_for    :: {unknown: values}          -> steps
with_values   :: {unknown: values}          -> "V = 5, U = 1 to 3"
counted_with  :: Case, {unknown: values}    -> "counted with V = 5 (5 to 9 would do)", or nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from derive.intervals import Intervals
from derive.model.case import Case
from derive.printed import grouped
from derive.steps import Code, Step, Text


def solved_for(unknowns: Mapping[str, Intervals]) -> list[Step]:
    """Tell for which values of the unknowns the claims are met.

    >>> from derive.intervals import Interval
    >>> solved_for({"V": (Interval(1, 3), Interval(9, 9))})
    [Text(parts=(Code(text='V'), ' is 1 to 3 or 9.'))]
    """
    return [Text(Code(name), f" is {spelled(its)}.") for name, its in unknowns.items() if its]


def spelled(intervals: Intervals, most: int = 6) -> str:
    """Spell a set of whole numbers.

    >>> from derive.intervals import Interval
    >>> spelled((Interval(1, 3), Interval(9, 9)))
    '1 to 3 or 9'
    """
    told, further = " or ".join(map(str, intervals[:most])), len(intervals) - most
    if further <= 0:
        return told
    return f"{told} or in {further} further interval{'s' if further > 1 else ''}"


def with_values(unknowns: Mapping[str, Intervals]) -> str:
    """Name what each unknown is, or can be.

    >>> from derive.intervals import Interval
    >>> with_values({"V": (Interval(5, 5),), "U": (Interval(1, 3), Interval(9, 9))})
    'V = 5, U = 1 to 3 or 9'
    """
    return ", ".join(f"{name} = {spelled(its)}" for name, its in unknowns.items() if its)


def counted_with(case: Case, fitting: Mapping[str, Intervals]) -> Iterator[str]:
    """Say with which values of the unknowns a case was counted, and which others would do.

    >>> from derive.intervals import Interval
    >>> from derive import Model
    >>> case = Case(model=Model(), chosen={}, known={"U": 5, "V": 7})
    >>> [*counted_with(case, {"U": (Interval(5, 9),)})]
    ['counted with U = 5 (5 to 9 would do), V = 7']
    """
    known = {name: value for name, value in case.known.items() if isinstance(value, int)}
    if known:
        told = (
            f"{name} = {grouped(value)}{_others(value, fitting.get(name, ()))}"
            for name, value in known.items()
        )
        yield f"counted with {', '.join(told)}"


def _others(value: int, fitting: Intervals) -> str:
    if not fitting or fitting == ((value, value),):
        return ""
    return f" ({spelled(fitting)} would do)"
