r"""LaTeX: a fragment to `\input`, a document that stands alone, macros for the text of a paper.

fragment   :: Document, options        -> str   needs amsmath and booktabs, no more
standalone :: Document, options        -> str
macros     :: Quantities, prefix      -> str   letters-only \newcommand's
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from operator import add

from derive.errors import UsageError
from derive.render.escape import latex_text
from derive.render.latex_equations import equation
from derive.render.latex_lines import GROUPS, Setting, bibtex_key
from derive.render.latex_tables import table
from derive.render.options import TWO_COLUMNS, LatexOptions
from derive.render.people import is_group, named
from derive.render.words import reference
from derive.steps import Citation, Document, Equation, Quantity, Section, Step, Table, Text, walk

HEADINGS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph")
OPENING = (
    "\\begingroup\\allowdisplaybreaks\\emergencystretch=3em",
    # A list or a table stays with the line that announces it.
    "\\csname @beginparpenalty\\endcsname=10000\\relax",
)
DIGIT_WORDS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def fragment(document: Document, options: LatexOptions | None = None) -> str:
    r"""Set a document to be `\input` into a paper; a comment names the packages it needs.

    >>> print(fragment(Document(title="How we count", steps=(Text("100% checked."),))))
    % How we count
    % Needs \usepackage{amsmath} and \usepackage{booktabs}.
    \subsection{How we count}
    \begingroup\allowdisplaybreaks\emergencystretch=3em
    \csname @beginparpenalty\endcsname=10000\relax
    <BLANKLINE>
    100\% checked.
    <BLANKLINE>
    \par\endgroup
    <BLANKLINE>
    """
    options = options or LatexOptions()
    needs = " and ".join(f"\\usepackage{{{package}}}" for package in packages(document, options))
    title = document.title
    comment = [f"% {latex_text(title)}"] if title else []
    heading = [_heading(title, options.level)] if title else []
    lines = [*comment, f"% Needs {needs}.", *_entry(document, options), *heading]
    return "\n".join([*lines, _body(document, options), ""])


def packages(document: Document, options: LatexOptions) -> tuple[str, ...]:
    """Name the packages that a fragment needs.

    >>> packages(Document(title=""), LatexOptions(digits="siunitx"))
    ('amsmath', 'booktabs', 'siunitx')
    """
    long = options.longtable and any(
        isinstance(step, Table) and step.long for step in walk(document.steps)
    )
    more = (("siunitx", options.digits == "siunitx"), ("longtable", long))
    return ("amsmath", "booktabs", *(name for name, needed in more if needed))


def _entry(document: Document, options: LatexOptions) -> list[str]:
    if not options.cite or document.citation is None or not bibtex_key(document.citation):
        return []
    entry = bibtex(document.citation)
    return ["% Cites this entry of a bibliography:", *(f"%   {x}" for x in entry.splitlines())]


def _body(document: Document, options: LatexOptions) -> str:
    setting = Setting.of(document, options)
    level = options.level + bool(document.title)
    steps = _joined(document.steps, setting, level)
    return "\n".join([*OPENING, "", steps, "", "\\par\\endgroup"])


def _joined(steps: tuple[Step, ...], setting: Setting, level: int) -> str:
    first, *further = [_step(step, setting, level) for step in steps] or [""]
    apart = (_between(*pair) for pair in pairwise(steps))
    return first + "".join(map(add, apart, further))


def _between(before: Step, after: Step) -> str:
    """Part two steps: a display belongs to its paragraph; only what is announced stays with it."""
    if isinstance(before, Text) and isinstance(after, Equation):
        return "\n"
    if isinstance(before, Text) and isinstance(after, Table) and not _announces(before):
        return "\n\n\\pagebreak[0]\n"
    return "\n\n"


def _announces(text: Text) -> bool:
    last = text.parts[-1:]
    return bool(last) and isinstance(last[0], str) and last[0].rstrip().endswith(":")


def _heading(title: str, level: int) -> str:
    return f"\\{HEADINGS[min(level, len(HEADINGS) - 1)]}{{{latex_text(title)}}}"


def _step(step: Step, setting: Setting, level: int) -> str:
    match step:
        case Section(title, steps):
            return f"{_heading(title, level)}\n\n{_joined(steps, setting, level + 1)}"
        case Text(parts):
            return setting.line(parts)
        case Equation():
            return equation(step, setting)
        case Table():
            return table(step, setting)


def standalone(
    document: Document, options: LatexOptions | None = None, *, two_columns: bool | None = None
) -> str:
    r"""Set a document that pdflatex takes as it is, with its reference and vector fonts.

    Two columns, unless told otherwise, where the width asked for is that of a narrow column.

    >>> print(standalone(Document(title="How we count")).splitlines()[0])
    \documentclass[10pt]{article}
    """
    options = replace(options or LatexOptions(), level=0, cite=True)
    narrow = options.width <= TWO_COLUMNS + 20 if two_columns is None else two_columns
    if narrow:
        options = replace(options, longtable=False)
    named = replace(document, title="")
    lines = [
        f"\\documentclass[10pt{',twocolumn' if narrow else ''}]{{article}}",
        "\\usepackage[T1]{fontenc}",
        "\\usepackage[utf8]{inputenc}",
        "\\usepackage{lmodern}",
        *(f"\\usepackage{{{package}}}" for package in packages(document, options)),
        f"\\title{{{latex_text(document.title)}}}",
        "\\author{}",
        "\\date{}",
        "\\raggedbottom",
        "\\begin{document}",
        "\\maketitle",
        _body(named, options),
        *_bibliography(document),
        "\\end{document}",
        "",
    ]
    return "\n".join(lines)


def _bibliography(document: Document) -> list[str]:
    if document.citation is None or not bibtex_key(document.citation):
        return []
    who, title, rest = (latex_text(part) for part in reference(document.citation))
    entry = ". ".join(part for part in (who, f"\\emph{{{title}}}" if title else "", rest) if part)
    return [
        "",
        "\\begin{thebibliography}{9}",
        f"\\bibitem{{{bibtex_key(document.citation)}}} {entry}.",
        "\\end{thebibliography}",
    ]


def bibtex(citation: Citation) -> str:
    """Give the BibTeX entry of a paper.

    >>> print(bibtex(Citation(key="a2014", title="T & U", authors=("A B", "C D"), year=2014)))
    @misc{a2014,
      title = {{T \\& U}},
      author = {A B and C D},
      year = {2014},
    }
    """
    fields = {
        "title": f"{{{_bibtex_text(citation.title)}}}" if citation.title else "",
        "author": " and ".join(map(_bibtex_name, citation.authors)),
        "year": str(citation.year or ""),
        "howpublished": _bibtex_text(citation.venue),
        "eprint": _bibtex_text(citation.arxiv),
        "archiveprefix": "arXiv" if citation.arxiv else "",
        "doi": _bibtex_text(citation.doi),
        "url": _bibtex_text(citation.url),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{bibtex_key(citation)},", *lines, "}"])


def _bibtex_name(person: str) -> str:
    """Keep the name of a group whole, which BibTeX would take for a person's."""
    people, _ = named((person,))
    group = people and is_group(people[0])
    return f"{{{_bibtex_text(person.strip('{}'))}}}" if group else _bibtex_text(person)


def _bibtex_text(text: str) -> str:
    r"""Set text in an entry: BibTeX counts braces, those of \} too, to find where a field ends."""
    spelled = latex_text(text).replace("\\{", "\\textbraceleft{}")
    return spelled.replace("\\}", "\\textbraceright{}")


def macros(
    entries: Iterable[Quantity], *, prefix: str = "derive", options: LatexOptions | None = None
) -> str:
    r"""Define a command for every value, so that the text never goes stale.

    >>> print(macros([Quantity("V_in", 160_000, "source vocabulary"), Quantity("d2", 7)]), end="")
    % Use as \deriveVIn{}; right in text and in mathematics.
    \newcommand{\deriveVIn}{160{,}000}  % source vocabulary
    \newcommand{\deriveDTwo}{7}
    """
    if not re.fullmatch(r"[A-Za-z]+", prefix):
        raise UsageError(f"the prefix {prefix!r} is no command", advice="use letters only")
    spell = GROUPS[(options or LatexOptions()).digits]
    listed = tuple(entries)
    commands = command_names(entry.name for entry in listed)
    lines = []
    for entry in listed:
        value = spell(entry.value) if isinstance(entry.value, int) else latex_text(entry.value)
        comment = f"  % {latex_text(entry.means)}" if entry.means else ""
        lines.append(f"\\newcommand{{\\{prefix}{commands[entry.name]}}}{{{value}}}{comment}")
    used = next(iter(commands.values()), "")
    head = f"% Use as \\{prefix}{used}{{}}; right in text and in mathematics."
    return "\n".join([head, *lines, ""])


def command_name(name: str) -> str:
    """Turn a name into letters, as TeX's commands are.

    >>> command_name("S/32: d_ff"), command_name("1.3B")
    ('SThreeTwoDFf', 'OnePointThreeB')
    """
    return "".join(map(_word, _PIECES.findall(name)))


# Letters, a digit, or a decimal point.
_PIECES = re.compile(r"[A-Za-z]+|[0-9]|(?<=[0-9])\.(?=[0-9])")


def _word(piece: str) -> str:
    if piece == ".":
        return "Point"
    return DIGIT_WORDS[int(piece)] if piece.isdigit() else piece[0].upper() + piece[1:]


def command_names(names: Iterable[str]) -> dict[str, str]:
    """Give each name its command, whatever the order they come in.

    Names that would share one are spelled out instead, all of them: a text that used the short
    command then stops with an error, where it would otherwise show another number.

    >>> command_names(["L", "d", "D"])
    {'L': 'L', 'd': 'SmallD', 'D': 'CapitalD'}
    """
    listed = tuple(dict.fromkeys(names))
    times = Counter(map(command_name, listed))
    return {n: command_name(n) if times[command_name(n)] == 1 else _spelled(n) for n in listed}


def _spelled(name: str) -> str:
    """Say of each word how it begins, and of each sign that there is one: no two are alike."""
    return "".join(_told(piece) for piece in re.findall(r"[A-Za-z]+|.", name, re.DOTALL))


def _told(piece: str) -> str:
    if piece.isascii() and piece.isalnum():
        begins = "" if piece.isdigit() else "Small" if piece[0].islower() else "Capital"
        return begins + _word(piece)
    return SIGNS.get(piece) or "Sign" + "".join(_word(digit) for digit in str(ord(piece)))


SIGNS = {"_": "Low", " ": "Space", ".": "Point", "-": "Dash", "/": "Slash", "@": "At"}
