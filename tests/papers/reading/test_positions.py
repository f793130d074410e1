"""Every key that tomllib reads has its place, and what stands there is its value."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from derive.papers.reading.positions import find

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path
    for folder in ("tests/papers/reading/valid", "derive/papers/catalogue")
    for path in (ROOT / folder).glob("*.toml")
)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple, object]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from leaves(one, (*path, index))
    else:
        yield path, value


def check(text: str) -> None:
    places = find(text)
    for path, value in leaves(tomllib.loads(text)):
        span = places[path].value
        assert span is not None, path
        assert tomllib.loads(f"it = {text[slice(*span)]}")["it"] == value, path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_value_of_a_file_is_found(path: Path) -> None:
    check(path.read_text(encoding="utf-8-sig").replace("\r\n", "\n"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a=1",
        "a . b = 1 # a comment\n a.c = 2",
        "a = [1, [2, 3], {b = [4]}, # a comment with ]\n  5, ]\nc = 1",
        "[a.b]\nc = 1\n[a]\nd = 2\n[[a.e]]\nf = 3\n[[a.e]]\nf = 4\n[a.e.g]\nh = 5",
        "[[a]]\n[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n[[a]]\n[[a.b]]\nc = 3",
        'a = "]}#\\""\nb = \'\\\'\nc = """\n"x" ""\\""""\nd = \'\'\'\n\'\'x\'\'\'\'\n',
        '"a.b" = 1\n"\\u0041" = 2\n\'"\' = 3\n"" = 4\n1.5 = 6',
        "a = 1979-05-27 07:32:00\nb = 1979-05-27T07:32:00Z\nc = -inf\nd = 1e5 # x",
        "a = {b = {c = 1, d = 2}, e.f = 3}\ng = {}\nh = []",
    ],
)
def test_every_spelling_of_toml_is_found(text: str) -> None:
    check(text)
