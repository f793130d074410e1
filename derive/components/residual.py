"""Blocks of a residual network: two convolutions, or three with a bottleneck, and the shortcut.

Everywhere m is the number of input channels, n of output channels, w of the channels between. A
convolution of kernel 1 over the shortcut (a projection) is counted where there is one.
"""

from __future__ import annotations

from derive.components.convolution import conv2d
from derive.components.normalisation import batch_norm
from derive.components.templates import component, joined, write
from derive.formulas.formula import Formula, FormulaLike

# What each argument counts.
ARGUMENTS = {
    "inputs": "channels that go in",
    "outputs": "channels that come out",
    "inner": "channels of the bottleneck",
    "shortcut": "1 where the shortcut is a projection, 0 where it is the input itself",
    "kernel": "size of the kernel of the wide convolutions",
    "residual_bottleneck.kernel": "size of the kernel of the convolution in the middle",
    "groups": "groups of channels in the middle that do not see each other",
    "bias": "1 where each convolution has a bias",
    "per_channel": "numbers of a norm for each channel, as in batch_norm",
}

POINT = 1  # the kernel of what changes the number of channels, pixel by pixel


@component
def residual_block(
    inputs: FormulaLike,
    outputs: FormulaLike,
    *,
    shortcut: FormulaLike,
    kernel: FormulaLike = 3,
    bias: FormulaLike = 0,
    per_channel: FormulaLike = 2,
) -> Formula:
    """Give the parameters of two convolutions with their norms: 9 m n + 9 n^2 + 4 n.

    The block of ResNet-18 and -34. `shortcut` is 1 where it is a projection (m n + 2 n more), 0
    where it is the input itself, or padded with zeros. `per_channel` is that of `batch_norm`,
    `bias` 1 where the convolutions have one too, as in Keras.

    Source: He et al. 2016, "Deep Residual Learning for Image Recognition", section 3.2 and
    figure 5, left; torchvision's `BasicBlock`.

    >>> residual_block("m", "n", shortcut=0)
    (3**2*m*n + 2*n) + (3**2*n*n + 2*n)
    >>> residual_block("m", "n", shortcut="p", per_channel=0)
    3**2*m*n + 3**2*n*n + p*m*n
    >>> int(residual_block(64, 64, shortcut=0)), int(residual_block(64, 128, shortcut=1))
    (73984, 230144)
    """
    way = {"bias": bias, "per_channel": per_channel}
    return joined(
        [
            _normed(inputs, outputs, kernel, **way),
            _normed(outputs, outputs, kernel, **way),
            _shortcut(inputs, outputs, shortcut, **way),
        ]
    )


@component
def residual_bottleneck(
    inputs: FormulaLike,
    inner: FormulaLike,
    *,
    shortcut: FormulaLike,
    outputs: FormulaLike | None = None,
    kernel: FormulaLike = 3,
    groups: FormulaLike = 1,
    bias: FormulaLike = 0,
    per_channel: FormulaLike = 2,
) -> Formula:
    """Give the parameters of three convolutions with their norms: m w + 9 w^2 + w n + 4 w + 2 n.

    The block of ResNet-50 and deeper: in to `inner` = w channels, across, and out to n = 4 w
    unless `outputs` is given. `shortcut` is 1 where it is a projection (m n + 2 n more), 0 where
    it is the input itself. `groups` divide the middle convolution (ResNeXt), `per_channel` is
    that of `batch_norm`, `bias` 1 where the convolutions have one too, as in Keras.

    Source: He et al. 2016, "Deep Residual Learning for Image Recognition", section 4.1 and
    figure 5, right; torchvision's `Bottleneck`; Xie et al. 2017, figure 3c (groups).

    >>> residual_bottleneck("m", "w", shortcut=0, outputs="n", per_channel=0)
    m*w + 3**2*w*w + w*n
    >>> residual_bottleneck("m", "w", shortcut="p", per_channel=0)
    m*w + 3**2*w*w + w*4*w + p*m*4*w
    >>> int(residual_bottleneck(256, 64, shortcut=0)), int(residual_bottleneck(64, 64, shortcut=1))
    (70400, 75008)
    """
    way = {"bias": bias, "per_channel": per_channel}
    out = write("4*inner", inner=inner) if outputs is None else outputs
    return joined(
        [
            _normed(inputs, inner, POINT, **way),
            _normed(inner, inner, kernel, groups=groups, **way),
            _normed(inner, out, POINT, **way),
            _shortcut(inputs, out, shortcut, **way),
        ]
    )


def _normed(
    inputs: FormulaLike,
    outputs: FormulaLike,
    kernel: FormulaLike,
    *,
    bias: FormulaLike,
    per_channel: FormulaLike,
    groups: FormulaLike = 1,
) -> Formula:
    """Give a convolution and the norm of what it puts out."""
    convolution = conv2d(inputs, outputs, kernel, groups=groups, bias=bias)
    return joined([convolution, batch_norm(outputs, per_channel=per_channel)])


def _shortcut(
    inputs: FormulaLike, outputs: FormulaLike, projected: FormulaLike, **way: FormulaLike
) -> Formula:
    """Give the projection of the shortcut as often as there is one: not at all, or once."""
    return write("projected*one", projected=projected, one=_normed(inputs, outputs, POINT, **way))
