"""What changes from one assumption set to another: as a table, or in a line where there is no room.

changes_table :: changes         -> Table
nearest       :: changes or None -> steps     the solution nearest to a set that misses
nearest_line  :: changes or None -> Line      the same in one line
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.explaining.given import Change
from derive.steps import Code, Inline, Line, Math, Step, Table, Text

NONE = "No way of counting gives every printed number."


def nearest(changes: Sequence[Change] | None) -> list[Step]:
    """Tell what the nearest solution changes; None where there is no solution at all.

    >>> nearest(None)
    [Text(parts=('No way of counting gives every printed number.',))]
    >>> nearest([Change(label="bias", old="one", new="none", adds={})])[1].rows
    (((Code(text='bias'),), (Code(text='one'),), (Code(text='none'),)),)
    """
    if changes is None:
        return [Text(NONE)]
    return [Text(f"{_many(changes)}:"), changes_table(changes)]


def nearest_line(changes: Sequence[Change] | None) -> Line:
    """Tell it in one line, each change with what it adds to the first claim that it touches.

    >>> change = Change(label="bias", old="one", new="none", adds={})
    >>> nearest_line([change])[2:]
    (Code(text='bias = none'), ' instead of one', '.')
    """
    return (NONE,) if changes is None else (f"{_many(changes)}: ", *_instead(changes), ".")


def _many(changes: Sequence[Change]) -> str:
    many = "one assumption" if len(changes) == 1 else f"{len(changes)} assumptions"
    return f"The nearest solution changes {many}"


def _instead(changes: Sequence[Change]) -> Iterator[Inline]:
    for at, change in enumerate(changes):
        yield ", " * bool(at)
        yield Code(f"{change.label} = {change.new}")
        yield f" instead of {change.old}"
        for claim, formula in list(change.adds.items())[:1]:
            yield " (adds "
            yield Math(formula.written)
            yield f" to {claim})"


def changes_table(changes: Sequence[Change]) -> Table:
    """Show each change and what it adds to each claim.

    >>> changes_table([Change(label="bias", old="one", new="none", adds={})]).columns
    'lll'
    """
    claims = list(dict.fromkeys(name for change in changes for name in change.adds))
    return Table(
        head=(("assumption",), ("from",), ("to",), *((f"adds to {name}",) for name in claims)),
        rows=tuple(
            (
                (Code(change.label),),
                (Code(change.old),),
                (Code(change.new),),
                *(change.adds[n].written if n in change.adds else ("",) for n in claims),
            )
            for change in changes
        ),
        columns="lll" + "l" * len(claims),
    )
