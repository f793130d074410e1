"""The component library: formulas of layers by family, each with its source and a doctest.

`FUNCTIONS` holds them by name, `LIBRARY` is what the language of formulas may call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.components import dense, recurrent
from derive.formulas.formula import Formula
from derive.formulas.grammar import Library
from derive.formulas.written import Written

FUNCTIONS: Mapping[str, Callable[..., Formula]] = {
    function.__name__: function
    for function in (
        dense.embedding,
        dense.linear,
        dense.softmax,
        recurrent.recurrent,
        recurrent.rnn,
        recurrent.lstm,
        recurrent.gru,
    )
}


def _written(function: Callable[..., Formula]) -> Callable[..., Written]:
    def call(*arguments: Written, **keywords: Written) -> Written:
        return function(*arguments, **keywords).written

    return call


LIBRARY: Library = {name: _written(function) for name, function in FUNCTIONS.items()}
