"""Convolutions of one and two dimensions: plain, grouped, transposed, depthwise, separable.

Everywhere m is the number of input channels, n of output channels, k the size of the kernel.
Stride, padding and dilation do not change the number of parameters.
"""

from __future__ import annotations

from derive.components.templates import check_divides, component, write
from derive.formulas.formula import Formula, FormulaLike

# What each argument counts.
ARGUMENTS = {
    "inputs": "channels that go in",
    "outputs": "channels that come out",
    "channels": "channels that go in",
    "kernel": "size of the kernel, its height if `kernel_width` is given",
    "kernel_width": "width of a kernel that is no square",
    "groups": "groups of channels that do not see each other",
    "multiplier": "channels that come out for each that goes in, before any are mixed",
    "bias": "1 where each channel that comes out has a bias",
    "depthwise_bias": "1 where the depthwise convolution has a bias",
}


@component
def conv1d(
    inputs: FormulaLike,
    outputs: FormulaLike,
    kernel: FormulaLike,
    *,
    groups: FormulaLike = 1,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a convolution along one axis: k m n (/ groups) + bias n.

    Source: Goodfellow, Bengio & Courville 2016, "Deep Learning", section 9.5.

    >>> conv1d("m", "n", "k"), conv1d("m", "n", "k", groups="g", bias=1)
    (k*m*n, k*m*n/g + n)
    >>> int(conv1d(80, 512, 3, bias=1))
    123392
    """
    _check_groups(inputs, outputs, groups)
    values = {"inputs": inputs, "outputs": outputs, "kernel": kernel, "groups": groups}
    return write("kernel*inputs*outputs/groups + bias*outputs", bias=bias, **values)


@component
def conv2d(
    inputs: FormulaLike,
    outputs: FormulaLike,
    kernel: FormulaLike,
    *,
    kernel_width: FormulaLike | None = None,
    groups: FormulaLike = 1,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a convolution of an image: k^2 m n (/ groups) + bias n.

    The kernel is a square unless `kernel_width` is given; `kernel` is then its height.

    Source: LeCun et al. 1998, "Gradient-Based Learning Applied to Document Recognition", section
    II.A; Krizhevsky et al. 2012, section 3.5 (groups).

    >>> conv2d("m", "n", kernel="k"), conv2d("m", "n", kernel="k", groups="g", bias=1)
    (k**2*m*n, k**2*m*n/g + n)
    >>> int(conv2d(3, 64, kernel=3, bias=1)), int(conv2d(192, 192, kernel=1, kernel_width=7))
    (1792, 258048)
    """
    _check_groups(inputs, outputs, groups)
    values = {"inputs": inputs, "outputs": outputs, "groups": groups, "bias": bias}
    points = _points(kernel, kernel_width)
    return write("points*inputs*outputs/groups + bias*outputs", points=points, **values)


@component
def conv_transpose1d(
    inputs: FormulaLike,
    outputs: FormulaLike,
    kernel: FormulaLike,
    *,
    groups: FormulaLike = 1,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a transposed convolution along one axis: k m n (/ groups) + bias n.

    It has those of the plain convolution between the same channels; the bias is the output's.

    Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", chapter
    4; PyTorch's documentation, `ConvTranspose1d` (variables).

    >>> conv_transpose1d("m", "n", "k", bias=1)
    k*m*n + n
    >>> int(conv_transpose1d(512, 256, 16, bias=1))
    2097408
    """
    return conv1d(inputs, outputs, kernel, groups=groups, bias=bias)


@component
def conv_transpose2d(
    inputs: FormulaLike,
    outputs: FormulaLike,
    kernel: FormulaLike,
    *,
    kernel_width: FormulaLike | None = None,
    groups: FormulaLike = 1,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a transposed convolution of an image: k^2 m n (/ groups) + bias n.

    It has those of the plain convolution between the same channels; the bias is the output's.
    The kernel is a square unless `kernel_width` is given; `kernel` is then its height.

    Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", chapter
    4; PyTorch's documentation, `ConvTranspose2d` (variables).

    >>> conv_transpose2d("m", "n", "k", bias=1), conv_transpose2d("m", "n", "k", groups="g")
    (k**2*m*n + n, k**2*m*n/g)
    >>> int(conv_transpose2d(1024, 512, 2, bias=1))
    2097664
    """
    return conv2d(inputs, outputs, kernel, kernel_width=kernel_width, groups=groups, bias=bias)


@component
def depthwise_conv1d(
    channels: FormulaLike,
    kernel: FormulaLike,
    *,
    multiplier: FormulaLike = 1,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a convolution of each channel by itself: k m (+ bias m).

    `multiplier` is the number of output channels that each input channel gives.

    Source: Wu et al. 2019, "Pay Less Attention with Lightweight and Dynamic Convolutions",
    section 2.

    >>> depthwise_conv1d("m", "k"), depthwise_conv1d("m", "k", bias=1)
    (k*m, k*m + m)
    >>> int(depthwise_conv1d(1536, 4, bias=1))
    7680
    """
    values = {"channels": channels, "kernel": kernel, "multiplier": multiplier, "bias": bias}
    return write("kernel*channels*multiplier + bias*channels*multiplier", **values)


@component
def depthwise_conv2d(
    channels: FormulaLike,
    kernel: FormulaLike,
    *,
    kernel_width: FormulaLike | None = None,
    multiplier: FormulaLike = 1,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a convolution of each channel by itself: k^2 m (+ bias m).

    `multiplier` is the number of output channels that each input channel gives.

    Source: Howard et al. 2017, "MobileNets", section 3.1.

    >>> depthwise_conv2d("m", "k"), depthwise_conv2d("m", "k", multiplier="a", bias=1)
    (k**2*m, k**2*m*a + m*a)
    >>> int(depthwise_conv2d(512, 3))
    4608
    """
    values = {"channels": channels, "multiplier": multiplier, "bias": bias}
    points = _points(kernel, kernel_width)
    template = "points*channels*multiplier + bias*channels*multiplier"
    return write(template, points=points, **values)


@component
def separable_conv1d(
    inputs: FormulaLike,
    outputs: FormulaLike,
    kernel: FormulaLike,
    *,
    multiplier: FormulaLike = 1,
    depthwise_bias: FormulaLike = 0,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a depthwise convolution and a pointwise one: k m + m n (+ bias n).

    `depthwise_bias` is 1 where the depthwise convolution has a bias too (not so in Keras).

    Source: Kaiser, Gomez & Chollet 2018, "Depthwise Separable Convolutions for Neural Machine
    Translation", section 2.

    >>> separable_conv1d("m", "n", "k")
    k*m + m*n
    >>> int(separable_conv1d(64, 128, 3, bias=1))
    8512
    """
    return write(
        SEPARABLE,
        points=kernel,
        inputs=inputs,
        outputs=outputs,
        multiplier=multiplier,
        depthwise_bias=depthwise_bias,
        bias=bias,
    )


@component
def separable_conv2d(
    inputs: FormulaLike,
    outputs: FormulaLike,
    kernel: FormulaLike,
    *,
    kernel_width: FormulaLike | None = None,
    multiplier: FormulaLike = 1,
    depthwise_bias: FormulaLike = 0,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a depthwise convolution and a pointwise one: k^2 m + m n (+ bias n).

    `depthwise_bias` is 1 where the depthwise convolution has a bias too (not so in Keras).

    Source: Chollet 2017, "Xception: Deep Learning with Depthwise Separable Convolutions",
    section 1; Howard et al. 2017, "MobileNets", section 3.1.

    >>> separable_conv2d("m", "n", "k"), separable_conv2d("m", "n", "k", multiplier="a", bias=1)
    (k**2*m + m*n, k**2*m*a + m*a*n + n)
    >>> int(separable_conv2d(512, 512, 3))
    266752
    """
    return write(
        SEPARABLE,
        points=_points(kernel, kernel_width),
        inputs=inputs,
        outputs=outputs,
        multiplier=multiplier,
        depthwise_bias=depthwise_bias,
        bias=bias,
    )


SEPARABLE = (
    "points*inputs*multiplier + depthwise_bias*inputs*multiplier"
    " + inputs*multiplier*outputs + bias*outputs"
)


def _points(height: FormulaLike, width: FormulaLike | None) -> Formula:
    if width is None:
        return write("height**2", height=height)
    return write("height*width", height=height, width=width)


def _check_groups(inputs: FormulaLike, outputs: FormulaLike, groups: FormulaLike) -> None:
    check_divides(groups, inputs, "groups", "input channels")
    check_divides(groups, outputs, "groups", "output channels")
