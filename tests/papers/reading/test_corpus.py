"""The files beside: adding a case is adding a file.

A file of `invalid/` begins with a line `# expect: MESSAGE` for each of its faults, in order: line,
column, key path and message as they are printed. `...` in it stands for anything.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from derive.errors import SpecError
from derive.papers.reading import read

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").glob("*.toml"))
INVALID = sorted((HERE / "invalid").glob("*.toml"))
CONVENTIONS = {"lstm.bias": {"asks": "How many?", "options": {"one": 1, "two": 2}}}


def expected(path: Path) -> list[str]:
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    return [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]


def matches(seen: str, wanted: str) -> bool:
    return re.fullmatch(re.escape(wanted).replace(r"\.\.\.", ".*"), seen) is not None


# Of each: hyperparameters, assumptions, components, claims.
MODELS = {
    "byte_order_mark": (0, 0, 1, 0),
    "crlf": (0, 0, 1, 0),
    "dotted_and_odd": (2, 0, 1, 1),
    "everything": (8, 10, 4, 4),
    "names_of_sympy": (9, 0, 1, 1),
    "smallest": (0, 0, 1, 0),
}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_file_is_a_model(path: Path) -> None:
    model = read(path, conventions=CONVENTIONS)
    assert model.name == path.stem
    parts = (model.known, model.assumptions, model.components, model.claimed)
    assert tuple(map(len, parts)) == MODELS[path.stem]


def test_there_are_many_invalid_files() -> None:
    assert len(INVALID) >= 60


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_file_says_where_what_and_why(path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        read(path, conventions=CONVENTIONS)
    faults = [str(fault).removeprefix(str(path)) for fault in caught.value.faults]
    first_lines = [fault.split("\n")[0].lstrip(": ") for fault in faults]
    wanted = expected(path)
    assert wanted, "the file begins with a line `# expect: MESSAGE` for each of its faults"
    assert len(first_lines) == len(wanted), first_lines
    for seen, one in zip(first_lines, wanted, strict=True):
        assert matches(seen, one)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_message_quotes_the_line_and_is_safe_for_a_terminal(path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        read(path, conventions=CONVENTIONS)
    source = path.read_bytes().decode("utf-8", "replace").split("\n")
    for fault in caught.value.faults:
        assert all(line.isprintable() for line in str(fault).split("\n"))
        if fault.line:
            assert fault.source == source[fault.line - 1]
            assert 1 <= fault.column <= len(fault.source) + 1
