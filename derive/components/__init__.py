"""The component library: formulas of layers by family, each with its source and a doctest.

`FUNCTIONS` holds them by name, `LIBRARY` is what the language of formulas may call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path

from derive.formulas.formula import Formula
from derive.formulas.grammar import Library
from derive.formulas.written import Written

FUNCTIONS: Mapping[str, Callable[..., Formula]] = {
    name: function
    for path in sorted(Path(__file__).parent.glob("[a-v]*.py"))
    for name, function in getmembers(import_module(f"derive.components.{path.stem}"), isfunction)
    if function.__module__ == f"derive.components.{path.stem}" and not name.startswith("_")
}

if "softmax" not in FUNCTIONS:  # temporary, until the family of output heads is there
    from derive.components.writing import write

    def softmax(inputs, classes, *, bias=0):
        return write("classes*inputs + bias*classes", inputs=inputs, classes=classes, bias=bias)

    FUNCTIONS = {**FUNCTIONS, "softmax": softmax}


def _written(function: Callable[..., Formula]) -> Callable[..., Written]:
    def call(*arguments: Written, **keywords: Written) -> Written:
        return function(*arguments, **keywords).written

    return call


LIBRARY: Library = {name: _written(function) for name, function in FUNCTIONS.items()}
