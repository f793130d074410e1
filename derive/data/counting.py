"""A count without a printed number, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from derive.explaining.counting import CountedPart, CountedRow, Counting
from derive.formulas.spelling import spell
from derive.formulas.tree import Exact
from derive.intervals import Interval
from derive.model.parts import TOTAL
from derive.printed import rounded


def counting_data(found: Sequence[tuple[Mapping[str, Exact], Counting]]) -> dict[str, Any]:
    """Give the counts of every row, for each of what was set.

    A count with an unknown in it is the two ends of its range.

    >>> from derive import Component, Model
    >>> from derive.explaining.counting import counting
    >>> one = counting(Model(components=(Component(name="c", formula="7*8"),)))
    >>> told = counting_data([({}, one)])
    >>> told["rows"][0]["total"], told["rows"][0]["components"][0]["formula"]
    (56, '7*8')
    """
    _, first = found[0]
    return {
        "paper": first.case.model.name,
        "rows": [{"set": dict(its), **_row(row)} for its, one in found for row in one.rows],
        "chosen": dict(first.case.chosen),
        "open": list(first.assumed),
        "moved": list(first.moved),
        "unknowns": {label: list(its) for label, its in first.unknowns.items()},
    }


def _row(row: CountedRow) -> dict[str, Any]:
    total = row.total
    prints = {} if total.low < total.high else {str(n): rounded(total.low, n) for n in (2, 3)}
    return {
        "configuration": row.row.name,
        **{measure: _number(its) for measure, its in row.counts.items()},
        "prints": prints,
        "span": list(row.span),
        "components": [_part(part) for part in row.parts],
    }


def _part(part: CountedPart) -> dict[str, Any]:
    return {
        "name": part.component.name,
        "means": part.component.means,
        "formula": spell(part.each),
        "copies": part.copies,
        "counted": part.component.counted,
        "count": _number(part.counts[TOTAL]),
        **{m: _number(its) for m, its in part.counts.items() if m != TOTAL},
    }


def _number(count: Interval[int]) -> int | list[int]:
    return count.low if count.low == count.high else [count.low, count.high]


HEAD = ("set", "configuration", "component", "formula", "copies", "count", "active", "trainable")


def counting_rows(
    found: Iterable[tuple[Mapping[str, Exact], Counting]],
) -> Iterator[tuple[str, ...]]:
    """Give a line a component and one a total, for a table of comma-separated values.

    >>> from derive import Component, Model
    >>> from derive.explaining.counting import counting
    >>> one = counting(Model(components=(Component(name="c", formula="7*8"),)))
    >>> [*counting_rows([({}, one)])][1:]
    [('', '', 'c', '7*8', '', '56', '56', '56'), ('', '', 'total', '', '', '56', '56', '56')]
    """
    yield HEAD
    for its, counting in found:
        title = ", ".join(f"{name} = {value}" for name, value in its.items())
        for row in counting.rows:
            for part in row.parts:
                own = (part.component.name, spell(part.each), _text(part.copies))
                yield (title, row.row.name, *own, *_measures(part.counts))
            yield (title, row.row.name, TOTAL, "", "", *_measures(row.counts))


def _measures(counts: Mapping[str, Interval[int]]) -> Iterator[str]:
    for measure in (TOTAL, "active", "trainable"):
        low, high = counts.get(measure, counts[TOTAL])
        yield str(low) if low == high else f"{low} to {high}"


def _text(value: object) -> str:
    return "" if value is None else str(value)
