"""Characters in an encoding that lacks them: another spelling that means the same.

    carried :: text, encoding, format -> text     every character is one that the encoding has
    escaped :: character -> text                  as JSON escapes it

What a program reads (JSON, HTML, Markdown) has escapes of its own. Plain text has none, and a
formula in it must stay true: d² is d^2, never d2, and a·b is a*b.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping

_SIGNS = {
    "·": "*",
    "×": "*",
    "−": "-",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "∞": "infinity",
    "→": "->",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "--",
    "…": "...",
    "\N{NO-BREAK SPACE}": " ",
}
# A whole run of raised digits is one exponent: Latin-1 has the ¹ of d¹⁰, and d¹^0 is another.
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def carried(text: str, encoding: str | None, format: str = "text") -> str:
    """Spell what an encoding lacks with what it has; no encoding (a text in memory) lacks nothing.

    What is read as UTF-8 whatever the stream is set to, JSON and pages, is pure ASCII in others.

    >>> carried("d²·n − 1 ≤ größe", "ascii"), carried("d¹⁰ + d³", "latin-1")
    ('d^2*n - 1 <= gr\\\\u00f6\\\\u00dfe', 'd^10 + d³')
    >>> carried('{"says": "d²"}', "gbk", "json"), carried("<p>d²</p>", "ascii", "html")
    ('{"says": "d\\\\u00b2"}', '<p>d&#178;</p>')
    """
    if encoding is None or text.isascii():
        return text
    if format in _ESCAPES and codecs.lookup(encoding).name != "utf-8":
        return _ESCAPES[format](text)
    if _has(encoding, text):
        return text
    whole = _RAISED.sub(lambda run: run[0] if _has(encoding, run[0]) else _exponent(run[0]), text)
    lacking = {c for c in set(whole) if not _has(encoding, c)}
    signs = {} if format == "csv" else _SIGNS  # a " would end a cell
    return whole.translate({ord(c): signs.get(c) or escaped(c) for c in lacking})


def escaped(character: str) -> str:
    """Spell a character as JSON may, a character beyond 16 bits as a pair.

    >>> escaped("²"), escaped("😀")
    ('\\\\u00b2', '\\\\ud83d\\\\ude00')
    """
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return re.sub("....", r"\\u\g<0>", units)


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _exponent(raised: str) -> str:
    return f"^{raised.translate(_DIGITS)}"


def _json(text: str) -> str:
    """Outside of its strings, JSON is ASCII."""
    return _BEYOND_ASCII.sub(lambda c: escaped(c[0]), text)


def _references(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


_ESCAPES: Mapping[str, Callable[[str], str]] = {
    "json": _json,
    "html": _references,
    "markdown": _references,
}
