"""The further numbers that a paper could print: what they count, where, and what they are worth.

numbers :: Model            -> Numbers
tables  :: Solutions, Number -> tables over the assumptions, its row's values put in
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from derive.formulas.polynomial import Polynomial, total
from derive.model.model import Model
from derive.model.parts import TOTAL, Configuration
from derive.solver.layout import Scope
from derive.solver.numeric import numeric
from derive.solver.solutions import Solutions
from derive.solver.tabulating import Tabulator

# What papers usually print, the usual first: it decides between numbers that tell as much.
KINDS = ("configuration", "group", "components", "component", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that could be asked for: what it counts, where, and with which other value.

    `changed` names a hyperparameter and the value it has instead of the paper's.
    """

    kind: str
    counts: tuple[str, ...]
    row: str
    changed: tuple[str, int] | None = None

    @property
    def label(self) -> str:
        """Give a name of it.

        >>> Number(kind="value", counts=("total",), row="", changed=("L", 8)).label
        'total with L = 8'
        """
        where = f" of {self.row}" if self.row else ""
        other = f" with {self.changed[0]} = {self.changed[1]:,}" if self.changed else ""
        return " + ".join(self.counts) + where + other


def numbers(model: Model) -> Iterator[Number]:
    """Give the further numbers that a paper could print, and does not.

    >>> from derive import Claim, Component, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(V=80, W=10, d=10),
    ...     components=tuple(Component(name=f"{n}_table", formula=f"{n}*d") for n in "VW"),
    ...     claims=(Claim(printed="900", counts="total"),),
    ... )
    >>> [number.label for number in numbers(model)]
    ['V_table', 'W_table', 'total with V = 160', 'total with W = 20', 'total with d = 20']
    """
    printed = {(one.row.name, str(one.claim.counts)) for one in model.claimed}
    for row in model.configurations or model.rows:
        for number in _of_row(model, row):
            if (row.name, " + ".join(number.counts)) not in printed:
                yield number
    yield from _of_values(model)


def _of_row(model: Model, row: Configuration) -> Iterator[Number]:
    present = model.present(row)
    yield Number(kind="configuration", counts=(TOTAL,), row=row.name)
    for group in model.groups:
        if any(group in component.groups for component in present):
            yield Number(kind="group", counts=(group,), row=row.name)
    for component in present:
        yield Number(kind="component", counts=(component.name,), row=row.name)
    for names in _alike([c.name for c in present if c.counted]):
        yield Number(kind="components", counts=names, row=row.name)


def _alike(names: list[str]) -> Iterator[tuple[str, ...]]:
    """Give components that share a word of their names: all the embeddings, both softmaxes."""
    words = Counter(word for name in names for word in {*name.split("_")})
    for word, times in words.items():
        if 1 < times < len(names):
            yield tuple(name for name in names if word in name.split("_"))


def _of_values(model: Model) -> Iterator[Number]:
    """Give each first claim again, with one hyperparameter twice as large."""
    for row in model.solved_rows[:1]:
        claim = row.binding[0]
        for name, value in model.values(row).items():
            if value and not model.known[name].switch:
                other = (name, 2 * int(value))
                yield Number(kind="value", counts=(str(claim.counts),), row=row.name, changed=other)


Tables = list[tuple[Scope, tuple[Polynomial, ...]]]


def tables(found: Solutions, number: Number) -> Tables:
    """Give the tables of a number, with the values of its row put in; unknowns stay symbols.

    >>> from derive import Assumption, Claim, Component, Model, solve
    >>> found = solve(Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(2, 3, bias=bias)"),),
    ...     claims=(Claim(printed="9", counts="c"),),
    ... ))
    >>> its = tables(found, Number(kind="component", counts=("c",), row=""))
    >>> [(scope, [int(entry.value) for entry in entries]) for scope, entries in its]
    [((), [6]), ((0,), [0, 3])]
    """
    model, layout = found.model, found.encoding.layout
    row = next(row for row in (*model.rows, Configuration(name="")) if row.name == number.row)
    tabulator = Tabulator(model)
    polynomial = total(_polynomial(model, row, name) for name in number.counts)
    if number.changed is not None:
        name, value = number.changed
        row = replace(row, values={**row.values, name: value})
    return numeric(layout, tabulator.tables(polynomial), row)


def _polynomial(model: Model, row: Configuration, name: str) -> Polynomial:
    meaning = model.meaning_of(name, row)
    if meaning is not None:
        return total(model.exact_components[component.name] for component in meaning)
    claim = next(claim for claim in row.claims if str(claim.counts) == name)
    return model.polynomial(claim.counts, row)
