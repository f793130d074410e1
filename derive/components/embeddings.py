"""Tables: tokens, positions, segments, and tables in factors.

Everywhere V is the size of the vocabulary and d the width of the model.
"""

from __future__ import annotations

from derive.components.templates import component, joined, tally, write
from derive.formulas.formula import Formula, FormulaLike, formula

# What each argument counts.
ARGUMENTS = {
    "tokens": "words of the vocabulary",
    "positions": "positions that have a vector of their own",
    "segments": "segments, or types of token",
    "width": "numbers of a vector, the width of the model",
    "buckets": "distances that are told apart",
    "heads": "heads of attention",
    "distance": "largest distance that is told apart, to either side",
    "tables": "tables: one for the keys, one for the values",
    "channels": "channels of the image",
    "patch": "pixels along a side of a patch",
    "inner": "width of the table",
    "first": "words of the first band, the most frequent",
    "bands": "words of each further band",
    "factor": "how many times narrower each band is than the one before",
    "first_projection": "1 where the first band has a matrix too",
    "bias": "bias vectors of the matrix: 0 or 1",
}


@component
def embedding(tokens: FormulaLike, width: FormulaLike) -> Formula:
    """Give the parameters of a table of `tokens` vectors of `width` numbers: V d.

    Source: Bengio et al. 2003, "A Neural Probabilistic Language Model", section 2.

    >>> embedding("V", "d")
    V*d
    >>> int(embedding(160_000, 1000))
    160000000
    """
    return write("tokens*width", tokens=tokens, width=width)


@component
def position_embedding(positions: FormulaLike, width: FormulaLike) -> Formula:
    """Give the parameters of a learned table of positions: T d; sinusoids have none.

    Source: Gehring et al. 2017, "Convolutional Sequence to Sequence Learning", section 3.1.

    >>> position_embedding("T", "d")
    T*d
    >>> int(position_embedding(512, 768))
    393216
    """
    return write("positions*width", positions=positions, width=width)


@component
def segment_embedding(segments: FormulaLike, width: FormulaLike) -> Formula:
    """Give the parameters of a table of segments (also: token types): s d.

    Source: Devlin et al. 2019, "BERT", section 3 and figure 2.

    >>> segment_embedding("s", "d")
    s*d
    >>> int(segment_embedding(2, 768))
    1536
    """
    return write("segments*width", segments=segments, width=width)


@component
def relative_position_bias(buckets: FormulaLike, heads: FormulaLike) -> Formula:
    """Give the parameters of one learned number for each distance and head: b h.

    A layer that shares the table of another has none. Swin has (2M - 1)^2 distances.

    Source: Raffel et al. 2020, "Exploring the Limits of Transfer Learning with a Unified
    Text-to-Text Transformer", section 2.1.

    >>> relative_position_bias("b", "h")
    b*h
    >>> int(relative_position_bias(32, 8))
    256
    """
    return write("buckets*heads", buckets=buckets, heads=heads)


@component
def relative_position_embedding(
    distance: FormulaLike, width: FormulaLike, *, tables: FormulaLike = 2
) -> Formula:
    """Give the parameters of tables of vectors from -`distance` to `distance`: 2 (2 k + 1) d.

    `tables` is 2 with one for the keys and one for the values. `width` is that of a head where
    the heads share them.

    Source: Shaw, Uszkoreit & Vaswani 2018, "Self-Attention with Relative Position
    Representations", section 3.2.

    >>> relative_position_embedding("k", "d")
    2*(2*k + 1)*d
    >>> int(relative_position_embedding(16, 64))
    4224
    """
    return write("tables*(2*distance + 1)*width", tables=tables, distance=distance, width=width)


@component
def patch_embedding(
    channels: FormulaLike, width: FormulaLike, *, patch: FormulaLike, bias: FormulaLike = 1
) -> Formula:
    """Give the parameters of a linear map of square patches of an image: P^2 c d + d.

    Source: Dosovitskiy et al. 2021, "An Image is Worth 16x16 Words", section 3.1, equation 1.

    >>> patch_embedding("c", "d", patch="P")
    P**2*c*d + d
    >>> int(patch_embedding(3, 768, patch=16))
    590592
    """
    values = {"channels": channels, "width": width, "patch": patch, "bias": bias}
    return write("patch**2*channels*width + bias*width", **values)


@component
def factorised_embedding(
    tokens: FormulaLike, inner: FormulaLike, width: FormulaLike, *, bias: FormulaLike = 0
) -> Formula:
    """Give the parameters of a table of width E and a matrix from it to the model: V E + E d.

    `bias` is 1 where the matrix has a bias, as in the released ALBERT.

    Source: Lan et al. 2020, "ALBERT", section 3.1.

    >>> factorised_embedding("V", "E", "d")
    V*E + E*d
    >>> int(factorised_embedding(30_000, 128, 768, bias=1))
    3939072
    """
    values = {"tokens": tokens, "inner": inner, "width": width, "bias": bias}
    return write("tokens*inner + inner*width + bias*width", **values)


@component
def adaptive_embedding(
    width: FormulaLike,
    first: FormulaLike,
    *bands: FormulaLike,
    factor: FormulaLike = 4,
    first_projection: FormulaLike = 1,
) -> Formula:
    """Give the parameters of tables that narrow with the frequency: a sum of V_i d_i + d_i d.

    `first` and `bands` are the numbers of words of each band, frequent ones first; band i has
    the width d // factor^i and a matrix without bias from it to d. `first_projection` is 0
    where the first band, which has the width d already, has no matrix.

    Source: Baevski & Auli 2019, "Adaptive Input Representations for Neural Language Modeling",
    section 3; fairseq's `AdaptiveInput`.

    >>> adaptive_embedding("d", "a", "b", "c")
    (a*d + d**2) + (b*(d//4) + d//4*d) + (c*(d//16) + d//16*d)
    >>> int(adaptive_embedding(1024, 20_000, 40_000, 207_735))
    45391296
    """
    own = {"first": first, "width": width, "first_projection": first_projection}
    narrow = [(tokens, narrowed(width, factor, at)) for at, tokens in enumerate(bands, start=1)]
    return joined(
        [
            write("first*width + first_projection*width**2", **own),
            *(
                write("tokens*inner + inner*width", tokens=tokens, inner=inner, width=width)
                for tokens, inner in narrow
            ),
        ]
    )


def narrowed(width: FormulaLike, factor: FormulaLike, times: int) -> Formula:
    """Give the width of a band, divided by the factor so many times and cut off.

    >>> narrowed("d", 4, 2), narrowed("d", "f", 2), narrowed("d", 1, 2)
    (d//16, d//f**2, d)
    """
    divisor = tally(f"factor**{times}", factor=factor)
    if divisor == formula(1):
        return formula(width)
    return write("width // divisor", width=width, divisor=divisor)
