"""Every value of a reading with a name: what the text of a paper would quote."""

from __future__ import annotations

from collections.abc import Iterator

from derive.model.case import Case
from derive.model.parts import Configuration
from derive.printed import grouped
from derive.steps import Quantity


def quantities(case: Case) -> tuple[Quantity, ...]:
    """Give hyperparameters, components and claims; those of a row carry its name.

    >>> from derive import Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     components=(Component(name="c", formula="d*d"),),
    ...     claims=(Claim(printed="100", counts="total"),),
    ... )
    >>> [(q.name, q.value) for q in quantities(Case(model=model, chosen={}))]
    [('d', 10), ('c', 100), ('total', 100), ('total printed', '100')]
    """
    told: dict[str, Quantity] = {}
    for one in (q for row in case.model.solved_rows for q in _of_row(case, row)):
        name, number = one.name, 2
        while name in told and told[name].value != one.value:  # two figures of one thing
            name, number = f"{one.name} {number}", number + 1
        told.setdefault(name, Quantity(name, one.value, one.means))
    return tuple(told.values())


def _of_row(case: Case, row: Configuration) -> Iterator[Quantity]:
    prefix = f"{row.name} " if row.name else ""
    values = case.numbers(row)
    for h in case.model.known.values():
        value = values.get(h.name)
        if value is not None:
            shown = value if isinstance(value, int) else grouped(value)
            yield Quantity(f"{prefix}{h.name}", shown, h.means)
    counts = case.counts(row)
    for component in case.model.present(row):
        yield Quantity(f"{prefix}{component.name}", counts[component.name], component.means)
    for one in case.model.claimed_in(row):
        claim = one.claim
        count = case.values[one.name]
        shown = count if isinstance(count, int) else grouped(count)
        yield Quantity(f"{prefix}{claim.name}", shown, claim.where)
        yield Quantity(f"{prefix}{claim.name} printed", claim.printed + claim.scale, claim.where)
