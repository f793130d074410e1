"""Counts of several rows: side by side, component by component, or a row a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derive.explaining.counting import CountedPart, CountedRow, Counting
from derive.formulas.tree import Exact
from derive.intervals import Interval
from derive.model.parts import TOTAL
from derive.printed import grouped, rounded
from derive.steps import Cell, Line, Table, line
from derive.tell.figures import spread_cell, spread_short
from derive.tell.names import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A counted row under a title of its own: a configuration, or a value that was set."""

    title: str
    counting: Counting
    row: CountedRow


def columns(counting: Counting, its: Mapping[str, Exact] = {}) -> list[Column]:
    """Give a column a row; `its` are the values that were set for it.

    >>> from derive import Component, Model
    >>> from derive.explaining.counting import counting
    >>> found = counting(Model(components=(Component(name="c", formula="7*8"),)))
    >>> [column.title for column in columns(found, {"L": 12})]
    ['L = 12']
    """
    said = [f"{name} = {grouped(value)}" for name, value in its.items()]
    return [
        Column(
            title=", ".join(_title(row, said, alone=len(counting.rows) == 1)),
            counting=counting,
            row=row,
        )
        for row in counting.rows
    ]


def _title(row: CountedRow, said: list[str], *, alone: bool) -> list[str]:
    """Leave out the name of the only row where other words tell the columns apart."""
    return said if alone and said else [part for part in (row.row.title, *said) if part]


def abreast(found: Sequence[Column]) -> Iterator[Table]:
    """Give a table of components, a column a row, and one of what the totals print as."""
    names = list(dict.fromkeys(p.component.name for one in found for p in one.row.parts))
    lines: list[tuple[Cell, ...]] = []
    for name in names:
        its = [_named(one, name) for one in found]
        if any(part and part.counts[TOTAL].high for part in its):
            first = next(part for part in its if part)
            said = called(first)
            lines.append((said, *(spread_cell(p.counts[TOTAL]) if p else line() for p in its)))
    for measure in dict.fromkeys(m for one in found for m in one.row.counts if m != TOTAL):
        values = [one.row.counts.get(measure, one.row.total) for one in found]
        lines.append((line(measure), *map(spread_cell, values)))
    lines.append((line("total"), *(spread_cell(one.row.total) for one in found)))
    yield Table(
        head=(("component",), *(line(one.title) for one in found)),
        rows=tuple(lines),
        columns="l" + "r" * len(found),
        caption=line("The counts, by component."),
        label="components",
        total=True,
    )
    printed = [(line("with 3 digits"), *(line(_prints(one.row.total)) for one in found))]
    if any(one.row.open for one in found):
        spans = (line(spread_short(one.row.span)) for one in found)
        printed.append((line("open choices leave"), *spans))
    yield Table(
        head=(("the total prints as",), *(line(one.title) for one in found)),
        rows=tuple(printed),
        columns="l" + "r" * len(found),
    )


def called(part: CountedPart) -> Line:
    """Call a component as a table does; one that is not counted says so.

    >>> from derive import Component, Model
    >>> from derive.explaining.counting import counting
    >>> apart = Component(name="moving_means", formula=7, counted=False)
    >>> model = Model(components=(apart, Component(name="c", formula=8)))
    >>> called(counting(model).rows[0].parts[0])
    ('moving means', ' (not in the total)')
    """
    its = part.component
    return line(its.means or words(its.name), "" if its.counted else " (not in the total)")


def _named(column: Column, name: str) -> CountedPart | None:
    return next((part for part in column.row.parts if part.component.name == name), None)


def _prints(count: Interval[int]) -> str:
    if count.low == count.high:
        return rounded(count.low, 3)
    return spread_short(count)


def listed(found: Sequence[Column]) -> Table:
    """Give a table of rows, one a line."""
    measures = list(dict.fromkeys(m for one in found for m in one.row.counts if m != TOTAL))
    is_open = any(one.row.open for one in found)
    rows = tuple(
        (
            line(one.title),
            spread_cell(one.row.total),
            *(spread_cell(one.row.counts.get(measure, one.row.total)) for measure in measures),
            line(_prints(one.row.total)),
            *([line(spread_short(one.row.span))] if is_open else ()),
        )
        for one in found
    )
    heads = ["configuration", "total", *measures, "prints as", *["open choices"] * is_open]
    return Table(
        head=tuple(line(head) for head in heads),
        rows=rows,
        columns="l" + "r" * (len(heads) - 1),
        caption=line("The counts."),
        label="rows",
        long=len(rows) > 40,
    )
