"""Matrices: linear layers and what is made of them.

Everywhere m is the number of inputs and n the number of outputs.
"""

from __future__ import annotations

from itertools import pairwise

from derive.components.templates import component, joined, write
from derive.errors import FormulaError
from derive.formulas.formula import Formula, FormulaLike

# What each argument counts.
ARGUMENTS = {
    "inputs": "numbers that go in",
    "outputs": "numbers that come out",
    "widths": "numbers of each layer, from those that go in to those that come out",
    "left": "numbers of the first input",
    "right": "numbers of the second input",
    "pieces": "linear pieces of a unit",
    "rank": "rank of the product of the two narrow matrices",
    "bias": "bias vectors of a matrix: 0 or 1",
}


@component
def linear(inputs: FormulaLike, outputs: FormulaLike, *, bias: FormulaLike = 0) -> Formula:
    """Give the parameters of a linear map with `bias` bias vectors (0 or 1): m n + bias n.

    Source: Goodfellow, Bengio & Courville 2016, "Deep Learning", section 6.1.

    >>> linear("m", "n"), linear("m", "n", bias=1)
    (m*n, m*n + n)
    >>> int(linear(784, 10, bias=1))
    7850
    """
    return write("inputs*outputs + bias*outputs", inputs=inputs, outputs=outputs, bias=bias)


@component
def multilayer_perceptron(*widths: FormulaLike, bias: FormulaLike = 0) -> Formula:
    """Give the parameters of linear layers from each width to the next: m h + h n (+ h + n).

    Source: Goodfellow, Bengio & Courville 2016, "Deep Learning", chapter 6.

    >>> multilayer_perceptron("m", "h", "n", bias=1)
    (m*h + h) + (h*n + n)
    >>> int(multilayer_perceptron(784, 300, 100, 10)), int(multilayer_perceptron(784, 10, bias=1))
    (266200, 7850)
    """
    if len(widths) < 2:
        raise FormulaError("multilayer_perceptron needs two widths or more")
    return joined(linear(inputs, outputs, bias=bias) for inputs, outputs in pairwise(widths))


@component
def bilinear(
    left: FormulaLike, right: FormulaLike, outputs: FormulaLike, *, bias: FormulaLike = 0
) -> Formula:
    """Give the parameters of a form bilinear in two inputs: n l r + bias n.

    Source: Socher et al. 2013, "Reasoning With Neural Tensor Networks", section 3.1.

    >>> bilinear("l", "r", "n")
    n*l*r
    >>> int(bilinear(20, 30, 40, bias=1))
    24040
    """
    values = {"left": left, "right": right, "outputs": outputs, "bias": bias}
    return write("outputs*left*right + bias*outputs", **values)


@component
def maxout(
    inputs: FormulaLike, outputs: FormulaLike, *, pieces: FormulaLike = 2, bias: FormulaLike = 0
) -> Formula:
    """Give the parameters of maxout units over k linear pieces each: k (m n + bias n).

    Source: Goodfellow et al. 2013, "Maxout Networks", section 3.

    >>> maxout("m", "n", pieces="k")
    k*m*n
    >>> int(maxout(784, 240, pieces=5, bias=1))
    942000
    """
    values = {"inputs": inputs, "outputs": outputs, "pieces": pieces, "bias": bias}
    return write("pieces*(inputs*outputs + bias*outputs)", **values)


@component
def low_rank(inputs: FormulaLike, outputs: FormulaLike, *, rank: FormulaLike) -> Formula:
    """Give the parameters of a matrix, or of a change of one, of rank r: r (m + n).

    Source: Hu et al. 2022, "LoRA: Low-Rank Adaptation of Large Language Models", section 4.1.

    >>> low_rank("m", "n", rank="r")
    r*(m + n)
    >>> int(96 * 2 * low_rank(12288, 12288, rank=4))
    18874368
    """
    return write("rank*(inputs + outputs)", rank=rank, inputs=inputs, outputs=outputs)
