"""What the chosen variables still mean for the open ones: `residuals :: Problem -> Residuals`.

A table waits until its last variable is chosen. Until then all that matters of its chosen
variables is the *residual* table they leave. A *context* is the residuals of all waiting tables;
choices that leave equal residuals share it. Contexts form a diagram of their own (the one without
sums): each *step* from a context chooses an option of the layer's variable, leads to a context of
the next layer and adds something to every sum and to the carried total.

Residuals are normalised: the first entry is taken out of a residual and added at once. More
contexts become equal this way, and the sums are known earlier.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from math import prod
from operator import add, and_
from typing import Any, NamedTuple

from derive.solver.budget import Ledger
from derive.solver.packing import Packing
from derive.solver.problem import Interval, Problem
from derive.solver.tables import ADDED, ALLOWED, WINDOW, Field, Joined, Key, joined

Context = tuple[tuple[Any, ...], ...]  # one residual for each slot


class Step(NamedTuple):
    """One option of a layer's variable: the context it leads to and what it adds."""

    option: int
    child: int
    packed: int
    added: tuple[int, ...]
    carried: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Residuals:
    """The contexts: `layers[k][c]` are the steps of context c; `ends[c]` the windows of a last one.

    `fields` says what the state's fields are, `start` is the state and `carried` the total before
    the first choice. A context without steps (above the last layer) is dead.
    """

    fields: tuple[Field, ...]
    packing: Packing
    start: int
    carried: int
    layers: list[list[list[Step]]]
    ends: list[tuple[Interval, ...]]


class Piece(NamedTuple):
    """Where a residual comes from: a slot of the context, or (slot -1) a table of the problem.

    Choosing option o takes the o-th block of `stride` values; stride 0 takes all of them.
    """

    slot: int
    values: tuple[Any, ...]
    stride: int

    def taken(self, context: Context, option: int) -> tuple[Any, ...]:
        """Give the residual after an option."""
        values = context[self.slot] if self.slot >= 0 else self.values
        return values[option * self.stride : (option + 1) * self.stride] if self.stride else values


@dataclass(frozen=True, slots=True)
class Plan:
    """What a layer does: pieces to add now, pieces that must be 1 now, and the next slots."""

    added: list[Piece] = field(default_factory=list)
    checked: list[Piece] = field(default_factory=list)
    later: dict[Key, list[Piece]] = field(default_factory=dict)

    def put(self, kind: int, scope: tuple[int, ...], piece: Piece) -> None:
        """Send a piece where what is left of its scope says."""
        if scope or kind >= WINDOW:  # a window that is settled is needed until the end
            self.later.setdefault((kind, scope), []).append(piece)
        else:
            (self.added if kind == ADDED else self.checked).append(piece)


def residuals(
    problem: Problem, order: Sequence[int], ledger: Ledger
) -> Generator[int, None, Residuals]:
    """Unroll the contexts, yielding the nodes so far after each layer.

    >>> from derive.solver.problem import Table
    >>> problem = Problem(sizes=(3, 2), carried=(Table(scope=(0, 1), values=(0, 1, 4, 5, 0, 7)),))
    >>> list(residuals(problem, (0, 1), Ledger(budget=9, order=(0, 1))))
    [1, 3, 4]
    """
    tables = joined(problem, order)
    entering: list[list[tuple[Key, Piece]]] = [[] for _ in order]
    constant, alive = 0, True
    for (kind, scope), values in tables.tables.items():
        if scope:
            stride = prod(problem.sizes[order[position]] for position in scope[1:])
            entering[scope[0]].append(((kind, scope[1:]), Piece(-1, values, stride)))
        elif kind == ADDED:
            constant = values[0]
        else:
            alive = bool(values[0])
    layers: list[list[list[Step]]] = []
    slots: list[Key] = []
    contexts: list[Context] = [()] if alive else []
    yield ledger.spend(len(contexts))
    for position, variable in enumerate(order):
        plan = _plan(position, slots, entering[position], [problem.sizes[v] for v in order])
        layer, contexts = _layer(plan, contexts, problem.sizes[variable], tables.packing)
        slots = list(plan.later)
        layers.append(layer)
        yield ledger.spend(len(contexts))
    added, carried = tables.packing.split(constant)
    return Residuals(
        fields=tables.fields,
        packing=tables.packing,
        start=added + tables.packing.bias,
        carried=carried,
        layers=_living(layers, len(contexts)),
        ends=[_ends(tables, slots, context) for context in contexts],
    )


def _plan(
    position: int, slots: list[Key], entering: list[tuple[Key, Piece]], sizes: list[int]
) -> Plan:
    """Say which residuals of this layer go into which of the next."""
    plan = Plan()
    for slot, (kind, scope) in enumerate(slots):
        if scope and scope[0] == position:
            stride = prod(sizes[other] for other in scope[1:])
            plan.put(kind, scope[1:], Piece(slot, (), stride))
        else:
            plan.put(kind, scope, Piece(slot, (), 0))
    for (kind, scope), piece in entering:
        plan.put(kind, scope, piece)
    return plan


def _layer(
    plan: Plan, contexts: list[Context], options: int, packing: Packing
) -> tuple[list[list[Step]], list[Context]]:
    """Take every option from every context; number the contexts of the next layer."""
    numbers: dict[Context, int] = {}
    layer = []
    for context in contexts:
        steps = []
        for option in range(options):
            if all(piece.taken(context, option)[0] for piece in plan.checked):
                added, after = _after(plan, context, option)
                child = numbers.setdefault(after, len(numbers))
                packed, carried = packing.split(added)
                values = packing.read(packed + packing.bias)
                steps.append(Step(option, child, packed, values, carried))
        layer.append(steps)
    return layer, list(numbers)


def _after(plan: Plan, context: Context, option: int) -> tuple[int, Context]:
    """What an option adds, and the context it leads to."""
    total = sum([piece.taken(context, option)[0] for piece in plan.added])
    after = []
    for (kind, _), pieces in plan.later.items():
        values = pieces[0].taken(context, option)
        for piece in pieces[1:]:
            join = and_ if kind == ALLOWED else add
            values = tuple(map(join, values, piece.taken(context, option)))
        if kind == ADDED and (first := values[0]):
            total += first
            values = tuple([value - first for value in values])
        after.append(values)
    return total, tuple(after)


def _living(layers: list[list[list[Step]]], ends: int) -> list[list[list[Step]]]:
    """Leave out the steps that lead into a dead end."""
    alive = [True] * ends
    living = []
    for layer in reversed(layers):
        layer = [[step for step in steps if alive[step.child]] for steps in layer]
        alive = [bool(steps) for steps in layer]
        living.append(layer)
    return living[::-1]


def _ends(tables: Joined, slots: list[Key], context: Context) -> tuple[Interval, ...]:
    """The windows of a last context: those that depended on variables are settled now."""
    windows = [intervals[0] for intervals in tables.windows]
    for (kind, _), values in zip(slots, context, strict=True):
        windows[kind - WINDOW] = values[0]
    return tuple(windows)
