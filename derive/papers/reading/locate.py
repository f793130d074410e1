"""From a key path and an error to a fault that shows its line of the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from derive.errors import DeriveError, SpecError
from derive.papers.reading.faults import Fault, KeyFault, spelled, within_formula
from derive.papers.reading.positions import Path, Place, find


class Source:
    """The text of a spec file and the places in it, looked up only when a fault needs them."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file

    @cached_property
    def places(self) -> dict[Path, Place]:
        """Give the place of every key path."""
        return find(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        ends = (at for at, character in enumerate(self.text) if character == "\n")
        return [0, *(at + 1 for at in ends)]

    def error(self, faults: Iterable[tuple[Path, DeriveError]]) -> SpecError:
        """Give the one error that holds every fault, in the order of the file, each once."""
        placed = {str(fault): fault for fault in (self.fault(*one) for one in faults)}
        in_order = sorted(placed.values(), key=lambda fault: (fault.line, fault.column))
        return SpecError(in_order)

    def fault(self, path: Path, error: DeriveError) -> Fault:
        """Give the fault at a key path, the caret inside the formula where the error says so."""
        path = self._stated(path)
        if not path:
            return Fault(error.message, advice=error.advice, file=self.file)
        at, width = self._span(path, error)
        return self.at(at, width, error.message, error.advice, spelled(path))

    def at(self, at: int, width: int, message: str, advice: str = "", key: str = "") -> Fault:
        """Give the fault at an offset of the text."""
        line = bisect_right(self._starts, at)
        start = self._starts[line - 1]
        source = self._line(at)
        return Fault(
            message,
            advice=advice,
            file=self.file,
            key=key,
            line=line,
            column=at - start + 1,
            source=source,
            width=max(1, min(width, len(source) - (at - start))),
        )

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a line and a column, both counted from 1."""
        start = self._starts[min(line, len(self._starts)) - 1]
        return min(start + column - 1, len(self.text))

    def _line(self, at: int) -> str:
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return self.text[start : end if end >= 0 else len(self.text)]

    def _stated(self, path: Path) -> Path:
        """Give the path where a claim's word comes from: its own table, or [defaults]."""
        default = ("defaults", *path[-1:])
        if "claims" in path[:-1] and path not in self.places and default in self.places:
            return default
        return path

    def _span(self, path: Path, error: DeriveError) -> tuple[int, int]:
        place = self._nearest(path)
        if place is None:
            return 0, 1
        if path not in self.places or place.value is None or _is_about_key(path, error):
            return place.key[0], place.key[1] - place.key[0]
        first, last = place.value
        quotes, value = _unquoted(self.text[first:last])
        inside = within_formula(error, value) if quotes else None
        if inside is None:
            return first, last - first
        return first + quotes + inside[0], inside[1]

    def _nearest(self, path: Path) -> Place | None:
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return None


def _is_about_key(path: Path, error: DeriveError) -> bool:
    return isinstance(error, KeyFault) or error.word == path[-1]


def _unquoted(raw: str) -> tuple[int, str]:
    """Give how many quotes open a text, and what stands between them as the file spells it."""
    if raw[:1] not in ('"', "'"):
        return 0, raw
    quotes = 3 if raw[:3] in ('"""', "'''") else 1
    return quotes, raw[quotes:-quotes]
