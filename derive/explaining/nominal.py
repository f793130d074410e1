"""The sizes that a paper only calls its models by, beside what is counted.

nominal :: Case -> one Nominal a claim that is only a name
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from derive.errors import DeriveError
from derive.formulas.tree import Exact, plain
from derive.model.case import Case
from derive.model.labels import label_in
from derive.model.parts import Claimed
from derive.printed import Printed, value_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A size by name ("the 60M model"), what is counted, and how many times the name that is.

    `unknowns` are the values with which it is counted, where it depends on some. `counted` is
    None where it has no one number; then there is no `ratio` either, nor beside a 0.
    """

    name: str
    printed: str
    counted: Exact | None
    ratio: Exact | None
    unknowns: Mapping[str, int]


def nominal(case: Case) -> tuple[Nominal, ...]:
    """Give the nominal claims of a case; a choice of a row with no other claim is the usual one.

    >>> from derive import Claim, Component, Model
    >>> part = Component(name="c", formula="63*10**6")
    >>> named = Claim(printed="60M", counts="total", match="nominal")
    >>> (found,) = nominal(Case(model=Model(components=(part,), claims=(named,)), chosen={}))
    >>> found.counted, found.ratio
    (63000000, Fraction(21, 20))
    """
    return tuple(_nominal(case, one) for one in case.model.nominal)


def _nominal(case: Case, one: Claimed) -> Nominal:
    printed = Printed.parse(one.claim.printed, one.claim.scale)
    usual = {label_in(a, one.row): a.usual for a in case.model.assumptions}
    whole = replace(case, chosen={**usual, **case.chosen}, carried=None)
    counted = _count(whole, one)
    value = value_of(printed, unit=whole.words(one).get(one.claim.unit, one.claim.unit))
    return Nominal(
        name=one.name,
        printed=printed.figure,
        counted=counted,
        ratio=None if counted is None or not value else plain(counted / value),
        unknowns={} if counted is None else _needed(whole, one),
    )


def _count(case: Case, one: Claimed) -> Exact | None:
    try:
        return case.count(one)
    except DeriveError:
        return None


def _needed(case: Case, one: Claimed) -> dict[str, int]:
    """Give the values of the unknowns without which there is no count."""
    values = {name: value for name, value in case.known.items() if isinstance(value, int)}
    return {
        name: value
        for name, value in values.items()
        if _count(replace(case, known={n: v for n, v in values.items() if n != name}), one) is None
    }
