"""Imports run downward, start-up stays light, and nothing in the package runs text as code."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import derive
from tests.documents import ROOT

HEAVY = {"sympy", "numpy", "textual"}
CALLS = {"eval", "exec", "compile", "__import__", "sympify", "parse_expr", "S"}
MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}
FILES = sorted((ROOT / "derive").rglob("*.py"))


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def imported(*arguments: str) -> set[str]:
    """Return the top-level modules that a run of Python imports; the run must succeed."""
    result = python("-X", "importtime", *arguments)
    assert result.returncode == 0, result.stderr[-2000:]
    timed = [line for line in result.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in timed}


def test_layers() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = python("-c", command, "--no-cache")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["-c", "import derive"], *(["-m", "derive", x] for x in ("--help", "--version", "list"))],
    ids=" ".join,
)
def test_start_up_imports_nothing_heavy(arguments: list[str]) -> None:
    assert not imported(*arguments) & HEAVY


def test_the_measure_would_notice() -> None:
    assert "sympy" in imported("-c", "import sympy")


def test_public_names_resolve() -> None:
    for name in derive.__all__:
        assert getattr(derive, name) is not None
        assert name in dir(derive)


def test_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] in python("-m", "derive", "--version").stdout


def forbidden(source: str) -> Iterator[str]:
    """Name the calls and imports in a piece of Python that could run text as code."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                yield f"line {node.lineno}: {name}("
            case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in CALLS:
                if ast.unparse(owner) != "re":
                    yield f"line {node.lineno}: .{name}("
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                where = getattr(node, "module", None) or ""
                for name in (where.partition(".")[0], *(alias.name for alias in names)):
                    if name.partition(".")[0] in MODULES | CALLS - {"S"}:
                        yield f"line {node.lineno}: import {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_runs_text_as_code(path: Path) -> None:
    assert list(forbidden(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "eval(text)",
        "import builtins; builtins.exec(text)",
        "sympy.sympify(text)",
        "sympy.S(text)",
        "from sympy.parsing.sympy_parser import parse_expr",
        "from sympy import sympify as s",
        "import pickle",
        "from pickle import loads",
    ],
)
def test_the_walk_would_notice(source: str) -> None:
    assert list(forbidden(source))


@pytest.mark.parametrize(
    "source", ["'eval(x)'", "re.compile('x')", "sympy.S.One", "evaluate(x)", "self.S"]
)
def test_the_walk_lets_harmless_things_pass(source: str) -> None:
    assert not list(forbidden(source))
