"""LSTMs over trees: child-sum, N-ary, and binary with words at the leaves only.

Everywhere m is the size of the input and n the number of cells of a node.
"""

from __future__ import annotations

from derive.components.templates import component, tally, write
from derive.formulas.formula import Formula, FormulaLike

# What each argument counts.
ARGUMENTS = {
    "inputs": "numbers that go in at a node",
    "cells": "cells of a node",
    "children": "children of a node",
    "bias": "bias vectors of a gate",
    "output_gate": "0 where there is no output gate",
}


@component
def child_sum_tree_lstm(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    bias: FormulaLike = 0,
    output_gate: FormulaLike = 1,
) -> Formula:
    """Give the parameters of a child-sum tree-LSTM: 4 (n m + n^2 + bias n), as in an LSTM.

    All children share the forget gate's matrix. `bias` is 1 in the paper's equations and 2 in its
    program; `output_gate` is 0 in its models of relatedness.

    Source: Tai, Socher & Manning 2015, "Improved Semantic Representations From Tree-Structured
    Long Short-Term Memory Networks", section 3.1.

    >>> child_sum_tree_lstm("m", "n")
    4*(n*m + n**2)
    >>> int(child_sum_tree_lstm(300, 168, bias=2))
    315840
    >>> int(child_sum_tree_lstm(300, 150, bias=2, output_gate=0))
    203400
    """
    gates = tally("3 + output_gate", output_gate=output_gate)
    template = "gates*(cells*inputs + cells**2 + bias*cells)"
    return write(template, gates=gates, inputs=inputs, cells=cells, bias=bias)


@component
def n_ary_tree_lstm(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    children: FormulaLike = 2,
    bias: FormulaLike = 0,
    output_gate: FormulaLike = 1,
) -> Formula:
    """Give the parameters of an N-ary tree-LSTM: 4 (n m + bias n) + (3 + N) N n^2.

    Each gate has a matrix for each child, and there is a forget gate for each child, which share
    the matrix of the input and the bias.

    Source: Tai, Socher & Manning 2015, section 3.2, equations 9 to 14.

    >>> n_ary_tree_lstm("m", "n", children="N")
    4*n*m + (3 + N)*N*n**2
    >>> int(n_ary_tree_lstm(300, 150, bias=1))
    405600
    """
    gates = tally("3 + output_gate", output_gate=output_gate)
    others = tally("2 + output_gate", output_gate=output_gate)
    blocks = tally("others + children", others=others, children=children)
    return write(
        "gates*(cells*inputs + bias*cells) + blocks*children*cells**2",
        gates=gates,
        blocks=blocks,
        inputs=inputs,
        cells=cells,
        children=children,
        bias=bias,
    )


@component
def constituency_tree_lstm(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    bias: FormulaLike = 0,
    output_gate: FormulaLike = 1,
) -> Formula:
    """Give the parameters of a binary tree-LSTM that reads words at its leaves: 10 n^2 + 2 n m.

    Inner nodes have five gates with a matrix for each child, leaves a cell and an output gate.
    `bias` is the number of bias vectors beside each matrix.

    Source: Tai, Socher & Manning 2015, section 4.1, and the paper's program
    (`BinaryTreeLSTM.lua`).

    >>> constituency_tree_lstm("m", "n")
    5*2*n**2 + 2*n*m
    >>> int(constituency_tree_lstm(300, 150, bias=1))
    316800
    >>> int(constituency_tree_lstm(300, 142, bias=1, output_gate=0))
    205190
    """
    return write(
        "inner*2*(cells**2 + bias*cells) + leaf*(cells*inputs + bias*cells)",
        inner=tally("4 + output_gate", output_gate=output_gate),
        leaf=tally("1 + output_gate", output_gate=output_gate),
        inputs=inputs,
        cells=cells,
        bias=bias,
    )
