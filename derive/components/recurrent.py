"""Recurrent layers: rnn, lstm, gru, of any depth, one or two directions, with a projection.

Everywhere m is the size of the input, n the number of cells, r what the layer passes on
(n, or the size of the projection).
"""

from __future__ import annotations

from derive.components.writing import write
from derive.formulas.formula import Formula, FormulaLike, formula

GATES = "gates*(n*m + n*r + bias*n) + peepholes*n"
GATES_SQUARE = "gates*(n*m + n**2 + bias*n) + peepholes*n"


def recurrent(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    gates: FormulaLike = 1,
    bias: FormulaLike = 0,
    peepholes: FormulaLike = 0,
    projection: FormulaLike | None = None,
    layers: FormulaLike = 1,
    directions: FormulaLike = 1,
) -> Formula:
    """Give the parameters of recurrent layers with any number of gates: gates (n m + n^2).

    `bias` is the number of bias vectors a gate has (0, 1 or 2), `peepholes` the number of
    peephole weights a cell has (3 when diagonal), `projection` the size of the projected
    state, `directions` 1 or 2. A layer above the first reads what all directions pass on.

    Source: Hochreiter & Schmidhuber 1997 for the gates; Sak et al. 2014 for the projection.

    >>> recurrent("m", "n", gates="g", bias="b")
    g*(n*m + n**2 + b*n)
    >>> recurrent("m", "n", gates=4, layers="L")
    4*(n*m + n**2) + (L - 1)*4*(n*n + n**2)
    >>> recurrent("n", "n", gates=4, layers="L")
    L*4*(n*n + n**2)
    >>> recurrent("m", "n", gates=4, projection="r")
    4*(n*m + n*r) + n*r
    """

    def layer(width: FormulaLike) -> Formula:
        values = {"m": width, "n": cells, "gates": gates, "bias": bias, "peepholes": peepholes}
        if projection is None:
            return write(f"directions*({GATES_SQUARE})", directions=directions, **values)
        template = f"directions*({GATES} + n*r)"
        return write(template, directions=directions, r=projection, **values)

    passed_on = write("directions*r", directions=directions, r=projection or cells)
    return stacked(layer, formula(inputs), passed_on, formula(layers))


def stacked(layer: object, inputs: Formula, passed_on: Formula, layers: Formula) -> Formula:
    """Give a first layer over `inputs` and the further ones over what the layer below passes on.

    >>> stacked(lambda width: width, formula("m"), formula("n"), formula(3))
    m + 2*n
    """
    assert callable(layer)
    if inputs == passed_on:
        return write("layers*layer", layers=layers, layer=layer(inputs))
    further = write("layers - 1", layers=layers)
    if not further.names:
        further = formula(int(further))
    return write(
        "first + further*layer",
        first=layer(inputs),
        further=further,
        layer=layer(passed_on),
    )


def rnn(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    bias: FormulaLike = 0,
    layers: FormulaLike = 1,
    directions: FormulaLike = 1,
) -> Formula:
    """Give the parameters of a simple recurrent network: n m + n^2 (+ bias n).

    Source: Elman 1990, "Finding Structure in Time".

    >>> rnn("m", "n"), rnn("m", "n", bias=1)
    (n*m + n**2, n*m + n**2 + n)
    """
    return recurrent(inputs, cells, bias=bias, layers=layers, directions=directions)


def lstm(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    bias: FormulaLike = 0,
    peepholes: FormulaLike = 0,
    projection: FormulaLike | None = None,
    layers: FormulaLike = 1,
    directions: FormulaLike = 1,
) -> Formula:
    """Give the parameters of an LSTM: 4 (n m + n^2), with `bias` vectors a gate 4 (n m + n^2 + bias n).

    `bias` is 0, 1 (Keras, Flax) or 2 (PyTorch, cuDNN) vectors a gate; `peepholes` is 3 weights
    a cell when they are diagonal; with a `projection` to r numbers it is 4 (n m + n r) + n r.

    Source: Hochreiter & Schmidhuber 1997; Gers et al. 2002 (peepholes); Sak et al. 2014 (projection).

    >>> lstm("m", "n"), lstm("m", "n", bias=1)
    (4*(n*m + n**2), 4*(n*m + n**2 + n))
    >>> int(lstm(4, 5, bias=1)), int(lstm(4, 5, bias=2))
    (200, 220)
    """
    return recurrent(
        inputs,
        cells,
        gates=4,
        bias=bias,
        peepholes=peepholes,
        projection=projection,
        layers=layers,
        directions=directions,
    )


def gru(
    inputs: FormulaLike,
    cells: FormulaLike,
    *,
    bias: FormulaLike = 0,
    layers: FormulaLike = 1,
    directions: FormulaLike = 1,
) -> Formula:
    """Give the parameters of a GRU: 3 (n m + n^2 + bias n).

    `bias` is 0, 1 (Keras with reset_after off) or 2 (PyTorch; Keras with reset_after on).

    Source: Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder".

    >>> gru("m", "n")
    3*(n*m + n**2)
    >>> int(gru(4, 5, bias=1)), int(gru(4, 5, bias=2))
    (150, 165)
    """
    return recurrent(inputs, cells, gates=3, bias=bias, layers=layers, directions=directions)
