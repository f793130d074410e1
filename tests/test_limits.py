"""Every limit stands in one file, is used, is described, and can be set."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from derive import limits
from tests.documents import ROOT

PACKAGE = ROOT / "derive"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "limits.py")
NAMES = sorted(name for name in vars(limits) if name.isupper())
WORDS = {"MOST", "LIMIT", "BUDGET"}  # of a name that a limit would have
# What "a few times" and "a number of layers" mean, and how long a table is.
NO_LIMITS = {"MOST_TIMES", "MOST_TIMES_OF_TWO", "MOST_COUNTED", "MOST_DIGITS", "MOST"}


def _read_early(node: ast.AST, inside: bool = False) -> Iterator[str]:
    """The limits that are read when a module is imported: outside of every body of a function."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and not inside:
        if node.value.id == "limits":
            yield node.attr
        return
    body = node.body if isinstance(node, ast.FunctionDef | ast.Lambda) else []
    later = body if isinstance(body, list) else [body]
    for child in ast.iter_child_nodes(node):
        yield from _read_early(child, inside or child in later)


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in FILES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_a_limit_is_read_when_it_is_needed() -> None:
    early = {path.name: [*_read_early(tree)] for path, tree in _trees()}
    assert {name: read for name, read in early.items() if read} == {}
    imported = [
        (path.name, alias.name)
        for path, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "derive.limits"
        for alias in node.names
    ]
    assert imported == []


def test_the_check_sees_what_is_read_early() -> None:
    early = "def f(a=limits.NODES): return limits.TERMS\nclass A:\n    b = limits.DIGITS\n"
    late = "from functools import partial\nf = lambda: limits.NODES\n"
    assert [*_read_early(ast.parse(early))] == ["NODES", "DIGITS"]
    assert [*_read_early(ast.parse(late))] == []


def test_every_limit_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    assert [name for name in NAMES if f"limits.{name}" not in code] == []


def test_no_limit_stands_elsewhere() -> None:
    elsewhere = [
        target.id
        for _, tree in _trees()
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and WORDS & {*target.id.split("_")}
    ]
    assert {*elsewhere} == NO_LIMITS


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_is_described(name: str) -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert f"`{name}`" in page
