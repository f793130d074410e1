"""The package has no door through which a text could become code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3] / "derive"
CALLS = {"eval", "exec", "compile", "__import__", "sympify", "parse_expr", "lambdify", "S"}
MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}


def doors(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                yield name
            case ast.Call(func=ast.Attribute(attr=name)) if name in CALLS - {"compile"}:
                yield name
            case ast.Import(names=names):
                yield from (one.name for one in names if one.name.split(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in MODULES:
                yield module


def named(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=named)
def test_no_text_becomes_code(path: Path) -> None:
    assert list(doors(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_doors_are_seen() -> None:
    text = (
        "import pickle\neval('1')\nsympy.sympify('1')\nbuiltins.exec('')\nfrom marshal import load"
    )
    assert sorted(doors(ast.parse(text))) == ["eval", "exec", "marshal", "pickle", "sympify"]
