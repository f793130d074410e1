"""Highway layers: layers whose gates let the input through, feed-forward or recurrent."""

from __future__ import annotations

from derive.components.templates import component, tally, write
from derive.formulas.formula import Formula, FormulaLike

# What each argument counts.
ARGUMENTS = {
    "width": "numbers of a layer",
    "inputs": "numbers that go in at a step",
    "cells": "cells of the layer, the numbers of its state",
    "depth": "highway layers between two steps",
    "bias": "bias vectors of a gate",
    "coupled": "1 where the carry gate is one minus the transform gate",
    "layers": "layers above each other",
}


@component
def highway(
    width: FormulaLike,
    *,
    bias: FormulaLike = 1,
    coupled: FormulaLike = 1,
    layers: FormulaLike = 1,
) -> Formula:
    """Give the parameters of highway layers with a transform and a carry gate: 2 (n^2 + n).

    With `coupled` = 1 the carry gate is one minus the transform gate and has no weights, else
    there are 3 matrices a layer.

    Source: Srivastava, Greff & Schmidhuber 2015, "Highway Networks", section 2.

    >>> highway("n"), highway("n", coupled=0, layers="L")
    (2*(n**2 + n), L*3*(n**2 + n))
    >>> int(highway(2048, layers=2))
    16785408
    """
    values = {"layers": layers, "width": width, "bias": bias}
    matrices = tally("3 - coupled", coupled=coupled)
    return write("layers*matrices*(width**2 + bias*width)", matrices=matrices, **values)


@component
def recurrent_highway(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    depth: FormulaLike,
    bias: FormulaLike = 0,
    coupled: FormulaLike = 1,
) -> Formula:
    """Give the parameters of a recurrent highway layer: 2 (n m + D (n^2 + bias n)).

    `depth` is the number D of highway layers between two time steps, of which only the first
    reads the input. With `coupled` = 0 the carry gate has weights of its own: 3 (...).

    Source: Zilly et al. 2017, "Recurrent Highway Networks", section 4, equations 6 to 9.

    >>> recurrent_highway("m", "n", depth="D")
    2*(n*m + D*n**2)
    >>> int(recurrent_highway(830, 830, depth=10, bias=1))
    15172400
    """
    return write(
        "gates*(cells*inputs + depth*(cells**2 + bias*cells))",
        gates=tally("3 - coupled", coupled=coupled),
        inputs=inputs,
        cells=cells,
        depth=depth,
        bias=bias,
    )
