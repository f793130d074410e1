"""Tables within tables: a table whose scope lies within another's is added to that one.

    places   :: scope, wider scope, sizes -> where each combination of the wider one looks
    absorbed :: {scope: values}, sizes    -> fewer tables with the same sum

A scope is a tuple of whatever names the variables; `sizes[v]` is the number of options of v.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import add

from derive.diagrams.problem import ByVariable, Variable


def places(
    scope: tuple[Variable, ...], wider: tuple[Variable, ...], sizes: ByVariable[Variable]
) -> list[int]:
    """Give, for each combination of the options of `wider`, its place in a table over `scope`.

    >>> places((1,), (0, 1), (2, 3))
    [0, 1, 2, 0, 1, 2]
    """
    strides, stride = dict.fromkeys(wider, 0), 1
    for variable in reversed(scope):
        strides[variable] = stride
        stride *= sizes[variable]
    found = [0]
    for variable in wider:
        step = strides[variable]
        moves = [step * option for option in range(sizes[variable])]
        found = [place + move for place in found for move in moves]
    return found


def absorbed(
    tables: Mapping[tuple[Variable, ...], Sequence[int]], sizes: ByVariable[Variable]
) -> dict[tuple[Variable, ...], tuple[int, ...]]:
    """Add each table to one that holds its scope, if there is one.

    >>> absorbed({(): (10,), (1,): (0, 5), (0, 1): (1, 2, 3, 4)}, (2, 2))
    {(0, 1): (11, 17, 13, 19)}
    """
    found: dict[tuple[Variable, ...], tuple[int, ...]] = {}
    for scope in sorted(tables, key=len, reverse=True):
        values = tables[scope]
        wider = next((other for other in found if set(scope) <= set(other)), None)
        if wider is None:
            found[scope] = tuple(values)
        else:
            moved = [values[place] for place in places(scope, wider, sizes)]
            found[wider] = tuple(map(add, found[wider], moved))
    return found
