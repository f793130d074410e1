"""A count without a printed number, told as steps: the components, the total, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from derive.explaining.counting import CountedPart, CountedRow, Counting, Counts
from derive.intervals import Interval
from derive.model.case import declared
from derive.model.parts import TOTAL
from derive.printed import grouped, rounded
from derive.steps import Cell, Code, Document, Emphasis, Inline, Line, Math, Step, Table, Text, line
from derive.tell.figures import cell
from derive.tell.names import document, words

ABREAST = 4  # rows of a paper that stand beside each other; more stand one a line
ASKED = 12  # choices that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A counted row under a title of its own: a configuration, or a value that was set."""

    title: str
    counting: Counting
    row: CountedRow


def columns(counting: Counting, title: str = "") -> list[Column]:
    """Give a column a row; `title` says what was set for it.

    >>> from derive import Component, Model
    >>> from derive.explaining.counting import counting
    >>> found = counting(Model(components=(Component(name="c", formula="7*8"),)))
    >>> [column.title for column in columns(found, "L = 12")]
    ['L = 12']
    """
    return [
        Column(
            title=", ".join(part for part in (row.row.title, title) if part),
            counting=counting,
            row=row,
        )
        for row in counting.rows
    ]


def counted(found: Sequence[Column]) -> Document:
    """Tell the counts: of one row component by component, of several side by side.

    >>> from derive import Component, Model, hyperparameters
    >>> from derive.explaining.counting import counting
    >>> from derive.render.text import text
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
        yield from _abreast(found)
    else:
        yield _listed(found)
    yield from _assumed(found[0].counting)
    yield from _unknowns(found[0].counting)


# One row


def _alone(column: Column) -> Iterator[Step]:
    row = column.row
    yield _components(column)
    if row.total.low == row.total.high:
        total = row.total.low
        yield Text(
            f"With 2 digits it prints as {rounded(total, 2)}, with 3 as {rounded(total, 3)}."
        )
    if "active" in row.counts:
        yield Text(f"For one token {_exactly(row.counts['active'])} of these are active.")
    if "trainable" in row.counts:
        trained = row.counts["trainable"]
        frozen = Interval(row.total.low - trained.low, row.total.high - trained.high)
        yield Text(f"{_exactly(trained)} are trainable, and {_exactly(frozen)} are frozen.")
    if row.open:
        yield Text(f"The choices that are open leave {_shortly(row.span)}.")


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
    its = part.component
    name = line(its.means or words(its.name), "" if its.counted else " (not in the total)")
    if not copies:
        return (name, part.each)
    times = part.component.repeats
    number: Cell = line() if times is None else line(Math(times.written))
    return (name, part.each, number if part.copies is None else cell(part.copies))


def _numbers(
    counts: Counts, row: CountedRow, measures: Sequence[str], *, counted: bool
) -> Iterator[Cell]:
    yield _cell(counts[TOTAL])
    yield line(_share(counts[TOTAL], row.total) if counted else "")
    for measure in measures:
        yield _cell(counts.get(measure, counts[TOTAL]))


def _share(count: Interval[int], total: Interval[int]) -> str:
    if count.low != count.high or total.low != total.high or not total.low:
        return ""
    hundredths = (20_000 * count.low + total.low) // (2 * total.low)
    return f"{hundredths // 100}.{hundredths % 100:02}%"


def _cell(count: Interval[int]) -> Cell:
    return count.low if count.low == count.high else line(_exactly(count))


def _exactly(count: Interval[int]) -> str:
    if count.low == count.high:
        return grouped(count.low)
    return f"{grouped(count.low)} to {grouped(count.high)}"


def _shortly(count: Interval[int]) -> str:
    short = f"{rounded(count.low, 3)} to {rounded(count.high, 3)}"
    return f"{short} ({_exactly(count)})"


# Several rows


def _abreast(found: Sequence[Column]) -> Iterator[Table]:
    """Give a table of components, a column a row, and one of what the totals print as."""
    names = list(dict.fromkeys(p.component.name for one in found for p in one.row.parts))
    lines: list[tuple[Cell, ...]] = []
    for name in names:
        its = [_named(one, name) for one in found]
        if any(part and part.counts[TOTAL].high for part in its):
            first = next(part for part in its if part)
            said = _told(first, copies=False)[0]
            lines.append((said, *(_cell(p.counts[TOTAL]) if p else line() for p in its)))
    for measure in dict.fromkeys(m for one in found for m in one.row.counts if m != TOTAL):
        values = [one.row.counts.get(measure, one.row.total) for one in found]
        lines.append((line(measure), *map(_cell, values)))
    lines.append((line("total"), *(_cell(one.row.total) for one in found)))
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
        spans = (line(_range(one.row.span)) for one in found)
        printed.append((line("open choices leave"), *spans))
    yield Table(
        head=(("the total prints as",), *(line(one.title) for one in found)),
        rows=tuple(printed),
        columns="l" + "r" * len(found),
    )


def _named(column: Column, name: str) -> CountedPart | None:
    return next((part for part in column.row.parts if part.component.name == name), None)


def _prints(count: Interval[int]) -> str:
    if count.low == count.high:
        return rounded(count.low, 3)
    return _range(count)


def _range(count: Interval[int]) -> str:
    return f"{rounded(count.low, 3)} to {rounded(count.high, 3)}"


def _listed(found: Sequence[Column]) -> Table:
    """Give a table of rows, one a line."""
    measures = list(dict.fromkeys(m for one in found for m in one.row.counts if m != TOTAL))
    is_open = any(one.row.open for one in found)
    rows = tuple(
        (
            line(one.title),
            _cell(one.row.total),
            *(_cell(one.row.counts.get(measure, one.row.total)) for measure in measures),
            line(_prints(one.row.total)),
            *([line(_range(one.row.span))] if is_open else ()),
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


# What is assumed


def _assumed(found: Counting) -> Iterator[Step]:
    """Tell the choices that are open: the one counted, why it is, and the others."""
    labels = [label for label in found.assumed if label in found.case.chosen]
    if not labels:
        return
    yield Table(
        head=(("left open",), ("counted here",), ("why",), ("or",)),
        rows=tuple(
            (
                (Code(label),),
                (found.case.chosen[label],),
                (_why(found, label),),
                (", ".join(_others(found, label)),),
            )
            for label in labels[:ASKED]
        ),
        columns="llll",
    )
    if len(labels) > ASKED:
        yield Text(f"{len(labels) - ASKED} more choices are open, and counted as usual.")


def _why(found: Counting, label: str) -> str:
    own = declared(found.case.model)
    name = label.partition("@")[0]
    if label in found.moved:
        return f"{own.chosen[label]} is forbidden by requires"
    return "declared" if {label, name} & own.model.declared.keys() else "usual"


def _others(found: Counting, label: str) -> Iterator[str]:
    assumption = found.case.model.assumption_named[label.partition("@")[0]]
    return (name for name in assumption.names if name != found.case.chosen[label])


def _unknowns(found: Counting) -> Iterator[Step]:
    for label, its in found.unknowns.items():
        parts: list[Inline] = [Code(label), f" is not stated: it is counted for {_exactly(its)}."]
        yield Text(*parts)
