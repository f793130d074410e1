"""The sums of a case: as written = with numbers = evaluated, against what is printed.

summed        :: Account       -> steps   the components of one claim, then their sum
row_summed    :: Case, row     -> steps   the sums of a row's claims, then each component once
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from derive.explaining.accounts import Account, Counted
from derive.formulas.tree import Exact, number
from derive.model.case import Case
from derive.model.written import claim_written
from derive.steps import Code, Equation, Row, Step, Text, row
from derive.tell.figures import verdict


def summed(account: Account) -> list[Step]:
    """Tell one claim's sum: its components, then what they add up to.

    >>> from derive import Claim, Component, Model
    >>> from derive.explaining.accounts import accounts
    >>> part, claim = Component(name="c", formula="2*3"), Claim(printed="7", counts="total")
    >>> model = Model(components=(part,), claims=(claim,))
    >>> summed(accounts(Case(model=model, chosen={}))[0])[1].rows[1].verdict
    ('printed as 7: 1 too few',)
    """
    said = verdict(account.claim, account.value, account.miss)
    whole = Row(sides=(account.counts.written, number(account.value)), verdict=said)
    chains = _chains(account.components, account.values)
    return [Text(Code(account.name), ":"), Equation(*chains, whole)]


def row_summed(case: Case, its: list[Account]) -> Iterator[Step]:
    """Tell the claims of one row as sums of components, then the components.

    >>> from derive import Claim, Component, Model
    >>> from derive.explaining.accounts import accounts
    >>> part, claim = Component(name="c", formula="2*3"), Claim(printed="6", counts="total")
    >>> case = Case(model=Model(components=(part,), claims=(claim,)), chosen={})
    >>> [step.rows[0].verdict for step in row_summed(case, list(accounts(case)))]
    [('as printed',), ()]
    """
    parts = {part.name: part for one in its for part in one.components}
    yield Equation(*(_sum(case, one, {n: p.count for n, p in parts.items()}) for one in its))
    chains = _chains((p for p in parts.values() if p.count), its[0].values)
    if chains:
        yield Equation(*chains)
    yield from nothing(p.means or p.name for p in parts.values() if not p.count)


def _sum(case: Case, one: Account, counts: Mapping[str, Exact]) -> Row:
    tree = claim_written(case, case.model.claim_named[one.name])
    said = verdict(one.claim, one.value, one.miss)
    return row(one.name, tree, {**one.values, **counts}, verdict=said)


def _chains(parts: Iterable[Counted], values: Mapping[str, Exact]) -> list[Row]:
    return [row(part.name, part.formula.written, values) for part in parts]


def nothing(parts: Iterable[str]) -> Iterator[Text]:
    """Name the components that count nothing.

    >>> list(nothing(["the softmax"])), list(nothing([]))
    ([Text(parts=('Counted as nothing in this reading: the softmax.',))], [])
    """
    if said := ", ".join(parts):
        yield Text(f"Counted as nothing in this reading: {said}.")
