"""Questions to a diagram under pins, asked at every keystroke: one pass each, nothing rebuilt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from derive.diagrams import queries
from derive.diagrams.diagram import Diagram

Pins = Mapping[int, int]  # by variable: the option it is held at
Span = tuple[int, int] | None


def count(diagram: Diagram, pins: Pins) -> int:
    """Count the solutions that agree with the pins.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> count(unroll(Problem(sizes=(2, 3))), {1: 2})
    2
    """
    return sum(_below(diagram, pins)[0])


def tally(diagram: Diagram, pins: Pins) -> tuple[tuple[int, ...], ...]:
    """Count the solutions with each option of each variable, given the pins of all others.

    An option of a pinned variable is counted as if that pin were moved to it.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Part, Problem, Sum, Table, Window
    >>> coins = Part(tables=tuple(Table(scope=(v,), values=(0, 1)) for v in range(3)))
    >>> two = unroll(Problem(sizes=(2, 2, 2), sums=(Sum(parts=(coins,), window=Window.of(2, 2)),)))
    >>> tally(two, {0: 0})
    ((1, 2), (0, 1), (0, 1))
    """
    found = [[0] * size for size in diagram.sizes]
    below = _below(diagram, pins)
    arrivals = [1] if diagram.endings else []
    for at, (variable, layer) in enumerate(zip(diagram.order, diagram.layers, strict=True)):
        mine, here, pinned = found[variable], below[at + 1], pins.get(variable)
        after = [0] * len(here)
        for paths, node in zip(arrivals, layer, strict=True):
            for option, child, _ in node:
                mine[option] += paths * here[child]
                if pinned is None or pinned == option:
                    after[child] += paths
        arrivals = after
    return tuple(map(tuple, found))


def span(diagram: Diagram, pins: Pins) -> Span:
    """Give the least and the most carried total of the solutions that agree with the pins.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> carried = tuple(Table(scope=(v,), values=(0, 5)) for v in range(2))
    >>> span(unroll(Problem(sizes=(2, 2), carried=carried)), {0: 1})
    (5, 10)
    """

    def join(variable: int, branches: Sequence[tuple[int, int, Span]]) -> Span:
        kept = [
            (carried + ends[0], carried + ends[1])
            for option, carried, ends in branches
            if ends is not None and pins.get(variable, option) == option
        ]
        return (min(low for low, _ in kept), max(high for _, high in kept)) if kept else None

    found = queries.fold(diagram, _at_zero, join)
    return found and (diagram.carried + found[0], diagram.carried + found[1])


def _at_zero(ending: object) -> Span:
    return (0, 0)


def _below(diagram: Diagram, pins: Pins) -> list[list[int]]:
    """The solutions below each node that agree with the pins, the root's layer first."""

    def join(variable: int, branches: list[tuple[int, int, int]]) -> int:
        pinned = pins.get(variable)
        return sum(n for option, _, n in branches if pinned is None or pinned == option)

    return list(queries.levels(diagram, lambda ending: 1, join))[::-1]
