"""What is counted beside a size that a paper only calls its model by."""

from __future__ import annotations

from collections.abc import Iterable

from derive.explaining.nominal import Nominal, nominal
from derive.formulas.tree import Exact
from derive.model.case import Case
from derive.printed import grouped
from derive.solver.readings import Reading
from derive.steps import Code, Inline, Line, Text


def nominal_of(case: Case) -> list[Text]:
    """Tell the nominal sizes of a case; one of several sets of a reading is named as that.

    >>> from derive import Assumption, Claim, Component, Model, solve
    >>> named = Claim(printed="6", counts="2*c", match="nominal")
    >>> model = Model(
    ...     assumptions=(Assumption(name="b"),),
    ...     components=(Component(name="a", formula=3), Component(name="c", formula="3 + b")),
    ...     claims=(Claim(printed="3", counts="a"), named),
    ... )
    >>> nominal_of(solve(model).readings()[0])[0].parts[0]
    'In the most usual set of this reading, '
    """
    told = nominal_told(nominal(case))
    if isinstance(case, Reading) and (case.free or case.linked):
        return [Text("In the most usual set of this reading, ", *one.parts) for one in told]
    return told


def nominal_told(its: Iterable[Nominal]) -> list[Text]:
    """Tell each nominal size beside the count, a sentence each.

    >>> one = Nominal(name="c", printed="60M", counted=120 * 10**6, ratio=2, unknowns={})
    >>> nominal_told([one])
    [Text(parts=(Code(text='c'), ' is 120,000,000, 2.00 times the nominal 60M', '.'))]
    """
    return [Text(*beside(Code(one.name), one), ".") for one in its]


def beside(name: Inline, one: Nominal) -> Line:
    """Say what is counted beside a nominal size.

    >>> one = Nominal(name="c", printed="60M", counted=60 * 10**6, ratio=1, unknowns={"V": 7})
    >>> beside("c", one)
    ('c', ' is 60,000,000 (with V = 7), just the nominal 60M')
    >>> beside("c", Nominal(name="c", printed="60M", counted=None, ratio=None, unknowns={}))
    ('c', ' has no one number here to set beside the nominal 60M')
    """
    if one.counted is None:
        return (name, f" has no one number here to set beside the nominal {one.printed}")
    told = "beside" if one.ratio is None else _times(one.ratio)
    known = ", ".join(f"{n} = {grouped(value)}" for n, value in one.unknowns.items())
    number = f"{grouped(one.counted)} (with {known})" if known else grouped(one.counted)
    return (name, f" is {number}, {told} the nominal {one.printed}")


def _times(ratio: Exact) -> str:
    """Say how many times, to three digits.

    >>> from fractions import Fraction
    >>> _times(Fraction(9999, 10000)), _times(Fraction(5, 3)), _times(Fraction(123456, 10))
    ('1.00 times', '1.67 times', '12,346 times')
    """
    if ratio == 1:
        return "just"
    return f"{f'{float(ratio):#.3g}'.rstrip('.') if ratio < 1000 else grouped(round(ratio))} times"
