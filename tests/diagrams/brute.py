"""The solver's answers by brute force: every choice is looked at; no diagram, no shared code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple

from derive.diagrams.problem import Problem, Table
from derive.intervals import Window


class Solution(NamedTuple):
    """A choice with all that it gives."""

    choice: tuple[int, ...]
    carried: int
    cost: int
    ending: tuple[tuple[tuple[int, ...], Window], ...]


def look_up(table: Table, sizes: tuple[int, ...], choice: tuple[int, ...]) -> int:
    """The entry of a table for a choice."""
    return table.values[place(table.scope, sizes, choice)]


def place(scope: tuple[int, ...], sizes: tuple[int, ...], choice: tuple[int, ...]) -> int:
    """Where `itertools.product` over the options of the scope comes to the choice."""
    found = 0
    for variable in scope:
        found = found * sizes[variable] + choice[variable]
    return found


def permitted(problem: Problem) -> Iterator[tuple[int, ...]]:
    """The choices that `allowed` lets through."""
    for choice in product(*map(range, problem.sizes)):
        if all(look_up(table, problem.sizes, choice) for table in problem.allowed):
            yield choice


def totals(problem: Problem, choice: tuple[int, ...]) -> list[tuple[tuple[int, ...], Window]]:
    """For each sum its part totals and its window."""
    found = []
    for total in problem.sums:
        parts = tuple(
            sum(look_up(table, problem.sizes, choice) for table in part.tables)
            for part in total.parts
        )
        window = total.windows.intervals[place(total.windows.scope, problem.sizes, choice)]
        found.append((parts, window))
    return found


def inside(value: int, window: Window) -> bool:
    low, high = window
    return (low is None or low <= value) and (high is None or value <= high)


def fits_some_weights(
    weights: list[tuple[int, int]], parts: tuple[int, ...], window: Window
) -> bool:
    """Whether whole weights in their intervals bring the sum of the parts into the window."""
    choices = product(*(range(low, high + 1) for low, high in weights))
    return any(inside(sum(map(int.__mul__, parts, each)), window) for each in choices)


def solutions(problem: Problem, accept: Callable[..., bool] | None = None) -> list[Solution]:
    """All solutions, in the order of `itertools.product`."""
    costs = problem.costs or [[0] * size for size in problem.sizes]
    found = []
    for choice in permitted(problem):
        reached = totals(problem, choice)
        pairs = list(zip(problem.sums, reached, strict=True))
        if not all(inside(sum(parts), window) for total, (parts, window) in pairs if total.known):
            continue
        ending = tuple(each for total, each in pairs if not total.known)
        if accept is not None and not accept(ending):
            continue
        carried = sum(look_up(table, problem.sizes, choice) for table in problem.carried)
        cost = sum(costs[variable][option] for variable, option in enumerate(choice))
        found.append(Solution(choice, carried, cost, ending))
    return found


def free(sizes: tuple[int, ...], choices: set[tuple[int, ...]]) -> set[int]:
    """The variables whose option may be changed without leaving the set."""
    return {
        variable
        for variable, size in enumerate(sizes)
        if all(
            (*choice[:variable], option, *choice[variable + 1 :]) in choices
            for choice in choices
            for option in range(size)
        )
    }


def agrees(choice: tuple[int, ...], pins: dict[int, int]) -> bool:
    """Whether a choice has the option of every pin."""
    return all(choice[variable] == option for variable, option in pins.items())
