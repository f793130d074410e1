"""HTML with MathML: a page that needs no script and no network, or a part of a notebook."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from derive.formulas.style import marked, unmarked
from derive.formulas.tree import Written
from derive.render import mathml
from derive.render.breaking import broken
from derive.render.escape import html_text
from derive.render.parting import parted
from derive.render.words import cited, reference
from derive.steps import (
    Cell,
    Citation,
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

WIDTH, CELL, BESIDE = 66, 40, 30  # characters: of a line, in a table, of a verdict beside it
ACROSS, GAP = 88, 3  # characters of a chain's longest cells, of a table; between two columns
SIDES = {"l": "left", "r": "right", "c": "center"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """\
.derive { max-width: 46em; margin: 0 auto; line-height: 1.5; }
.derive math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", math; }
.derive h1, .derive h2, .derive h3 { line-height: 1.2; margin: 1.6em 0 .6em; }
.derive table { border-collapse: collapse; margin: 1em auto; }
.derive .table { border-top: 2px solid; border-bottom: 2px solid; }
.derive .table th { font-weight: normal; font-style: italic; border-bottom: 1px solid; }
.derive .table td, .derive .table th { padding: .2em .7em; vertical-align: baseline; }
.derive .table .total td { border-top: 1px solid; }
.derive caption { padding-bottom: .5em; }
.derive .left { text-align: left; }
.derive .right { text-align: right; font-variant-numeric: tabular-nums; }
.derive .center { text-align: center; }
.derive .wide { overflow-x: auto; }
.derive .chain td { padding: .15em .2em; vertical-align: baseline; }
.derive .chain .left { padding-left: 1.8em; text-indent: -1.6em; }
.derive .chain .verdict { padding-left: 1.5em; }
.derive .chain .below { text-indent: 0; }
.derive .table .left { overflow-wrap: break-word; }
.derive math { white-space: nowrap; overflow-wrap: normal; }
.derive h1, .derive h2, .derive h3, .derive p { overflow-wrap: break-word; }
.derive .chain .more { padding-left: 3.8em; }
.derive .number { color: gray; padding-left: 1em; }
.derive .bold { font-weight: bold; } .derive .italic { font-style: italic; }
.derive .sans { font-family: sans-serif; } .derive .typewriter { font-family: monospace; }
.derive .script { font-style: italic; }
"""
PAGE_STYLE = """\
:root { color-scheme: light dark; }
body { margin: 2em 1.2em 4em; font-family: "Latin Modern Roman", Georgia, serif; }
"""


def page(document: Document) -> str:
    """Write a document as a page that stands alone.

    >>> text = page(Document(title="1 < 2", steps=(Text("a & b"),)))
    >>> "<title>1 &lt; 2</title>" in text, "<p>a &amp; b</p>" in text, "<script" in text
    (True, True, False)
    """
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{html_text(document.title)}</title>",
            f"<style>\n{PAGE_STYLE}{STYLE}</style>",
            "</head>",
            "<body>",
            _article(document),
            "</body>",
            "</html>",
            "",
        ]
    )


def part(document: Document) -> str:
    """Write a document as part of a page, such as a cell of a notebook.

    >>> part(Document(title="t")).splitlines()[0]
    '<style>'
    """
    return f"<style>\n{STYLE}</style>\n{_article(document)}"


def _article(document: Document) -> str:
    writer = _Writer(document)
    title = [writer.heading(document.title, 1)] if document.title else []
    steps = [writer.step(step, 2) for step in document.steps]
    inside = "\n".join([*title, *steps, *_reference(document.citation)])
    return f'<article class="derive">\n{inside}\n</article>'


def _reference(citation: Citation | None) -> list[str]:
    if citation is None or not citation.title:
        return []
    who, title, rest = map(html_text, reference(citation))
    said = ". ".join(p for p in (who, f"<cite>{title}</cite>", _linked(citation, rest)) if p)
    return [f"<footer><p>{said}</p></footer>"]


def _linked(citation: Citation, said: str) -> str:
    """Link to where the paper is read, if that is a plain web address."""
    address = citation.url
    if citation.arxiv:
        address = f"https://arxiv.org/abs/{citation.arxiv}"
    elif citation.doi:
        address = f"https://doi.org/{citation.doi}"
    if not re.fullmatch(r"https?://[A-Za-z0-9._~:/?#@!$&()*+,;=%-]+", address):
        return said
    return f'<a href="{html_text(address)}" rel="noopener noreferrer">{said}</a>'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chain:
    """A row of an equation in cells: its head, its lines with their places, and what is said."""

    head: str
    lines: list[tuple[str, str]]
    verdict: str
    number: str

    @property
    def beside(self) -> str:
        """Give the verdict where it is short enough to stand beside a line."""
        return self.verdict if len(mathml.shown(self.verdict)) <= BESIDE else ""

    def rows(self, *, stacked: bool) -> list[str]:
        """Give the rows of the table; what is said stands below where there is no room beside."""
        beside = "" if stacked else self.beside
        below = [(self.verdict, "below")] if self.verdict and not beside else []
        lines = [*self.lines, *below]
        ends = [""] * (len(lines) - 1) + [f'<td class="verdict">{beside}</td>{self.number}']
        heads = [self.head] + [""] * (len(lines) - 1)
        return [
            f'<tr><td class="right">{head}</td><td class="left {place}">{side}</td>{end}</tr>'
            for head, (side, place), end in zip(heads, lines, ends, strict=True)
        ]


def _across(chains: list[_Chain]) -> int:
    """Give how many characters the columns of some chains need beside each other."""
    columns = (
        [chain.head for chain in chains],
        [line for chain in chains for line, _ in chain.lines],
        [chain.beside for chain in chains],
    )
    return sum(max(len(mathml.shown(cell)) for cell in column) for column in columns)


class _Writer:
    """The document's names and citation, at hand for every step."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.style = mathml.style(document.names)
        self.number = 0

    def step(self, step: Step, level: int) -> str:
        match step:
            case Section(title, steps):
                inside = [self.step(one, level + 1) for one in steps]
                return "\n".join(["<section>", self.heading(title, level), *inside, "</section>"])
            case Text(parts):
                return f"<p>{self.line(parts)}</p>"
            case Equation():
                return self.equation(step)
            case Table():
                return self.table(step)

    def heading(self, title: str, level: int) -> str:
        tag = f"h{min(level, 6)}"
        return f"<{tag}>{html_text(title)}</{tag}>"

    def line(self, parts: Line) -> str:
        return "".join(map(self.inline, parts))

    def inline(self, part: Inline) -> str:
        match part:
            case str():
                return html_text(part)
            case Math(sides, relation):
                sign = f"<mo>{html_text(relation)}</mo>"
                return _math(sign.join(map(self.formula, sides)))
            case Emphasis(text):
                return f"<em>{html_text(text)}</em>"
            case Code(text):
                return f"<code>{html_text(text).replace('_', '_<wbr>')}</code>"
            case Cite(where):
                return html_text(cited(self.document.citation, where))

    def formula(self, tree: Written) -> str:
        return unmarked(marked(tree, self.style))

    def cell(self, cell: Cell) -> str:
        if isinstance(cell, int):
            return f"{cell:,}".replace("-", "−")
        if isinstance(cell, tuple):
            return self.line(cell)
        pieces = broken(marked(cell, self.style), _fits(CELL))
        return "<br>".join(_math(piece.text) for piece in pieces)

    def table(self, step: Table) -> str:
        columns = zip(
            map(self.line, step.head), *(_map_cells(self, row) for row in step.rows), strict=True
        )
        least = [max(map(_widest_word, column)) for column in columns]
        parts = parted(step, least, ACROSS, GAP)
        return "\n".join(self.part(part, again=at > 0) for at, part in enumerate(parts))

    def part(self, step: Table, *, again: bool) -> str:
        head = self.cells("th", [self.line(words) for words in step.head], step.columns)
        rows = [self.cells("td", _map_cells(self, row), step.columns) for row in step.rows]
        marks = ["<tr>"] * len(rows)
        if step.total and rows:
            marks[-1] = '<tr class="total">'
        body = "\n".join(f"{mark}{row}</tr>" for mark, row in zip(marks, rows, strict=True))
        said = self.line(step.caption) + (" (continued)" if again else "")
        caption = f"<caption>{said}</caption>\n" if step.caption else ""
        inside = f"{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>"
        return f'<div class="wide"><table class="table">\n{inside}\n</table></div>'

    def cells(self, tag: str, cells: list[str], letters: str) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        return "".join(
            f'<{tag}{scope} class="{SIDES[letter]}">{cell}</{tag}>'
            for cell, letter in zip(cells, letters, strict=True)
        )

    def equation(self, step: Equation) -> str:
        chains = [self.chain(row) for row in step.rows]
        stacked = _across(chains) > ACROSS
        rows = "\n".join(line for chain in chains for line in chain.rows(stacked=stacked))
        return (
            f'<div class="wide"><table class="chain" role="presentation">\n{rows}\n</table></div>'
        )

    def chain(self, row: Row) -> _Chain:
        left, *sides = [marked(side, self.style) for side in row.sides]
        number = ""
        if row.label:
            self.number += 1
            number = f'<td class="number">({self.number})</td>'
        return _Chain(
            head=_math(unmarked(left)) if sides else "",
            lines=self.lines(sides) if sides else _lines(left),
            verdict=self.line(row.verdict),
            number=number,
        )

    def lines(self, sides: list[str]) -> list[tuple[str, str]]:
        """Give the sides with their signs: in one line where they fit, else one a line."""
        sign = "<mo>=</mo>"
        whole = "".join(sign + unmarked(side) for side in sides)
        if sides and len(mathml.shown(whole)) <= WIDTH:
            return [(_maths(whole), "")]
        return [line for side in sides for line in _lines(side, sign)]


def _fits(width: int) -> Callable[[str, bool], bool]:
    return lambda text, _: len(mathml.shown(text)) <= width


def _lines(side: str, sign: str = "") -> list[tuple[str, str]]:
    """Give the lines of a side, each with the class of its place."""
    return [
        (_maths(sign + piece.text), "") if piece.depth < 0 else (_maths(piece.text), "more")
        for piece in broken(side, _fits(WIDTH))
    ]


def _widest_word(cell: str) -> int:
    """Give the characters of a cell that cannot be broken."""
    apart = re.sub(r"<br>|<wbr>", " ", cell)
    return max((len(word) for word in mathml.shown(apart).split()), default=0)


def _map_cells(writer: _Writer, row: tuple[Cell, ...]) -> list[str]:
    """Spell the cells of a row."""
    return [writer.cell(cell) for cell in row]


def _math(inside: str) -> str:
    return f'<math displaystyle="true">{inside}</math>'


def _maths(inside: str) -> str:
    """Set a line in pieces between which a narrow window may break it."""
    return "<wbr>".join(map(_math, mathml.pieces(inside)))
