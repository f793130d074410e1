r"""Text into each format: what was text stays text, whatever is written in it.

Control sequences and text direction overrides are taken out first, by `derive.terminal`.

    latex_text    :: str -> str     pure ASCII that pdflatex takes, in any font encoding
    markdown_text :: str -> str     GitHub's Markdown
    html_text     :: str -> str     HTML, in text and in attributes

>>> latex_text("R&D: 100% of V_in, #1 {~^\\}")
'R\\&D: 100\\% of V\\_in, \\#1 \\{\\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\}'
"""

from __future__ import annotations

import html
import re
import unicodedata

from derive.render.letters import ACCENTS, LETTERS
from derive.terminal import plain_text

# Longer than any word of a language: TeX, which hyphenates words, may break it anywhere.
_LONG_WORD = re.compile(r"\S{30,}")
_NAME = re.compile(r"[\w/]{12,}")  # a long name may end a line after a joint

_LATEX = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "$": "\\$",
    "&": "\\&",
    "%": "\\%",
    "#": "\\#",
    "_": "\\_",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
    "`": "\\`{}",
    "[": "{[}",  # a [ or * after the end of a row would be taken as its option
    "*": "{*}",
}
# Neighbours that fonts join into another character.
_JOINED = re.compile(r"(?<=[-\3\4])(?=[-\3\4])|(?<=['\2])(?=['\2])|(?<=,)(?=,)|(?<=[!?])(?=\\`)")
# What is spelled by a ligature is carried past the breaking of ligatures as one control character.
_MARKS = {ord('"'): "\2", ord("“"): "\1", ord("”"): "\2", ord("–"): "\3", ord("—"): "\4"}
_MARKED = {
    "\1": "``",
    "\2": "''",
    "\3": "--",
    "\4": "---",
    "\5": "\\char34{}",
    "\6": "\\allowbreak{}",
}
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#$&|~]")
_AT_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def latex_text(text: str) -> str:
    r"""Set text in LaTeX as it is; quotation marks are paired, accents composed by commands.

    >>> print(latex_text('"na\u00efve" \u2013 \u03b1'))
    ``na\"{\i}ve'' -- \ensuremath{\alpha}
    """
    return _latex(_paired(plain_text(text)))


def _latex(text: str) -> str:
    words = _LONG_WORD.sub(lambda word: re.sub(r"(.{12})(?=.)", "\\1\0", word[0]), text)
    words = _NAME.sub(lambda word: re.sub(r"(?<=[_/])(?=\w)", "\6", word[0]), words)
    spelled = "".join(_latex_character(c) for c in words)
    return "".join(_MARKED.get(c, c) for c in _JOINED.sub("{}", spelled))


def _paired(text: str) -> str:
    """Mark straight quotation marks as opening (after a space or a bracket) or closing."""
    opened = re.sub(r'(^|(?<=[\s(\[{\u2014-]))"', "\1", text)
    return opened.translate(_MARKS)


def _latex_character(character: str) -> str:
    if character == "\0":
        return "\\hspace{0pt}"
    if character in _LATEX:
        return _LATEX[character]
    if character < "\x80":
        return character
    return LETTERS.get(character) or _composed(character)


def _composed(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 2 and parts[0].isascii() and parts[1] in ACCENTS:
        base = {"i": "\\i", "j": "\\j"}.get(parts[0], parts[0])
        return f"\\{ACCENTS[parts[1]]}{{{base}}}"
    plain = unicodedata.normalize("NFKD", character)
    if plain.isascii():
        return "".join(_latex_character(c) for c in plain)
    return f"\\texttt{{{{[}}U+{ord(character):04X}]}}"


def latex_code(text: str) -> str:
    r"""Set a name as it is typed, with places to break after its joints.

    >>> latex_code("gate_bias")
    '\\texttt{gate\\_\\allowbreak{}bias}'
    """
    straight = _latex(plain_text(text).replace('"', "\5").translate(_MARKS))
    body = re.sub(r"(\\_|[-/.=:@])(?=[^{}\\])", r"\1\\allowbreak{}", straight)
    return f"\\texttt{{{body}}}"


def markdown_text(text: str) -> str:
    r"""Set text in Markdown as it is.

    >>> markdown_text("V_in <b> | `x`")
    'V\\_in \\<b\\> \\| \\`x\\`'
    """
    return _MARKDOWN.sub(lambda c: "\\" + c[0], plain_text(text))


def markdown_line_start(text: str) -> str:
    r"""Keep a line from beginning a list or a heading.

    >>> markdown_line_start("1. one"), markdown_line_start("- two")
    ('1\\. one', '\\- two')
    """
    return _AT_LINE_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


def html_text(text: str) -> str:
    """Set text in HTML as it is, in an element or in a quoted attribute.

    >>> html_text('<script> & "x"')
    '&lt;script&gt; &amp; &quot;x&quot;'
    """
    return html.escape(plain_text(text), quote=True)
