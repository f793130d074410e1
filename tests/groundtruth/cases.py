"""A layer of a framework beside the formula that counts it, and what is drawn for both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from derive.formulas.formula import Formula

few = settings(max_examples=20)

size = st.integers(1, 40)
kernel = st.integers(1, 7)
layers = st.integers(1, 4)
switch = st.integers(0, 1)
heads = st.integers(1, 6)
Options = dict[str, st.SearchStrategy[int]]


class Case(NamedTuple):
    """What is drawn, the framework's layer from it, and the formula from it."""

    options: Options
    real: Callable[..., Any]
    ours: Callable[..., Formula | int]

    def drawn(self) -> st.SearchStrategy[dict[str, int]]:
        """Give the strategy of all options together."""
        return st.fixed_dictionaries(self.options)
