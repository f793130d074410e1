"""Every component that is a layer of Keras has the layer's number of weights."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from math import prod
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.components import FUNCTIONS
from tests.groundtruth.cases import Case, few, heads, kernel, layers, size, switch

pytestmark = pytest.mark.groundtruth
f = FUNCTIONS


# Keras's NumPy backend takes its Fourier transforms from the one of JAX, and so cannot be loaded
# without it; what a layer's weights are does not depend on the backend.
BACKEND = "numpy" if find_spec("jax") else "torch"


@pytest.fixture(scope="module")
def keras() -> Iterator[ModuleType]:
    os.environ["KERAS_BACKEND"] = BACKEND
    import keras

    assert keras.backend.backend() == BACKEND, "another backend of Keras was loaded before"
    with keras.StatelessScope(initialize_variables=False):
        yield keras


def weights(layer: Any, *shapes: tuple[int | None, ...]) -> int:
    """Build the layer for inputs of these shapes and count all its weights."""
    layer.build(*shapes)
    return int(layer.count_params())


def trainable(layer: Any, shape: tuple[int | None, ...]) -> int:
    layer.build(shape)
    return sum(prod(weight.shape) for weight in layer.trainable_weights)


def recurrent(kind: str, layer: str, **options: Any) -> Case:
    return Case(
        {"m": size, "n": size, "bias": switch},
        lambda keras, m, n, bias: weights(
            getattr(keras.layers, layer)(n, use_bias=bool(bias), **options), (None, None, m)
        ),
        lambda m, n, bias: f[kind](m, n, bias=bias),
    )


def stack(keras: ModuleType, m: int, n: int, layers: int) -> int:
    both = keras.layers.Bidirectional
    widths = [m, *[2 * n] * (layers - 1)]
    return sum(
        weights(both(keras.layers.LSTM(n, return_sequences=True)), (None, None, width))
        for width in widths
    )


def convolution(kind: str, layer: str, axes: int) -> Case:
    return Case(
        {"m": size, "n": size, "k": kernel, "groups": st.integers(1, 4), "bias": switch},
        lambda keras, m, n, k, groups, bias: weights(
            getattr(keras.layers, layer)(groups * n, k, groups=groups, use_bias=bool(bias)),
            (None, *[9] * axes, groups * m),
        ),
        lambda m, n, k, groups, bias: f[kind](groups * m, groups * n, k, groups=groups, bias=bias),
    )


def transposed(kind: str, layer: str, axes: int) -> Case:
    return Case(
        {"m": size, "n": size, "k": kernel, "bias": switch},
        lambda keras, m, n, k, bias: weights(
            getattr(keras.layers, layer)(n, k, use_bias=bool(bias)), (None, *[9] * axes, m)
        ),
        lambda m, n, k, bias: f[kind](m, n, k, bias=bias),
    )


def depthwise(kind: str, layer: str, axes: int) -> Case:
    return Case(
        {"m": size, "k": kernel, "multiplier": st.integers(1, 4), "bias": switch},
        lambda keras, m, k, multiplier, bias: weights(
            getattr(keras.layers, layer)(k, depth_multiplier=multiplier, use_bias=bool(bias)),
            (None, *[9] * axes, m),
        ),
        lambda m, k, multiplier, bias: f[kind](m, k, multiplier=multiplier, bias=bias),
    )


def separable(kind: str, layer: str, axes: int) -> Case:
    return Case(
        {"m": size, "n": size, "k": kernel, "multiplier": st.integers(1, 4), "bias": switch},
        lambda keras, m, n, k, multiplier, bias: weights(
            getattr(keras.layers, layer)(n, k, depth_multiplier=multiplier, use_bias=bool(bias)),
            (None, *[9] * axes, m),
        ),
        lambda m, n, k, multiplier, bias: f[kind](m, n, k, multiplier=multiplier, bias=bias),
    )


CASES: dict[str, Case] = {
    "linear": Case(
        {"m": size, "n": size, "bias": switch},
        lambda keras, m, n, bias: weights(keras.layers.Dense(n, use_bias=bool(bias)), (None, m)),
        lambda m, n, bias: f["linear"](m, n, bias=bias),
    ),
    "embedding": Case(
        {"tokens": size, "width": size},
        lambda keras, tokens, width: weights(keras.layers.Embedding(tokens, width), (None, 3)),
        f["embedding"],
    ),
    "low_rank": Case(
        {"m": size, "n": size, "rank": st.integers(1, 8)},
        lambda keras, m, n, rank: low_rank(keras, m, n, rank),
        lambda m, n, rank: f["low_rank"](m, n, rank=rank),
    ),
    "rnn": recurrent("rnn", "SimpleRNN"),
    "lstm": recurrent("lstm", "LSTM"),
    "gru, reset before": recurrent("gru", "GRU", reset_after=False),
    "gru, reset after": Case(
        {"m": size, "n": size, "bias": switch},
        lambda keras, m, n, bias: weights(
            keras.layers.GRU(n, use_bias=bool(bias)), (None, None, m)
        ),
        lambda m, n, bias: f["gru"](m, n, bias=2 * bias),
    ),
    "bidirectional": Case(
        {"m": size, "n": size, "bias": switch},
        lambda keras, m, n, bias: weights(
            keras.layers.Bidirectional(keras.layers.LSTM(n, use_bias=bool(bias))), (None, None, m)
        ),
        lambda m, n, bias: f["bidirectional"](f["lstm"](m, n, bias=bias)),
    ),
    "lstm in layers, both directions": Case(
        {"m": size, "n": size, "layers": layers},
        stack,
        lambda m, n, layers: f["lstm"](m, n, bias=1, layers=layers, directions=2),
    ),
    "conv1d": convolution("conv1d", "Conv1D", 1),
    "conv2d": convolution("conv2d", "Conv2D", 2),
    "conv_transpose1d": transposed("conv_transpose1d", "Conv1DTranspose", 1),
    "conv_transpose2d": transposed("conv_transpose2d", "Conv2DTranspose", 2),
    "depthwise_conv1d": depthwise("depthwise_conv1d", "DepthwiseConv1D", 1),
    "depthwise_conv2d": depthwise("depthwise_conv2d", "DepthwiseConv2D", 2),
    "separable_conv1d": separable("separable_conv1d", "SeparableConv1D", 1),
    "separable_conv2d": separable("separable_conv2d", "SeparableConv2D", 2),
    "batch_norm, all weights": Case(
        {"c": size, "center": switch, "scale": switch},
        lambda keras, c, center, scale: weights(
            keras.layers.BatchNormalization(center=bool(center), scale=bool(scale)), (None, c)
        ),
        lambda c, center, scale: f["batch_norm"](c, per_channel=2 + center + scale),
    ),
    "batch_norm, trainable": Case(
        {"c": size},
        lambda keras, c: trainable(keras.layers.BatchNormalization(), (None, c)),
        lambda c: f["batch_norm"](c),
    ),
    "layer_norm": Case(
        {"d": size, "center": switch, "scale": switch},
        lambda keras, d, center, scale: weights(
            keras.layers.LayerNormalization(center=bool(center), scale=bool(scale)), (None, d)
        ),
        lambda d, center, scale: f["layer_norm"](d, scale=scale, bias=center),
    ),
    "rms_norm": Case(
        {"d": size},
        lambda keras, d: weights(keras.layers.RMSNormalization(), (None, d)),
        lambda d: f["rms_norm"](d),
    ),
    "group_norm": Case(
        {"c": size, "groups": st.integers(1, 4), "center": switch, "scale": switch},
        lambda keras, c, groups, center, scale: weights(
            keras.layers.GroupNormalization(groups, center=bool(center), scale=bool(scale)),
            (None, groups * c),
        ),
        lambda c, groups, center, scale: f["group_norm"](
            groups * c, groups=groups, scale=scale, bias=center
        ),
    ),
    "instance_norm, which is a group for each channel": Case(
        {"c": size, "affine": switch},
        lambda keras, c, affine: weights(
            keras.layers.GroupNormalization(-1, center=bool(affine), scale=bool(affine)),
            (None, c),
        ),
        lambda c, affine: f["instance_norm"](c, affine=affine),
    ),
    "multi_head_attention": Case(
        {"d": size, "heads": heads, "width": size, "memory": size, "bias": switch},
        lambda keras, d, heads, width, memory, bias: weights(
            keras.layers.MultiHeadAttention(heads, width, use_bias=bool(bias)),
            (None, 5, d),
            (None, 7, memory),
        ),
        lambda d, heads, width, memory, bias: f["multi_head_attention"](
            d, heads=heads, head_width=width, memory_width=memory, bias=bias
        ),
    ),
    "multi_head_attention to itself": Case(
        {"d": size, "heads": heads, "width": size, "bias": switch},
        lambda keras, d, heads, width, bias: weights(
            keras.layers.MultiHeadAttention(heads, width, use_bias=bool(bias)),
            (None, 5, d),
            (None, 5, d),
        ),
        lambda d, heads, width, bias: f["multi_head_attention"](
            d, heads=heads, head_width=width, bias=bias
        ),
    ),
    "grouped_query_attention": Case(
        {"d": size, "groups": heads, "each": heads, "width": size, "bias": switch},
        lambda keras, d, groups, each, width, bias: weights(
            keras.layers.GroupQueryAttention(width, groups * each, groups, use_bias=bool(bias)),
            (None, 5, d),
            (None, 5, d),
        ),
        lambda d, groups, each, width, bias: f["grouped_query_attention"](
            d,
            heads=groups * each,
            key_value_heads=groups,
            head_width=width,
            bias=bias,
            output_bias=bias,
        ),
    ),
    "multi_query_attention": Case(
        {"d": size, "heads": heads, "width": size},
        lambda keras, d, heads, width: weights(
            keras.layers.GroupQueryAttention(width, heads, 1, use_bias=False),
            (None, 5, d),
            (None, 5, d),
        ),
        lambda d, heads, width: f["multi_query_attention"](d, heads=heads, head_width=width),
    ),
}


def low_rank(keras: ModuleType, m: int, n: int, rank: int) -> int:
    """Count what enabling LoRA adds to a layer."""
    layer = keras.layers.Dense(n, use_bias=False)
    before = weights(layer, (None, m))
    layer.enable_lora(rank)
    return int(layer.count_params()) - before


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@few
@given(data=st.data())
def test_counts_as_keras_does(case: Case, keras: ModuleType, data: st.DataObject) -> None:
    drawn = data.draw(case.drawn())
    assert int(case.ours(**drawn)) == case.real(keras, **drawn)


def test_the_stated_lstm(keras: ModuleType) -> None:
    layer = keras.layers.LSTM(1024)
    assert weights(layer, (None, None, 512)) == int(f["lstm"](512, 1024, bias=1)) == 6_295_552
