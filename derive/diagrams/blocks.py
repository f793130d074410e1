"""Blocks of variables that share no sum, no table and no window: solved apart, then chained.

    apart :: Problem -> [Block]

One block after the other costs what they cost added up. Together they would cost that too, as
long as the bounds do the work; but the sums that meet in the middle would be those of all blocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from derive.diagrams.order import groups
from derive.diagrams.problem import Problem, Sum, Table


class Block(NamedTuple):
    """Some variables of a problem, and the problem that they are on their own."""

    variables: tuple[int, ...]
    problem: Problem


def apart(problem: Problem) -> list[Block]:
    """Part a problem into blocks; those with sums of unknown weight stay together and come last.

    Variables that no sum depends on go with the last block.

    >>> from derive.diagrams.problem import Part, Windows
    >>> sums = [Part(tables=(Table(scope=(v,), values=(0, 5)),)) for v in (0, 2)]
    >>> five = Windows.of(5, 5)
    >>> problem = Problem(sizes=(2, 3, 2), sums=tuple(Sum(parts=(s,), windows=five) for s in sums))
    >>> [block.variables for block in apart(problem)]
    [(0,), (1, 2)]
    """
    needed = [_variables(total) for total in problem.sums]
    summed = [set(group) for group in groups(problem) if any(map(set(group).intersection, needed))]
    if len(summed) < 2:
        return [Block(tuple(range(len(problem.sizes))), problem)]
    unknown = {
        v for total, its in zip(problem.sums, needed, strict=True) for v in its if not total.known
    }
    last = [group for group in summed if group & unknown]
    blocks = [group for group in summed if not group & unknown]
    blocks += [set(chain(*last))] if last else []
    blocks[-1] |= set(range(len(problem.sizes))).difference(*summed)
    return [_block(problem, sorted(block), last=block is blocks[-1]) for block in blocks]


def _variables(total: Sum) -> set[int]:
    tables = (table for part in total.parts for table in part.tables)
    return {*total.windows.scope}.union(*(table.scope for table in tables))


def _block(problem: Problem, variables: list[int], *, last: bool) -> Block:
    """Number the variables anew; what depends on no variable is in the last block."""
    place = {variable: at for at, variable in enumerate(variables)}

    def mine(scope: Iterable[int]) -> bool:
        return not place.keys().isdisjoint(scope) or (last and not set(scope))

    def table(its: Table) -> Table:
        return replace(its, scope=tuple([place[variable] for variable in its.scope]))

    def total(its: Sum) -> Sum:
        return Sum(
            parts=tuple(replace(p, tables=tuple(map(table, p.tables))) for p in its.parts),
            windows=replace(its.windows, scope=tuple([place[v] for v in its.windows.scope])),
        )

    return Block(
        tuple(variables),
        Problem(
            sizes=tuple(problem.sizes[v] for v in variables),
            sums=tuple(total(its) for its in problem.sums if mine(_variables(its))),
            allowed=tuple(table(its) for its in problem.allowed if mine(its.scope)),
            carried=tuple(table(its) for its in problem.carried if mine(its.scope)),
            costs=tuple(problem.costs[v] for v in variables) if problem.costs else (),
        ),
    )
