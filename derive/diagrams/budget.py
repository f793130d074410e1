"""A limit on the nodes that may be made, and the error that says which variables blow up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from derive.errors import BudgetError


class TooManyNodes(BudgetError):
    """The diagram outgrew its budget; `variables` are those that multiplied the nodes most.

    >>> fault = TooManyNodes(budget=10, order=(2, 0, 1), nodes=(1, 3, 9))
    >>> fault.variables, fault.nodes
    ((2, 0), (1, 3, 9))
    >>> print(fault)
    more than 10 nodes, after 2 of 3 variables; pin variables 2, 0, or raise the budget
    """

    def __init__(self, *, budget: int, order: Sequence[int], nodes: Sequence[int]) -> None:
        self.budget = budget
        self.order = tuple(order)
        self.nodes = tuple(nodes)
        growth = [
            (after / max(1, before), -at) for at, (before, after) in enumerate(pairwise(nodes))
        ]
        worst = sorted((pair for pair in growth if pair[0] > 1), reverse=True)
        self.variables = tuple(self.order[-at] for _, at in worst)
        named = ", ".join(map(str, self.variables[:5]))
        done = max(0, len(nodes) - 1)
        super().__init__(
            f"more than {budget} nodes, after {done} of {len(self.order)} variables",
            advice=f"pin variables {named}, or raise the budget" if named else "raise the budget",
        )


class Ledger:
    """How many nodes each layer has, and an error when they are more than the budget together.

    >>> ledger = Ledger(budget=5, order=(0, 1))
    >>> ledger.spend(1), ledger.spend(3)
    (1, 4)
    """

    def __init__(self, *, budget: int, order: Sequence[int]) -> None:
        self.budget = budget
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
            raise TooManyNodes(budget=self.budget, order=self.order, nodes=self.nodes)

    def spend(self, nodes: int, *, size: int = 1) -> int:
        """Enter the nodes of the next layer and give what is spent; `size` is that of a node.

        >>> Ledger(budget=50, order=(0, 1)).spend(4, size=10)
        40
        """
        self.nodes.append(nodes)
        self.charge(nodes * size)
        return self.spent
