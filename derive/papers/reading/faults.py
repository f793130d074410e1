"""A fault of a spec file with its place, and the list that gathers them while the file is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from derive import limits
from derive.errors import DeriveError, FormulaError
from derive.papers.reading.positions import Path
from derive.terminal import blanks, plain_line, plain_text


class Fault(DeriveError):
    """One fault: file, line, column, key path, the line of the file and a caret under the place.

    >>> line = 'formula = "4*dd"'
    >>> print(Fault("unknown name 'dd'", file="my.toml", line=3, column=14, source=line, width=2))
    my.toml:3:14: unknown name 'dd'
      3 | formula = "4*dd"
        |              ^^
    """

    def __init__(
        self,
        message: str,
        *,
        advice: str = "",
        file: str = "",
        key: str = "",
        line: int = 0,
        column: int = 0,
        source: str = "",
        width: int = 1,
    ) -> None:
        super().__init__(
            plain_text(message, limits.FAULT_LENGTH),
            advice=plain_text(advice, limits.FAULT_LENGTH),
        )
        self.file = plain_text(file)
        self.key = plain_text(key, 2 * limits.NAME_LENGTH)
        self.line = line
        self.column = column
        self.source = source
        self.width = width

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        said = ": ".join(part for part in (where, self.key, super().__str__()) if part)
        return f"{said}\n{self._quoted()}" if self.line else said

    def _quoted(self) -> str:
        """Quote the line, or a window of a long one, with the caret under the place."""
        at = min(self.column - 1, len(self.source))
        window = limits.FAULT_WIDTH
        start = max(0, at - window // 2) if len(self.source) > window else 0
        shown = plain_line(self.source[start : start + window])
        before = shown[: at - start]
        under = shown[at - start : at - start + self.width]
        margin = " " * len(str(self.line))
        carets = "^" * max(1, len(blanks(under)))
        return f"  {self.line} | {shown}\n  {margin} | {blanks(before)}{carets}"


class KeyFault(DeriveError):
    """A fault of the key itself, not of its value: the caret stands under the key."""


@dataclass(slots=True)
class Faults:
    """Gather faults by key path, and the names of the parts that are broken by them."""

    found: list[tuple[Path, DeriveError]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def add(self, path: Path, error: DeriveError) -> None:
        """Keep a fault, unless there are `limits.FAULTS` of them already."""
        if not self.full:
            self.found.append((path, error))

    @property
    def full(self) -> bool:
        """Say whether there are enough faults, and reading on is of no use."""
        return len(self.found) >= limits.FAULTS

    @contextmanager
    def at(self, *path: str | int) -> Iterator[None]:
        """Catch what goes wrong at a key; an error's own path leads on from there.

        >>> from derive.errors import ModelError
        >>> faults = Faults()
        >>> with faults.at("paper", "year"):
        ...     raise ModelError("this is no year")
        >>> faults.found[0][0]
        ('paper', 'year')
        """
        try:
            yield
        except DeriveError as error:
            for one in error.faults:
                self.add((*path, *one.path), one)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Remember a name as broken if a fault is found meanwhile: no others follow from it."""
        before = len(self.found)
        yield
        if len(self.found) > before or self.full:
            self.broken.add(name)


def spelled(path: Sequence[str | int]) -> str:
    """Spell a key path as one writes it in TOML, with the number of an item in brackets.

    >>> spelled(("configurations", "S/32", "claims", 0, "printed"))
    'configurations."S/32".claims[0].printed'
    """
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]"
        else:
            plain = key.replace("_", "").replace("-", "")
            name = key if plain.isalnum() and plain.isascii() else f'"{key}"'
            text += f".{name}" if text else name
    return text


def within_formula(error: DeriveError, value: str) -> tuple[int, int] | None:
    """Give the offset and the width of the fault inside the text of a formula, if it has one.

    >>> from derive.errors import ModelError
    >>> within_formula(ModelError("unknown name 'dd'", word="dd"), "4*ddd + dd")
    (8, 2)
    >>> within_formula(FormulaError("no closing bracket", text="(d", at=0), "4*(d")
    (2, 1)
    """
    if isinstance(error, FormulaError) and error.text:
        start = 0 if len(error.text) == len(value) else value.find(error.text)
        return (start + error.at, error.width) if start >= 0 else None
    if error.word:
        import re

        word = re.search(rf"(?<![A-Za-z0-9_]){re.escape(error.word)}(?![A-Za-z0-9_])", value)
        return (word.start(), len(error.word)) if word else None
    return None
