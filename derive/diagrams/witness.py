"""One choice that shows what the sums may become, of however many there are.

    below       :: Diagram, end -> choice       whose carried total is below the end
    indivisible :: Diagram, number -> choice    whose carried total it does not divide

None where there is no such choice. Both take time linear in the diagram, whose sums only carry:
to ask for such totals by a window would tell apart sums that nobody wants to see.
"""

from __future__ import annotations

from heapq import nsmallest
from operator import itemgetter
from typing import Any

from derive.diagrams.diagram import Diagram
from derive.diagrams.folds import Branch, fold, levels
from derive.diagrams.problem import Choice
from derive.diagrams.walks import arranged

_Rests = dict[int, tuple[int, tuple[Any, ...]]]  # by rest: the least cost, and the options to it


def below(diagram: Diagram, end: int) -> Choice | None:
    """Find a choice whose carried total is below an end, None where there is none.

    Layer by layer it takes the cheapest option that still leads there: nearly always the
    cheapest such choice, and found without following more than one.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> problem = Problem(
    ...     sizes=(2, 2),
    ...     carried=(Table(scope=(0,), values=(1, -4)), Table(scope=(1,), values=(2, -2))),
    ...     costs=((0, 1), (0, 1)),
    ... )
    >>> below(unroll(problem), 0), below(unroll(problem), -6)
    ((0, 1), None)
    """
    least = levels(diagram, lambda ending: 0, _least)
    rests = list(least)[::-1]
    if not diagram.endings or diagram.carried + rests[0][0] >= end:
        return None
    node, total, options = 0, diagram.carried, []
    for variable, layer, after in zip(diagram.order, diagram.layers, rests[1:], strict=True):
        price = diagram.prices[variable]
        leading = [edge for edge in layer[node] if total + edge[2] + after[edge[1]] < end]
        option, node, carried = min(leading, key=lambda edge: price[edge[0]])
        total += carried
        options.append(option)
    return arranged(diagram.order)(tuple(options))


def _least(variable: int, branches: list[Branch[int]]) -> int:
    return min([carried + rest for _, carried, rest in branches])


def indivisible(diagram: Diagram, divisor: int) -> Choice | None:
    """Find the cheapest choice whose carried total a number does not divide; None if there is none.

    A node keeps two of the rests that may follow it, the cheapest: whatever came before, one of
    the two makes a total with a rest, so that no number of different rests is too large.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> carried = (Table(scope=(0,), values=(4, 6)), Table(scope=(1,), values=(0, 7)))
    >>> problem = Problem(sizes=(2, 2), carried=carried, costs=((0, 1), (0, 1)))
    >>> indivisible(unroll(problem), 4), indivisible(unroll(problem), 1)
    ((0, 1), None)
    """
    prices = diagram.prices

    def join(variable: int, branches: list[Branch[_Rests]]) -> _Rests:
        price = prices[variable]
        found: _Rests = {}
        for option, carried, rests in branches:
            for rest, (cost, tail) in rests.items():
                rest, way = (rest + carried) % divisor, (cost + price[option], (option, tail))
                if rest not in found or way[0] < found[rest][0]:
                    found[rest] = way
        return dict(nsmallest(2, found.items(), key=lambda item: item[1][0]))

    found = fold(diagram, lambda ending: {0: (0, ())}, join) or {}
    ways = [way for rest, way in found.items() if (rest + diagram.carried) % divisor]
    if not ways:
        return None
    _, tail = min(ways, key=itemgetter(0))
    options = []
    while tail:
        option, tail = tail
        options.append(option)
    return arranged(diagram.order)(tuple(options))
