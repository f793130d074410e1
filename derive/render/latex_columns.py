r"""How a table fits a column of a paper: which of its columns wrap, what type, how many parts.

Where the cells are too wide, columns become paragraphs; then the type becomes smaller; at last the
columns are parted into several tables, each with the first column again. Tables too high for a
page are parted by rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from derive.render import parting
from derive.render.breaking import shared
from derive.render.latex_lines import Setting
from derive.render.latex_width import text_width
from derive.steps import Cell, Table

GAP = 12.0  # points between columns
HEIGHT, IN_PLACE = 440.0, 260.0  # points: of a table that floats, of one that stays where it is
LINE, BETWEEN_ROWS = 12.0, 2.0
# Smaller type is a little wider for its size.
SIZES = (("", 1.0), ("\\small ", 0.93), ("\\footnotesize ", 0.86), ("\\scriptsize ", 0.8))
SMALLEST = SIZES[-1][1]
WORDS_APART = "\\,\\allowbreak "  # words multiplied: the one product that may end a line unsigned
SIDES = {"l": "\\raggedright ", "r": "\\raggedleft ", "c": "\\centering "}
HANGING = "\\raggedright\\hangindent=1em "


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table's columns are set: LaTeX's letters, which are paragraphs, the size of the type.

    `lines` is how many lines each row takes, `height` of how many points each is.
    """

    columns: str
    paragraphs: tuple[bool, ...]
    size: str
    lines: tuple[int, ...]
    height: float


def cell(value: Cell, setting: Setting) -> str:
    """Spell a cell, its formula with places to break.

    >>> from derive.render.options import LatexOptions
    >>> from derive.steps import Document
    >>> cell(384_000_000, Setting.of(Document(title=""), LatexOptions()))
    '384{,}000{,}000'
    """
    spelled = setting.cell(value)
    return spelled if isinstance(value, int | tuple) else spelled.replace("\\,", WORDS_APART)


def opening(value: Cell, letter: str) -> str:
    """Give what begins a paragraph in a cell: a formula's further lines are indented.

    >>> opening(384_000_000, "r") == SIDES["r"]
    True
    """
    return SIDES[letter] if isinstance(value, int | tuple) else HANGING


def parted(step: Table, setting: Setting) -> Iterator[tuple[Table, Layout]]:
    """Give the tables to set for one: as many as it takes to fit the width and the height.

    >>> from derive.render.options import LatexOptions
    >>> from derive.steps import Document
    >>> setting = Setting.of(Document(title=""), LatexOptions())
    >>> one = Table(head=(("component",), ("count",)), rows=((("softmax",), 80),), columns="lr")
    >>> len(list(parted(one, setting)))
    1
    """
    for narrow in _narrow(step, setting):
        whole = layout(narrow, setting)
        if narrow.long and setting.options.longtable:
            yield narrow, whole
            continue
        limit = HEIGHT if step.caption or step.label else IN_PLACE
        ends = [*_ends(whole, limit), len(narrow.rows)]
        for first, end in zip([0, *ends], ends, strict=False):
            total = narrow.total and end == len(narrow.rows)
            part = replace(narrow, rows=narrow.rows[first:end], total=total)
            yield part, replace(whole, lines=whole.lines[first:end])


def _ends(whole: Layout, limit: float) -> Iterator[int]:
    used = 0.0
    for at, lines in enumerate(whole.lines):
        needs = lines * whole.height + BETWEEN_ROWS
        if used and used + needs > limit:
            yield at
            used = 0.0
        used += needs


def _narrow(step: Table, setting: Setting) -> Iterator[Table]:
    """Part the columns where even the smallest type does not fit them."""
    least = [one * SMALLEST for one in _least(step, setting)]
    return parting.parted(step, least, setting.options.width, GAP)


def layout(step: Table, setting: Setting) -> Layout:
    """Fit the columns of a table into the width.

    >>> from derive.render.options import LatexOptions
    >>> from derive.steps import Document
    >>> setting = Setting.of(Document(title=""), LatexOptions())
    >>> one = Table(head=(("component",), ("count",)), rows=((("softmax",), 80),), columns="lr")
    >>> layout(one, setting)
    Layout(columns='@{}lr@{}', paragraphs=(False, False), size='', lines=(1,), height=12.0)
    """
    columns, least = _columns(step, setting), _least(step, setting)
    natural = [max(map(text_width, cells)) for cells in columns]
    room = setting.options.width - GAP * (len(columns) - 1)
    size, scale = next((s for s in SIZES if sum(least) * s[1] <= room), SIZES[-1])
    widths = shared([n * scale for n in natural], [n * scale for n in least], room)
    wraps = tuple(w < n * scale for w, n in zip(widths, natural, strict=True))
    letters = (
        f"p{{{int(width)}pt}}" if wrap else letter
        for width, wrap, letter in zip(widths, wraps, step.columns, strict=True)
    )
    return Layout(
        columns=f"@{{}}{''.join(letters)}@{{}}",
        paragraphs=wraps,
        size=size,
        lines=tuple(
            max(ceil(text_width(one) * scale / w) for one, w in zip(cells, widths, strict=True))
            for cells in list(zip(*columns, strict=True))[1:]
        ),
        height=LINE * scale,
    )


def _columns(step: Table, setting: Setting) -> list[list[str]]:
    return [
        [setting.line(head), *(cell(row[at], setting) for row in step.rows)]
        for at, head in enumerate(step.head)
    ]


def _least(step: Table, setting: Setting) -> list[float]:
    return [max(map(_longest_word, cells)) + 1 for cells in _columns(step, setting)]


def _longest_word(spelled: str) -> float:
    """Estimate what cannot be broken: a word, or in a formula what stands between the signs."""
    if spelled.startswith("$") and spelled.count("$") == 2:
        whole = re.sub(r"\{[^{}]*\}", lambda inner: inner[0].replace(" ", ""), spelled.strip("$"))
        pieces = re.split(r" \+ | - |\\cdot|\\allowbreak", whole)
        further = 24 if len(pieces) > 1 else 0  # the sign and the indent
        return max(text_width(f"${piece}$") for piece in pieces) + further
    unbroken = spelled.replace("\\allowbreak{}", " ").replace("\\hspace{0pt}", " ")
    widest, depth = 0.0, 0
    for word in unbroken.split():
        widest = max(widest, text_width(f"\\texttt{{{word}}}" if depth else word))
        opened = len(re.findall(r"(?<!\\)\{", word)) - len(re.findall(r"(?<!\\)\}", word))
        depth = max(0, depth + opened) if depth or "\\texttt{" in word else 0
    return widest
