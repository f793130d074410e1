"""Every component that is a layer of PyTorch has the layer's number of parameters."""

from __future__ import annotations

from itertools import accumulate
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.components import FUNCTIONS
from tests.groundtruth.cases import Case, few, heads, kernel, layers, size, switch

pytestmark = pytest.mark.groundtruth
f = FUNCTIONS


@pytest.fixture(scope="module")
def nn() -> ModuleType:
    import torch

    return torch.nn


def parameters(*modules: Any) -> int:
    return sum(p.numel() for module in modules for p in module.parameters())


def buffers(module: Any) -> int:
    """Count the moving statistics; the counter of batches is a number of its own."""
    return sum(b.numel() for name, b in module.named_buffers() if name != "num_batches_tracked")


def biased(bias: int) -> dict[str, bool]:
    return {"bias": bool(bias)}


def recurrent(kind: str) -> Case:
    """PyTorch has two bias vectors a gate, or none."""
    return Case(
        {"m": size, "n": size, "bias": switch, "layers": layers, "directions": st.integers(1, 2)},
        lambda nn, m, n, bias, layers, directions: parameters(
            getattr(nn, kind.upper())(
                m, n, num_layers=layers, bidirectional=directions == 2, **biased(bias)
            )
        ),
        lambda m, n, bias, layers, directions: f[kind](
            m, n, bias=2 * bias, layers=layers, directions=directions
        ),
    )


def convolution(kind: str, layer: str) -> Case:
    return Case(
        {"m": size, "n": size, "k": kernel, "groups": st.integers(1, 5), "bias": switch},
        lambda nn, m, n, k, groups, bias: parameters(
            getattr(nn, layer)(groups * m, groups * n, k, groups=groups, **biased(bias))
        ),
        lambda m, n, k, groups, bias: f[kind](groups * m, groups * n, k, groups=groups, bias=bias),
    )


def depthwise(kind: str, layer: str) -> Case:
    return Case(
        {"m": size, "k": kernel, "multiplier": st.integers(1, 4), "bias": switch},
        lambda nn, m, k, multiplier, bias: parameters(
            getattr(nn, layer)(m, m * multiplier, k, groups=m, **biased(bias))
        ),
        lambda m, k, multiplier, bias: f[kind](m, k, multiplier=multiplier, bias=bias),
    )


def separable(kind: str, layer: str) -> Case:
    return Case(
        {"m": size, "n": size, "k": kernel, "deep": switch, "bias": switch},
        lambda nn, m, n, k, deep, bias: parameters(
            getattr(nn, layer)(m, m, k, groups=m, **biased(deep)),
            getattr(nn, layer)(m, n, 1, **biased(bias)),
        ),
        lambda m, n, k, deep, bias: f[kind](m, n, k, depthwise_bias=deep, bias=bias),
    )


def packed(attention: Any) -> int:
    """Count what attention reads its input with: one matrix and one vector of biases."""
    return sum(p.numel() for name, p in attention.named_parameters() if name.startswith("in_proj"))


def bands(nn: ModuleType, sizes: list[int], width: int, factor: int, bias: int) -> int:
    ends = list(accumulate(sizes))
    return parameters(
        nn.AdaptiveLogSoftmaxWithLoss(
            width, ends[-1], ends[:-1], div_value=float(factor), head_bias=bool(bias)
        )
    )


CASES: dict[str, Case] = {
    "linear": Case(
        {"m": size, "n": size, "bias": switch},
        lambda nn, m, n, bias: parameters(nn.Linear(m, n, **biased(bias))),
        lambda m, n, bias: f["linear"](m, n, bias=bias),
    ),
    "softmax": Case(
        {"m": size, "n": size, "bias": switch},
        lambda nn, m, n, bias: parameters(nn.Linear(m, n, **biased(bias))),
        lambda m, n, bias: f["softmax"](m, n, bias=bias),
    ),
    "bilinear": Case(
        {"left": size, "right": size, "n": size, "bias": switch},
        lambda nn, left, right, n, bias: parameters(
            nn.Bilinear(left, right, n, **biased(bias))
        ),
        lambda left, right, n, bias: f["bilinear"](left, right, n, bias=bias),
    ),
    "multilayer_perceptron": Case(
        {"m": size, "h": size, "n": size, "bias": switch},
        lambda nn, m, h, n, bias: parameters(
            nn.Linear(m, h, **biased(bias)), nn.ReLU(), nn.Linear(h, n, **biased(bias))
        ),
        lambda m, h, n, bias: f["multilayer_perceptron"](m, h, n, bias=bias),
    ),
    "embedding": Case(
        {"tokens": size, "width": size},
        lambda nn, tokens, width: parameters(nn.Embedding(tokens, width)),
        f["embedding"],
    ),
    "rnn": recurrent("rnn"),
    "lstm": recurrent("lstm"),
    "gru": recurrent("gru"),
    "lstm with projection": Case(
        {"m": size, "r": size, "more": size, "bias": switch, "layers": layers, "t": switch},
        lambda nn, m, r, more, bias, layers, t: parameters(
            nn.LSTM(
                m, r + more, proj_size=r, num_layers=layers, bidirectional=bool(t), **biased(bias)
            )
        ),
        lambda m, r, more, bias, layers, t: f["lstm"](
            m, r + more, projection=r, bias=2 * bias, layers=layers, directions=1 + t
        ),
    ),
    "bidirectional": Case(
        {"m": size, "n": size},
        lambda nn, m, n: parameters(nn.GRU(m, n, bidirectional=True)),
        lambda m, n: f["bidirectional"](f["gru"](m, n, bias=2)),
    ),
    "child_sum_tree_lstm": Case(
        {"m": size, "n": size},
        lambda nn, m, n: parameters(nn.LSTMCell(m, n)),
        lambda m, n: f["child_sum_tree_lstm"](m, n, bias=2),
    ),
    "conv1d": convolution("conv1d", "Conv1d"),
    "conv_transpose1d": convolution("conv_transpose1d", "ConvTranspose1d"),
    "conv2d": convolution("conv2d", "Conv2d"),
    "conv_transpose2d": convolution("conv_transpose2d", "ConvTranspose2d"),
    "conv_transpose2d with a kernel that is no square": Case(
        {"m": size, "n": size, "k": kernel, "w": kernel, "bias": switch},
        lambda nn, m, n, k, w, bias: parameters(nn.ConvTranspose2d(m, n, (k, w), **biased(bias))),
        lambda m, n, k, w, bias: f["conv_transpose2d"](m, n, k, kernel_width=w, bias=bias),
    ),
    "conv2d with a kernel that is no square": Case(
        {"m": size, "n": size, "k": kernel, "w": kernel, "bias": switch},
        lambda nn, m, n, k, w, bias: parameters(nn.Conv2d(m, n, (k, w), **biased(bias))),
        lambda m, n, k, w, bias: f["conv2d"](m, n, k, kernel_width=w, bias=bias),
    ),
    "depthwise_conv1d": depthwise("depthwise_conv1d", "Conv1d"),
    "depthwise_conv2d": depthwise("depthwise_conv2d", "Conv2d"),
    "separable_conv1d": separable("separable_conv1d", "Conv1d"),
    "separable_conv2d": separable("separable_conv2d", "Conv2d"),
    "patch_embedding": Case(
        {"c": size, "d": size, "patch": kernel, "bias": switch},
        lambda nn, c, d, patch, bias: parameters(
            nn.Conv2d(c, d, patch, stride=patch, **biased(bias))
        ),
        lambda c, d, patch, bias: f["patch_embedding"](c, d, patch=patch, bias=bias),
    ),
    "batch_norm": Case(
        {"c": size, "affine": switch},
        lambda nn, c, affine: parameters(nn.BatchNorm2d(c, affine=bool(affine))),
        lambda c, affine: f["batch_norm"](c, per_channel=2 * affine),
    ),
    "batch_norm with statistics": Case(
        {"c": size},
        lambda nn, c: parameters(nn.BatchNorm1d(c)) + buffers(nn.BatchNorm1d(c)),
        lambda c: f["batch_norm"](c, per_channel=4),
    ),
    "layer_norm": Case(
        {"d": size, "bias": switch},
        lambda nn, d, bias: parameters(nn.LayerNorm(d, **biased(bias))),
        lambda d, bias: f["layer_norm"](d, bias=bias),
    ),
    "layer_norm without parameters": Case(
        {"d": size},
        lambda nn, d: parameters(nn.LayerNorm(d, elementwise_affine=False)),
        lambda d: f["layer_norm"](d, scale=0, bias=0),
    ),
    "rms_norm": Case(
        {"d": size, "scale": switch},
        lambda nn, d, scale: parameters(nn.RMSNorm(d, elementwise_affine=bool(scale))),
        lambda d, scale: f["rms_norm"](d, scale=scale),
    ),
    "group_norm": Case(
        {"c": size, "groups": st.integers(1, 5), "affine": switch},
        lambda nn, c, groups, affine: parameters(
            nn.GroupNorm(groups, groups * c, affine=bool(affine))
        ),
        lambda c, groups, affine: f["group_norm"](
            groups * c, groups=groups, scale=affine, bias=affine
        ),
    ),
    "instance_norm": Case(
        {"c": size, "affine": switch},
        lambda nn, c, affine: parameters(nn.InstanceNorm2d(c, affine=bool(affine))),
        lambda c, affine: f["instance_norm"](c, affine=affine),
    ),
    "qkv_projection": Case(
        {"d": size, "heads": heads, "bias": switch},
        lambda nn, d, heads, bias: packed(nn.MultiheadAttention(d * heads, heads, **biased(bias))),
        lambda d, heads, bias: f["qkv_projection"](d * heads, heads=heads, bias=bias),
    ),
    "multi_head_attention": Case(
        {"d": size, "heads": heads, "bias": switch},
        lambda nn, d, heads, bias: parameters(
            nn.MultiheadAttention(d * heads, heads, **biased(bias))
        ),
        lambda d, heads, bias: f["multi_head_attention"](d * heads, heads=heads, bias=bias),
    ),
    "multi_head_attention over a memory": Case(
        {"d": size, "heads": heads, "memory": size, "bias": switch},
        lambda nn, d, heads, memory, bias: parameters(
            nn.MultiheadAttention(d * heads, heads, kdim=memory, vdim=memory, **biased(bias))
        ),
        lambda d, heads, memory, bias: f["multi_head_attention"](
            d * heads, heads=heads, memory_width=memory, bias=bias
        ),
    ),
    "a layer of an encoder": Case(
        {"d": size, "heads": heads, "inner": size, "bias": switch},
        lambda nn, d, heads, inner, bias: parameters(
            nn.TransformerEncoderLayer(d * heads, heads, inner, **biased(bias))
        ),
        lambda d, heads, inner, bias: (
            f["multi_head_attention"](d * heads, heads=heads, bias=bias)
            + f["feed_forward"](d * heads, inner, bias=bias)
            + f["layer_norm"](d * heads, bias=bias) * 2
        ),
    ),
    "a layer of a decoder": Case(
        {"d": size, "heads": heads, "inner": size, "bias": switch},
        lambda nn, d, heads, inner, bias: parameters(
            nn.TransformerDecoderLayer(d * heads, heads, inner, **biased(bias))
        ),
        lambda d, heads, inner, bias: (
            f["multi_head_attention"](d * heads, heads=heads, bias=bias) * 2
            + f["feed_forward"](d * heads, inner, bias=bias)
            + f["layer_norm"](d * heads, bias=bias) * 3
        ),
    ),
    "adaptive_softmax": Case(
        {"d": st.integers(16, 90), "a": size, "b": size, "c": size, "factor": st.integers(1, 4),
         "bias": switch},
        lambda nn, d, a, b, c, factor, bias: bands(nn, [a, b, c], d, factor, bias),
        lambda d, a, b, c, factor, bias: f["adaptive_softmax"](
            d, a, b, c, factor=factor, bias=bias
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@few
@given(data=st.data())
def test_counts_as_torch_does(case: Case, nn: ModuleType, data: st.DataObject) -> None:
    import torch

    drawn = data.draw(case.drawn())
    with torch.device("meta"):
        counted = case.real(nn, **drawn)
    assert int(case.ours(**drawn)) == counted


def test_the_stated_lstm(nn: ModuleType) -> None:
    import torch

    with torch.device("meta"):
        assert parameters(nn.LSTM(512, 1024)) == int(f["lstm"](512, 1024, bias=2)) == 6_299_648
