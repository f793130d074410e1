"""Every component that is a part of a model of `transformers` has its number of parameters."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.components import FUNCTIONS
from tests.groundtruth.cases import Case, few, heads, kernel, size, switch

pytestmark = pytest.mark.groundtruth
f = FUNCTIONS
even = size.map(lambda half: 2 * half)  # rotary positions need heads of an even width


def part(model: str, module: str, name: str, *more: Any, **options: Any) -> int:
    """Make a part of a model from a configuration and count its parameters, shared ones once."""
    modeling = import_module(f"transformers.models.{module}.modeling_{module}")
    configuration = import_module(f"transformers.models.{module}.configuration_{module}")
    layer = getattr(modeling, name)(getattr(configuration, f"{model}Config")(**options), *more)
    return sum(p.numel() for p in layer.parameters())


def mamba(d: int, expand: int, state: int, kernel: int) -> int:
    options = {"hidden_size": d, "expand": expand, "state_size": state, "conv_kernel": kernel}
    return part("Mamba", "mamba", "MambaMixer", 0, **options)


def positions(kind: str, d: int, heads: int, distance: int) -> int:
    return part(
        "Wav2Vec2Bert",
        "wav2vec2_bert",
        "Wav2Vec2BertSelfAttention",
        hidden_size=heads * d,
        num_attention_heads=heads,
        position_embeddings_type=kind,
        left_max_position_embeddings=distance,
        right_max_position_embeddings=distance,
    )


LATENT = {"d": size, "heads": heads, "r": size, "n": size, "p": even, "v": size}


def latent(
    model: str, module: str, *, d: int, heads: int, r: int, n: int, p: int, v: int, **options: Any
) -> int:
    return part(
        model,
        module,
        f"{model}Attention",
        0,
        hidden_size=d * heads,
        num_attention_heads=heads,
        num_key_value_heads=heads,
        kv_lora_rank=r,
        qk_nope_head_dim=n,
        qk_rope_head_dim=p,
        v_head_dim=v,
        **options,
    )


def block(module: str, name: str, *sizes: int, **options: int) -> int:
    """Make a block that is told its sizes, without a configuration."""
    modeling = import_module(f"transformers.models.{module}.modeling_{module}")
    return sum(p.numel() for p in getattr(modeling, name)(*sizes, **options).parameters())


CASES: dict[str, Case] = {
    "grouped_query_attention": Case(
        {"d": size, "groups": heads, "each": heads, "width": even, "bias": switch},
        lambda d, groups, each, width, bias: part(
            "Llama",
            "llama",
            "LlamaAttention",
            0,
            hidden_size=d * groups * each,
            num_attention_heads=groups * each,
            num_key_value_heads=groups,
            head_dim=width,
            attention_bias=bool(bias),
        ),
        lambda d, groups, each, width, bias: f["grouped_query_attention"](
            d * groups * each,
            heads=groups * each,
            key_value_heads=groups,
            head_width=width,
            bias=bias,
            output_bias=bias,
        ),
    ),
    "grouped_query_attention, heads of the usual width": Case(
        {"d": even, "groups": heads, "each": heads},
        lambda d, groups, each: part(
            "Qwen2",
            "qwen2",
            "Qwen2Attention",
            0,
            hidden_size=d * groups * each,
            num_attention_heads=groups * each,
            num_key_value_heads=groups,
        ),
        lambda d, groups, each: f["grouped_query_attention"](
            d * groups * each, heads=groups * each, key_value_heads=groups, bias=1
        ),
    ),
    "multi_query_attention": Case(
        {"d": size, "heads": heads, "width": even},
        lambda d, heads, width: part(
            "Gemma",
            "gemma",
            "GemmaAttention",
            0,
            hidden_size=d,
            num_attention_heads=heads,
            num_key_value_heads=1,
            head_dim=width,
        ),
        lambda d, heads, width: f["multi_query_attention"](d, heads=heads, head_width=width),
    ),
    "multi_head_attention": Case(
        {"d": size, "heads": heads},
        lambda d, heads: part("GPT2", "gpt2", "GPT2Attention", n_embd=d * heads, n_head=heads),
        lambda d, heads: f["multi_head_attention"](d * heads, heads=heads, bias=1),
    ),
    "multi_head_attention and relative_position_bias": Case(
        {"d": size, "heads": heads, "width": size, "buckets": size},
        lambda d, heads, width, buckets: part(
            "T5",
            "t5",
            "T5Attention",
            True,
            d_model=d,
            num_heads=heads,
            d_kv=width,
            relative_attention_num_buckets=buckets,
        ),
        lambda d, heads, width, buckets: (
            f["multi_head_attention"](d, heads=heads, head_width=width)
            + f["relative_position_bias"](buckets, heads)
        ),
    ),
    "relative_position_bias of a window": Case(
        {"heads": heads, "side": kernel},
        lambda heads, side: window(heads, side),
        lambda heads, side: f["relative_position_bias"]((2 * side - 1) ** 2, heads),
    ),
    "relative_attention": Case(
        {"d": size, "heads": heads, "distance": size},
        lambda d, heads, distance: positions("relative", d, heads, distance),
        lambda d, heads, distance: f["relative_attention"](d * heads, heads=heads, bias=1),
    ),
    "relative_attention of XLNet": Case(
        {"d": size, "heads": heads},
        lambda d, heads: part(
            "XLNet", "xlnet", "XLNetRelativeAttention", d_model=d * heads, n_head=heads
        ),
        lambda d, heads: (
            f["relative_attention"](d * heads, heads=heads, head_width=d, distance_biases=3)
            + f["segment_embedding"](2, d * heads)
            + f["layer_norm"](d * heads)
        ),
    ),
    "relative_position_embedding": Case(
        {"d": size, "heads": heads, "distance": size},
        lambda d, heads, distance: positions("relative_key", d, heads, distance),
        lambda d, heads, distance: (
            f["multi_head_attention"](d * heads, heads=heads, bias=1)
            + f["relative_position_embedding"](distance, d, tables=1)
        ),
    ),
    "qkv_projection": Case(
        {"d": size, "groups": heads, "each": heads, "width": even},
        lambda d, groups, each, width: part(
            "Phi3",
            "phi3",
            "Phi3Attention",
            0,
            hidden_size=d,
            num_attention_heads=groups * each,
            num_key_value_heads=groups,
            head_dim=width,
            pad_token_id=0,
        ),
        lambda d, groups, each, width: (
            f["qkv_projection"](d, heads=groups * each, key_value_heads=groups, head_width=width)
            + f["linear"](groups * each * width, d)
        ),
    ),
    "latent_attention": Case(
        LATENT | {"q": size, "bias": switch},
        lambda q, bias, **sizes: latent(
            "DeepseekV3", "deepseek_v3", q_lora_rank=q, attention_bias=bool(bias), **sizes
        ),
        lambda d, heads, r, n, p, v, q, bias: f["latent_attention"](
            d * heads,
            heads=heads,
            key_value_rank=r,
            nope_width=n,
            rope_width=p,
            value_width=v,
            query_rank=q,
            bias=bias,
        ),
    ),
    "latent_attention, queries from the whole width": Case(
        LATENT,
        lambda **sizes: latent("DeepseekV2", "deepseek_v2", q_lora_rank=None, **sizes),
        lambda d, heads, r, n, p, v: f["latent_attention"](
            d * heads, heads=heads, key_value_rank=r, nope_width=n, rope_width=p, value_width=v
        ),
    ),
    "feed_forward": Case(
        {"d": size, "inner": size},
        lambda d, inner: gpt2_feed_forward(d, inner),
        lambda d, inner: f["feed_forward"](d, inner, bias=1),
    ),
    "gated_feed_forward": Case(
        {"d": size, "inner": size, "bias": switch},
        lambda d, inner, bias: part(
            "Llama",
            "llama",
            "LlamaMLP",
            hidden_size=d,
            intermediate_size=inner,
            mlp_bias=bool(bias),
            num_attention_heads=1,
            head_dim=2,
        ),
        lambda d, inner, bias: f["gated_feed_forward"](d, inner, bias=bias),
    ),
    "gate_up_projection": Case(
        {"d": size, "inner": size},
        lambda d, inner: part(
            "Phi3", "phi3", "Phi3MLP", hidden_size=d, intermediate_size=inner, pad_token_id=0
        ),
        lambda d, inner: f["gate_up_projection"](d, inner) + f["linear"](inner, d),
    ),
    "adapter": Case(
        {"inner": size, "factor": st.integers(1, 4)},
        lambda inner, factor: part(
            "Xmod",
            "xmod",
            "XmodAdapter",
            hidden_size=factor * inner,
            adapter_reduction_factor=factor,
        ),
        lambda inner, factor: f["adapter"](factor * inner, inner),
    ),
    "mixture_of_experts": Case(
        {"d": size, "inner": size, "experts": st.integers(2, 9)},
        lambda d, inner, experts: part(
            "Mixtral",
            "mixtral",
            "MixtralSparseMoeBlock",
            hidden_size=d,
            intermediate_size=inner,
            num_local_experts=experts,
            num_attention_heads=1,
            num_key_value_heads=1,
        ),
        lambda d, inner, experts: f["mixture_of_experts"](d, inner, experts=experts, gated=1),
    ),
    "mixture_of_experts with some that all tokens see": Case(
        {"d": size, "inner": size, "experts": st.integers(2, 9), "shared": st.integers(1, 3)},
        lambda d, inner, experts, shared: part(
            "DeepseekV3",
            "deepseek_v3",
            "DeepseekV3MoE",
            hidden_size=d,
            moe_intermediate_size=inner,
            n_routed_experts=experts,
            n_shared_experts=shared,
        ),
        lambda d, inner, experts, shared: f["mixture_of_experts"](
            d, inner, experts=experts, gated=1, shared_experts=shared
        ),
    ),
    "mixture_of_experts with a wider one that all tokens see": Case(
        {"d": size, "inner": size, "wide": size, "experts": st.integers(2, 9)},
        lambda d, inner, wide, experts: part(
            "Qwen2Moe",
            "qwen2_moe",
            "Qwen2MoeSparseMoeBlock",
            hidden_size=d,
            moe_intermediate_size=inner,
            shared_expert_intermediate_size=wide,
            num_experts=experts,
            num_attention_heads=1,
            num_key_value_heads=1,
        ),
        lambda d, inner, wide, experts: (
            f["mixture_of_experts"](
                d, inner, experts=experts, gated=1, shared_experts=1, shared_inner=wide
            )
            + f["linear"](d, 1)
        ),
    ),
    "mixture_of_experts of two matrices": Case(
        {"d": size, "inner": size, "experts": st.integers(2, 9)},
        lambda d, inner, experts: part(
            "SwitchTransformers",
            "switch_transformers",
            "SwitchTransformersSparseMLP",
            d_model=d,
            d_ff=inner,
            num_experts=experts,
        ),
        lambda d, inner, experts: f["mixture_of_experts"](d, inner, experts=experts),
    ),
    "embeddings of BERT": Case(
        {"tokens": size, "positions": size, "segments": size, "d": size},
        lambda tokens, positions, segments, d: part(
            "Bert",
            "bert",
            "BertEmbeddings",
            vocab_size=tokens,
            max_position_embeddings=positions,
            type_vocab_size=segments,
            hidden_size=d,
            pad_token_id=0,
        ),
        lambda tokens, positions, segments, d: (
            f["embedding"](tokens, d)
            + f["position_embedding"](positions, d)
            + f["segment_embedding"](segments, d)
            + f["layer_norm"](d)
        ),
    ),
    "pooler": Case(
        {"d": size},
        lambda d: part("Bert", "bert", "BertPooler", hidden_size=d),
        lambda d: f["pooler"](d),
    ),
    "masked_language_model_head": Case(
        {"d": size, "tokens": size},
        lambda d, tokens: part(
            "Bert", "bert", "BertLMPredictionHead", hidden_size=d, vocab_size=tokens
        ),
        # Tied on its own this part has the bias twice, of which a whole model ties one.
        lambda d, tokens: f["masked_language_model_head"](d, tokens, tied=0) + tokens,
    ),
    "masked_language_model_head over a narrow table": Case(
        {"d": size, "table": size, "tokens": size},
        lambda d, table, tokens: part(
            "Albert",
            "albert",
            "AlbertMLMHead",
            hidden_size=d,
            embedding_size=table,
            vocab_size=tokens,
            num_attention_heads=1,
        ),
        lambda d, table, tokens: (
            f["masked_language_model_head"](d, tokens, table_width=table, tied=0) + tokens
        ),
    ),
    "patch_embedding": Case(
        {"c": size, "d": size, "patch": kernel},
        lambda c, d, patch: part(
            "ViT",
            "vit",
            "ViTPatchEmbeddings",
            num_channels=c,
            hidden_size=d,
            patch_size=patch,
            image_size=28,
        ),
        lambda c, d, patch: f["patch_embedding"](c, d, patch=patch),
    ),
    "residual_block": Case(
        {"m": size, "n": size, "stride": st.integers(1, 2)},
        lambda m, n, stride: block("resnet", "ResNetBasicLayer", m, n, stride),
        lambda m, n, stride: f["residual_block"](m, n, shortcut=int(m != n or stride > 1)),
    ),
    "residual_bottleneck": Case(
        {"m": size, "w": size, "reduction": st.integers(1, 4), "stride": st.integers(1, 2)},
        lambda m, w, reduction, stride: block(
            "resnet", "ResNetBottleNeckLayer", m, reduction * w, stride, reduction=reduction
        ),
        lambda m, w, reduction, stride: f["residual_bottleneck"](
            m, w, outputs=reduction * w, shortcut=int(m != reduction * w or stride > 1)
        ),
    ),
    "residual_bottleneck in groups": Case(
        {"m": size, "each": size, "groups": st.integers(1, 5), "stride": st.integers(1, 2)},
        lambda m, each, groups, stride: part(
            "RegNet", "regnet", "RegNetXLayer", m, each * groups, stride, groups_width=each
        ),
        lambda m, each, groups, stride: f["residual_bottleneck"](
            m,
            each * groups,
            outputs=each * groups,
            groups=groups,
            shortcut=int(m != each * groups or stride > 1),
        ),
    ),
    "rms_norm": Case(
        {"d": size},
        lambda d: rms_norm(d),
        lambda d: f["rms_norm"](d),
    ),
    "mamba": Case(
        {"d": size, "expand": st.integers(1, 3), "state": size, "kernel": kernel},
        mamba,
        lambda d, expand, state, kernel: f["mamba"](
            d, inner=expand * d, state=state, kernel=kernel
        ),
    ),
}


def gpt2_feed_forward(d: int, inner: int) -> int:
    from transformers.models.gpt2.configuration_gpt2 import GPT2Config
    from transformers.models.gpt2.modeling_gpt2 import GPT2MLP

    return sum(p.numel() for p in GPT2MLP(inner, GPT2Config(n_embd=d)).parameters())


def rms_norm(d: int) -> int:
    from transformers.models.llama.modeling_llama import LlamaRMSNorm

    return sum(p.numel() for p in LlamaRMSNorm(d).parameters())


def window(heads: int, side: int) -> int:
    from transformers.models.swin.modeling_swin import SwinRelativePositionBias

    layer = SwinRelativePositionBias(heads, (side, side))
    return sum(p.numel() for p in layer.parameters())


def whole_model(d: int, tokens: int) -> tuple[int, int]:
    """Count BERT with its head and the head's own part: what is not its table of embeddings."""
    from transformers import BertConfig, BertForMaskedLM

    options = {"hidden_size": d, "vocab_size": tokens, "num_attention_heads": 1}
    options |= {"num_hidden_layers": 1, "intermediate_size": 2, "pad_token_id": 0}
    model = BertForMaskedLM(BertConfig(**options))
    model.tie_weights()
    whole = {id(p): p.numel() for p in model.parameters()}
    below = {id(p): p.numel() for p in model.bert.parameters()}
    return sum(whole.values()), sum(below.values())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@few
@given(data=st.data())
def test_counts_as_transformers_does(case: Case, data: st.DataObject) -> None:
    import torch

    drawn = data.draw(case.drawn())
    with torch.device("meta"):
        counted = case.real(**drawn)
    assert int(case.ours(**drawn)) == counted


@few
@given(d=size, tokens=size)
def test_a_tied_head_has_its_own_layer_and_bias_only(d: int, tokens: int) -> None:
    import torch

    with torch.device("meta"):
        whole, below = whole_model(d, tokens)
    assert whole - below == int(f["masked_language_model_head"](d, tokens))
