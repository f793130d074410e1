"""Attention: multi-head, multi- and grouped-query, relative, cross, additive.

Everywhere d is the width of the model, h the number of heads, k the width of a head (d/h unless
stated). The matrices of all heads together are counted, so the number of heads matters only where
their width is stated, or keys and values have fewer.
"""

from __future__ import annotations

from derive.components.templates import check_divides, component, write
from derive.errors import FormulaError
from derive.formulas.formula import Formula, FormulaLike

SQUARE = "4*(width**2 + bias*width)"
SQUARE_OUTPUT = "3*(width**2 + bias*width) + width**2 + output_bias*width"
INNER = "3*(width*inner + bias*inner) + inner*width + output_bias*width"
CROSS = (
    "width*inner + bias*inner + 2*(memory_width*inner + bias*inner)"
    " + inner*width + output_bias*width"
)
GROUPED = "2*width*inner + 2*width*shared + bias*(inner + 2*shared) + output_bias*width"
GROUPED_SQUARE = GROUPED.replace("width*inner", "width**2", 1).replace("inner", "width")


@component
def multi_head_attention(
    width: FormulaLike,
    *,
    heads: FormulaLike | None = None,
    head_width: FormulaLike | None = None,
    memory_width: FormulaLike | None = None,
    bias: FormulaLike = 0,
    output_bias: FormulaLike | None = None,
) -> Formula:
    """Give the parameters of query, key, value and output matrices: 4 d^2, else 4 d (h k).

    `memory_width` is the width of what keys and values read, where cross-attention reads a
    memory of another width. `bias` is 1 where queries, keys and values have one, `output_bias`
    where the output has one (the same as `bias` unless given).

    Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.2.

    >>> multi_head_attention("d"), multi_head_attention("d", bias="b")
    (4*d**2, 4*(d**2 + b*d))
    >>> multi_head_attention("d", heads="h", head_width="k")
    3*d*h*k + h*k*d
    >>> multi_head_attention("d", memory_width="m")
    d*d + 2*m*d + d*d
    >>> int(multi_head_attention(768, heads=12, bias=1))
    2362368
    """
    inner = _inner(width, heads, head_width)
    output = bias if output_bias is None else output_bias
    values = {"width": width, "bias": bias, "output_bias": output}
    if memory_width is not None:
        return write(CROSS, inner=inner or width, memory_width=memory_width, **values)
    if inner is not None:
        return write(INNER, inner=inner, **values)
    return write(SQUARE if output_bias is None else SQUARE_OUTPUT, **values)


@component
def grouped_query_attention(
    width: FormulaLike,
    *,
    heads: FormulaLike,
    key_value_heads: FormulaLike,
    head_width: FormulaLike | None = None,
    bias: FormulaLike = 0,
    output_bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of attention with g heads of keys and values: 2 d^2 + 2 d (g k).

    Source: Ainslie et al. 2023, "GQA: Training Generalized Multi-Query Transformer Models from
    Multi-Head Checkpoints", section 2.2.

    >>> grouped_query_attention("d", heads="h", key_value_heads="g")
    2*d**2 + 2*d*(g*d/h)
    >>> grouped_query_attention("d", heads="h", key_value_heads="g", head_width="k")
    2*d*h*k + 2*d*g*k
    >>> int(grouped_query_attention(4096, heads=32, key_value_heads=8))
    41943040
    """
    check_divides(key_value_heads, heads, "heads of keys and values", "heads")
    inner = _inner(width, heads, head_width)
    values = {"width": width, "bias": bias, "output_bias": output_bias}
    if inner is None:
        shared = write("groups*width/heads", groups=key_value_heads, width=width, heads=heads)
        return write(GROUPED_SQUARE, shared=shared, **values)
    shared = write("groups*head_width", groups=key_value_heads, head_width=head_width)
    return write(GROUPED, inner=inner, shared=shared, **values)


@component
def multi_query_attention(
    width: FormulaLike,
    *,
    heads: FormulaLike,
    head_width: FormulaLike | None = None,
    bias: FormulaLike = 0,
    output_bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of attention whose heads share one key and value: 2 d^2 + 2 d k.

    Source: Shazeer 2019, "Fast Transformer Decoding: One Write-Head is All You Need", section 3.

    >>> multi_query_attention("d", heads="h")
    2*d**2 + 2*d*(d/h)
    >>> int(multi_query_attention(2048, heads=8, head_width=256))
    9437184
    """
    return grouped_query_attention(
        width,
        heads=heads,
        key_value_heads=1,
        head_width=head_width,
        bias=bias,
        output_bias=output_bias,
    )


@component
def relative_attention(
    width: FormulaLike,
    *,
    heads: FormulaLike | None = None,
    head_width: FormulaLike | None = None,
    bias: FormulaLike = 0,
    output_bias: FormulaLike | None = None,
    distance_matrices: FormulaLike = 1,
    distance_biases: FormulaLike = 2,
) -> Formula:
    """Give the parameters of attention with a matrix for sinusoids of distances: 5 d^2 + 2 d.

    `distance_matrices` project the sinusoids; `distance_biases` are the vectors u and v, a
    number for each number of each head. Layers that share the vectors count them once, apart.

    Source: Dai et al. 2019, "Transformer-XL", section 3.3.

    >>> relative_attention("d")
    4*d**2 + d**2 + 2*d
    >>> relative_attention("d", heads="h", head_width="k", distance_biases=0)
    (3*d*h*k + h*k*d) + d*h*k
    >>> int(relative_attention(410, heads=10, head_width=41))
    841320
    """
    plain = multi_head_attention(
        width, heads=heads, head_width=head_width, bias=bias, output_bias=output_bias
    )
    inner = _inner(width, heads, head_width)
    values = {"plain": plain, "width": width, "matrices": distance_matrices}
    vectors = {"biases": distance_biases, "inner": inner or width}
    square = "width**2" if inner is None else "width*inner"
    return write(f"plain + matrices*{square} + biases*inner", **values, **vectors)


@component
def additive_attention(
    query_width: FormulaLike, memory_width: FormulaLike, width: FormulaLike
) -> Formula:
    """Give the parameters of v tanh(W q + U m) with an inner width a: a q + a m + a.

    Source: Bahdanau, Cho & Bengio 2015, "Neural Machine Translation by Jointly Learning to Align
    and Translate", appendix A.1.2.

    >>> additive_attention("q", "m", "a")
    a*q + a*m + a
    >>> int(additive_attention(1000, 2000, 1000))
    3001000
    """
    values = {"query_width": query_width, "memory_width": memory_width, "width": width}
    return write("width*query_width + width*memory_width + width", **values)


def _inner(
    width: FormulaLike, heads: FormulaLike | None, head_width: FormulaLike | None
) -> Formula | None:
    """Give the width of all heads together where it is stated."""
    if head_width is None:
        if heads is not None:
            check_divides(heads, width, "heads", "numbers")
        return None
    if heads is None:
        raise FormulaError("head_width is given, and heads is not", advice="give heads too")
    return write("heads*head_width", heads=heads, head_width=head_width)
