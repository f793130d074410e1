"""Recurrent layers: rnn, lstm, gru, of any depth, one or two directions, with a projection.

Everywhere m is the size of the input, n the number of cells, r what the layer passes on
(n, or the size of the projection).
"""

from __future__ import annotations

from collections.abc import Callable

from derive.components.templates import component, joined, tally, write
from derive.formulas.formula import Formula, FormulaLike, formula

# What each argument counts.
ARGUMENTS = {
    "inputs": "numbers that go in at a step",
    "cells": "cells of the layer, the numbers of its state",
    "gates": "blocks of weights, the candidate's among them",
    "bias": "bias vectors of a gate: 0, 1 or 2",
    "candidate_bias": "bias vectors that the candidate alone has, beside `bias`",
    "biases": "bias vectors of all gates together, instead of `bias` and `candidate_bias`",
    "peepholes": "peephole weights of a cell: 0, or 3 when they are diagonal",
    "projection": "numbers that the state is projected to, if it is",
    "coupled": "1 where input and forget gate are one",
    "layers": "layers above each other",
    "directions": "directions in which it reads: 1 or 2",
    "layer": "what one direction counts",
    "shared": "1 where both directions have the same weights",
}

WITH_PROJECTION = "gates*(n*m + n*r + bias*n) + peepholes*n + candidate_bias*n + n*r"
WITHOUT = "gates*(n*m + n**2 + bias*n) + peepholes*n + candidate_bias*n"


@component
def recurrent(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    gates: FormulaLike = 1,
    bias: FormulaLike = 0,
    candidate_bias: FormulaLike = 0,
    peepholes: FormulaLike = 0,
    projection: FormulaLike | None = None,
    layers: FormulaLike = 1,
    directions: FormulaLike = 1,
) -> Formula:
    """Give the parameters of recurrent layers with any number of gates: gates (n m + n^2).

    `gates` is the number of blocks of weights, the candidate's among them: 1 in a simple
    network, 2 in a minimal gated unit, 3 in a GRU, 4 in an LSTM. `bias` is the number of bias
    vectors a gate has (0, 1 or 2), `candidate_bias` of those that only the candidate has,
    `peepholes` the number of peephole weights a cell has (3 when diagonal), `projection` the
    size of the projected state, `directions` 1 or 2. A layer above the first reads what all
    directions pass on.

    Source: Hochreiter & Schmidhuber 1997 for the gates; Sak et al. 2014 for the projection.

    >>> recurrent("m", "n", gates="g", bias="b")
    g*(n*m + n**2 + b*n)
    >>> recurrent("m", "n", gates=4, layers="L")
    4*(n*m + n**2) + (L - 1)*4*(n*n + n**2)
    >>> recurrent("n", "n", gates=4, layers="L")
    L*4*(n*n + n**2)
    >>> recurrent("m", "n", gates=4, projection="r")
    4*(n*m + n*r) + n*r
    >>> int(recurrent(1000, 1000, gates=4, layers=4))
    32000000
    """
    own = {"n": cells, "gates": gates, "bias": bias, "directions": directions}
    extra = {"peepholes": peepholes, "candidate_bias": candidate_bias}
    passes = cells if projection is None else projection

    def layer(width: Formula) -> Formula:
        one = WITHOUT if projection is None else WITH_PROJECTION
        return write(f"directions*({one})", m=width, r=passes, **own, **extra)

    passed_on = write("directions*r", directions=directions, r=passes)
    return stacked(layer, formula(inputs), passed_on, formula(layers))


def stacked(
    layer: Callable[[Formula], Formula], inputs: Formula, passed_on: Formula, layers: Formula
) -> Formula:
    """Give a first layer over `inputs` and the further ones over what the layer below passes on.

    >>> stacked(lambda width: width, formula("m"), formula("n"), formula(3))
    m + 2*n
    """
    if inputs == passed_on:
        return write("layers*layer", layers=layers, layer=layer(inputs))
    further = write(
        "further*layer", further=tally("layers - 1", layers=layers), layer=layer(passed_on)
    )
    return joined([layer(inputs), further])


@component
def rnn(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    bias: FormulaLike = 0,
    layers: FormulaLike = 1,
    directions: FormulaLike = 1,
) -> Formula:
    """Give the parameters of a simple recurrent network: n m + n^2 (+ bias n).

    `bias` is 0, 1 (Keras, Flax) or 2 (PyTorch, cuDNN) vectors.

    Source: Elman 1990, "Finding Structure in Time".

    >>> rnn("m", "n"), rnn("m", "n", bias=1)
    (n*m + n**2, n*m + n**2 + n)
    >>> int(rnn(4, 5, bias=1)), int(rnn(4, 5, bias=2))
    (50, 55)
    """
    return recurrent(inputs, cells, bias=bias, layers=layers, directions=directions)


@component
def lstm(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    bias: FormulaLike = 0,
    peepholes: FormulaLike = 0,
    projection: FormulaLike | None = None,
    coupled: FormulaLike = 0,
    layers: FormulaLike = 1,
    directions: FormulaLike = 1,
) -> Formula:
    """Give the parameters of an LSTM: 4 (n m + n^2), with biases 4 (n m + n^2 + bias n).

    `bias` is 0, 1 (Keras, Flax) or 2 (PyTorch, cuDNN) vectors a gate; `peepholes` is 3 weights
    a cell when they are diagonal; with a `projection` to r numbers it is 4 (n m + n r) + n r.
    With `coupled` = 1 input and forget gate are one: 3 (n m + n^2), and 2 peepholes at most.

    Source: Hochreiter & Schmidhuber 1997; Gers et al. 2002 (peepholes); Sak et al. 2014
    (projection); Greff et al. 2017, section III (coupled gates).

    >>> lstm("m", "n"), lstm("m", "n", bias=1)
    (4*(n*m + n**2), 4*(n*m + n**2 + n))
    >>> lstm("m", "n", coupled=1), lstm("m", "n", coupled="c")
    (3*(n*m + n**2), (4 - c)*(n*m + n**2))
    >>> int(lstm(4, 5, bias=1)), int(lstm(4, 5, bias=2))
    (200, 220)
    """
    return recurrent(
        inputs,
        cells,
        gates=tally("4 - coupled", coupled=coupled),
        bias=bias,
        peepholes=peepholes,
        projection=projection,
        layers=layers,
        directions=directions,
    )


@component
def gru(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    bias: FormulaLike = 0,
    candidate_bias: FormulaLike = 0,
    biases: FormulaLike | None = None,
    layers: FormulaLike = 1,
    directions: FormulaLike = 1,
) -> Formula:
    """Give the parameters of a GRU: 3 (n m + n^2 + bias n).

    `bias` is 0, 1 (Keras with reset_after off) or 2 (PyTorch; Keras with reset_after on).
    Where the reset gate comes after the matrix, the candidate's second bias alone has an effect
    of its own: `candidate_bias` is 1 beside `bias` = 1 (Flax). `biases` stands instead of both:
    the vectors of all gates together, 0, 3, 4 (Flax) or 6, as the convention gru.biases has it.

    Source: Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder".

    >>> gru("m", "n"), gru("m", "n", bias=1, candidate_bias=1)
    (3*(n*m + n**2), 3*(n*m + n**2 + n) + n)
    >>> int(gru(4, 5, bias=1)), int(gru(4, 5, bias=2)), int(gru(4, 5, bias=1, candidate_bias=1))
    (150, 165, 155)
    >>> gru("m", "n", biases="b"), int(gru(4, 5, biases=4))
    (3*(n*m + n**2) + b*n, 155)
    """
    return recurrent(
        inputs,
        cells,
        gates=3,
        bias=bias,
        candidate_bias=candidate_bias if biases is None else biases,
        layers=layers,
        directions=directions,
    )


@component
def bidirectional(layer: FormulaLike, *, shared: FormulaLike = 0) -> Formula:
    """Give the parameters of a layer that reads in both directions: twice its own.

    With `shared` = 1 both directions have the same weights, which count once. Above such a layer
    the next one reads both directions: for stacks, `directions` of `lstm` does this by itself.

    Source: Schuster & Paliwal 1997, "Bidirectional Recurrent Neural Networks".

    >>> bidirectional(lstm("m", "n")), bidirectional("lstm", shared="s")
    (2*4*(n*m + n**2), (2 - s)*lstm)
    >>> int(bidirectional(lstm(300, 150, bias=2), shared=1))
    271200
    """
    return write("copies*layer", copies=tally("2 - shared", shared=shared), layer=layer)
