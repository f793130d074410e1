"""What the field calls the components of the library, and what to write for each.

An alias names only what counts the same; where ours is asked for differently, or several are meant
by one word, the advice says what to write. A slip of a letter or two is another matter (`meant`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from derive.errors import nearest

ALIKE = 0.75  # of short names: `lsmt` is lstm

_ATTENTION = "write multi_head_attention, grouped_query_attention or multi_query_attention"
_NOTHING = "it has no parameters: leave it out"
_LINEAR = "write linear(inputs, outputs, bias=1), or bias=0 without a bias"
_GATED = "write gated_feed_forward for the layer of three matrices; the activation alone has none"
_OTHER = "the library has no such layer, and it counts otherwise than its namesake: write it out"

# In small letters, without _; the numbers of a name are part of it.
ALIASES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("dense", "fc", "fullyconnected", "affine", "projection"), _LINEAR)
    | dict.fromkeys(("swiglu", "geglu", "reglu", "glu", "gatedmlp"), _GATED)
    | dict.fromkeys(("qrnn", "mlstm", "slstm", "xlstm", "mgru"), _OTHER)
    | dict.fromkeys(("ffn", "feedforwardnetwork"), "write feed_forward")
    | dict.fromkeys(("attention", "selfattention", "attn"), _ATTENTION)
    | dict.fromkeys(("relu", "gelu", "dropout", "maxpool", "avgpool", "pooling"), _NOTHING)
    | {
        "mlp": "write multilayer_perceptron, or feed_forward for the two matrices of a transformer",
        "mha": "write multi_head_attention",
        "gqa": "write grouped_query_attention",
        "mqa": "write multi_query_attention",
        "crossattention": "write multi_head_attention(d, memory_width=...)",
        "lstmp": "write lstm(inputs, cells, projection=...)",
        "moe": "write mixture_of_experts",
        "batchnormalization": "write batch_norm",
        "layernormalization": "write layer_norm",
        "embed": "write embedding",
        "wordembedding": "write embedding",
        "tokentypeembedding": "write segment_embedding",
        "positionalembedding": "write position_embedding",
        "positionalencoding": "write position_embedding if it is learned; sinusoids have none",
        "conv": "write conv1d or conv2d",
        "conv3d": "write it out: inputs*outputs*kernel**3 + bias*outputs",
        "convtranspose1d": "write conv1d(inputs, outputs, kernel, bias=1), or bias=0 without a "
        "bias: it has as many numbers",
        "convtranspose2d": "write conv2d(inputs, outputs, kernel, bias=1), or bias=0 without a "
        "bias: it has as many numbers",
        "lmhead": "write softmax(d, V), or tied_softmax(V) where the embedding is shared",
        "lora": "write low_rank(inputs, outputs, rank=r)",
        "ssm": "of state space models the library has mamba; write another out",
        "mamba2": "it counts otherwise than mamba: write it out",
        "bilstm": "write bidirectional(lstm(...))",
        "bigru": "write bidirectional(gru(...))",
        "transformer": "write its parts: multi_head_attention, feed_forward, layer_norm",
    }
)


def meant(name: str, known: Iterable[str]) -> str:
    """Say what to write for a name that the library does not have, or "" where nobody can tell.

    >>> meant("LayerNorm", ["layer_norm"]), meant("lsmt", ["lstm"]), meant("swiglu", [])[:24]
    ('did you mean layer_norm?', 'did you mean lstm?', 'write gated_feed_forward')
    >>> meant("conv3d", ["conv1d", "conv2d"]), meant("conv4d", ["conv1d", "conv2d"])
    ('write it out: inputs*outputs*kernel**3 + bias*outputs', '')
    """
    bare = {_bare(one): one for one in known}
    if _bare(name) in bare:
        return f"did you mean {bare[_bare(name)]}?"
    if _bare(name) in ALIASES:
        return ALIASES[_bare(name)]
    word = _bare(name)
    likely = [o for o in bare if _numbers(o) == _numbers(word) and abs(len(o) - len(word)) < 2]
    alike = max(ALIKE, 1 - 2 / max(1, len(name)))  # two letters, however long the name
    near = nearest(word, likely, cutoff=alike)
    return f"did you mean {bare[near]}?" if near else ""


def _bare(name: str) -> str:
    return name.lower().replace("_", "")


def _numbers(name: str) -> list[str]:
    return re.findall(r"[0-9]+", name)
