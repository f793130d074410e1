"""What a file's own case counts, in a line a claim: `derive check`."""

from __future__ import annotations

from collections.abc import Mapping

from derive.explaining.nominal import Nominal
from derive.intervals import Intervals
from derive.model.case import Case
from derive.model.parts import Claimed
from derive.printed import grouped
from derive.steps import Text
from derive.tell.figures import verdict
from derive.tell.nominal import beside
from derive.tell.unknowns import counted_with


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


def named(file: str, one: Nominal) -> Text:
    """Say in one line what a file's own case counts beside a size that is only a name.

    >>> from fractions import Fraction
    >>> one = Nominal(name="c", printed="4", counted=6, ratio=Fraction(3, 2), unknowns={})
    >>> named("my.toml", one).parts
    ('     my.toml: c', ' is 6, 1.50 times the nominal 4')
    """
    return Text(*beside(f"     {file}: {one.name}", one))


def counted(file: str, case: Case, fitting: Mapping[str, Intervals]) -> list[Text]:
    """Say with which values of the unknowns a file was counted.

    >>> from derive import Model
    >>> counted("my.toml", Case(model=Model(), chosen={}, known={"V": 7}), {})
    [Text(parts=('     my.toml: counted with V = 7',))]
    """
    return [Text(f"     {file}: {told}") for told in counted_with(case, fitting)]
