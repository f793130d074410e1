"""Every value of a reading with a name: what the text of a paper would quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from derive.model.counting import AssumptionSet
from derive.model.model import Model
from derive.model.parts import Configuration
from derive.model.settled import Setting
from derive.steps import Quantity


def quantities(
    model: Model, chosen: AssumptionSet, unknowns: Mapping[str, int] | None = None
) -> tuple[Quantity, ...]:
    """Give hyperparameters, components and claims; those of a row carry its name.

    >>> from derive import Claim, Component, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     components=(Component(name="c", formula="d*d"),),
    ...     claims=(Claim(printed="100", counts="total"),),
    ... )
    >>> [(q.name, q.value) for q in quantities(model, {})]
    [('d', 10), ('c', 100), ('total', 100), ('total printed', '100')]
    """
    setting = Setting(model=model, chosen=chosen, unknowns=unknowns or {})
    return tuple(q for row in setting.rows for q in _of_row(setting, row))


def _of_row(setting: Setting, row: Configuration) -> Iterator[Quantity]:
    prefix = f"{row.name} " if row.name else ""
    values = setting.values(row)
    for h in setting.model.known.values():
        value = values.get(h.name)
        if isinstance(value, int):
            yield Quantity(f"{prefix}{h.name}", value, h.means)
    counts = setting.counts(row)
    for component in setting.model.present(row):
        yield Quantity(f"{prefix}{component.name}", counts[component.name], component.means)
    for claim in row.claims:
        yield Quantity(f"{prefix}{claim.name}", setting.count(claim, row), claim.where)
        yield Quantity(f"{prefix}{claim.name} printed", claim.printed + claim.scale, claim.where)
