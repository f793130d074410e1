"""What a file's own case counts, in a line a claim: `derive check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from derive.intervals import Intervals
from derive.model.case import Case
from derive.model.parts import Claimed
from derive.printed import grouped
from derive.steps import Text
from derive.tell.facts import spelled
from derive.tell.figures import verdict


def checked(file: str, case: Case, one: Claimed, *, met: bool) -> Text:
    """Say in one line what a file's own case counts for a claim, and whether that is printed.

    >>> from derive import Claim, Component, Model
    >>> part, claim = Component(name="c", formula="2*3"), Claim(printed="7", counts="c")
    >>> case = Case(model=Model(components=(part,), claims=(claim,)), chosen={})
    >>> checked("my.toml", case, case.model.claimed[0], met=False)
    Text(parts=('MISS my.toml: c is 6, ', 'printed as 7: 1 too few'))
    """
    count, by = case.values[one.name], case.miss(one)
    forbidden = () if case.permitted else (", by options that `requires` forbids together",)
    said = f"{'ok  ' if met else 'MISS'} {file}: {one.name} is {grouped(count)}, "
    return Text(said, *verdict(one.claim, count, by), *forbidden)


def counted_with(file: str, case: Case, fitting: Mapping[str, Intervals]) -> Iterator[Text]:
    """Say with which values of the unknowns a file was counted, and which others would do.

    >>> from derive.intervals import Interval
    >>> from derive import Model
    >>> case = Case(model=Model(), chosen={}, known={"U": 5, "V": 7})
    >>> [told.parts for told in counted_with("my.toml", case, {"U": (Interval(5, 9),)})]
    [('     my.toml: counted with U = 5 (5 to 9 would do), V = 7',)]
    """
    known = {name: value for name, value in case.known.items() if isinstance(value, int)}
    if known:
        told = ", ".join(
            f"{name} = {grouped(value)}{_others(value, fitting.get(name, ()))}"
            for name, value in known.items()
        )
        yield Text(f"     {file}: counted with {told}")


def _others(value: int, fitting: Intervals) -> str:
    if not fitting or fitting == ((value, value),):
        return ""
    return f" ({spelled(fitting)} would do)"
