"""Tables and matrices: embedding, linear layer, softmax."""

from __future__ import annotations

from derive.components.writing import write
from derive.formulas.formula import Formula, FormulaLike


def embedding(tokens: FormulaLike, width: FormulaLike) -> Formula:
    """Give the parameters of a table of `tokens` vectors of `width` numbers: V d.

    Source: Bengio et al. 2003, "A Neural Probabilistic Language Model", section 2.

    >>> embedding("V", "d")
    V*d
    >>> int(embedding(160_000, 1000))
    160000000
    """
    return write("tokens*width", tokens=tokens, width=width)


def linear(inputs: FormulaLike, outputs: FormulaLike, *, bias: FormulaLike = 0) -> Formula:
    """Give the parameters of a linear map with `bias` bias vectors (0 or 1): m n + bias n.

    Source: Goodfellow, Bengio & Courville 2016, "Deep Learning", section 6.1.

    >>> linear("m", "n"), linear("m", "n", bias=1)
    (m*n, m*n + n)
    """
    return write("inputs*outputs + bias*outputs", inputs=inputs, outputs=outputs, bias=bias)


def softmax(inputs: FormulaLike, classes: FormulaLike, *, bias: FormulaLike = 0) -> Formula:
    """Give the parameters of a softmax over `classes` that reads `inputs` numbers: V n + bias V.

    Source: Goodfellow, Bengio & Courville 2016, "Deep Learning", section 6.2.2.3.

    >>> softmax("d", "V"), softmax("d", "V", bias=1)
    (V*d, V*d + V)
    """
    return write("classes*inputs + bias*classes", inputs=inputs, classes=classes, bias=bias)
