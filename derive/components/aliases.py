"""What the field calls the components of the library, and what to write for each.

An alias names only what counts the same; where ours is asked for differently, or several are meant
by one word, the advice says what to write. A slip of a letter or two is another matter (`meant`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from derive.errors import nearest

ALIKE = 0.75  # of short names: `lsmt` is lstm


class Alias(NamedTuple):
    """What to write for a word, and the components that the word may mean."""

    advice: str
    components: tuple[str, ...] = ()


def _means(*components: str, write: str = "") -> Alias:
    """Give the alias of components, which are what to write unless that is said otherwise."""
    *others, last = components
    names = f"{', '.join(others)} or {last}" if others else last
    return Alias(f"write {write or names}", components)


_ATTENTION = _means("multi_head_attention", "grouped_query_attention", "multi_query_attention")
_NOTHING = Alias("it has no parameters: leave it out")
_LINEAR = _means("linear", write="linear(inputs, outputs, bias=1), or bias=0 without a bias")
_GATED = _means(
    "gated_feed_forward",
    write="gated_feed_forward for the layer of three matrices; the activation alone has none",
)
_OTHER = Alias(
    "the library has no such layer, and it counts otherwise than its namesake: write it out"
)

# In small letters, without _ - or spaces; the numbers of a name are part of it.
ALIASES: Mapping[str, Alias] = MappingProxyType(
    dict.fromkeys(("dense", "fc", "fullyconnected", "affine", "projection"), _LINEAR)
    | dict.fromkeys(("swiglu", "geglu", "reglu", "glu", "gatedmlp"), _GATED)
    | dict.fromkeys(("qrnn", "mlstm", "slstm", "xlstm", "mgru"), _OTHER)
    | dict.fromkeys(("ffn", "feedforwardnetwork"), _means("feed_forward"))
    | dict.fromkeys(("attention", "selfattention", "attn"), _ATTENTION)
    | dict.fromkeys(("relu", "gelu", "dropout", "maxpool", "avgpool", "pooling"), _NOTHING)
    | dict.fromkeys(("mla", "multiheadlatentattention"), _means("latent_attention"))
    | dict.fromkeys(("qkv", "qkvproj", "fusedqkv", "packedqkv", "cattn"), _means("qkv_projection"))
    | dict.fromkeys(("gateup", "gateupproj"), _means("gate_up_projection"))
    | dict.fromkeys(("bottleneckadapter", "houlsbyadapter"), _means("adapter"))
    | dict.fromkeys(("basicblock", "resnetblock"), _means("residual_block"))
    | dict.fromkeys(
        ("transposedconvolution", "deconvolution", "deconv", "convtranspose"),
        _means("conv_transpose1d", "conv_transpose2d"),
    )
    | dict.fromkeys(("conv1dtranspose", "deconv1d"), _means("conv_transpose1d"))
    | dict.fromkeys(("conv2dtranspose", "deconv2d"), _means("conv_transpose2d"))
    | dict.fromkeys(
        ("batchnormalization", "batchnorm1d", "batchnorm2d", "batchnorm3d"), _means("batch_norm")
    )
    | dict.fromkeys(
        ("instancenormalization", "instancenorm1d", "instancenorm2d", "instancenorm3d"),
        _means("instance_norm"),
    )
    | dict.fromkeys(
        ("lora", "lowrankadaptation"),
        _means("low_rank", write="low_rank(inputs, outputs, rank=r)"),
    )
    | {
        "mlp": _means(
            "multilayer_perceptron",
            "feed_forward",
            write="multilayer_perceptron, or feed_forward for the two matrices of a transformer",
        ),
        "mha": _means("multi_head_attention"),
        "gqa": _means("grouped_query_attention"),
        "mqa": _means("multi_query_attention"),
        "crossattention": _means(
            "multi_head_attention", write="multi_head_attention(d, memory_width=...)"
        ),
        "lstmp": _means("lstm", write="lstm(inputs, cells, projection=...)"),
        "moe": _means("mixture_of_experts", "active_experts", write="mixture_of_experts"),
        "bottleneck": _means(
            "residual_bottleneck",
            "adapter",
            write="residual_bottleneck for the block of ResNet, adapter for a bottleneck beside "
            "a frozen layer",
        ),
        "layernormalization": _means("layer_norm"),
        "rmsnormalization": _means("rms_norm"),
        "groupnormalization": _means("group_norm"),
        "embed": _means("embedding"),
        "wordembedding": _means("embedding"),
        "tokentypeembedding": _means("segment_embedding"),
        "positionalembedding": _means("position_embedding"),
        "positionalencoding": _means(
            "position_embedding",
            write="position_embedding if it is learned; sinusoids have none",
        ),
        "conv": _means("conv1d", "conv2d"),
        "conv3d": Alias("write it out: inputs*outputs*kernel**3 + bias*outputs"),
        "convtranspose3d": Alias("write it out: inputs*outputs*kernel**3 + bias*outputs"),
        "lmhead": _means(
            "softmax",
            "tied_softmax",
            write="softmax(d, V), or tied_softmax(V) where the embedding is shared",
        ),
        "ssm": Alias("of state space models the library has mamba; write another out"),
        "mamba2": Alias("it counts otherwise than mamba: write it out"),
        "bilstm": _means("bidirectional", "lstm", write="bidirectional(lstm(...))"),
        "bigru": _means("bidirectional", "gru", write="bidirectional(gru(...))"),
        "transformer": _means(
            "multi_head_attention",
            "feed_forward",
            "layer_norm",
            write="its parts: multi_head_attention, feed_forward, layer_norm",
        ),
    }
)


def same(name: str, known: Iterable[str]) -> str:
    """Give the known name that is written so but for capitals, _ - and spaces, "" for none.

    >>> same("Group-Norm", ["group_norm"]), same("group norm", ["group_norm"]), same("gn", [])
    ('group_norm', 'group_norm', '')
    """
    return next((one for one in known if _bare(one) == _bare(name)), "")


def standing_for(name: str) -> tuple[str, ...]:
    """Give the components that a name of the field stands for, none where it stands for none.

    >>> standing_for("MHA"), standing_for("conv"), standing_for("relu"), standing_for("lstm")
    (('multi_head_attention',), ('conv1d', 'conv2d'), (), ())
    """
    alias = ALIASES.get(_bare(name))
    return alias.components if alias else ()


def aliases(component: str) -> tuple[str, ...]:
    """Give the names of the field that stand for a component, and for no other.

    >>> aliases("grouped_query_attention"), aliases("residual_block")
    (('gqa',), ('basicblock', 'resnetblock'))
    """
    return tuple(word for word, alias in ALIASES.items() if alias.components == (component,))


def meant(name: str, known: Iterable[str]) -> str:
    """Say what to write for a name that the library does not have, or "" where nobody can tell.

    >>> meant("LayerNorm", ["layer_norm"]), meant("lsmt", ["lstm"]), meant("swiglu", [])[:24]
    ('did you mean layer_norm?', 'did you mean lstm?', 'write gated_feed_forward')
    >>> meant("conv3d", ["conv1d", "conv2d"]), meant("conv4d", ["conv1d", "conv2d"])
    ('write it out: inputs*outputs*kernel**3 + bias*outputs', '')
    """
    word = _bare(name)
    bare = {_bare(one): one for one in known}
    if word in bare:
        return f"did you mean {bare[word]}?"
    if word in ALIASES:
        return ALIASES[word].advice
    likely = [o for o in bare if _numbers(o) == _numbers(word) and abs(len(o) - len(word)) < 2]
    alike = max(ALIKE, 1 - 2 / max(1, len(name)))  # two letters, however long the name
    near = nearest(word, likely, cutoff=alike)
    return f"did you mean {bare[near]}?" if near else ""


def _bare(name: str) -> str:
    return re.sub(r"[-_\s]", "", name.lower())


def _numbers(name: str) -> list[str]:
    return re.findall(r"[0-9]+", name)
