"""Folds: every node gets a value from those below it, and the root's is the answer.

    fold     :: Diagram, leaf, join -> value      the pattern; `levels` has all steps of it
    count    :: Diagram -> int                    solutions
    counts, least_costs, totals :: Diagram -> layers of values, one for each node
    shares   :: Diagram -> counts                 solutions of each option of each variable
    span     :: Diagram -> (least, most)          carried total
    options  :: Diagram -> sets of options        those that occur, of each variable
    free     :: Diagram -> variables              whose option does not matter
    groups   :: Diagram -> {carried: Group}       solutions and least cost of each carried total
    cheapest :: Diagram, number -> [(carried, cost)]   the first of the groups, without the others

Each takes time linear in the diagram (`groups` and `totals` also in the totals below a node).
`pins` holds variables at one option each: the solutions that agree with them are asked after, and
nothing is rebuilt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from derive.allowance import ask, asking
from derive.diagrams.diagram import Diagram, Ending, Layer, Node, reduced
from derive.errors import BudgetError
from derive.intervals import Interval

Value = TypeVar("Value")
Branch = tuple[int, int, Value]  # an option, what its edge adds to the carried total, the child's
Pins = Mapping[int, int]  # by variable: the option it is held at

FREE: Pins = MappingProxyType({})


def levels(
    diagram: Diagram,
    leaf: Callable[[Ending], Value],
    join: Callable[[int, list[Branch[Value]]], Value],
    *,
    pins: Pins = FREE,
) -> Iterator[list[Value]]:
    """Value every node, layer by layer from the endings up: the fold, with its steps.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> paths = lambda variable, branches: sum(value for _, _, value in branches)
    >>> list(levels(unroll(Problem(sizes=(2, 3))), lambda ending: 1, paths))
    [[1], [3], [6]]
    """
    values = [leaf(ending) for ending in diagram.endings]
    yield values
    for variable, layer in _upwards(diagram, pins):
        values = [
            join(variable, [(option, carried, values[child]) for option, child, carried in node])
            for node in asking(layer)
        ]
        yield values


def _upwards(diagram: Diagram, pins: Pins) -> Iterator[tuple[int, Layer]]:
    """The layers from the last one up, without the edges that the pins rule out."""
    for variable, layer in zip(reversed(diagram.order), reversed(diagram.layers), strict=True):
        if variable in pins:
            pin = pins[variable]
            layer = tuple(tuple([edge for edge in node if edge[0] == pin]) for node in layer)
        yield variable, layer


def fold(
    diagram: Diagram,
    leaf: Callable[[Ending], Value],
    join: Callable[[int, list[Branch[Value]]], Value],
    *,
    pins: Pins = FREE,
) -> Value | None:
    """Value the root; None if there is no solution.

    `leaf` values an ending, `join` a node from (option, carried by the edge, value of the child);
    under pins `join` may come to a node without branches.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> edges = lambda variable, branches: max(1 + value for _, _, value in branches)
    >>> fold(unroll(Problem(sizes=(2, 3))), lambda ending: 0, edges)
    2
    """
    return _root(levels(diagram, leaf, join, pins=pins))


def _root(layers: Iterator[list[Value]]) -> Value | None:
    values: list[Value] = []
    for values in layers:  # noqa: B007  (the last one is wanted)
        pass
    return values[0] if values else None


def count(diagram: Diagram, *, pins: Pins = FREE) -> int:
    """Count the solutions.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> whole = unroll(Problem(sizes=(2, 3, 7)))
    >>> count(whole), count(whole, pins={1: 2})
    (42, 14)
    """
    return _root(_counting(diagram, pins)) or 0


def counts(diagram: Diagram, *, pins: Pins = FREE) -> list[list[int]]:
    """Count the solutions below each node, the root's layer first.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> counts(unroll(Problem(sizes=(2, 3))))
    [[6], [3], [1]]
    """
    return list(_counting(diagram, pins))[::-1]


def _counting(diagram: Diagram, pins: Pins) -> Iterator[list[int]]:
    """Write out the join of `levels`: counting is asked most, and is three times as fast so."""
    values = [1] * len(diagram.endings)
    yield values
    for _, layer in _upwards(diagram, pins):
        ask()
        values = [sum([values[child] for _, child, _ in node]) for node in layer]
        yield values


def shares(diagram: Diagram, *, pins: Pins = FREE) -> tuple[tuple[int, ...], ...]:
    """Count the solutions with each option of each variable, given the pins of all others.

    An option of a pinned variable is counted as if that pin were moved to it.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Part, Problem, Sum, Table, Windows
    >>> coins = Part(tables=tuple(Table(scope=(v,), values=(0, 1)) for v in range(3)))
    >>> number = Sum(parts=(coins,), windows=Windows.of(2, 2))
    >>> two = unroll(Problem(sizes=(2, 2, 2), sums=(number,)))
    >>> shares(two), shares(two, pins={0: 0})
    (((1, 2), (1, 2), (1, 2)), ((1, 2), (0, 1), (0, 1)))
    """
    below = counts(diagram, pins=pins)
    found = [[0] * size for size in diagram.sizes]
    arrivals = [1] if diagram.endings else []  # paths from the root to each node of a layer
    for at, (variable, layer) in enumerate(zip(diagram.order, diagram.layers, strict=True)):
        ask()
        mine, here, pin = found[variable], below[at + 1], pins.get(variable)
        after = [0] * len(here)
        for paths, node in zip(arrivals, layer, strict=True):
            for option, child, _ in node:
                mine[option] += paths * here[child]
                if pin is None or pin == option:
                    after[child] += paths
        arrivals = after
    return tuple(map(tuple, found))


def span(diagram: Diagram, *, pins: Pins = FREE) -> Interval[int] | None:
    """Find the least and the most carried total of all solutions, None if there are none.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> carried = tuple(Table(scope=(v,), values=(0, 5)) for v in range(2))
    >>> both = unroll(Problem(sizes=(2, 2), carried=carried))
    >>> span(both), span(both, pins={0: 1})
    ((0, 10), (5, 10))
    """
    found = fold(diagram, _at_zero, _widest, pins=pins)
    return found and Interval(*found).shifted(diagram.carried)


def _at_zero(ending: Ending) -> tuple[int, int] | None:
    return 0, 0


def _widest(
    variable: int, branches: list[Branch[tuple[int, int] | None]]
) -> tuple[int, int] | None:
    ends = [(carried + its[0], carried + its[1]) for _, carried, its in branches if its]
    return (min([low for low, _ in ends]), max([high for _, high in ends])) if ends else None


def options(diagram: Diagram) -> tuple[frozenset[int], ...]:
    """Collect the options of each variable that occur in a solution.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> options(unroll(Problem(sizes=(2, 3), allowed=(Table(scope=(1,), values=(1, 0, 1)),))))
    (frozenset({0, 1}), frozenset({0, 2}))
    """
    found = {
        variable: frozenset(option for node in layer for option, _, _ in node)
        for variable, layer in zip(diagram.order, diagram.layers, strict=True)
    }
    return tuple(found[variable] for variable in range(len(diagram.sizes)))


def free(diagram: Diagram) -> frozenset[int]:
    """Collect the variables whose option may be any other without leaving the solutions.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> not_one = Table(scope=(1,), values=(1, 0, 1))
    >>> sorted(free(unroll(Problem(sizes=(2, 3, 4), allowed=(not_one,)))))
    [0, 2]
    """
    bare = _bare(diagram)
    return frozenset(
        variable
        for variable, layer in zip(bare.order, bare.layers, strict=True)
        if all(len(node) == bare.sizes[variable] and _same_child(node) for node in layer)
    )


def _same_child(node: Node) -> bool:
    return all(child == node[0][1] for _, child, _ in node)


def _bare(diagram: Diagram) -> Diagram:
    """The set of solutions alone, without carried totals and endings."""
    layers = tuple(
        tuple(tuple((option, child, 0) for option, child, _ in node) for node in layer)
        for layer in diagram.layers
    )
    bare_endings: tuple[Ending, ...] = ((),) * len(diagram.endings)
    return reduced(replace(diagram, layers=layers, endings=bare_endings, carried=0))


def least_costs(diagram: Diagram) -> list[list[int]]:
    """Find the least cost of what follows each node, the root's layer first.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem
    >>> least_costs(unroll(Problem(sizes=(2, 2), costs=((3, 1), (5, 4)))))
    [[5], [4], [0]]
    """
    prices = diagram.prices

    def join(variable: int, branches: list[Branch[int]]) -> int:
        return min([prices[variable][option] + value for option, _, value in branches])

    return list(levels(diagram, lambda ending: 0, join))[::-1]


class Group(NamedTuple):
    """The solutions with one carried total: how many, and the least cost among them."""

    solutions: int
    cost: int


class TooManyGroups(BudgetError):
    """More carried totals than anybody asked for; there are `at_least` so many."""

    def __init__(self, at_least: int) -> None:
        super().__init__(f"more than {at_least - 1} different carried totals")
        self.at_least = at_least


def groups(diagram: Diagram, *, limit: int | None = None) -> dict[int, Group]:
    """Group the solutions by their carried totals, without listing them; cheapest first.

    More than `limit` groups, or ten times as many on the way, are a TooManyGroups.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> carried = tuple(Table(scope=(v,), values=(0, 5)) for v in range(2))
    >>> groups(unroll(Problem(sizes=(2, 2), carried=carried, costs=((0, 1), (0, 1)))))
    {0: Group(solutions=1, cost=0), 5: Group(solutions=2, cost=1), 10: Group(solutions=1, cost=2)}
    """
    prices = diagram.prices
    most = made = 0

    def join(variable: int, branches: list[Branch[_Suffixes]]) -> _Suffixes:
        nonlocal most, made
        joined = _joined(prices[variable], branches)
        # every suffix of one node continues one prefix, so the groups are at least as many
        most, made = max(most, len(joined)), made + len(joined)
        if limit is not None and (most > limit or made > 10 * limit):
            raise TooManyGroups(most)
        return joined

    found = fold(diagram, lambda ending: {0: (1, 0)}, join) or {}
    ranked = sorted(found.items(), key=lambda item: (item[1][1], -item[1][0], item[0]))
    return {diagram.carried + total: Group(*group) for total, group in ranked}


_Suffixes = dict[int, tuple[int, int]]  # by carried total: solutions and least cost


def _joined(costs: Sequence[int], branches: Iterable[Branch[_Suffixes]]) -> _Suffixes:
    joined: _Suffixes = {}
    for option, carried, suffixes in branches:
        ask()
        price = costs[option]
        for total, (number, cost) in suffixes.items():
            total += carried
            cost += price
            known = joined.get(total)
            if known is None:
                joined[total] = (number, cost)
            else:
                joined[total] = (known[0] + number, min(known[1], cost))
    return joined


def cheapest(diagram: Diagram, number: int) -> list[tuple[int, int]]:
    """Find so many carried totals with their least costs, cheapest first, however many there are.

    A node keeps as many as are asked for: what is beyond them below is beyond them above.

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> carried = tuple(Table(scope=(v,), values=(0, 2**v)) for v in range(90))
    >>> cheapest(unroll(Problem(sizes=(2,) * 90, carried=carried, costs=((1, 0),) * 90)), 2)
    [(1237940039285380274899124223, 0), (618970019642690137449562111, 1)]
    """
    prices = diagram.prices

    def join(variable: int, branches: list[Branch[dict[int, int]]]) -> dict[int, int]:
        joined: dict[int, int] = {}
        price = prices[variable]
        for option, carried, suffixes in branches:
            ask()
            for total, cost in suffixes.items():
                paid = cost + price[option]
                if paid < joined.get(total + carried, paid + 1):
                    joined[total + carried] = paid
        if len(joined) <= number:
            return joined
        return dict(nsmallest(number, joined.items(), key=lambda item: (item[1], item[0])))

    found = fold(diagram, lambda ending: {0: 0}, join) or {}
    ranked = sorted(found.items(), key=lambda item: (item[1], item[0]))
    return [(diagram.carried + total, cost) for total, cost in ranked]


def totals(diagram: Diagram) -> list[list[frozenset[int]]]:
    """Collect what each node can still add to the carried total (`only` can use it many times).

    >>> from derive.diagrams.diagram import unroll
    >>> from derive.diagrams.problem import Problem, Table
    >>> totals(unroll(Problem(sizes=(2,), carried=(Table(scope=(0,), values=(0, 7)),))))
    [[frozenset({0, 7})], [frozenset({0})]]
    """
    below = levels(
        diagram,
        lambda ending: frozenset((0,)),
        lambda variable, branches: frozenset(
            [carried + rest for _, carried, rests in branches for rest in rests]
        ),
    )
    return list(below)[::-1]
