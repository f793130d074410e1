"""Layered decision diagrams: all choices whose sums fall into their windows, none of them listed.

    unroll    :: Problem -> Diagram              accept=, budget=
    unrolling :: Problem -> Progress ... Diagram  the same as a generator, a step after each layer
    reduced   :: Diagram with dead or equal nodes -> Diagram
    Problem    = sizes, sums, allowed, carried, costs                     (problem.py)
    Diagram    = layers of nodes, one layer a variable, and endings
    Node       = edges, one for each option that leads to a solution
    Edge       = (option, node of the next layer, what it adds to the carried total)
    Ending     = what was reached for each sum with unknown weights: (part totals, window)

The root is node 0 of layer 0; the edges of the last layer lead to endings. Diagrams are canonical:
equal sets of solutions (with equal carried totals and endings, in one order) are equal diagrams.

How it is made. Variables that share nothing are solved apart (blocks.py). Choosing the variables
in a good order (order.py), what the chosen ones still mean for the others is a *context*
(residual.py). A *state* is the partial sums of all claims, packed into one integer (packing.py).
Forward: every state of every context takes every option, and a *gate* (gate.py) numbers the states
that arrive, merges those with the same future and turns back those without one; it knows the
bounds from below (bounds.py) and, where the layers coming down meet the sets coming up, the exact
sums that can still be added (reachable.py). Backward: dead nodes go, equal nodes become one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from derive import allowance
from derive.allowance import ask, asking
from derive.diagrams.blocks import Block, apart
from derive.diagrams.bounds import bounds
from derive.diagrams.budget import ARRIVAL, EDGE, ENDING, ENTRY, NODE, STATE, Ledger
from derive.diagrams.fixing import fixed
from derive.diagrams.gate import DEAD, Gate, Gates
from derive.diagrams.order import order
from derive.diagrams.problem import Problem
from derive.diagrams.progress import Progress, finished, told
from derive.diagrams.reachable import Reachable
from derive.diagrams.residual import Residuals, Step, residuals
from derive.diagrams.work import spend
from derive.intervals import Window

LAYER = 200  # steps of work that a layer takes, however small
SUMS_A_NODE = 4  # of the sums that meet in the middle, as much memory as one node

Edge = tuple[int, int, int]
Node = tuple[Edge, ...]
Layer = tuple[Node, ...]


class Reached(NamedTuple):
    """What a path gives a sum with unknown weights: the total of each part, and its window."""

    parts: tuple[int, ...]
    window: Window


Ending = tuple[Reached, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """The solutions of a problem. `order[k]` is the variable of layer k.

    `carried` is what every path has before its first edge. Without solutions there are no nodes
    and no endings; with no sum of unknown weight the only ending is `()`.
    """

    sizes: tuple[int, ...]
    order: tuple[int, ...]
    layers: tuple[Layer, ...]
    endings: tuple[Ending, ...]
    carried: int
    costs: tuple[tuple[int, ...], ...]

    @property
    def nodes(self) -> int:
        """The number of nodes, endings included.

        >>> unroll(Problem(sizes=(2, 5))).nodes
        3
        """
        return sum(map(len, self.layers)) + len(self.endings)

    @property
    def prices(self) -> Sequence[Sequence[int]]:
        """The cost of each option of each variable, 0 where the problem says none.

        >>> unroll(Problem(sizes=(2, 1))).prices
        [[0, 0], [0]]
        """
        return self.costs or [[0] * size for size in self.sizes]


def unroll(
    problem: Problem, *, accept: Callable[[Ending], bool] | None = None, budget: int | None = None
) -> Diagram:
    """Find all solutions of a problem.

    With unknown weights, `accept` has the last word on each ending: whether some value of the
    unknowns brings its totals into the windows. More than `budget` nodes raise TooManyNodes, by
    default more than are allowed (derive/allowance.py).

    >>> from derive.diagrams.problem import Part, Sum, Table, Windows
    >>> coins = Part(tables=tuple(Table(scope=(v,), values=(0, 5 + v)) for v in range(3)))
    >>> eleven_or_twelve = Sum(parts=(coins,), windows=Windows.of(11, 12))
    >>> found = unroll(Problem(sizes=(2, 2, 2), sums=(eleven_or_twelve,)))
    >>> found.order, found.nodes
    ((2, 1, 0), 5)
    """
    return finished(unrolling(problem, accept=accept, budget=budget))


def unrolling(
    problem: Problem, *, accept: Callable[[Ending], bool] | None = None, budget: int | None = None
) -> Generator[Progress, None, Diagram]:
    """Find all solutions, yielding after each layer; the diagram is the generator's return value.

    >>> [(step.done, step.steps) for step in unrolling(Problem(sizes=(2, 2)))][-1]
    (6, 6)
    """
    spend(LAYER * len(problem.sizes))
    blocks = apart(fixed(problem))
    steps = 2 * len(problem.sizes) + 2 * len(blocks)
    most, memory = allowance.nodes(budget), allowance.memory()
    made: list[Diagram] = []
    for block in blocks:
        nodes_left = most - sum(diagram.nodes for diagram in made)
        memory_left = memory - sum(size_of(layer) for one in made for layer in one.layers)
        work = _unrolled(block, accept if block is blocks[-1] else None, nodes_left, memory_left)
        done = 2 * sum(len(diagram.order) + 1 for diagram in made)
        made.append((yield from told(work, steps=steps, done=done)))
    return _chained(problem, blocks, made)


def _unrolled(
    block: Block, accept: Callable[[Ending], bool] | None, budget: int, memory: int
) -> Generator[int, None, Diagram]:
    """Unroll one block, yielding after each layer: first of contexts, then of states."""
    problem = block.problem
    variables = order(problem)
    names = [block.variables[variable] for variable in variables]
    contexts = yield from residuals(problem, variables, Ledger(budget=budget, order=names))
    wide = contexts.packing.bits // 7  # bytes of a partial sum, beyond those of a small number
    ledger = Ledger(budget=budget, order=names, memory=memory, wide=wide)
    layers, last = yield from _forward(problem, contexts, ledger)
    endings: dict[Ending, int] = {}
    entries: _Entries = {
        context: _ended(states, contexts, contexts.ends[context], accept, endings, ledger)
        for context, states in last.items()
    }
    made = []
    while layers:
        nodes: dict[Node, int] = {}
        entries = _backward(layers.pop(), entries, nodes)
        made.append(tuple(nodes))
        ledger.hold(size_of(made[-1]))
    root = entries[0][0] if entries.get(0) else None
    return _numbered(
        Diagram(
            sizes=problem.sizes,
            order=variables,
            layers=(),
            endings=tuple(endings),
            carried=contexts.carried + root[1] if root else 0,
            costs=problem.costs,
        ),
        made,
    )


def size_of(layer: Layer) -> int:
    """Give about how many bytes the nodes of a layer take.

    >>> size_of((((0, 0, 0), (1, 0, 0)),)) == NODE + 2 * EDGE
    True
    """
    return NODE * len(layer) + EDGE * sum(map(len, layer))


def _chained(problem: Problem, blocks: Sequence[Block], made: Sequence[Diagram]) -> Diagram:
    """Let the one ending of each block be the root of the next; no solution of one is none."""
    found = all(diagram.endings for diagram in made)
    layers = tuple(layer for diagram in made for layer in diagram.layers)
    return Diagram(
        sizes=problem.sizes,
        order=tuple(
            block.variables[variable]
            for block, diagram in zip(blocks, made, strict=True)
            for variable in diagram.order
        ),
        layers=layers if found else ((),) * len(layers),
        endings=made[-1].endings if found else (),
        carried=sum(diagram.carried for diagram in made) if found else 0,
        costs=problem.costs,
    )


class _Column(NamedTuple):
    """Where one option leads from all states of a context: node numbers of one child context."""

    option: int
    carried: int
    child: int
    numbers: list[int]


_Columns = dict[int, list[_Column]]  # by context; one of these a layer
_Entry = tuple[int, int] | None  # a node and what its edges have in common, or nothing: dead
_Entries = dict[int, list[_Entry]]  # by context; the last entry is None, for the number DEAD


def _forward(
    problem: Problem, contexts: Residuals, ledger: Ledger
) -> Generator[int, None, tuple[list[_Columns], dict[int, list[int]]]]:
    """Take every option from every state, layer by layer; meet the sets coming up half-way."""
    limits = bounds(contexts)
    ahead = Reachable(contexts)
    gates = Gates(problem.sums, contexts, ahead)

    def made(layer: int, wanted: Iterable[int]) -> dict[int, Gate]:
        left = ahead.left.get(layer)
        return {
            context: Gate(gates, its, left[context] if left else None)
            for context in wanted
            if (its := limits[layer][context]) is not None
        }

    first = made(0, range(len(limits[0])))
    for gate in first.values():
        gate.through([contexts.start])
    here = _states(first)
    layers: list[_Columns] = []
    yield ledger.spend(sum(map(len, here.values())))
    for position, steps in enumerate(contexts.layers):
        arrivals = ledger.nodes[-1] * max(map(len, steps), default=0)
        while position + 1 < ahead.layer and ahead.size < arrivals:
            ahead.extend()
            ledger.charge(ahead.size // SUMS_A_NODE)
        after = made(position + 1, {step.child for context in here for step in steps[context]})
        ledger.arrived = 0
        ahead.left.pop(position, None)
        layers.append(
            {c: list(_columns(steps[c], states, after, ledger)) for c, states in here.items()}
        )
        here = _states(after)
        states = sum(map(len, here.values()))
        ledger.hold((STATE + ledger.wide) * states)
        yield ledger.spend(states)
    return layers, here


def _states(gates: dict[int, Gate]) -> dict[int, list[int]]:
    """The states that came through; the gates themselves, large dictionaries, may go."""
    return {context: gate.states for context, gate in gates.items() if gate.states}


def _columns(
    steps: Iterable[Step], states: list[int], gates: dict[int, Gate], ledger: Ledger
) -> Generator[_Column, None, None]:
    """Where the options lead from all states of one context (the innermost loop of it all)."""
    for option, child, packed, _, carried in steps:
        ask()
        spend(len(states))
        passing = (ARRIVAL + ledger.wide) * (ledger.arrived + len(states))
        ledger.hold(ENTRY * len(states), passing=passing)
        gate = gates[child]
        known = len(gate.numbers)
        numbers = gate.through([state + packed for state in states])
        ledger.arrived += len(gate.numbers) - known
        if any(number != DEAD for number in numbers):
            yield _Column(option, carried, child, numbers)


def _ended(
    states: list[int],
    contexts: Residuals,
    windows: tuple[Window, ...],
    accept: Callable[[Ending], bool] | None,
    endings: dict[Ending, int],
    ledger: Ledger,
) -> list[_Entry]:
    """Number the endings that are accepted."""
    entries: list[_Entry] = []
    unknown = [
        (total, [place for place, field in enumerate(contexts.fields) if field.total == total])
        for total in dict.fromkeys(field.total for field in contexts.fields if not field.known)
    ]
    for state in asking(states):
        values = contexts.packing.read(state)
        ending = tuple(
            Reached(tuple(values[place] for place in places), windows[total])
            for total, places in unknown
        )
        if ending in endings or accept is None or accept(ending):
            entries.append((endings.setdefault(ending, len(endings)), 0))
        else:
            entries.append(None)
    if unknown:
        ledger.hold((ENDING + ledger.wide) * len(entries))
    return [*entries, None]


def _backward(layer: _Columns, below: _Entries, nodes: dict[Node, int]) -> _Entries:
    """Find the nodes of a layer from those of the layer below."""
    entries: _Entries = {}
    for context, columns in layer.items():
        living = [column for column in columns if column.child in below]
        if living:
            entries[context] = _merged(_rows(living, below), nodes)
    return entries


def _rows(columns: list[_Column], below: _Entries) -> Iterable[list[Edge]]:
    """The edges of each state of a context, from its columns."""
    marks = [(column.option, column.carried) for column in columns]
    reached = [map(below[column.child].__getitem__, column.numbers) for column in columns]
    for row in zip(*reached, strict=True):
        if any(row):
            yield [
                (option, entry[0], carried + entry[1])
                for (option, carried), entry in zip(marks, row, strict=True)
                if entry is not None
            ]
        else:
            yield []


def _merged(rows: Iterable[Sequence[Edge]], nodes: dict[Node, int]) -> list[_Entry]:
    """Number the nodes, equal ones alike; what all edges carry is left to the edges above."""
    entries: list[_Entry] = []
    for row in asking(rows):
        if row:
            first = row[0][2]
            node = tuple([(option, child, carried - first) for option, child, carried in row])
            entries.append((nodes.setdefault(node, len(nodes)), first))
        else:
            entries.append(None)
    return [*entries, None]


def reduced(diagram: Diagram) -> Diagram:
    """Make a diagram canonical again after edges were taken out or endings were changed.

    >>> free = unroll(Problem(sizes=(2, 2)))
    >>> reduced(free) == free
    True
    """
    diagram = _numbered(diagram, [*reversed(diagram.layers)])  # without what is not reached
    endings: dict[Ending, int] = {}
    below: list[_Entry] = [
        (endings.setdefault(ending, len(endings)), 0) for ending in diagram.endings
    ]
    made: list[Layer] = []
    for layer in reversed(diagram.layers):
        nodes: dict[Node, int] = {}
        rows = (
            [
                (option, entry[0], carried + entry[1])
                for option, child, carried in node
                if (entry := below[child]) is not None
            ]
            for node in layer
        )
        below = _merged(rows, nodes)
        made.append(tuple(nodes))
    root = below[0] if below else None
    carried = diagram.carried + root[1] if root else 0
    return _numbered(replace(diagram, endings=tuple(endings), carried=carried), made)


def _numbered(diagram: Diagram, made: list[Layer]) -> Diagram:
    """Number the nodes in the order in which they are reached from the root.

    `made` are the layers, the root's the last; each is let go once it is numbered.
    """
    found = made[-1] if made else diagram.endings
    numbers = {0: 0} if found else {}
    layers = []
    while made:
        below: dict[int, int] = {}
        layer = made.pop()
        layers.append(tuple([_to_numbers(layer[node], below) for node in asking(numbers)]))
        numbers = below
    endings = tuple(diagram.endings[node] for node in numbers)
    return replace(diagram, layers=tuple(layers), endings=endings)


def _to_numbers(node: Node, below: dict[int, int]) -> Node:
    number = below.setdefault
    return tuple([(option, number(child, len(below)), carried) for option, child, carried in node])
