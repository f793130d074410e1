"""The tables of a problem joined: one for each kind and scope, its axes in the order of the layers.

All tables that are added (those of the sums, and the carried ones) become tables of packed
integers, one for each scope that lies in no other: the fields of the sums below, the carried
total above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from derive.diagrams.absorbing import absorbed, places
from derive.diagrams.packing import Packing
from derive.diagrams.problem import Part, Problem, Table
from derive.intervals import Interval, Window

Positions = tuple[int, ...]  # of a scope's variables in the order of the layers, ascending
Key = tuple[int, Positions]  # of a joined table: its kind and its scope

ADDED, ALLOWED, WINDOW = 0, 1, 2  # kinds of tables; WINDOW + i is the window of sum i


class Field(NamedTuple):
    """One partial sum of the state: a known sum, or one part of a sum with unknown weights."""

    total: int
    part: Part
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The joined tables by kind and scope, and what the fields of their packed numbers are."""

    fields: tuple[Field, ...]
    packing: Packing
    tables: dict[Key, tuple[Any, ...]]
    windows: tuple[tuple[Window, ...], ...]


def joined(problem: Problem, order: Sequence[int]) -> Joined:
    """Join the tables of a problem.

    >>> one = Part(tables=(Table(scope=(1,), values=(0, 5)), Table(scope=(1,), values=(2, 2))))
    >>> from derive.diagrams.problem import Sum, Windows
    >>> problem = Problem(sizes=(2, 2), sums=(Sum(parts=(one,), windows=Windows.of(7, 7)),))
    >>> joined(problem, (1, 0)).tables
    {(0, (0,)): (2, 7)}
    """
    fields = tuple(_fields(problem))
    reach = max((_reach(field.part.tables) for field in fields), default=1)
    packing = Packing(reach=reach, count=len(fields))
    rank = {variable: position for position, variable in enumerate(order)}
    tables: dict[Key, tuple[Any, ...]] = {
        (ADDED, scope): values for scope, values in _added(problem, fields, packing, rank).items()
    }
    for table in problem.allowed:
        scope, flags = _arranged(table.scope, table.values, rank, problem.sizes)
        known = tables.get((ALLOWED, scope), flags)
        both = zip(known, flags, strict=True)
        tables[ALLOWED, scope] = tuple([int(a != 0 != b) for a, b in both])
    windows = tuple(_clamped(total.windows.intervals, total.known, reach) for total in problem.sums)
    for index, total in enumerate(problem.sums):
        if total.windows.scope:
            scope, ends = _arranged(total.windows.scope, windows[index], rank, problem.sizes)
            tables[WINDOW + index, scope] = ends
    return Joined(fields=fields, packing=packing, tables=tables, windows=windows)


def _added(
    problem: Problem, fields: Sequence[Field], packing: Packing, rank: dict[int, int]
) -> dict[Positions, tuple[int, ...]]:
    """Everything that is added, in packed numbers: as few tables as hold it all."""
    found: dict[Positions, list[int]] = {}
    shifts = (*packing.shifts, packing.bits)
    parts = (*(field.part.tables for field in fields), problem.carried)
    for shift, part in zip(shifts, parts, strict=True):
        for table in part:
            scope, values = _arranged(table.scope, table.values, rank, problem.sizes)
            known = found.setdefault(scope, [0] * len(values))
            for place, value in enumerate(values):
                known[place] += value << shift
    return absorbed(found, [problem.sizes[variable] for variable in rank])


def _fields(problem: Problem) -> list[Field]:
    fields = []
    for index, total in enumerate(problem.sums):
        if total.known:
            tables = tuple(table for part in total.parts for table in part.tables)
            fields.append(Field(index, Part(tables=tables), True))
        else:
            fields.extend(Field(index, part, False) for part in total.parts)
    return fields


def _reach(tables: Sequence[Table]) -> int:
    return 1 + sum(max(map(abs, table.values), default=0) for table in tables)


def _clamped(intervals: Sequence[Window], known: bool, reach: int) -> tuple[Window, ...]:
    """Bring the ends of a known sum's windows just outside of what the sums can reach."""
    if not known:
        return tuple(intervals)
    return tuple(
        Interval(
            -reach if low is None else min(max(low, -reach), reach),
            reach if high is None else min(max(high, -reach), reach),
        )
        for low, high in intervals
    )


def _arranged(
    scope: tuple[int, ...], values: tuple[Any, ...], rank: dict[int, int], sizes: Sequence[int]
) -> tuple[Positions, tuple[Any, ...]]:
    """Bring the axes of a table into the order of the layers."""
    positions = tuple(rank[variable] for variable in scope)
    target = tuple(sorted(positions))
    if positions == target:
        return target, values
    wider = tuple(sorted(scope, key=rank.__getitem__))
    return target, tuple([values[place] for place in places(scope, wider, sizes)])
