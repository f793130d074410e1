"""Arguments for every function of the component library: numbers, or symbols with values."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from derive.components.templates import INSTEAD
from derive.formulas.formula import Formula

# What each argument may be; any other is a size, a multiple of all that may have to divide it.
CHOICES = {
    (0, 1): "affine coupled first_projection gated norms output_gate router scale shared shortcut"
    " tied",
    (0, 1, 2): "bias candidate_bias depthwise_bias output_bias",
    (0, 1, 3): "distance_biases distance_matrices peepholes",
    (0, 2, 4): "per_channel",
    (0, 3, 4, 6): "biases",
    (1, 2): "active directions multiplier patch pieces shared_experts tables",
    (1, 2, 3): "layers",
    (1, 2, 4): "factor groups key_value_heads",
    (1, 3): "depth kernel",
    (1, 4): "gates",
    (1, 5): "kernel_width",
    (2, 3): "children",
    (2, 4): "experts",
    (4,): "heads",
}
NUMBERS = {name: numbers for numbers, names in CHOICES.items() for name in names.split()}
SIZES = (4, 8, 12, 64)
TOGETHER = {"head_width": "heads", "key_value_heads": "heads", "shared_inner": "shared_experts"}


class Drawn(NamedTuple):
    """A call: what is given, by place and by name, and the numbers of the symbols in it."""

    places: tuple[Any, ...]
    names: dict[str, Any]
    values: dict[str, int]

    def with_numbers(self) -> tuple[list[int], dict[str, int]]:
        """Give the same arguments with every symbol's number in its place."""
        return (
            [self.values.get(value, value) for value in self.places],
            {name: self.values.get(value, value) for name, value in self.names.items()},
        )


@st.composite
def calls(draw: st.DrawFn, function: Callable[..., Formula]) -> Drawn:
    """Draw a call of a function: some arguments numbers, some symbols, some left out."""
    places: list[Any] = []
    names: dict[str, Any] = {}
    values: dict[str, int] = {}

    def one(name: str) -> Any:
        number = draw(st.sampled_from(NUMBERS.get(name, SIZES)))
        if draw(st.booleans()):
            return number
        symbol = f"s_{name}"
        values[symbol] = number
        return symbol

    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            least = 2 if not places else 0
            count = draw(st.integers(least, 3))
            places.extend(one(f"{parameter.name}{at}") for at in range(count))
        elif parameter.kind is parameter.KEYWORD_ONLY:
            if parameter.default is parameter.empty or draw(st.booleans()):
                names[parameter.name] = one(parameter.name)
        else:
            places.append(one(parameter.name))
    for name, needed in TOGETHER.items():
        if name in names and needed not in names:
            names[needed] = one(needed)
    for (called, alone), others in INSTEAD.items():
        if called == function.__name__ and alone in names:
            names = {name: one for name, one in names.items() if name not in others}
    return Drawn(tuple(places), names, values)
