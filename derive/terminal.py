"""A stranger's text, made safe for a terminal, and how wide it is there.

    plain_text  :: str -> str    control sequences and what turns a line around taken out
    plain_line  :: str -> str    the same length: a caret below still points at its place
    plain_lines :: str -> str    a message of several lines, each such a line
    plain_json  :: str -> str    the same JSON, with escapes for what a terminal would obey
    columns     :: str -> int    how wide such a text is

A title may hold sequences that clear the screen, set the window's title or write what looks like
a prompt; a bidirectional control shows a formula in another order than it is read.
"""

from __future__ import annotations

import re
from unicodedata import category

from derive.characters import escaped

# Sequences with an escape or their one-character form: CSI; OSC, DCS, SOS, PM and APC; the rest.
_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]"
)
_CUT = "..."
_OBEYED = ("Cc", "Cf", "Cs", "Zl", "Zp")  # controls, half characters, other ends of a line


def plain_text(text: str, length: int = 0) -> str:
    """Give the text on one line, without control sequences, cut to a length if one is given.

    >>> plain_text("a \\x1b[2Jtitle\\nof two\\u202e lines")
    'a title of two lines'
    >>> plain_text("a long one", length=6)
    'a l...'
    """
    if not text.isprintable():
        text = "".join(_plain(c) for c in _SEQUENCES.sub("", text))
    if length and len(text) > length:
        return text[: max(0, length - len(_CUT))] + _CUT
    return text


def plain_line(text: str) -> str:
    """Give the text with one harmless character for each of its own.

    >>> plain_line("a\\tb\\x1b[2J")
    'a b?[2J'
    """
    return text if text.isprintable() else "".join(_plain(c) or "?" for c in text)


def plain_lines(text: str) -> str:
    """Give a message line by line, with one harmless character for each of its own.

    >>> plain_lines("my.toml:1:1: torn\\n  a\\x1b[2J\\n  ^")
    'my.toml:1:1: torn\\n  a?[2J\\n  ^'
    """
    return "\n".join(map(plain_line, text.split("\n")))


def plain_json(text: str) -> str:
    """Escape in a JSON text what a terminal would obey; whoever reads it finds the same strings.

    >>> plain_json('"\u202ea"'), plain_json('"é"')
    ('"\\\\u202ea"', '"é"')
    """
    obeyed = {c for c in set(text) if category(c) in _OBEYED and c != "\n"}
    return text.translate({ord(c): escaped(c) for c in obeyed})


def columns(text: str) -> int:
    """Count the columns that a terminal gives to a text without control characters.

    >>> columns("abc"), columns("漢字"), columns("ดี")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # some 30 ms, which many a command need not wait for

    return wcswidth(text)


def blanks(text: str) -> str:
    """Give as many spaces as the text is wide on a terminal, for a caret below it.

    >>> blanks("ab"), blanks("字")
    ('  ', '  ')
    """
    return " " * columns(text)


def _plain(character: str) -> str:
    if character.isprintable():
        return character
    kind = category(character)
    if character in "\t\n\r" or kind.startswith("Z"):
        return " "
    return "" if kind in ("Cc", "Cf") else "\N{REPLACEMENT CHARACTER}"
