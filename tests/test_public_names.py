"""Every public name is what it promises, whatever has been imported before."""

from __future__ import annotations

import ast
import pkgutil
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

import derive
import derive.components
from derive.components import FUNCTIONS

SCREEN = {"derive.explore.dialogs", "derive.explore.panes", "derive.explore.screen"}


def modules() -> list[str]:
    found = pkgutil.walk_packages(derive.__path__, "derive.")
    names = [one.name for one in found if one.name != "derive.__main__"]
    return [name for name in names if find_spec("textual") or name not in SCREEN]


def test_what_is_typed_is_what_is_imported() -> None:
    tree = ast.parse(Path(derive.__file__).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    typed = {
        alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert typed == derive.HOME
    assert derive.__all__ == sorted(derive.HOME)


@pytest.mark.parametrize("name", sorted(derive.HOME))
def test_a_public_name_is_no_room(name: str) -> None:
    for module in modules():
        import_module(module)
    promised = getattr(import_module(derive.HOME[name]), name)
    assert getattr(derive, name) is promised
    assert callable(promised) and not isinstance(promised, ModuleType)
    assert name not in {one.name for one in pkgutil.iter_modules(derive.__path__)}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_component_is_no_room(name: str) -> None:
    for module in modules():
        import_module(module)
    assert getattr(derive.components, name) is FUNCTIONS[name]
