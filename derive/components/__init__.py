"""The component library: formulas of layers by family, each with its source and a doctest.

`FAMILIES` is the index: the functions of each family, in the order of the documentation.
`FUNCTIONS` holds them by name, `LIBRARY` is what the language of formulas may call.

>>> [function.__name__ for function in FAMILIES["normalisation"]]
['batch_norm', 'layer_norm', 'rms_norm', 'group_norm']
>>> FUNCTIONS["lstm"]("m", "n")
4*(n*m + n**2)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.components import (
    attentions,
    convolution,
    dense,
    embeddings,
    feed_forwards,
    highways,
    normalisation,
    outputs,
    recurrent,
    state_space,
    tree_lstm,
)
from derive.formulas.formula import Formula
from derive.formulas.grammar import Library
from derive.formulas.tree import Written

FAMILIES: Mapping[str, tuple[Callable[..., Formula], ...]] = {
    "dense": (
        dense.linear,
        dense.multilayer_perceptron,
        dense.bilinear,
        dense.maxout,
        dense.low_rank,
    ),
    "embeddings": (
        embeddings.embedding,
        embeddings.position_embedding,
        embeddings.segment_embedding,
        embeddings.relative_position_bias,
        embeddings.relative_position_embedding,
        embeddings.patch_embedding,
        embeddings.factorised_embedding,
        embeddings.adaptive_embedding,
    ),
    "recurrent": (
        recurrent.recurrent,
        recurrent.rnn,
        recurrent.lstm,
        recurrent.gru,
        recurrent.bidirectional,
    ),
    "tree_lstm": (
        tree_lstm.child_sum_tree_lstm,
        tree_lstm.n_ary_tree_lstm,
        tree_lstm.constituency_tree_lstm,
    ),
    "highway": (highways.highway, highways.recurrent_highway),
    "convolution": (
        convolution.conv1d,
        convolution.conv2d,
        convolution.depthwise_conv1d,
        convolution.depthwise_conv2d,
        convolution.separable_conv1d,
        convolution.separable_conv2d,
    ),
    "normalisation": (
        normalisation.batch_norm,
        normalisation.layer_norm,
        normalisation.rms_norm,
        normalisation.group_norm,
    ),
    "attention": (
        attentions.multi_head_attention,
        attentions.grouped_query_attention,
        attentions.multi_query_attention,
        attentions.relative_attention,
        attentions.additive_attention,
    ),
    "feed_forward": (
        feed_forwards.feed_forward,
        feed_forwards.gated_feed_forward,
        feed_forwards.mixture_of_experts,
    ),
    "state_space": (state_space.mamba,),
    "outputs": (
        outputs.softmax,
        outputs.tied_softmax,
        outputs.sampled_softmax,
        outputs.adaptive_softmax,
        outputs.pooler,
        outputs.masked_language_model_head,
    ),
}

FUNCTIONS: Mapping[str, Callable[..., Formula]] = {
    function.__name__: function for family in FAMILIES.values() for function in family
}


def _written(function: Callable[..., Formula]) -> Callable[..., Written]:
    def call(*arguments: Written, **keywords: Written) -> Written:
        return function(*arguments, **keywords).written

    return call


LIBRARY: Library = {name: _written(function) for name, function in FUNCTIONS.items()}
