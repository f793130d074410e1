"""Where a key and its value stand in a TOML text: what tomllib reads, but does not tell.

    find :: TOML text -> {key path: Place}

The text has been read by tomllib before, so this reader only has to find its way, not to check.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*+")
_PART = re.compile(r'[ \t]*+([A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\')[ \t]*+')
_STRING = re.compile(
    r'"""(?:\\.|(?!""")[^\\])*+"{3,5}|'
    r"'''(?:(?!''').)*+'{3,5}|"
    r'"(?:\\.|[^"\\\n])*+"|'
    r"'[^'\n]*+'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]*+")


@dataclass(frozen=True, slots=True)
class Place:
    """The offsets of a key and of its value; a header of a table has no value."""

    key: tuple[int, int]
    value: tuple[int, int] | None = None


def find(text: str) -> dict[Path, Place]:
    """Give the place of every key, of every table's header and of every item of a list.

    >>> places = find('[components.lstm]\\nformula = "4*d"\\ngroups = ["a", "b"]')
    >>> places["components", "lstm", "formula"]
    Place(key=(18, 25), value=(28, 33))
    >>> places["components", "lstm", "groups", 1].value
    (49, 52)
    """
    scanner = _Scanner(text)
    # Lost on its way it costs some carets, and no message.
    with suppress(RecursionError, IndexError, AssertionError):
        scanner.document()
    return scanner.places


class _Scanner:
    """One pass over the text; `at` is the offset it has come to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[Path, Place] = {}
        self.lengths: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        while self.skip_blank() < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        keys, span = self.keys()
        path = self.resolve(keys[:-1], span)
        path = (*path, keys[-1])
        if many:
            self.lengths[path] = self.lengths.get(path, 0) + 1
        self.remember(path, Place(span))
        if path in self.lengths:
            path = (*path, self.lengths[path] - 1)
            self.remember(path, Place(span))
        self.at += 2 if many else 1
        return path

    def resolve(self, keys: list[str], span: tuple[int, int]) -> Path:
        """Follow the keys of a header; a list of tables means its last one."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            self.remember(path, Place(span))
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        return path

    def keys(self) -> tuple[list[str], tuple[int, int]]:
        found, first, last = [], -1, -1
        while part := _PART.match(self.text, self.at):
            found.append(_decoded(part[1]))
            first = part.start(1) if first < 0 else first
            last, self.at = part.end(1), part.end()
            if self.text[self.at] != ".":
                break
            self.at += 1
        return found, (first, last)

    def pair(self, table: Path) -> None:
        keys, span = self.keys()
        path = table
        for key in keys[:-1]:
            path = (*path, key)
            self.remember(path, Place(span))
        path = (*path, keys[-1])
        self.at += 1
        while self.text[self.at] in " \t":
            self.at += 1
        start = self.at
        self.value(path)
        self.remember(path, Place(span, (start, self.at)))

    def value(self, path: Path) -> None:
        sign = self.text[self.at]
        if sign == "[":
            self.items(path)
        elif sign == "{":
            self.inline(path)
        else:
            found = (_STRING if sign in "\"'" else _SCALAR).match(self.text, self.at)
            assert found is not None
            self.at += len(found[0].rstrip())

    def items(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.skip_blank() and self.text[self.at] != "]":
            start = self.at
            self.value((*path, index))
            self.remember((*path, index), Place((start, self.at), (start, self.at)))
            index += 1
            if self.text[self.skip_blank()] == ",":
                self.at += 1
        self.at += 1

    def inline(self, path: Path) -> None:
        self.at += 1
        while self.text[self.skip_blank()] != "}":
            self.pair(path)
            if self.text[self.skip_blank()] == ",":
                self.at += 1
        self.at += 1

    def skip_blank(self) -> int:
        blank = _BLANK.match(self.text, self.at)
        assert blank is not None
        self.at = blank.end()
        return self.at

    def remember(self, path: Path, place: Place) -> None:
        self.places.setdefault(path, place)


def _decoded(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] == '"' and "\\" in key:
        return str(tomllib.loads(f"key = {key}")["key"])
    return key.strip('"')
