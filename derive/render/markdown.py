r"""Markdown as GitHub shows it: mathematics in `$...$` and ```` ```math ```` blocks.

GitHub reads a backslash before a punctuation mark as its own, even inside `$...$`, so a formula
that has one is written as `` $`...`$ ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from derive.formulas.style import Style, marked, unmarked
from derive.formulas.tree import Written
from derive.render.escape import markdown_line_start, markdown_text
from derive.render.latex_equations import equation
from derive.render.latex_lines import RELATIONS, Setting
from derive.render.options import LatexOptions
from derive.render.words import cited, reference
from derive.steps import (
    Cell,
    Cite,
    Code,
    Document,
    Emphasis,
    Equation,
    Inline,
    Line,
    Math,
    Row,
    Section,
    Step,
    Table,
    Text,
)
from derive.terminal import plain_text

WIDTH = 480  # points: about the width of a page on GitHub
RULES = {"l": ":---", "r": "---:", "c": ":---:"}


def markdown(document: Document, *, level: int = 1) -> str:
    """Write a document as Markdown, its title a heading of the given level.

    >>> print(markdown(Document(title="How we count", steps=(Text("V_in & more"),))))
    # How we count
    <BLANKLINE>
    V\\_in \\& more
    <BLANKLINE>
    """
    writer = _Writer(document)
    steps = [writer.step(step, level + 1) for step in document.steps]
    title = [writer.heading(document.title, level)] if document.title else []
    return "\n\n".join([*title, *steps, *writer.reference()]) + "\n"


class _Writer:
    """The document's names and citation, at hand for every step."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.setting = Setting.of(document, LatexOptions(width=WIDTH))
        self.style: Style = self.setting.style

    def step(self, step: Step, level: int) -> str:
        match step:
            case Section(title, steps):
                inside = [self.step(one, level + 1) for one in steps]
                return "\n\n".join([self.heading(title, level), *inside])
            case Text(parts):
                return markdown_line_start(self.line(parts))
            case Equation():
                return "\n\n".join(self.equation(step))
            case Table():
                return self.table(step)

    def equation(self, step: Equation) -> Iterator[str]:
        """Give a display up to each verdict, and the verdict as words: MathJax sets no text."""
        rows: list[Row] = []
        for row in step.rows:
            rows.append(replace(row, verdict=(), label=""))
            if row.verdict or row is step.rows[-1]:
                yield f"```math\n{_aligned(equation(Equation(*rows), self.setting))}\n```"
                rows = []
            if row.verdict:
                yield markdown_line_start(self.line(row.verdict))

    def heading(self, title: str, level: int) -> str:
        return f"{'#' * min(level, 6)} {markdown_text(title)}"

    def reference(self) -> list[str]:
        citation = self.document.citation
        if citation is None or not citation.title:
            return []
        return [markdown_line_start(", ".join(markdown_text(p) for p in reference(citation) if p))]

    def line(self, parts: Line) -> str:
        return "".join(map(self.inline, parts))

    def inline(self, part: Inline) -> str:
        match part:
            case str():
                return markdown_text(part)
            case Math(sides, relation):
                return _dollars(f" {RELATIONS[relation]} ".join(map(self.formula, sides)))
            case Emphasis(text):
                return _emphasised(markdown_text(text))
            case Code(text):
                return _code(plain_text(text))
            case Cite(where):
                return markdown_text(cited(self.document.citation, where))

    def formula(self, tree: Written) -> str:
        return unmarked(marked(tree, self.style))

    def cell(self, cell: Cell) -> str:
        if isinstance(cell, int):
            return f"{cell:,}"
        return self.line(cell) if isinstance(cell, tuple) else _dollars(self.formula(cell))

    def table(self, step: Table) -> str:
        lines = [
            [self.line(words) for words in step.head],
            [RULES[letter] for letter in step.columns],
            *([self.cell(cell) for cell in row] for row in step.rows),
        ]
        if step.total and step.rows:
            lines[-1] = [_strong(cell) for cell in lines[-1]]
        body = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        return f"{self.line(step.caption)}\n\n{body}" if step.caption else body


def _aligned(align: str) -> str:
    """Make of an `align` environment what stands inside a display."""
    inside = align.replace(" \\\\*\n", " \\\\\n")
    return re.sub(r"\\(begin|end)\{align\*\}", r"\\\1{aligned}", inside)


def _dollars(latex: str) -> str:
    return f"$`{latex}`$" if re.search(r"\\[^A-Za-z ]", latex) else f"${latex}$"


def _emphasised(text: str) -> str:
    return f"*{text}*" if text.strip() == text and text else text


def _strong(text: str) -> str:
    return f"**{text}**" if text and not text.startswith("$") else text


def _code(text: str) -> str:
    """Fence a code span by more backticks than it has; a bar would end a table's cell."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")
