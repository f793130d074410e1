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

from derive.allowance import asking
from derive.diagrams.budget import Ledger
from derive.diagrams.joined import ADDED, ALLOWED, WINDOW, Field, Joined, Key, joined
from derive.diagrams.packing import Packing
from derive.diagrams.problem import Problem
from derive.intervals import Window

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
    ends: list[tuple[Window, ...]]


class Piece(NamedTuple):
    """Where a residual comes from: a slot of the context, or after these a table that enters.

    Choosing option o takes the o-th block of `stride` values; stride 0 takes all of them.
    """

    slot: int
    stride: int


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
    """Unroll the contexts, yielding what is spent after each layer.

    >>> from derive.diagrams.problem import Table
    >>> problem = Problem(sizes=(3, 2), carried=(Table(scope=(0, 1), values=(0, 1, 4, 5, 0, 7)),))
    >>> list(residuals(problem, (0, 1), Ledger(budget=99, order=(0, 1))))
    [1, 19, 27]
    """
    tables = joined(problem, order)
    sizes = [problem.sizes[variable] for variable in order]
    constant = tables.tables.get((ADDED, ()), (0,))[0]
    alive = tables.tables.get((ALLOWED, ()), (1,))[0]
    layers: list[list[list[Step]]] = []
    slots: list[Key] = []
    contexts: list[Context] = [()] if alive else []
    yield ledger.spend(len(contexts))
    for position, (options, new) in enumerate(zip(sizes, _entering(tables, sizes), strict=True)):
        plan = _plan(position, [*slots, *new], sizes)
        layer, contexts = _layer(
            plan, contexts, tuple(new.values()), range(options), tables.packing
        )
        slots = list(plan.later)
        layers.append(layer)
        # a context is as large as several nodes of a diagram, and more the more tables wait
        yield ledger.spend(len(contexts), size=8 + len(slots))
    packed, carried = tables.packing.split(constant)
    return Residuals(
        fields=tables.fields,
        packing=tables.packing,
        start=packed + tables.packing.bias,
        carried=carried,
        layers=_living(layers, len(contexts)),
        ends=[_ends(tables, slots, context) for context in contexts],
    )


def _entering(tables: Joined, sizes: Sequence[int]) -> list[dict[Key, tuple[Any, ...]]]:
    """The tables by the layer of their first variable."""
    entering: list[dict[Key, tuple[Any, ...]]] = [{} for _ in sizes]
    for (kind, scope), values in tables.tables.items():
        if scope:
            entering[scope[0]][kind, scope] = values
    return entering


def _plan(position: int, sources: list[Key], sizes: list[int]) -> Plan:
    """Say which residuals of this layer go into which of the next."""
    plan = Plan()
    for slot, (kind, scope) in enumerate(sources):
        if scope and scope[0] == position:
            rest = scope[1:]
            plan.put(kind, rest, Piece(slot, prod([sizes[other] for other in rest])))
        else:
            plan.put(kind, scope, Piece(slot, 0))
    return plan


def _layer(
    plan: Plan, contexts: list[Context], entering: Context, options: range, packing: Packing
) -> tuple[list[list[Step]], list[Context]]:
    """Take every option from every context; number the contexts of the next layer."""
    numbers: dict[Context, int] = {}
    known: dict[int, tuple[int, tuple[int, ...], int]] = {}
    layer = []
    for context in asking(contexts):
        sources = context + entering
        steps = []
        for option in options:
            if all(sources[slot][option] for slot, _ in plan.checked):
                added, after = _after(plan, sources, option)
                child = numbers.setdefault(after, len(numbers))
                if added not in known:  # few different numbers, and unpacking one is dear
                    packed, carried = packing.split(added)
                    known[added] = packed, packing.read(packed + packing.bias), carried
                steps.append(Step(option, child, *known[added]))
        layer.append(steps)
    return layer, list(numbers)


def _after(plan: Plan, sources: Context, option: int) -> tuple[int, Context]:
    """What an option adds, and the context it leads to."""
    total = sum([sources[slot][option] for slot, _ in plan.added])
    after = []
    for (kind, _), pieces in plan.later.items():
        taken = [
            sources[slot][option * stride : (option + 1) * stride] if stride else sources[slot]
            for slot, stride in pieces
        ]
        values = taken[0]
        for more in taken[1:]:
            values = tuple(map(and_ if kind == ALLOWED else add, values, more))
        # A residual counts by its differences only: what all its entries share is added now, so
        # that choices which differ by a constant leave one context and not two.
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


def _ends(tables: Joined, slots: list[Key], context: Context) -> tuple[Window, ...]:
    """The windows of a last context: those that depended on variables are settled now."""
    windows = [intervals[0] for intervals in tables.windows]
    for (kind, _), values in zip(slots, context, strict=True):
        windows[kind - WINDOW] = values[0]
    return tuple(windows)
