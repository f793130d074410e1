r"""Lines of text and formulas in LaTeX: what paragraphs, cells and equations are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from derive.formulas.latex import FLAT_LATEX, LATEX, latex_number
from derive.formulas.style import Style, marked, unmarked
from derive.formulas.tree import Written
from derive.render.escape import latex_code, latex_text
from derive.render.options import LatexOptions
from derive.render.words import authors, cited
from derive.steps import Cell, Citation, Cite, Code, Document, Emphasis, Inline, Line, Math

RELATIONS = {
    "=": "=",
    "≠": "\\neq",
    "≈": "\\approx",
    "<": "<",
    "≤": "\\leq",
    ">": ">",
    "≥": "\\geq",
}
GROUPS: Mapping[str, Callable[[int], str]] = {
    "comma": latex_number,
    "thin": lambda value: f"{value:,}".replace(",", "\\,"),
    "siunitx": lambda value: f"\\num{{{value}}}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a step needs to be set: the document, the options and the style made of both."""

    document: Document
    options: LatexOptions
    style: Style
    flat: Style

    @staticmethod
    def of(document: Document, options: LatexOptions) -> Setting:
        """Give the setting of a document."""
        style, flat = (
            replace(rules, number=GROUPS[options.digits], names=document.names)
            for rules in (LATEX, FLAT_LATEX)
        )
        return Setting(document=document, options=options, style=style, flat=flat)

    def formula(self, tree: Written) -> str:
        """Spell a formula in one line."""
        return unmarked(self.marked(tree))

    def marked(self, tree: Written, *, flat: bool = False) -> str:
        """Spell a formula with the places where it may be broken; `flat`, its fractions too."""
        return marked(tree, self.flat if flat else self.style)

    def line(self, parts: Line) -> str:
        """Spell a line of text."""
        return "".join(self.inline(part) for part in parts)

    def inline(self, part: Inline) -> str:
        """Spell one part of a line."""
        match part:
            case str():
                return latex_text(part)
            case Math(sides, relation):
                return f"${f' {RELATIONS[relation]} '.join(map(self.formula, sides))}$"
            case Emphasis(text):
                return f"\\emph{{{latex_text(text)}}}"
            case Code(text):
                return latex_code(text)
            case Cite(where):
                return self.cite(where)

    def cite(self, where: str) -> str:
        """Spell a citation: a command where a bibliography has the entry, else words."""
        key = bibtex_key(self.document.citation)
        if self.options.cite and key:
            place = f", {latex_text(where)}" if where else ""
            return f"{latex_text(authors(self.document.citation))}~\\cite{{{key}}}{place}"
        return latex_text(cited(self.document.citation, where))

    def cell(self, cell: Cell) -> str:
        """Spell a place in a table."""
        if isinstance(cell, int):
            sign = "$-$" if cell < 0 else ""
            return sign + self.style.number(abs(cell))
        if isinstance(cell, tuple):
            return self.line(cell)
        return f"${unmarked(self.marked(cell, flat=True))}$"


def bibtex_key(citation: Citation | None) -> str:
    """Give the key under which a paper is cited: what LaTeX and BibTeX take of it, or nothing.

    >>> bibtex_key(Citation(key="a2014}\\\\input{b")), bibtex_key(None)
    ('a2014inputb', '')
    """
    key = citation.key if citation else ""
    return "".join(c for c in key if c.isascii() and (c.isalnum() or c in ":.-/_"))
