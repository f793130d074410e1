"""Filters: from a diagram the diagram of some of its solutions.

given :: Diagram, {variable: options} -> Diagram   those with one of these options
only  :: Diagram, carried -> Diagram               those with one carried total
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from derive.diagrams.diagram import Diagram, Edge, Node, reduced
from derive.diagrams.folds import totals


def given(diagram: Diagram, choices: Mapping[int, Collection[int]]) -> Diagram:
    """Keep the solutions in which each of these variables has one of these options.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.folds import count
    >>> from derive.diagrams.problem import Problem
    >>> count(given(unroll(Problem(sizes=(2, 3))), {1: {0, 2}}))
    4
    """
    layers = tuple(
        tuple(_with(node, choices[variable]) for node in layer) if variable in choices else layer
        for variable, layer in zip(diagram.order, diagram.layers, strict=True)
    )
    return reduced(replace(diagram, layers=layers))


def _with(node: Node, kept: Collection[int]) -> Node:
    return tuple([edge for edge in node if edge[0] in kept])


def only(
    diagram: Diagram, carried: int, *, below: list[list[frozenset[int]]] | None = None
) -> Diagram:
    """Keep the solutions with this carried total; `below` is `totals(diagram)` if it is at hand.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> from derive.diagrams.walks import listing
    >>> fives = tuple(Table(scope=(v,), values=(0, 5)) for v in range(2))
    >>> list(listing(only(unroll(Problem(sizes=(2, 2), carried=fives)), 5)))
    [(0, 1), (1, 0)]
    """
    below = below or totals(diagram)
    rest = carried - diagram.carried
    here = {(0, rest): 0} if below[0] and rest in below[0][0] else {}
    layers = []
    for layer, rests in zip(diagram.layers, below[1:], strict=True):
        after: dict[tuple[int, int], int] = {}
        layers.append(tuple([_kept(layer[node], rest, rests, after) for node, rest in here]))
        here = after
    endings = tuple(diagram.endings[node] for node, _ in here)
    return reduced(replace(diagram, layers=tuple(layers), endings=endings))


def _kept(
    node: Node, rest: int, rests: list[frozenset[int]], after: dict[tuple[int, int], int]
) -> Node:
    """The edges after which exactly the rest can still be added."""
    edges: list[Edge] = []
    for option, child, carried in node:
        if rest - carried in rests[child]:
            number = after.setdefault((child, rest - carried), len(after))
            edges.append((option, number, carried))
    return tuple(edges)
