"""The component library: formulas of layers by family, each with its source and a doctest.

`FAMILIES` is the index: the components of each family, in the order of its file. `FUNCTIONS` holds
them by name, `LIBRARY` is what the language of formulas may call. Each can be imported from here.

>>> [function.__name__ for function in FAMILIES["normalisation"]]
['batch_norm', 'layer_norm', 'rms_norm', 'group_norm', 'instance_norm']
>>> from derive.components import lstm
>>> lstm("m", "n")
4*(n*m + n**2)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any

from derive.components import (
    attentions,
    convolution,
    dense,
    embeddings,
    feed_forwards,
    highways,
    normalisation,
    outputs,
    recurrences,
    residual,
    state_space,
    tree_lstm,
)
from derive.components.aliases import meant
from derive.formulas.formula import Formula
from derive.formulas.grammar import Library
from derive.formulas.tree import Written

if TYPE_CHECKING:  # for a reader and mypy; __getattr__ gives them all
    from derive.components.attentions import *
    from derive.components.convolution import *
    from derive.components.dense import *
    from derive.components.embeddings import *
    from derive.components.feed_forwards import *
    from derive.components.highways import *
    from derive.components.normalisation import *
    from derive.components.outputs import *
    from derive.components.recurrences import *
    from derive.components.residual import *
    from derive.components.state_space import *
    from derive.components.tree_lstm import *


def _members(family: ModuleType) -> tuple[Callable[..., Formula], ...]:
    """Give the components of a family: what is decorated with `@component` in its file."""
    return tuple(
        one
        for one in vars(family).values()
        if hasattr(one, "__wrapped__") and one.__module__ == family.__name__
    )


FAMILIES: Mapping[str, tuple[Callable[..., Formula], ...]] = {
    "dense": _members(dense),
    "embeddings": _members(embeddings),
    "recurrent": _members(recurrences),
    "tree_lstm": _members(tree_lstm),
    "highway": _members(highways),
    "convolution": _members(convolution),
    "residual": _members(residual),
    "normalisation": _members(normalisation),
    "attention": _members(attentions),
    "feed_forward": _members(feed_forwards),
    "state_space": _members(state_space),
    "outputs": _members(outputs),
}

FUNCTIONS: Mapping[str, Callable[..., Formula]] = {
    function.__name__: function for family in FAMILIES.values() for function in family
}


def __getattr__(name: str) -> Any:
    """Give a component by its name: adding one touches its own file alone."""
    if name not in FUNCTIONS:
        raise AttributeError(f"module 'derive.components' has no attribute {name!r}")
    return FUNCTIONS[name]


def _written(function: Callable[..., Formula]) -> Callable[..., Written]:
    def call(*arguments: Written, **keywords: Written) -> Written:
        return function(*arguments, **keywords).written

    return call


LIBRARY = Library(
    {name: _written(function) for name, function in FUNCTIONS.items()},
    meant=lambda name: meant(name, FUNCTIONS),
    listed="`derive components` lists the layers",
)
