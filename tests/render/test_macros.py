"""The macros of a paper: one a value, and never another value under the same command."""

from __future__ import annotations

from itertools import permutations

import pytest

from derive.render.latex import command_names, macros
from derive.steps import Quantity


@pytest.mark.parametrize(
    ("names", "commands"),
    [
        (("V_in", "d_ff"), ("VIn", "DFf")),
        (("d", "D"), ("SmallD", "CapitalD")),
        (("1.3B", "13B"), ("OnePointThreeB", "OneThreeB")),
        (("d_1", "d1", "d"), ("SmallDLowOne", "SmallDOne", "D")),
        (("a b", "a_b", "aB"), ("SmallASpaceSmallB", "SmallALowSmallB", "SmallAB")),
        (("12 layers total",), ("OneTwoLayersTotal",)),
    ],
)
def test_a_command_does_not_depend_on_the_order(
    names: tuple[str, ...], commands: tuple[str, ...]
) -> None:
    for order in permutations(zip(names, commands, strict=True)):
        assert command_names(name for name, _ in order) == dict(order)


def test_a_new_symbol_takes_no_command_over() -> None:
    alone = macros([Quantity("d", 10)])
    both = macros([Quantity("D", 20), Quantity("d", 10)])
    assert "\\newcommand{\\deriveD}{10}" in alone
    assert "\\deriveD}" not in both
    assert "\\newcommand{\\deriveSmallD}{10}" in both
    assert "\\newcommand{\\deriveCapitalD}{20}" in both
