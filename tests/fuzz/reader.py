"""Bytes of a spec file: a model or a SpecError."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from derive.model.model import Model
from derive.papers.reading import read_text, tables
from derive.papers.reading.document import decoded
from tests.fuzz.outcome import outcome

ROOT = Path(__file__).parents[2]
FILE = "fuzz.toml"
FOLDERS = (
    "tests/papers/reading/valid",
    "tests/papers/reading/invalid",
    "derive/papers/catalogue",
)
TABLES = [table for name, table in vars(tables).items() if name.isupper() and name[0] != "_"]
KEYS = {key for table in TABLES for key in table}
WORDS = (
    *sorted(KEYS), "configuration", "total", "384M", "[[", "]]",
    '"""', "'''", "**", "//", "<=", "==", "lstm(", "sum(", "max(", "ceil_to(",
)  # fmt: skip


def read_spec(raw: bytes) -> Model | None:
    """Read bytes as a spec file, or give None where they are refused.

    >>> read_spec(b"components.layer.formula = '4*d'")
    >>> read_spec(b"components.layer.formula = '4'").components[0].name
    'layer'
    """
    return outcome(lambda: read_text(decoded(raw, FILE), "fuzz", file=FILE))


def specs(longest: int) -> Iterator[bytes]:
    """Give the spec files of the tests and of the catalogue that are not too long.

    >>> max(map(len, specs(longest=100))) <= 100
    True
    """
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.toml"))]
    return (raw for path in found if len(raw := path.read_bytes()) <= longest)
