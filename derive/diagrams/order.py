"""In which order to choose the variables: `order :: Problem -> tuple[int, ...]`.

Large effects first, because then the bounds cut early; but a variable stays *open* from its own
layer until the last table that needs it, and every open variable multiplies the nodes. So each
step takes the variable for which (narrowing of what the sums can still become) less (choices
opened) is best. Both are logarithms, so they compare.
"""

from __future__ import annotations

from math import log, prod

from derive.diagrams.problem import Problem, Sum, Table


def order(problem: Problem) -> tuple[int, ...]:
    """Order the variables: one connected group after the other, those of its windows first.

    >>> from derive.diagrams.problem import Part, Windows
    >>> sizes = Part(tables=tuple(Table(scope=(v,), values=(0, 10**v)) for v in range(3)))
    >>> order(Problem(sizes=(2, 2, 2), sums=(Sum(parts=(sizes,), windows=Windows.of(11, 11)),)))
    (2, 1, 0)
    """
    greedy = _Greedy(problem)
    words = {variable for total in problem.sums for variable in total.windows.scope}
    for group in groups(problem):
        left = list(group)
        while left:
            variable = max(left, key=lambda one: (one in words, greedy.score(one)))
            greedy.take(variable)
            left.remove(variable)
    return tuple(greedy.taken)


class _Greedy:
    """What is taken so far, what each sum can still gain, and which scopes are still pending."""

    def __init__(self, problem: Problem) -> None:
        self.taken: dict[int, None] = {}
        self.weight = [log(max(size, 1)) for size in problem.sizes]
        self.effects = [_effects(total, problem.sizes) for total in problem.sums]
        self.rest = [sum(effects.values()) for effects in self.effects]
        self.slack = [1 + _width(total) for total in problem.sums]
        self.moves: list[list[tuple[int, int]]] = [[] for _ in problem.sizes]
        for index, effects in enumerate(self.effects):
            for variable, effect in effects.items():
                self.moves[variable].append((index, effect))
        self.pending: list[list[set[int]]] = [[] for _ in problem.sizes]
        for scope in {frozenset(scope) for scope in problem.scopes() if len(scope) > 1}:
            shared = set(scope)
            for variable in scope:
                self.pending[variable].append(shared)

    def score(self, variable: int) -> float:
        narrowing = 0.0
        for index, effect in self.moves[variable]:
            rest = self.rest[index] + self.slack[index]
            narrowing += log(rest) - log(rest - effect)
        stays_open = any(len(scope) > 1 for scope in self.pending[variable])
        cost = self.weight[variable] if stays_open or self.moves[variable] else 0.0
        if stays_open:
            cost += self.weight[variable]
        return narrowing - cost + sum(self.weight[other] for other in self._closes(variable))

    def _closes(self, variable: int) -> set[int]:
        """The open variables that nothing needs any more once this one is taken."""
        last = [scope for scope in self.pending[variable] if len(scope) == 1]
        if not last:
            return set()
        return {
            other
            for other in self.taken
            if any(scope in last for scope in self.pending[other])
            and all(scope <= {variable} for scope in self.pending[other])
        }

    def take(self, variable: int) -> None:
        self.taken[variable] = None
        for index, effect in self.moves[variable]:
            self.rest[index] -= effect
        for scope in self.pending[variable]:
            scope.discard(variable)


def _width(total: Sum) -> int:
    """The width of the widest window; an open end is as wide as it gets."""
    ends = total.windows.intervals
    if any(low is None or high is None for low, high in ends):
        reach = (max(map(abs, t.values), default=0) for part in total.parts for t in part.tables)
        return 2 * sum(reach)
    return max([0, *(high - low for low, high in ends if low is not None and high is not None)])


def _effects(total: Sum, sizes: tuple[int, ...]) -> dict[int, int]:
    """By how much each variable can move this sum, added over its tables."""
    effects: dict[int, int] = {}
    for part in total.parts:
        for table in part.tables:
            for axis, variable in enumerate(table.scope):
                moved = _spread(table, axis, sizes) * part.weight[1]
                if moved:
                    effects[variable] = effects.get(variable, 0) + moved
    return effects


def _spread(table: Table, axis: int, sizes: tuple[int, ...]) -> int:
    """The largest difference between two entries that differ in this variable only."""
    values = table.values
    stride = prod([sizes[variable] for variable in table.scope[axis + 1 :]])
    block = stride * sizes[table.scope[axis]]
    if block == len(values) and stride == 1:
        return max(values) - min(values)
    lines = (
        values[s + i : s + block : stride]
        for s in range(0, len(values), block)
        for i in range(stride)
    )
    return max((max(line) - min(line) for line in lines), default=0)


def groups(problem: Problem) -> list[list[int]]:
    """Give the variables that are connected through a table, a window or a sum, together.

    >>> groups(Problem(sizes=(2, 2, 2), allowed=(Table(scope=(0, 2), values=(1, 1, 1, 0)),)))
    [[0, 2], [1]]
    """
    group = {variable: [variable] for variable in range(len(problem.sizes))}
    together = [set(scope) for scope in problem.scopes()]
    for total in problem.sums:
        tables = [table for part in total.parts for table in part.tables]
        together.append({*total.windows.scope}.union(*(table.scope for table in tables)))
    for variables in together:
        joined = {id(group[variable]): group[variable] for variable in variables}
        if len(joined) > 1:
            merged = sorted(variable for one in joined.values() for variable in one)
            group.update(dict.fromkeys(merged, merged))
    return list({id(one): one for one in group.values()}.values())
