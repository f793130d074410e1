"""Limits on the nodes and the memory of a diagram, and the error that says what blows it up.

Memory is charged where it is about to be taken, by sizes measured on CPython: how large the
process is, is known too late, and not everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from derive.allowance import told
from derive.errors import BudgetError

# Bytes: a partial sum that arrives at a layer, dead or alive; a partial sum that is kept, and
# where one option leads from it; a node that is made of them, an edge of it, and what a path
# gives to a sum with unknowns. Numbers wider than a machine's take more.
ARRIVAL = 150
STATE = 80
ENTRY = 8
NODE = 300
EDGE = 110
ENDING = 500


class TooManyNodes(BudgetError):
    """The diagram outgrew what it may have: `budget` nodes, or `memory` bytes where that is set.

    `variables` are those that multiplied the nodes most.

    >>> fault = TooManyNodes(budget=10, order=(2, 0, 1), nodes=(1, 3, 9))
    >>> fault.variables, fault.nodes
    ((2, 0), (1, 3, 9))
    >>> print(fault)
    more than 10 nodes, after 2 of 3 variables; pin variables 2, 0, or raise the budget
    """

    def __init__(
        self,
        *,
        budget: int,
        order: Sequence[int],
        nodes: Sequence[int],
        memory: int | None = None,
    ) -> None:
        self.budget, self.memory = budget, memory
        self.order = tuple(order)
        self.nodes = tuple(nodes)
        growth = [
            (after / max(1, before), -at) for at, (before, after) in enumerate(pairwise(nodes))
        ]
        worst = sorted((pair for pair in growth if pair[0] > 1), reverse=True)
        self.variables = tuple(self.order[-at] for _, at in worst)
        named = ", ".join(map(str, self.variables[:5]))
        done = max(0, len(nodes) - 1)
        most = told(memory) if memory else f"{budget} nodes"
        super().__init__(
            f"more than {most}, after {done} of {len(self.order)} variables",
            advice=f"pin variables {named}, or raise the budget" if named else "raise the budget",
        )


class Ledger:
    """How many nodes each layer has and what all takes, and an error when that is too much.

    `wide` is by how many bytes a partial sum is larger than a small number. `arrived` counts the
    partial sums of the layer under way: dead ones too stay in their gate until it is done, and
    there may be many to a node.

    >>> ledger = Ledger(budget=5, order=(0, 1))
    >>> ledger.spend(1), ledger.spend(3)
    (1, 4)
    """

    def __init__(
        self, *, budget: int, order: Sequence[int], memory: int | None = None, wide: int = 0
    ) -> None:
        self.budget = budget
        self.memory = memory
        self.wide = wide
        self.held = self.arrived = 0
        self.order = order
        self.nodes: list[int] = []
        self.spent = 0

    def charge(self, size: int) -> None:
        """Enter what is kept beside the layers, in nodes.

        >>> Ledger(budget=5, order=(0, 1)).charge(6)
        Traceback (most recent call last):
        derive.diagrams.budget.TooManyNodes: more than 5 nodes, after 0 of 2 variables; ...
        """
        self.spent += size
        if self.spent > self.budget:
            raise self._too_many(memory=None)

    def hold(self, size: int, *, passing: int = 0) -> None:
        """Enter bytes that are kept, beside some that pass.

        >>> ledger = Ledger(budget=5, order=(0, 1), memory=10**9)
        >>> ledger.hold(6 * 10**8)
        >>> ledger.hold(10**8, passing=4 * 10**8)
        Traceback (most recent call last):
        derive.diagrams.budget.TooManyNodes: more than 1 GB, after 0 of 2 variables; ...
        """
        self.held += size
        if self.memory is not None and self.held + passing > self.memory:
            raise self._too_many(memory=self.memory)

    def _too_many(self, *, memory: int | None) -> TooManyNodes:
        return TooManyNodes(budget=self.budget, memory=memory, order=self.order, nodes=self.nodes)

    def spend(self, nodes: int, *, size: int = 1) -> int:
        """Enter the nodes of the next layer and give what is spent; `size` is that of a node.

        >>> Ledger(budget=50, order=(0, 1)).spend(4, size=10)
        40
        """
        self.nodes.append(nodes)
        self.charge(nodes * size)
        return self.spent
