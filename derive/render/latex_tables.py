r"""Tables in LaTeX: booktabs, made to fit a column without any further package.

Where the cells are too wide, columns of text and formulas become paragraphs, and at last the type
smaller. `longtable` is written only when it is asked for: a two-column page cannot hold one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.render.breaking import shared
from derive.render.latex_lines import Setting
from derive.render.latex_width import text_width
from derive.steps import Cell, Table

GAP = 12.0  # between columns
LONGEST = 40  # rows of a table that stays on one page
SIZES = (("", 1.0), ("\\small ", 0.9), ("\\footnotesize ", 0.8), ("\\scriptsize ", 0.7))
BETWEEN = "\\,\\allowbreak "  # words multiplied: the only product that may end a line unsigned
TEXT_CELL, FORMULA_CELL = "\\raggedright ", "\\raggedright\\hangindent=1em "


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the columns fit: LaTeX's letters, which are paragraphs, and the size of the type."""

    columns: str
    paragraphs: tuple[bool, ...]
    size: str

    @property
    def end(self) -> str:
        r"""Give the end of a row: in a paragraph `\\` would only end its line."""
        return " \\tabularnewline" if any(self.paragraphs) else " \\\\"


def table(step: Table, setting: Setting) -> str:
    """Set a table; with a caption or a label it floats, without it stands where it is."""
    layout = _layout(step, setting)
    if step.long and setting.options.longtable:
        return _longtable(step, setting, layout)
    chunks = [step.rows[at : at + LONGEST] for at in range(0, len(step.rows), LONGEST)] or [()]
    return "\n\n".join(
        _placed(step, setting, layout, chunk, at, at == len(chunks) - 1)
        for at, chunk in enumerate(chunks)
    )


def _placed(
    step: Table,
    setting: Setting,
    layout: Layout,
    rows: tuple[tuple[Cell, ...], ...],
    at: int,
    last: bool,
) -> str:
    total = step.total and last
    body = "\n".join(
        [
            f"\\begin{{tabular}}{{{layout.columns}}}",
            "\\toprule",
            _head(step, setting, layout),
            "\\midrule",
            *_rows(rows, setting, layout, total),
            "\\bottomrule",
            "\\end{tabular}",
        ]
    )
    if not step.caption and not step.label:
        return f"\\begin{{center}}\n{layout.size}{body}\n\\end{{center}}"
    return "\n".join(
        [
            "\\begin{table}[htbp]",
            "\\centering",
            _caption(step, setting, continued=at > 0),
            "\\smallskip",
            f"{layout.size}{body}",
            "\\end{table}",
        ]
    )


def _longtable(step: Table, setting: Setting, layout: Layout) -> str:
    head = _head(step, setting, layout)
    caption = _caption(step, setting) + "\\tabularnewline" if step.caption or step.label else ""
    lines = [
        f"{{{layout.size}\\begin{{longtable}}{{{layout.columns}}}",
        caption,
        "\\toprule",
        head,
        "\\midrule",
        "\\endfirsthead",
        "\\toprule",
        head,
        "\\midrule",
        "\\endhead",
        "\\bottomrule",
        "\\endfoot",
        *_rows(step.rows, setting, layout, step.total),
        "\\end{longtable}}",
    ]
    return "\n".join(line for line in lines if line)


def _caption(step: Table, setting: Setting, *, continued: bool = False) -> str:
    said = setting.line(step.caption) + (" (continued)" if continued else "")
    label = f"\\label{{{setting.options.label(step.label)}}}" if step.label else ""
    return f"\\caption{{{said}}}" + ("" if continued else label)


def _head(step: Table, setting: Setting, layout: Layout) -> str:
    heads = zip(map(setting.line, step.head), layout.paragraphs, strict=True)
    return " & ".join(TEXT_CELL * paragraph + head for head, paragraph in heads) + layout.end


def _rows(
    rows: tuple[tuple[Cell, ...], ...], setting: Setting, layout: Layout, total: bool
) -> list[str]:
    lines = [
        " & ".join(
            _paragraph(cell) + _cell(cell, setting) if paragraph else setting.cell(cell)
            for cell, paragraph in zip(row, layout.paragraphs, strict=True)
        )
        + layout.end
        for row in rows
    ]
    apart = ["\\midrule"] if total and len(lines) > 1 else []
    if any(layout.paragraphs):
        lines = [f"{line}\n\\addlinespace[2pt]" for line in lines[:-1]] + lines[-1:]
    return [*lines[:-1], *apart, *lines[-1:]]


def _cell(cell: Cell, setting: Setting) -> str:
    spelled = setting.cell(cell)
    return spelled if isinstance(cell, int | tuple) else spelled.replace("\\,", BETWEEN)


def _paragraph(cell: Cell) -> str:
    return TEXT_CELL if isinstance(cell, int | tuple) else FORMULA_CELL


def _layout(step: Table, setting: Setting) -> Layout:
    columns = [
        [setting.line(head), *(_cell(row[at], setting) for row in step.rows)]
        for at, head in enumerate(step.head)
    ]
    fixed = [all(isinstance(row[at], int) for row in step.rows) for at in range(len(step.head))]
    natural = [max(text_width(cell) for cell in cells) for cells in columns]
    least = [
        width if keep else max(_longest_word(cell) for cell in cells)
        for cells, width, keep in zip(columns, natural, fixed, strict=True)
    ]
    room = setting.options.width - GAP * (len(columns) - 1)
    size, scale = next((s for s in SIZES if sum(least) * s[1] <= room), SIZES[-1])
    widths = shared([n * scale for n in natural], [n * scale for n in least], room)
    wrapped = tuple(w < n * scale for w, n in zip(widths, natural, strict=True))
    letters = (
        f"p{{{width:.0f}pt}}" if wrap else letter
        for width, wrap, letter in zip(widths, wrapped, step.columns, strict=True)
    )
    return Layout(columns=f"@{{}}{''.join(letters)}@{{}}", paragraphs=wrapped, size=size)


def _longest_word(cell: str) -> float:
    """Estimate what cannot be broken: a word, or in a formula what stands between the signs."""
    if cell.startswith("$"):
        pieces = re.split(r" \+ | - |\\cdot|\\allowbreak", cell.strip("$"))
        return max(text_width(f"${piece}$") for piece in pieces) + 24
    unbroken = cell.replace("\\allowbreak{}", " ").replace("\\hspace{0pt}", " ")
    return max(map(text_width, unbroken.split() or [""]))
