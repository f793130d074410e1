"""Attention: multi-head, multi- and grouped-query, latent, relative, cross, additive.

Everywhere d is the width of the model, h the number of heads, k the width of a head (d/h unless
stated). The matrices of all heads together are counted, so the number of heads matters only where
their width is stated, or keys and values have fewer.
"""

from __future__ import annotations

from derive.components.templates import check_divides, component, joined, write
from derive.errors import FormulaError
from derive.formulas.formula import Formula, FormulaLike

# What each argument counts.
ARGUMENTS = {
    "width": "width of the model",
    "additive_attention.width": "inner width",
    "heads": "heads, those of the queries",
    "key_value_heads": "heads of the keys, and of the values",
    "head_width": "numbers of a head; width/heads unless given",
    "memory_width": "width of what keys and values read, where that is another",
    "query_width": "width of the query",
    "additive_attention.memory_width": "width of what is attended to",
    "nope_width": "numbers of a head's query and key without a position",
    "rope_width": "numbers of a head's query and of the key with a (rotary) position",
    "value_width": "numbers of a head's value",
    "query_rank": "numbers of the vector that queries come from, where they do",
    "key_value_rank": "numbers of the vector that keys and values come from",
    "norms": "0 where the norms of these vectors are not counted",
    "bias": "bias vectors of queries, keys and values each: 0 or 1",
    "latent_attention.bias": "1 where the matrices from and to the model's width have a bias",
    "output_bias": "bias vectors of the output",
    "distance_matrices": "matrices over the sinusoids of distances",
    "distance_biases": "vectors beside the queries, as u and v",
}

SQUARE = "4*(width**2 + bias*width)"
SQUARE_OUTPUT = "3*(width**2 + bias*width) + width**2 + output_bias*width"
INNER = "3*(width*inner + bias*inner) + inner*width + output_bias*width"
CROSS = (
    "width*inner + bias*inner + 2*(memory_width*inner + bias*inner)"
    " + inner*width + output_bias*width"
)
GROUPED = "2*width*inner + 2*width*shared + bias*(inner + 2*shared) + output_bias*width"
PACKED = "width*(inner + 2*shared) + bias*(inner + 2*shared)"
LATENT = (  # keys and values, the key with a position, the output
    "width*rank + norms*rank + bias*rank + rank*heads*(nope_width + value_width)",
    "width*rope_width + bias*rope_width",
    "heads*value_width*width + bias*width",
)
QUERIES = "width*heads*(nope_width + rope_width)"
LATENT_QUERIES = "width*rank + norms*rank + bias*rank + rank*heads*(nope_width + rope_width)"
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
    inner = _inner(width, heads, head_width)
    shared = _shared(width, heads, key_value_heads, head_width)
    values = {"width": width, "shared": shared, "bias": bias, "output_bias": output_bias}
    if inner is None:
        return write(GROUPED_SQUARE, **values)
    return write(GROUPED, inner=inner, **values)


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
def qkv_projection(
    width: FormulaLike,
    *,
    heads: FormulaLike | None = None,
    key_value_heads: FormulaLike | None = None,
    head_width: FormulaLike | None = None,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of queries, keys and values in one matrix: 3 d^2, else d (h + 2 g) k.

    What attention has in it without the output's matrix, which is d^2, or h k d. With
    `key_value_heads` = g the keys and values have fewer heads (grouped queries; 1 is multi-query).

    Source: Radford et al. 2019, GPT-2's program (`c_attn`); Phi-3 in transformers (`qkv_proj`).

    >>> qkv_projection("d"), qkv_projection("d", bias="b")
    (3*d**2, 3*(d**2 + b*d))
    >>> qkv_projection("d", heads="h", key_value_heads="g", head_width="k")
    d*(h*k + 2*g*k)
    >>> int(qkv_projection(768, bias=1)), int(qkv_projection(4096, heads=32, key_value_heads=8))
    (1771776, 25165824)
    """
    inner = _inner(width, heads, head_width)
    values = {"width": width, "inner": inner or width, "bias": bias}
    if key_value_heads is None:
        square = "width**2" if inner is None else "width*inner"
        return write(f"3*({square} + bias*inner)", **values)
    if heads is None:
        raise FormulaError("key_value_heads is given, and heads is not", advice="give heads too")
    return write(PACKED, shared=_shared(width, heads, key_value_heads, head_width), **values)


@component
def latent_attention(
    width: FormulaLike,
    *,
    heads: FormulaLike,
    key_value_rank: FormulaLike,
    nope_width: FormulaLike,
    rope_width: FormulaLike,
    value_width: FormulaLike,
    query_rank: FormulaLike | None = None,
    norms: FormulaLike = 1,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of multi-head latent attention (MLA), with the norms of its vectors.

    Keys and values come from one vector of `key_value_rank` = r numbers a token: d r + r +
    r h (n + v), where a head has n numbers without a position (`nope_width`) and v of its value
    (`value_width`). The key's `rope_width` = p numbers with a position are one for all heads:
    d p. Queries are d h (n + p), or with a `query_rank` = q of their own d q + q + q h (n + p).
    The output is h v d. `norms` is 0 where the norms (r, and q) are not counted; `bias` is
    1 where the matrices that read the model's width, and the output's, have one.

    Source: DeepSeek-AI 2024, "DeepSeek-V2", section 2.1 and appendix C (all equations), section
    3.1.2 (norms); in the released configurations q_lora_rank, kv_lora_rank, qk_nope_head_dim,
    qk_rope_head_dim and v_head_dim.

    >>> sizes = dict(heads="h", nope_width="n", rope_width="p", value_width="v", norms=0)
    >>> latent_attention("d", key_value_rank="r", **sizes)
    d*h*(n + p) + (d*r + r*h*(n + v)) + d*p + h*v*d
    >>> latent_attention("d", key_value_rank="r", query_rank="q", **sizes)
    (d*q + q*h*(n + p)) + (d*r + r*h*(n + v)) + d*p + h*v*d
    >>> int(latent_attention(7168, heads=128, key_value_rank=512, query_rank=1536,
    ...     nope_width=128, rope_width=64, value_width=128))
    187107328
    """
    own = {"width": width, "heads": heads, "norms": norms, "bias": bias}
    own |= {"nope_width": nope_width, "rope_width": rope_width, "value_width": value_width}
    queries = (
        write(QUERIES, **own)
        if query_rank is None
        else write(LATENT_QUERIES, rank=query_rank, **own)
    )
    return joined([queries, *(write(part, rank=key_value_rank, **own) for part in LATENT)])


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


def _shared(
    width: FormulaLike,
    heads: FormulaLike,
    key_value_heads: FormulaLike,
    head_width: FormulaLike | None,
) -> Formula:
    """Give the width of all heads of the keys together, which is that of the values."""
    check_divides(key_value_heads, heads, "heads of keys and values", "heads")
    if head_width is None:
        return write("groups*width/heads", groups=key_value_heads, width=width, heads=heads)
    return write("groups*head_width", groups=key_value_heads, head_width=head_width)
