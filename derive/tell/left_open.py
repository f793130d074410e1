"""What a count leaves open, told as steps: the choices, and the unknowns."""

from __future__ import annotations

from collections.abc import Iterator

from derive.explaining.counting import Counting
from derive.model.case import declared
from derive.steps import Code, Inline, Step, Table, Text
from derive.tell.figures import spread

ASKED = 12  # choices that are told one by one


def assumed(found: Counting) -> Iterator[Step]:
    """Tell the choices that are open: the one counted, why it is, and the others.

    >>> from derive import Assumption, Component, Model
    >>> from derive.explaining.counting import counting
    >>> c = Component(name="c", formula="7 + tied")
    >>> found = counting(Model(assumptions=(Assumption(name="tied"),), components=(c,)))
    >>> [table.rows for table in assumed(found)]
    [(((Code(text='tied'),), ('no',), ('usual',), ('yes',)),)]
    """
    labels = [*dict.fromkeys((*found.moved, *found.assumed))]
    if not labels:
        return
    yield Table(
        head=(("left open",), ("counted here",), ("why",), ("or",)),
        rows=tuple(
            (
                (Code(label),),
                (found.case.chosen[label],),
                (_why(found, label),),
                (", ".join(_others(found, label)),),
            )
            for label in labels[:ASKED]
        ),
        columns="llll",
    )
    if len(labels) > ASKED:
        yield Text(f"{len(labels) - ASKED} more choices are open, and counted as usual.")


def _why(found: Counting, label: str) -> str:
    own = declared(found.case.model)
    name = label.partition("@")[0]
    if label in found.moved:
        return f"{own.chosen[label]} is forbidden by requires"
    return "declared" if {label, name} & own.model.declared.keys() else "usual"


def _others(found: Counting, label: str) -> Iterator[str]:
    assumption = found.case.model.assumption_named[label.partition("@")[0]]
    return (name for name in assumption.names if name != found.case.chosen[label])


def ranges(found: Counting) -> Iterator[Step]:
    """Tell the unknowns, and the ranges that are counted.

    >>> from derive import Component, Hyperparameter, Model
    >>> from derive.explaining.counting import counting
    >>> from derive.model.symbols import Unknown
    >>> V = Hyperparameter(name="V", unknown=Unknown(first=1, last=9))
    >>> c = Component(name="c", formula="V")
    >>> found = counting(Model(hyperparameters=(V,), components=(c,)))
    >>> [step.parts[1] for step in ranges(found)]
    [' is not stated: it is counted for 1 to 9.']
    """
    for label, its in found.unknowns.items():
        parts: list[Inline] = [Code(label), f" is not stated: it is counted for {spread(its)}."]
        yield Text(*parts)
