"""Walks: single paths through a diagram, one after the other.

    listing   :: Diagram -> choices                lazily, in a stable order
    best      :: Diagram -> (cost, choice)s        lazily, cheapest first
    draws     :: Diagram, Random -> choices        each solution as likely as any other
    followed  :: Diagram, choice -> (ending, carried), None for a choice that is no solution
    contains  :: Diagram, choice -> bool           ending_of :: Diagram, choice -> Ending

A choice has one option for each variable, in the order of the problem (not of the layers).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import accumulate
from operator import itemgetter
from random import Random

from derive.allowance import ask
from derive.diagrams.diagram import Diagram, Ending
from derive.diagrams.folds import counts, least_costs
from derive.diagrams.problem import Choice


def listing(diagram: Diagram) -> Iterator[Choice]:
    """List the solutions lazily, in the order of their options layer by layer.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> list(listing(unroll(Problem(sizes=(2, 2)))))
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    """
    below = counts(diagram)
    if not diagram.endings:
        return
    choice = arranged(diagram.order)
    tails = _Tails(diagram)
    stack: list[tuple[int, int, Choice]] = [(0, 0, ())]
    while stack:
        ask()
        layer, node, prefix = stack.pop()
        if below[layer][node] > _Tails.MANY and layer < len(diagram.layers):
            edges = diagram.layers[layer][node]
            stack += [(layer + 1, child, (*prefix, option)) for option, child, _ in reversed(edges)]
        else:
            yield from map(choice, map(prefix.__add__, tails.of(layer, node)))


def arranged(order: Sequence[int]) -> Callable[[Choice], Choice]:
    """Give what makes a choice of options in the order of the layers.

    >>> arranged((2, 0, 1))((7, 8, 9))
    (8, 9, 7)
    """
    places = sorted(range(len(order)), key=order.__getitem__)
    return itemgetter(*places) if len(places) > 1 else tuple


class _Tails:
    """The ways down from a node, as tuples; kept, because many paths lead to one node."""

    MANY = 1000
    KEPT = 1_000_000

    def __init__(self, diagram: Diagram) -> None:
        self.layers = diagram.layers
        self.known: dict[tuple[int, int], list[Choice]] = {}
        self.kept = 0

    def of(self, layer: int, node: int) -> list[Choice]:
        if layer == len(self.layers):
            return [()]
        tails = self.known.get((layer, node))
        if tails is None:
            tails = []
            for option, child, _ in self.layers[layer][node]:
                tails += map((option,).__add__, self.of(layer + 1, child))
            self.kept += len(tails)
            if self.kept > self.KEPT:
                self.known.clear()
                self.kept = len(tails)
            self.known[layer, node] = tails
        return tails


def best(diagram: Diagram) -> Iterator[tuple[int, Choice]]:
    """List the solutions with their costs, cheapest first; ties in the order of `listing`.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> ranked = best(unroll(Problem(sizes=(2, 2), costs=((0, 3), (1, 0)))))
    >>> list(ranked)
    [(0, (0, 1)), (1, (0, 0)), (3, (1, 1)), (4, (1, 0))]
    """
    least, prices = least_costs(diagram), diagram.prices
    choice = arranged(diagram.order)
    last = len(diagram.layers)
    # (least cost of a completion, options so far, node, cost so far): a prefix sorts before what
    # continues it, so equal costs come out in the order of the options
    heap: list[tuple[int, Choice, int, int]] = []
    if diagram.endings:
        heap.append((least[0][0], (), 0, 0))
    while heap:
        ask()
        total, prefix, node, spent = heappop(heap)
        layer = len(prefix)
        if layer == last:
            yield total, choice(prefix)
            continue
        price = prices[diagram.order[layer]]
        for option, child, _ in diagram.layers[layer][node]:
            paid = spent + price[option]
            heappush(heap, (paid + least[layer + 1][child], (*prefix, option), child, paid))


def draws(diagram: Diagram, random: Random) -> Iterator[Choice]:
    """Draw solutions without end, each as likely as any other; none if there are none.

    >>> from itertools import islice
    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> list(islice(draws(unroll(Problem(sizes=(2, 2))), Random(7)), 3))
    [(1, 0), (1, 0), (0, 0)]
    """
    below, choice = counts(diagram), arranged(diagram.order)
    while diagram.endings:
        yield choice(_drawn(diagram, below, random))


def _drawn(diagram: Diagram, below: list[list[int]], random: Random) -> Choice:
    """Go down from the root, taking each edge as often as solutions follow it."""
    node, options = 0, []
    for layer, following in zip(diagram.layers, below[1:], strict=True):
        edges = layer[node]
        ends = list(accumulate(following[child] for _, child, _ in edges))
        number = random.randrange(ends[-1])
        option, node, _ = next(edge for edge, end in zip(edges, ends, strict=True) if number < end)
        options.append(option)
    return tuple(options)


def followed(diagram: Diagram, choice: Choice) -> tuple[Ending, int] | None:
    """Follow a choice to its ending and its carried total; None where it is no solution.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> problem = Problem(sizes=(2, 3), carried=(Table(scope=(1,), values=(4, -1, 6)),))
    >>> followed(unroll(problem), (0, 2))
    ((), 6)
    """
    if not diagram.endings:
        return None
    node, total = 0, diagram.carried
    for variable, layer in zip(diagram.order, diagram.layers, strict=True):
        edge = next((edge for edge in layer[node] if edge[0] == choice[variable]), None)
        if edge is None:
            return None
        node, total = edge[1], total + edge[2]
    return diagram.endings[node], total


def contains(diagram: Diagram, choice: Choice) -> bool:
    """Say whether a choice is a solution.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> contains(unroll(Problem(sizes=(2, 3))), (1, 3))
    False
    """
    return followed(diagram, choice) is not None


def ending_of(diagram: Diagram, choice: Choice) -> Ending:
    """Find the ending that a solution leads to.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> ending_of(unroll(Problem(sizes=(2, 3))), (1, 2))
    ()
    """
    found = followed(diagram, choice)
    assert found is not None, "only solutions have an ending"
    return found[0]
