"""From bytes to a TOML document, with the limits checked before anything costs time.

decoded  :: bytes -> str
document :: Source -> dict
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from derive import limits
from derive.errors import SpecError
from derive.papers.reading.dotted import longer_key
from derive.papers.reading.faults import Fault
from derive.papers.reading.kinds import Decimal
from derive.papers.reading.locate import Source

_WHERE = re.compile(r" ?\((?:at line (\d+), column (\d+)|at end of document)\)$")
# What tomllib says; what is said instead, if that is not plain; and what to do about it.
_SAYINGS: tuple[tuple[str, str, str], ...] = (
    ("Invalid value", "", "a text needs quotes, and true and false are written small"),
    ("Cannot overwrite", "this key stands twice in its table", "keep one"),
    ("Cannot declare", "this table stands twice in the file", "put its keys together"),
    ("Cannot mutate", "this table was closed before", "put its keys together"),
    ("Cannot redefine", "this table stands twice in the file", "put its keys together"),
    ("Duplicate inline", "this key stands twice in its table", "keep one"),
    (
        "Expected '='",
        "a key has no value",
        "write NAME = VALUE; a name with other signs than A-Z a-z 0-9 _ - needs quotes",
    ),
    ("Unterminated string", "a text is not closed", "close the quotes"),
    ("Unclosed array", "a list is not closed", "close it with ]"),
    ("Unclosed inline", "a table is not closed", "close it with } on the same line"),
    ("Expected ']'", "the header of a table is not closed", "close it with ]"),
    ("Expected newline", "something follows on the line", "write one NAME = VALUE a line"),
    ("Unescaped", "", "write LaTeX in single quotes, which keep it: 'V_{\\mathrm{in}}'"),
    ("Invalid initial", "", "a name with other signs than A-Z a-z 0-9 _ - needs quotes"),
    ("Invalid statement", "", "write NAME = VALUE or [TABLE]"),
    ("Illegal character '\\n'", "a text is not closed on its line", "close the quotes"),
    ("Illegal character", "", "remove the control character"),
)
_ENDED_EARLY = ("a table in braces ends on its line, without a comma before the }", "")


def decoded(raw: bytes, file: str) -> str:
    """Give the text of a file in UTF-8; a byte order mark and CRLF are let through.

    >>> decoded(b"a = '\\xff'", "my.toml")
    Traceback (most recent call last):
    derive.errors.SpecError: my.toml: byte 5 of line 1 is not UTF-8; save the file as UTF-8
    """
    if len(raw) > limits.FILE_BYTES:
        raise SpecError([_too_large(file)])
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SpecError([Fault("the file is UTF-16", advice="save it as UTF-8", file=file)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start]
        line, at = before.count(b"\n") + 1, fault.start - before.rfind(b"\n") - 1
        message = f"byte {at} of line {line} is not UTF-8"
        raise SpecError([Fault(message, advice="save the file as UTF-8", file=file)]) from None


def document(source: Source) -> dict[str, Any]:
    """Give the tables of a TOML text, or one SpecError with the place.

    >>> document(Source("d = 4\\nd = 5", "my.toml"))
    Traceback (most recent call last):
    derive.errors.SpecError: my.toml:2:1: this key stands twice in its table; keep one
      2 | d = 5
        | ^^^^^
    """
    _refuse_the_enormous(source)
    try:
        return tomllib.loads(source.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise SpecError([_syntax(source, fault)]) from None
    except RecursionError:
        message = f"lists or tables are nested deeper than {limits.KEY_DEPTH}"
        deep = rf"(?:[\[{{][ \t\n]*+){{{limits.KEY_DEPTH}}}"
        raise SpecError([_found(source, deep, message, "write them flat")]) from None
    except ValueError:  # Python reads no whole number of more than 4300 digits
        message = f"a number has more than {limits.DIGITS} digits"
        advice = "no count has so many (limit DIGITS)"
        raise SpecError([_found(source, r"(?<![0-9_])[0-9_]{1000,}+", message, advice)]) from None


def _refuse_the_enormous(source: Source) -> None:
    if len(source.text) > limits.FILE_BYTES:
        raise SpecError([_too_large(source.file)])
    _refuse_many_calls(source)
    _refuse_long_keys(source)


def _refuse_many_calls(source: Source) -> None:
    """A call writes a component out, which takes longer than reading anything else."""
    calls = sum(1 for _ in re.finditer(r"[A-Za-z0-9_]\(", source.text))
    if calls > limits.FORMULA_CALLS:
        message = (
            f"the file calls functions {calls} times, over the limit of {limits.FORMULA_CALLS}"
        )
        advice = "write definitions (limit FORMULA_CALLS)"
        raise SpecError([Fault(message, advice=advice, file=source.file)])


def _refuse_long_keys(source: Source) -> None:
    """Dotted keys cost tomllib the square of their parts."""
    found = longer_key(source.text, limits.KEY_DEPTH)
    if found is not None:
        message = f"a key of more than {limits.KEY_DEPTH} parts"
        raise SpecError([source.at(*found, message, "write it shorter (limit KEY_DEPTH)")])


def _too_large(file: str) -> Fault:
    return Fault(
        f"the file is larger than {limits.FILE_BYTES} bytes",
        advice="shorten it (limit FILE_BYTES)",
        file=file,
    )


def _found(source: Source, pattern: str, message: str, advice: str) -> Fault:
    found = re.search(pattern, source.text)
    if found is None:
        return Fault(message, advice=advice, file=source.file)
    return source.at(found.start(), found.end() - found.start(), message, advice)


def _syntax(source: Source, fault: tomllib.TOMLDecodeError) -> Fault:
    said = str(fault)
    where = _WHERE.search(said)
    at = len(source.text.rstrip())
    if where and where[1]:
        at = source.offset(int(where[1]), int(where[2]))
    message, advice = _said(_WHERE.sub("", said), source.text[at : at + 1])
    if said.startswith("Cannot"):
        at = source.text.rfind("\n", 0, at) + 1
        return source.at(at, 1000, message, advice)
    return source.at(at, 1, message, advice)


def _said(said: str, sign: str) -> tuple[str, str]:
    """Put tomllib's words plainly; `sign` is the one it stumbled over."""
    if said.startswith("Invalid initial") and sign in "}\n":
        return _ENDED_EARLY
    for start, message, advice in _SAYINGS:
        if said.startswith(start):
            return message or said[:1].lower() + said[1:], advice
    return said[:1].lower() + said[1:], ""
