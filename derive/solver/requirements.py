"""What `requires` forbids, as tables of 0 and 1 over the assumptions that it names."""

from __future__ import annotations

from math import prod

from derive import limits
from derive.diagrams.problem import Table
from derive.errors import DeriveError, ModelError
from derive.formulas.conditions import Condition
from derive.formulas.tree import Exact
from derive.model.parts import Configuration
from derive.solver.layout import Layout
from derive.solver.tabulating import Names, Tabulator


def allowed(layout: Layout, tabulator: Tabulator) -> tuple[Table, ...]:
    """Give a table for each requirement in each row that makes claims: 1 where it holds, else 0.

    Raises ModelError for a requirement with more combinations than `limits.TABLE_ENTRIES`.

    >>> from derive import Assumption, Claim, Component, Model
    >>> model = Model(
    ...     assumptions=(Assumption(name="tied"), Assumption(name="bias")),
    ...     components=(Component(name="c", formula="2 + tied + bias"),),
    ...     claims=(Claim(printed="3", counts="c"),),
    ...     requires=("tied == 'no' or bias == 'no'",),
    ... )
    >>> allowed(Layout(model), Tabulator(model))
    (Table(scope=(0, 1), values=(1, 1, 1, 0)),)
    """
    return tuple(
        _table(layout, tabulator, requirement, row)
        for row in layout.model.solved_rows
        for requirement in layout.model.requires
    )


def _table(
    layout: Layout, tabulator: Tabulator, requirement: Condition, row: Configuration
) -> Table:
    names = _named(tabulator, requirement)
    sizes = [len(layout.model.assumption_named[name].options) for name in names]
    if prod(sizes) > limits.TABLE_ENTRIES:
        raise ModelError(
            f"a requirement names {len(names)} assumptions with {prod(sizes)} combinations",
            advice="write it as several requirements",
            place=("requires",),
        )
    values = layout.model.values(row)
    symbols = [name for name in requirement.numbers if name in layout.model.setting]

    def holds(chosen: dict[str, int]) -> int:
        worth = {s: tabulator.value(s, chosen).evaluate(values) for s in symbols}
        numbers: dict[str, Exact] = {**values, **worth}
        return int(requirement.holds(numbers, layout.words(names, chosen)))

    try:
        found = tuple(holds(chosen) for chosen in tabulator.combinations(names))
    except DeriveError as fault:
        raise fault.within("requires") from None
    return Table(scope=layout.scope(names, row), values=found)


def _named(tabulator: Tabulator, requirement: Condition) -> Names:
    """Give the assumptions that a requirement depends on, in the model's order."""
    setting = tabulator.model.setting
    found = {name for name, _ in requirement.words}
    for name in requirement.numbers:
        if name in setting:
            found.update(tabulator.scope_of(name))
    return tuple(a.name for a in tabulator.model.assumptions if a.name in found)
