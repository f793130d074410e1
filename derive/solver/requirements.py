"""What `requires` forbids, as tables of 0 and 1 over the assumptions that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from derive.allowance import asking
from derive.diagrams.problem import Table
from derive.errors import DeriveError
from derive.formulas.conditions import Condition
from derive.formulas.tree import Exact
from derive.model.parts import Configuration
from derive.solver.layout import Layout
from derive.solver.tabulating import Entry, Names, Tabulator


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
        _table(layout, tabulator, requirement, row, ("requires", index))
        for row in layout.model.solved_rows
        for index, requirement in enumerate(layout.model.requires)
    )


def _table(
    layout: Layout,
    tabulator: Tabulator,
    requirement: Condition,
    row: Configuration,
    path: tuple[str | int, ...],
) -> Table:
    names = _named(tabulator, requirement)
    try:
        entries = tabulator.open_table(names, requirement.weight)
        numbers = _numbers(tabulator, requirement, row, names)
        words = _words(tabulator, requirement, names)
        found = tuple(
            [
                int(requirement.holds(_at(numbers, place), _at(words, place)))
                for place in asking(range(entries))
            ]
        )
    except DeriveError as fault:
        fault.path = fault.path or path
        raise fault.within("requires") from None
    return Table(scope=layout.scope(names, row), values=found)


def _numbers(
    tabulator: Tabulator, requirement: Condition, row: Configuration, names: Names
) -> dict[str, Sequence[Exact]]:
    """Give a table for each symbol and each hyperparameter that is compared by its number."""
    values = tabulator.model.values(row)
    found: dict[str, Sequence[Exact]] = {}
    for name in requirement.numbers:
        if name in tabulator.model.setting:
            scope = tabulator.scope_of(name)
            own = [tabulator.value(name, c).evaluate(values) for c in tabulator.combinations(scope)]
            found[name] = tabulator.spread(scope, own, names)
        elif name in values:
            found[name] = tabulator.spread((), [values[name]], names)
    return found


def _words(tabulator: Tabulator, requirement: Condition, names: Names) -> dict[str, Sequence[str]]:
    """Give a table for each assumption of which an option's name is compared."""
    named = tabulator.model.assumption_named
    return {
        name: tabulator.spread((name,), named[name].names, names)
        for name in dict.fromkeys(name for name, _ in requirement.words)
    }


def _at(tables: Mapping[str, Sequence[Entry]], place: int) -> dict[str, Entry]:
    return {name: table[place] for name, table in tables.items()}


def _named(tabulator: Tabulator, requirement: Condition) -> Names:
    """Give the assumptions that a requirement depends on, in the model's order."""
    setting = tabulator.model.setting
    found = {name for name, _ in requirement.words}
    for name in requirement.numbers:
        if name in setting:
            found.update(tabulator.scope_of(name))
    return tuple(a.name for a in tabulator.model.assumptions if a.name in found)
