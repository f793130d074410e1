"""A count without a printed number, told as steps: the components, the total, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from derive.explaining.counting import CountedPart, CountedRow, Counts
from derive.intervals import Interval
from derive.model.parts import TOTAL
from derive.printed import rounded
from derive.steps import Cell, Document, Emphasis, Line, Math, Step, Table, Text, line
from derive.tell.counted_rows import Column, abreast, called, listed
from derive.tell.figures import cell, spread, spread_cell, spread_shortly
from derive.tell.left_open import assumed, ranges
from derive.tell.names import document, words

ABREAST = 4  # rows of a paper that stand beside each other; more stand one a line


def counted(found: Sequence[Column]) -> Document:
    """Tell the counts: of one row component by component, of several side by side.

    >>> from derive import Component, Model, hyperparameters
    >>> from derive.explaining.counting import counting
    >>> from derive.render.text import text
    >>> from derive.tell.counted_rows import columns
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=1000, L=12),
    ...     components=(
    ...         Component(name="layers", formula="linear(d, d, bias=1)", repeats="L"),
    ...         Component(name="head", formula="7*d"),
    ...     ),
    ... )
    >>> print(text(counted(columns(counting(model)))))
    The count, by component.
    <BLANKLINE>
    component  one copy  copies       count    share
    ---------  --------  ------  ----------  -------
    layers     d·d + d       12  12,012,000   99.94%
    head       7·d                    7,000    0.06%
    ---------  --------  ------  ----------  -------
    total                        12,019,000  100.00%
    <BLANKLINE>
    With 2 digits it prints as 12M, with 3 as 12.0M.
    <BLANKLINE>
    """
    model = found[0].counting.case.model
    title = model.paper.title or ("" if model.name == "model" else model.name)
    return document(model, title, _steps(found))


def _steps(found: Sequence[Column]) -> Iterator[Step]:
    if len(found) == 1:
        yield from _alone(found[0])
    elif len(found) <= ABREAST:
        yield from abreast(found)
    else:
        yield listed(found)
    yield from assumed(found[0].counting)
    yield from ranges(found[0].counting)


def _alone(column: Column) -> Iterator[Step]:
    row = column.row
    yield _components(column)
    if row.total.low == row.total.high:
        total = row.total.low
        yield Text(
            f"With 2 digits it prints as {rounded(total, 2)}, with 3 as {rounded(total, 3)}."
        )
    if "active" in row.counts:
        yield Text(f"For one token {spread(row.counts['active'])} of these are active.")
    if "trainable" in row.counts:
        trained = row.counts["trainable"]
        frozen = Interval(row.total.low - trained.low, row.total.high - trained.high)
        yield Text(f"{spread(trained)} are trainable, and {spread(frozen)} are frozen.")
    if row.open:
        yield Text(f"The choices that are open leave {spread_shortly(row.span)}.")


def _components(column: Column) -> Table:
    row = column.row
    copies = any(part.component.repeats is not None for part in row.parts)
    measures = [measure for measure in row.counts if measure != TOTAL]
    apart = any(not part.component.counted for part in row.parts)
    lines = [
        (
            *_told(part, copies),
            *_numbers(part.counts, row, measures, counted=part.component.counted),
        )
        for part in row.parts
        if part.counts[TOTAL].high
    ]
    lines = list(_grouped(row, lines, copies, measures))
    blank: tuple[Cell, ...] = (line(),) * (1 + copies)
    total = (line("total"), *blank, *_numbers(row.counts, row, measures, counted=True))
    return Table(
        head=(
            ("component",),
            ("one copy" if copies else "formula",),
            *([line("copies")] if copies else ()),
            ("count",),
            ("share" if not apart else "share of total",),
            *(line(measure) for measure in measures),
        ),
        rows=(*lines, total),
        columns="ll" + "r" * (copies + 2 + len(measures)),
        caption=line("The count", f" of {column.title}" * bool(column.title), ", by component."),
        label="components",
        total=True,
        long=len(lines) > 40,
    )


def _grouped(
    row: CountedRow, lines: Sequence[tuple[Cell, ...]], copies: bool, measures: Sequence[str]
) -> Iterator[tuple[Cell, ...]]:
    """Put a line with the sum before the components of a group that has several."""
    shown = [part for part in row.parts if part.counts[TOTAL].high]
    both = zip(shown, lines, strict=True)
    for group, members in groupby(both, key=lambda one: next(iter(one[0].component.groups), "")):
        its = list(members)
        if group and len(its) > 1:
            sums = {
                measure: _sum(part.counts.get(measure, part.counts[TOTAL]) for part, _ in its)
                for measure in (TOTAL, *measures)
            }
            blank: tuple[Cell, ...] = (line(),) * (1 + copies)
            yield (
                line(Emphasis(words(group)), ":"),
                *blank,
                *_numbers(sums, row, measures, counted=True),
            )
            for _, (name, *others) in its:
                yield (line("- ", *_parts_of(name)), *others)
        else:
            yield from (cells for _, cells in its)


def _parts_of(cell: Cell) -> Line:
    assert isinstance(cell, tuple), "the name of a component is a line"
    return cell


def _sum(counts: Iterable[Interval[int]]) -> Interval[int]:
    its = list(counts)
    return Interval(sum(one.low for one in its), sum(one.high for one in its))


def _told(part: CountedPart, copies: bool) -> tuple[Cell, ...]:
    name = called(part)
    if not copies:
        return (name, part.each)
    times = part.component.repeats
    number: Cell = line() if times is None else line(Math(times.written))
    return (name, part.each, number if part.copies is None else cell(part.copies))


def _numbers(
    counts: Counts, row: CountedRow, measures: Sequence[str], *, counted: bool
) -> Iterator[Cell]:
    yield spread_cell(counts[TOTAL])
    yield line(_share(counts[TOTAL], row.total) if counted else "")
    for measure in measures:
        yield spread_cell(counts.get(measure, counts[TOTAL]))


def _share(count: Interval[int], total: Interval[int]) -> str:
    if count.low != count.high or total.low != total.high or not total.low:
        return ""
    hundredths = (20_000 * count.low + total.low) // (2 * total.low)
    return f"{hundredths // 100}.{hundredths % 100:02}%"
