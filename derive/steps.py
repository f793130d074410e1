"""A write-up as steps: what is said, without how it is set.

    Document = title, steps, names, citation
    Step     = Section | Text | Equation | Table
    Inline   = str | Math | Emphasis | Code | Cite          the parts of a line of text
    Cell     = int | Written | line of text                 a place in a table

Formulas are trees (`derive.formulas.tree`), so every format spells them by its own rules and
every number can be checked; `names` maps a symbol to its LaTeX name, once for the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from derive.errors import DeriveError
from derive.formulas.symbol_latex import check_latex
from derive.formulas.tree import Exact, Name, Written, evaluate, names_in, number, substitute
from derive.frozen import Frozen
from derive.notebook import Shown

RELATIONS = ("=", "≠", "≈", "<", "≤", ">", "≥")
ALIGNMENTS = frozenset("lrc")


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in a line of text, or several with a relation between them.

    >>> Math(Name("d")).sides
    (Name(name='d'),)
    """

    sides: tuple[Written, ...]
    relation: str

    def __init__(self, *sides: Written, relation: str = "=") -> None:
        if not sides or relation not in RELATIONS:
            raise DeriveError(f"no formula with {relation!r}", advice=f"use {' '.join(RELATIONS)}")
        object.__setattr__(self, "sides", sides)
        object.__setattr__(self, "relation", relation)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A name as it is typed: an option, an assumption, a command."""

    text: str


@dataclass(frozen=True, slots=True)
class Cite:
    """The place where the document's paper is cited; `where` names a section or a table of it."""

    where: str = ""


Inline: TypeAlias = str | Math | Emphasis | Code | Cite
Line: TypeAlias = tuple[Inline, ...]
Cell: TypeAlias = int | Written | Line


def line(*parts: Inline) -> Line:
    """Give a line of text from its parts, the empty ones left out.

    >>> line("where ", Math(Name("d")), "")
    ('where ', Math(sides=(Name(name='d'),), relation='='))
    """
    return tuple(part for part in parts if part != "")


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    parts: Line

    def __init__(self, *parts: Inline) -> None:
        object.__setattr__(self, "parts", line(*parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One chain of equal sides; the first stands left of the aligned signs.

    `verdict` is said beside the last side; a row with a `label` has a number to refer to.
    """

    sides: tuple[Written, ...]
    verdict: Line = ()
    label: str = ""

    def __post_init__(self) -> None:
        if not self.sides:
            raise DeriveError("an equation has no side", advice="give at least one formula")


def row(
    name: str,
    formula: Written,
    values: Mapping[str, Exact],
    *,
    verdict: Line = (),
    label: str = "",
) -> Row:
    """Give the chain "name = as written = with numbers = evaluated"; what repeats is left out.

    Where a name has no value the chain ends as written.

    >>> from derive.formulas.grammar import parse
    >>> from derive.formulas.spelling import TEXT, spell
    >>> chain = row("encoder", parse("L*4*(d*d + d**2)"), {"L": 4, "d": 1000})
    >>> " = ".join(spell(side, TEXT) for side in chain.sides)
    'encoder = L·4(d·d + d²) = 4·4(1,000·1,000 + 1,000²) = 32,000,000'
    """
    sides = [Name(name), substitute(formula, {})]
    if all(one in values for one in names_in(formula)):
        sides.append(substitute(formula, {n: number(v) for n, v in values.items()}))
        sides.append(number(evaluate(formula, values)))
    kept = [side for at, side in enumerate(sides) if side not in sides[:at]]
    return Row(sides=tuple(kept), verdict=verdict, label=label)


@dataclass(frozen=True, slots=True)
class Equation:
    """Rows of equal sides, their signs aligned."""

    rows: tuple[Row, ...]

    def __init__(self, *rows: Row) -> None:
        if not rows:
            raise DeriveError("an equation has no row", advice="give at least one")
        object.__setattr__(self, "rows", rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A head, rows of cells, and a letter (l, r or c) a column; `total` sets the last row apart.

    >>> Table(head=(line("component"), line("count")), rows=((line("softmax"), 80),), columns="l")
    Traceback (most recent call last):
    derive.errors.DeriveError: a table has 2 columns in its head and 1 in 'l'; give each ...
    """

    head: tuple[Line, ...]
    rows: tuple[tuple[Cell, ...], ...]
    columns: str
    caption: Line = ()
    label: str = ""
    total: bool = False
    long: bool = False

    def __post_init__(self) -> None:
        if len(self.head) != len(self.columns) or not set(self.columns) <= ALIGNMENTS:
            raise DeriveError(
                f"a table has {len(self.head)} columns in its head and {len(self.columns)} in "
                f"{self.columns!r}",
                advice="give each column a head and one of l, r, c",
            )
        for cells in self.rows:
            if len(cells) != len(self.head):
                raise DeriveError(
                    f"a row has {len(cells)} cells, the table {len(self.head)} columns"
                )


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part."""

    title: str
    steps: tuple[Step, ...]

    def __init__(self, title: str, *steps: Step) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "steps", steps)


Step: TypeAlias = Section | Text | Equation | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The paper a document is about; `key` is its BibTeX key."""

    key: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    arxiv: str = ""
    doi: str = ""
    url: str = ""
    venue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Shown):
    r"""A write-up: its steps, the LaTeX names of its symbols and the paper it is about.

    >>> Document(title="t", names={"d": r"\write18{rm}"})
    Traceback (most recent call last):
    derive.errors.DeriveError: d: latex = '\\write18{rm}': \write is not allowed; use letters, ...
    """

    title: str
    steps: tuple[Step, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    citation: Citation | None = None

    def __post_init__(self) -> None:
        for name, latex in self.names.items():
            try:
                check_latex(latex)
            except DeriveError as fault:
                raise fault.within(name) from None
        object.__setattr__(self, "names", Frozen(self.names))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A named value that the text of a paper quotes: a number, or a number as printed."""

    name: str
    value: int | str
    means: str = ""


def walk(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Give every step, those inside sections included, in the order read.

    >>> [type(step).__name__ for step in walk((Section("a", Text("b")), Text("c")))]
    ['Section', 'Text', 'Text']
    """
    for step in steps:
        yield step
        if isinstance(step, Section):
            yield from walk(step.steps)
