"""Questions to a diagram; each is one fold over its nodes, linear in their number.

    fold     :: Diagram, leaf, join -> value      from the endings up to the root
    count    :: Diagram -> int                    space :: Problem -> int (by `allowed` alone)
    listing  :: Diagram -> choices                lazily, in a stable order
    best     :: Diagram -> (cost, choice)s        lazily, cheapest first
    shares   :: Diagram -> counts                 solutions of each option of each variable
    options  :: Diagram -> sets of options        those that occur, of each variable
    free     :: Diagram -> variables              whose option does not matter
    given    :: Diagram, {variable: options} -> Diagram
    groups   :: Diagram -> {carried: Group}       solutions and least cost of each carried total
    cheapest :: Diagram, number -> [(carried, cost)]   the first of the groups, without the others
    only     :: Diagram, carried -> Diagram       the solutions with one carried total
    span     :: Diagram -> (least, most)          carried total
    endings  :: Diagram -> {Ending: int}          solutions of each ending
    ending   :: Diagram, endings -> Diagram       the solutions with these endings
    contains :: Diagram, choice -> bool           carried :: Diagram, choice -> int
    sample   :: Diagram, Random -> choice         each solution as likely as any other

A choice has one option for each variable, in the order of the problem (not of the layers).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import heappop, heappush, nsmallest
from operator import itemgetter
from random import Random
from typing import NamedTuple, TypeVar

from derive.diagrams.budget import BUDGET
from derive.diagrams.diagram import Diagram, Edge, Ending, Node, reduced, unroll
from derive.diagrams.problem import Choice, Problem
from derive.errors import BudgetError

Value = TypeVar("Value")
Branch = tuple[int, int, Value]  # an option, what its edge adds to the carried total, the child's


def levels(
    diagram: Diagram,
    leaf: Callable[[Ending], Value],
    join: Callable[[int, list[tuple[int, int, Value]]], Value],
) -> Iterator[list[Value]]:
    """Give every node a value, layer by layer from the endings up: the fold, with its steps.

    >>> from derive.diagrams.problem import Problem
    >>> paths = lambda variable, branches: sum(value for _, _, value in branches)
    >>> list(levels(unroll(Problem(sizes=(2, 3))), lambda ending: 1, paths))
    [[1], [3], [6]]
    """
    values = [leaf(ending) for ending in diagram.endings]
    yield values
    for variable, layer in zip(reversed(diagram.order), reversed(diagram.layers), strict=True):
        values = [
            join(variable, [(option, carried, values[child]) for option, child, carried in node])
            for node in layer
        ]
        yield values


def fold(
    diagram: Diagram,
    leaf: Callable[[Ending], Value],
    join: Callable[[int, list[tuple[int, int, Value]]], Value],
) -> Value | None:
    """Give the root's value; None if there is no solution.

    `leaf` values an ending, `join` a node from (option, carried by the edge, value of the child).

    >>> edges = lambda variable, branches: max(1 + value for _, _, value in branches)
    >>> fold(unroll(Problem(sizes=(2, 3))), lambda ending: 0, edges)
    2
    """
    values: list[Value] = []
    for values in levels(diagram, leaf, join):  # noqa: B007  (the last one is wanted)
        pass
    return values[0] if values else None


def count(diagram: Diagram) -> int:
    """Count the solutions.

    >>> count(unroll(Problem(sizes=(2, 3, 7))))
    42
    """
    values: list[int] = []
    for values in _counting(diagram):  # noqa: B007  (the last one is wanted)
        pass
    return values[0] if values else 0


def _counting(diagram: Diagram) -> Iterator[list[int]]:
    """The solutions below each node from the endings up: `levels`, with its join written out."""
    values = [1] * len(diagram.endings)
    yield values
    for layer in reversed(diagram.layers):
        values = [sum([values[child] for _, child, _ in node]) for node in layer]
        yield values


def space(problem: Problem, *, budget: int = BUDGET) -> int:
    """Count the choices that `allowed` permits, whatever the sums.

    >>> from derive.diagrams.problem import Table
    >>> space(Problem(sizes=(2, 2, 5), allowed=(Table(scope=(0, 1), values=(1, 0, 1, 1)),)))
    15
    """
    return count(unroll(replace(problem, sums=(), carried=()), budget=budget))


def _counts(diagram: Diagram) -> list[list[int]]:
    """The solutions below each node, the root's layer first."""
    return list(_counting(diagram))[::-1]


def _permutation(order: Sequence[int]) -> Callable[[Choice], Choice]:
    """From options in the order of the layers to a choice."""
    places = sorted(range(len(order)), key=order.__getitem__)
    return itemgetter(*places) if len(places) > 1 else tuple


def listing(diagram: Diagram) -> Iterator[Choice]:
    """List the solutions lazily, in the order of their options layer by layer.

    >>> list(listing(unroll(Problem(sizes=(2, 2)))))
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    """
    counts = _counts(diagram)
    if not diagram.endings:
        return
    choice = _permutation(diagram.order)
    tails = _Tails(diagram, counts)
    stack: list[tuple[int, int, Choice]] = [(0, 0, ())]
    while stack:
        layer, node, prefix = stack.pop()
        if counts[layer][node] > _Tails.MANY and layer < len(diagram.layers):
            edges = diagram.layers[layer][node]
            stack += [(layer + 1, child, (*prefix, option)) for option, child, _ in reversed(edges)]
        else:
            yield from map(choice, map(prefix.__add__, tails.of(layer, node)))


class _Tails:
    """The ways down from a node, as tuples; kept, because many paths lead to one node."""

    MANY = 1000
    KEPT = 1_000_000

    def __init__(self, diagram: Diagram, counts: list[list[int]]) -> None:
        self.layers = diagram.layers
        self.counts = counts
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
    """Give the solutions with their costs, cheapest first; ties in the order of `listing`.

    >>> ranked = best(unroll(Problem(sizes=(2, 2), costs=((0, 3), (1, 0)))))
    >>> list(ranked)
    [(0, (0, 1)), (1, (0, 0)), (3, (1, 1)), (4, (1, 0))]
    """
    costs = _costs(diagram)
    least = list(levels(diagram, lambda ending: 0, _cheapest(costs)))[::-1]
    choice = _permutation(diagram.order)
    last = len(diagram.layers)
    # (least cost of a completion, options so far, node, cost so far): a prefix sorts before what
    # continues it, so equal costs come out in the order of the options
    heap: list[tuple[int, Choice, int, int]] = []
    if diagram.endings:
        heap.append((least[0][0], (), 0, 0))
    while heap:
        total, prefix, node, spent = heappop(heap)
        layer = len(prefix)
        if layer == last:
            yield total, choice(prefix)
            continue
        price = costs[diagram.order[layer]]
        for option, child, _ in diagram.layers[layer][node]:
            paid = spent + price[option]
            heappush(heap, (paid + least[layer + 1][child], (*prefix, option), child, paid))


def _costs(diagram: Diagram) -> Sequence[Sequence[int]]:
    return diagram.costs or [[0] * size for size in diagram.sizes]


def _cheapest(
    costs: Sequence[Sequence[int]],
) -> Callable[[int, list[tuple[int, int, int]]], int]:
    return lambda variable, branches: min(
        [costs[variable][option] + value for option, _, value in branches]
    )


def shares(diagram: Diagram) -> tuple[tuple[int, ...], ...]:
    """Count the solutions with each option of each variable.

    >>> shares(unroll(Problem(sizes=(2, 3))))
    ((3, 3), (2, 2, 2))
    """
    counts = _counts(diagram)
    found = [[0] * size for size in diagram.sizes]
    for layer, above in enumerate(_arrivals(diagram)[:-1]):
        mine, below = found[diagram.order[layer]], counts[layer + 1]
        for arrivals, node in zip(above, diagram.layers[layer], strict=True):
            for option, child, _ in node:
                mine[option] += arrivals * below[child]
    return tuple(map(tuple, found))


def _arrivals(diagram: Diagram) -> list[list[int]]:
    """The number of paths from the root to each node."""
    arrivals = [[1] if diagram.endings else []]
    widths = [*map(len, diagram.layers[1:]), len(diagram.endings)]
    for layer, width in zip(diagram.layers, widths, strict=False):
        below = [0] * width
        for paths, node in zip(arrivals[-1], layer, strict=True):
            for _, child, _ in node:
                below[child] += paths
        arrivals.append(below)
    return arrivals


def options(diagram: Diagram) -> tuple[frozenset[int], ...]:
    """Give the options of each variable that occur in a solution.

    >>> options(given(unroll(Problem(sizes=(2, 3))), {1: {0, 2}}))
    (frozenset({0, 1}), frozenset({0, 2}))
    """
    found = {
        variable: frozenset(option for node in layer for option, _, _ in node)
        for variable, layer in zip(diagram.order, diagram.layers, strict=True)
    }
    return tuple(found[variable] for variable in range(len(diagram.sizes)))


def free(diagram: Diagram) -> frozenset[int]:
    """Give the variables whose option may be changed to any other without leaving the solutions.

    >>> sorted(free(given(unroll(Problem(sizes=(2, 3, 4))), {1: {0, 2}})))
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


def given(diagram: Diagram, choices: Mapping[int, Collection[int]]) -> Diagram:
    """Keep the solutions in which each of these variables has one of these options.

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

    >>> from derive.diagrams.problem import Table
    >>> carried = tuple(Table(scope=(v,), values=(0, 5)) for v in range(2))
    >>> groups(unroll(Problem(sizes=(2, 2), carried=carried, costs=((0, 1), (0, 1)))))
    {0: Group(solutions=1, cost=0), 5: Group(solutions=2, cost=1), 10: Group(solutions=1, cost=2)}
    """
    costs = _costs(diagram)
    most = made = 0

    def join(variable: int, branches: list[Branch[_Suffixes]]) -> _Suffixes:
        nonlocal most, made
        joined = _joined(costs[variable], branches)
        # every suffix of one node continues one prefix, so the groups are at least as many
        most, made = max(most, len(joined)), made + len(joined)
        if limit is not None and (most > limit or made > 10 * limit):
            raise TooManyGroups(most)
        return joined

    found = fold(diagram, lambda ending: {0: (1, 0)}, join) or {}
    ranked = sorted(found.items(), key=lambda item: (item[1][1], -item[1][0], item[0]))
    return {diagram.carried + total: Group(*group) for total, group in ranked}


def cheapest(diagram: Diagram, number: int) -> list[tuple[int, int]]:
    """Give so many carried totals with their least costs, cheapest first, however many there are.

    A node keeps as many as are asked for: what is beyond them below is beyond them above.

    >>> from derive.diagrams.problem import Table
    >>> carried = tuple(Table(scope=(v,), values=(0, 2**v)) for v in range(90))
    >>> cheapest(unroll(Problem(sizes=(2,) * 90, carried=carried, costs=((1, 0),) * 90)), 2)
    [(1237940039285380274899124223, 0), (618970019642690137449562111, 1)]
    """
    costs = _costs(diagram)

    def join(variable: int, branches: list[Branch[dict[int, int]]]) -> dict[int, int]:
        joined: dict[int, int] = {}
        price = costs[variable]
        for option, carried, suffixes in branches:
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


_Suffixes = dict[int, tuple[int, int]]  # by carried total: solutions and least cost


def _joined(costs: Sequence[int], branches: Iterable[tuple[int, int, _Suffixes]]) -> _Suffixes:
    joined: _Suffixes = {}
    for option, carried, suffixes in branches:
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


def totals(diagram: Diagram) -> list[list[frozenset[int]]]:
    """Give what each node can still add to the carried total (`only` can use it many times).

    >>> totals(unroll(Problem(sizes=(2,))))
    [[frozenset({0})], [frozenset({0})]]
    """
    below = levels(
        diagram,
        lambda ending: frozenset((0,)),
        lambda variable, branches: frozenset(
            [carried + rest for _, carried, rests in branches for rest in rests]
        ),
    )
    return list(below)[::-1]


def only(
    diagram: Diagram, carried: int, *, below: list[list[frozenset[int]]] | None = None
) -> Diagram:
    """Keep the solutions with this carried total; `below` is `totals(diagram)` if it is at hand.

    >>> from derive.diagrams.problem import Table
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


def span(diagram: Diagram) -> tuple[int, int] | None:
    """Give the least and the most carried total of all solutions, None if there are none.

    >>> from derive.diagrams.problem import Table
    >>> span(unroll(Problem(sizes=(2, 3), carried=(Table(scope=(1,), values=(4, -1, 6)),))))
    (-1, 6)
    """
    found = fold(diagram, lambda ending: (0, 0), _widest)
    return found and (diagram.carried + found[0], diagram.carried + found[1])


def _widest(variable: int, branches: list[tuple[int, int, tuple[int, int]]]) -> tuple[int, int]:
    return (
        min([carried + low for _, carried, (low, _) in branches]),
        max([carried + high for _, carried, (_, high) in branches]),
    )


def endings(diagram: Diagram) -> dict[Ending, int]:
    """Count the solutions of each ending.

    >>> endings(unroll(Problem(sizes=(2, 3))))
    {(): 6}
    """
    return dict(zip(diagram.endings, _arrivals(diagram)[-1], strict=True))


def ending(diagram: Diagram, kept: Collection[Ending]) -> Diagram:
    """Keep the solutions with these endings.

    >>> count(ending(unroll(Problem(sizes=(2, 3))), []))
    0
    """
    numbers = {number for number, ending in enumerate(diagram.endings) if ending in kept}
    if not diagram.layers:
        return replace(diagram, endings=tuple(diagram.endings[number] for number in numbers))
    *above, last = diagram.layers
    last = tuple(tuple([edge for edge in node if edge[1] in numbers]) for node in last)
    return reduced(replace(diagram, layers=(*above, last)))


def contains(diagram: Diagram, choice: Choice) -> bool:
    """Say whether a choice is a solution.

    >>> contains(unroll(Problem(sizes=(2, 3))), (1, 3))
    False
    """
    return carried(diagram, choice) is not None


def carried(diagram: Diagram, choice: Choice) -> int | None:
    """Give the carried total of a solution, None for a choice that is not one.

    >>> from derive.diagrams.problem import Table
    >>> problem = Problem(sizes=(2, 3), carried=(Table(scope=(1,), values=(4, -1, 6)),))
    >>> carried(unroll(problem), (0, 2))
    6
    """
    node, total = 0, diagram.carried
    for variable, layer in zip(diagram.order, diagram.layers, strict=True):
        edge = next((edge for edge in _edges(layer, node) if edge[0] == choice[variable]), None)
        if edge is None:
            return None
        node, total = edge[1], total + edge[2]
    return total if diagram.endings else None


def _edges(layer: Sequence[Node], node: int) -> Node:
    return layer[node] if layer else ()


def sample(diagram: Diagram, random: Random) -> Choice | None:
    """Draw one of the solutions, each as likely as any other; None if there are none.

    >>> sample(unroll(Problem(sizes=(1, 1))), Random(7))
    (0, 0)
    """
    if not diagram.endings:
        return None
    node, options = 0, []
    for layer, below in zip(diagram.layers, _counts(diagram)[1:], strict=True):
        number = random.randrange(sum(below[child] for _, child, _ in layer[node]))
        for option, child, _ in layer[node]:  # noqa: B007  (the edge where it stops is wanted)
            number -= below[child]
            if number < 0:
                break
        options.append(option)
        node = child
    return _permutation(diagram.order)(tuple(options))
