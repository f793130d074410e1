"""Normalisation: batch, layer, root mean square, group, instance."""

from __future__ import annotations

from derive.components.templates import check_divides, component, tally, write
from derive.formulas.formula import Formula, FormulaLike

# What each argument counts.
ARGUMENTS = {
    "channels": "channels that are normalised",
    "width": "numbers that are normalised together, the width of the model",
    "groups": "groups of channels that share mean and variance",
    "scale": "1 with a scale, 0 without",
    "bias": "1 with a shift, 0 without",
    "affine": "1 with a scale and a shift, 0 without both",
    "per_channel": "numbers for each channel: 2 with scale and shift",
    "batch_norm.per_channel": "numbers for each channel: 2 with scale and shift, 4 with the "
    "moving mean and variance too",
}


@component
def batch_norm(channels: FormulaLike, *, per_channel: FormulaLike = 2) -> Formula:
    """Give the numbers of a batch normalisation: 2 c, or 4 c with the moving statistics.

    `per_channel` is 2 for scale and shift, which are learned (PyTorch's parameters), 4 with the
    moving mean and variance, which are not (Keras's total), 1 where the scale or the shift is
    left out, 0 where neither is learned. PyTorch also keeps a counter of batches, a buffer.

    Source: Ioffe & Szegedy 2015, "Batch Normalization", section 3; the statistics: section 3.1.

    >>> batch_norm("c"), batch_norm("c", per_channel=4)
    (2*c, 4*c)
    >>> int(batch_norm(10)), int(batch_norm(10, per_channel=4))
    (20, 40)
    """
    return write("per_channel*channels", per_channel=per_channel, channels=channels)


@component
def layer_norm(
    width: FormulaLike,
    *,
    scale: FormulaLike = 1,
    bias: FormulaLike = 1,
    per_channel: FormulaLike | None = None,
) -> Formula:
    """Give the parameters of a layer normalisation: 2 d, without bias d.

    `per_channel` stands instead of `scale` and `bias`: 0, 1 or 2 numbers a channel, as the
    convention normalisation.layer has it.

    Source: Ba, Kiros & Hinton 2016, "Layer Normalization", section 3.

    >>> layer_norm("d"), layer_norm("d", bias=0), layer_norm("d", bias="b")
    (2*d, d, (1 + b)*d)
    >>> layer_norm("d", per_channel="norm"), layer_norm("d", per_channel=1)
    (norm*d, d)
    >>> int(layer_norm(768))
    1536
    """
    vectors = _vectors(scale, bias) if per_channel is None else per_channel
    return write("vectors*width", vectors=vectors, width=width)


@component
def rms_norm(width: FormulaLike, *, scale: FormulaLike = 1, bias: FormulaLike = 0) -> Formula:
    """Give the parameters of a root-mean-square normalisation: d.

    Source: Zhang & Sennrich 2019, "Root Mean Square Layer Normalization", section 3.

    >>> rms_norm("d")
    d
    >>> int(rms_norm(4096))
    4096
    """
    return write("vectors*width", vectors=_vectors(scale, bias), width=width)


@component
def group_norm(
    channels: FormulaLike,
    *,
    groups: FormulaLike = 1,
    scale: FormulaLike = 1,
    bias: FormulaLike = 1,
) -> Formula:
    """Give the parameters of a group normalisation: 2 c, whatever the number of groups.

    Source: Wu & He 2018, "Group Normalization", section 3.1.

    >>> group_norm("c", groups=32)
    2*c
    >>> int(group_norm(256, groups=32))
    512
    """
    check_divides(groups, channels, "groups", "channels")
    return write("vectors*channels", vectors=_vectors(scale, bias), channels=channels)


@component
def instance_norm(channels: FormulaLike, *, affine: FormulaLike) -> Formula:
    """Give the parameters of an instance normalisation: 2 c where it is affine, else none.

    `affine` is 1 with a scale and a shift a channel, 0 without, which is PyTorch's default.

    Source: Ulyanov, Vedaldi & Lempitsky 2016, "Instance Normalization: The Missing Ingredient for
    Fast Stylization", section 2; PyTorch's documentation, `InstanceNorm2d` (affine).

    >>> instance_norm("c", affine=1), instance_norm("c", affine="a")
    (2*c, a*2*c)
    >>> int(instance_norm(64, affine=1)), int(instance_norm(64, affine=0))
    (128, 0)
    """
    return write("affine*2*channels", affine=affine, channels=channels)


def _vectors(scale: FormulaLike, bias: FormulaLike) -> Formula:
    return tally("scale + bias", scale=scale, bias=bias)
