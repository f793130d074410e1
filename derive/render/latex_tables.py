r"""Tables in LaTeX: booktabs, and no further package.

`longtable` is written only when it is asked for: a two-column page cannot hold one.
"""

from __future__ import annotations

from derive.render.latex_columns import Layout, cell, layout, opening, parted
from derive.render.latex_lines import Setting
from derive.steps import Table


def table(step: Table, setting: Setting) -> str:
    r"""Set a table; with a caption or a label it floats, without it stands where it is.

    >>> from derive.render.options import LatexOptions
    >>> from derive.steps import Document
    >>> setting = Setting.of(Document(title=""), LatexOptions())
    >>> one = Table(head=(("component",), ("count",)), rows=((("softmax",), 80),), columns="lr")
    >>> print(table(one, setting).splitlines()[1])
    \begin{tabular}{@{}lr@{}}
    """
    if not step.caption and not step.label and _is_prose(step, setting):
        return _items(step, setting)
    return "\n\n".join(
        _longtable(part, setting, fit, at)
        if part.long and setting.options.longtable
        else _placed(part, setting, fit, at)
        for at, (part, fit) in enumerate(parted(step, setting))
    )


def _is_prose(step: Table, setting: Setting) -> bool:
    """Say whether a table is words only, and so tight that they read better as paragraphs."""
    words = all(isinstance(value, tuple) for row in step.rows for value in row)
    return words and len(step.rows) > 1 and all(layout(step, setting).paragraphs)


def _items(step: Table, setting: Setting) -> str:
    items = (
        "\\item " + sentences([setting.cell(value) for value in row if value]) for row in step.rows
    )
    return "\n".join(["\\begin{itemize}", *items, "\\end{itemize}"])


def sentences(said: list[str]) -> str:
    """Join what stood in cells: with a colon, where it does not end as a sentence does.

    >>> sentences(["Is there a bias?", "bias = no", "the usual choice"])
    'Is there a bias? bias = no: the usual choice'
    """
    ended = [one if one.endswith((".", "?", "!", ":")) else f"{one}:" for one in said[:-1]]
    return " ".join([*ended, *said[-1:]])


def _placed(part: Table, setting: Setting, layout: Layout, at: int) -> str:
    body = "\n".join(
        [
            f"\\begin{{tabular}}{{{layout.columns}}}",
            "\\toprule",
            _head(part, setting, layout),
            "\\midrule",
            *_rows(part, setting, layout),
            "\\bottomrule",
            "\\end{tabular}",
        ]
    )
    if not part.caption and not part.label:
        return f"\\begin{{center}}\n{layout.size}{body}\n\\end{{center}}"
    return "\n".join(
        [
            "\\begin{table}[htbp]",
            "\\centering",
            _caption(part, setting, continued=at > 0),
            "\\smallskip",
            f"{layout.size}{body}",
            "\\end{table}",
        ]
    )


def _longtable(part: Table, setting: Setting, layout: Layout, at: int) -> str:
    head = _head(part, setting, layout)
    named = part.caption or part.label
    lines = [
        f"{{{layout.size}\\begin{{longtable}}{{{layout.columns}}}",
        _caption(part, setting, continued=at > 0) + "\\tabularnewline" if named else "",
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
        *_rows(part, setting, layout),
        "\\end{longtable}}",
    ]
    return "\n".join(line for line in lines if line)


def _caption(part: Table, setting: Setting, *, continued: bool) -> str:
    said = setting.line(part.caption) + (" (continued)" if continued else "")
    label = f"\\label{{{setting.options.label(part.label)}}}" if part.label else ""
    return f"\\caption{{{said}}}" + ("" if continued else label)


def _end(layout: Layout) -> str:
    r"""Give the end of a row: in a paragraph `\\` would only end its line."""
    return " \\tabularnewline" if any(layout.paragraphs) else " \\\\"


def _head(part: Table, setting: Setting, layout: Layout) -> str:
    heads = zip(part.head, part.columns, layout.paragraphs, strict=True)
    return " & ".join(
        (opening(words, letter) if wraps else "") + setting.line(words)
        for words, letter, wraps in heads
    ) + _end(layout)


def _rows(part: Table, setting: Setting, layout: Layout) -> list[str]:
    lines = [
        " & ".join(
            opening(value, letter) + cell(value, setting) if wraps else setting.cell(value)
            for value, letter, wraps in zip(row, part.columns, layout.paragraphs, strict=True)
        )
        + _end(layout)
        for row in part.rows
    ]
    if any(lines_of > 1 for lines_of in layout.lines):
        lines = [f"{line}\n\\addlinespace[2pt]" for line in lines[:-1]] + lines[-1:]
    apart = ["\\midrule"] if part.total and len(lines) > 1 else []
    return [*lines[:-1], *apart, *lines[-1:]]
