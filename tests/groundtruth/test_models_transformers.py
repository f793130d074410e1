"""Models of the catalogue against the real ones: the same number of parameters, to the last one.

A case is data: a row of a paper, the options in which the implementation departs from what is
usual, and the model of `transformers` with its configuration. The model is built on the meta
device, which has shapes and no memory, so the largest takes no longer than the smallest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import derive.papers.catalogue
from derive.model.case import Case, usual
from derive.papers.reading.reader import read

pytestmark = pytest.mark.groundtruth

PAPERS = Path(derive.papers.catalogue.__file__).parent


@dataclass(frozen=True, kw_only=True)
class Built:
    """A row of a paper, the options taken, and what the model is called and built from."""

    paper: str
    row: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    model: str
    config: str
    arguments: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        words = (self.paper, self.row, self.model, *self.options.values())
        return "-".join(word for word in words if word)


def gpt(paper: str, row: str, *, L: int, d: int, h: int, T: int = 1024, **options: str) -> Built:
    return Built(
        paper=paper,
        row=row,
        options=options,
        model="GPT2LMHeadModel",
        config="GPT2Config",
        arguments={"n_layer": L, "n_embd": d, "n_head": h, "n_positions": T},
    )


def bert(row: str, *, L: int, d: int, model: str, **options: str) -> Built:
    return Built(
        paper="bert",
        row=row,
        options=options,
        model=model,
        config="BertConfig",
        arguments={
            "num_hidden_layers": L,
            "hidden_size": d,
            "num_attention_heads": d // 64,
            "intermediate_size": 4 * d,
        },
    )


def albert(row: str, *, H: int, h: int) -> Built:
    return Built(
        paper="albert",
        row=row,
        options={"side_width": "words", "pooled": "all"},
        model="AlbertModel",
        config="AlbertConfig",
        arguments={
            "vocab_size": 30_000,
            "embedding_size": 128,
            "hidden_size": H,
            "num_attention_heads": h,
            "intermediate_size": 4 * H,
        },
    )


def roberta(
    row: str, kind: str, *, V: int, L: int, d: int, h: int, types: int = 1, **options: str
) -> Built:
    return Built(
        paper="roberta-xlmr",
        row=row,
        options={"word_head": "yes", **options},
        model=f"{kind}ForMaskedLM",
        config=f"{kind}Config",
        arguments={
            "vocab_size": V,
            "num_hidden_layers": L,
            "hidden_size": d,
            "num_attention_heads": h,
            "intermediate_size": 4 * d,
            "max_position_embeddings": 514,
            "type_vocab_size": types,
        },
    )


def t5(row: str, *, L: int, d: int, f: int, k: int, h: int) -> Built:
    return Built(
        paper="t5",
        row=row,
        options={"vocabulary": "padded"},
        model="T5ForConditionalGeneration",
        config="T5Config",
        arguments={
            "vocab_size": 32_128,
            "num_layers": L,
            "d_model": d,
            "d_ff": f,
            "d_kv": k,
            "num_heads": h,
        },
    )


def bloom(row: str, *, L: int, d: int, h: int) -> Built:
    return Built(
        paper="bloom",
        row=row,
        options={"padding": "of_128_a_shard"},
        model="BloomForCausalLM",
        config="BloomConfig",
        arguments={"vocab_size": 250_880, "n_layer": L, "hidden_size": d, "n_head": h},
    )


def opt(row: str, *, L: int, d: int, h: int, narrow: bool = False) -> Built:
    return Built(
        paper="opt",
        row=row,
        options={"offset": "two", "as_released": "yes" if narrow else "no"},
        model="OPTForCausalLM",
        config="OPTConfig",
        arguments={
            "vocab_size": 50_272,
            "num_hidden_layers": L,
            "hidden_size": d,
            "ffn_dim": 4 * d,
            "num_attention_heads": h,
            "word_embed_proj_dim": 512 if narrow else d,
            "do_layer_norm_before": not narrow,
        },
    )


def llama(
    paper: str, row: str, *, L: int, d: int, f: int, h: int, g: int = 0, **options: str
) -> Built:
    return Built(
        paper=paper,
        row=row,
        options=options,
        model="LlamaForCausalLM",
        config="LlamaConfig",
        arguments={
            "vocab_size": 32_000,
            "num_hidden_layers": L,
            "hidden_size": d,
            "intermediate_size": f,
            "num_attention_heads": h,
            "num_key_value_heads": g or h,
        },
    )


def gemma(row: str, *, L: int, d: int, f: int, h: int, g: int) -> Built:
    return Built(
        paper="gemma1",
        row=row,
        options={"vocabulary": "released", "inner": "both_together"},
        model="GemmaForCausalLM",
        config="GemmaConfig",
        arguments={
            "vocab_size": 256_000,
            "num_hidden_layers": L,
            "hidden_size": d,
            "intermediate_size": f,
            "num_attention_heads": h,
            "num_key_value_heads": g,
            "head_dim": 256,
        },
    )


def mixtral(row: str, *, V: int, L: int, d: int, f: int, h: int) -> Built:
    return Built(
        paper="mixtral",
        row=row,
        model="MixtralForCausalLM",
        config="MixtralConfig",
        arguments={
            "vocab_size": V,
            "num_hidden_layers": L,
            "hidden_size": d,
            "intermediate_size": f,
            "num_attention_heads": h,
            "num_key_value_heads": 8,
            "num_local_experts": 8,
        },
    )


def vit(row: str, patch: str, pixels: int, *, L: int, d: int, h: int) -> Built:
    return Built(
        paper="vit",
        row=row,
        options={f"patch@{row}": patch},
        model="ViTForImageClassification",
        config="ViTConfig",
        arguments={
            "num_hidden_layers": L,
            "hidden_size": d,
            "intermediate_size": 4 * d,
            "num_attention_heads": h,
            "patch_size": pixels,
            "num_labels": 1000,
        },
    )


def deit(row: str, *, d: int, r: int = 224) -> Built:
    return Built(
        paper="deit",
        row=row,
        model="DeiTForImageClassificationWithTeacher",
        config="DeiTConfig",
        arguments={
            "hidden_size": d,
            "num_attention_heads": d // 64,
            "intermediate_size": 4 * d,
            "image_size": r,
            "num_labels": 1000,
        },
    )


def electra(row: str, *, L: int, E: int, H: int) -> Built:
    return Built(
        paper="electra-table",
        row=row,
        model="ElectraForPreTraining",
        config="ElectraConfig",
        arguments={
            "num_hidden_layers": L,
            "embedding_size": E,
            "hidden_size": H,
            "num_attention_heads": H // 64,
            "intermediate_size": 4 * H,
        },
    )


def xlnet(row: str, *, L: int, d: int) -> Built:
    return Built(
        paper="electra-table",
        row=row,
        model="XLNetModel",
        config="XLNetConfig",
        arguments={
            "vocab_size": 32_000,
            "n_layer": L,
            "d_model": d,
            "n_head": d // 64,
            "d_inner": 4 * d,
        },
    )


def mamba(row: str, *, L: int, d: int) -> Built:
    return Built(
        paper="mamba",
        row=row,
        model="MambaForCausalLM",
        config="MambaConfig",
        arguments={"vocab_size": 50_280, "num_hidden_layers": L, "hidden_size": d},
    )


CASES = [
    Built(paper="gpt1", model="OpenAIGPTLMHeadModel", config="OpenAIGPTConfig"),
    gpt("gpt2", "12 layers", L=12, d=768, h=12),
    gpt("gpt2", "24 layers", L=24, d=1024, h=16),
    gpt("gpt2", "36 layers", L=36, d=1280, h=20),
    gpt("gpt2", "48 layers", L=48, d=1600, h=25),
    gpt("gpt3", "Small", L=12, d=768, h=12, T=2048),
    gpt("gpt3", "13B", L=40, d=5120, h=40, T=2048, misprint="yes"),
    gpt("gpt3", "175B", L=96, d=12_288, h=96, T=2048),
    bert("base", L=12, d=768, model="BertModel"),
    bert("base", L=12, d=768, model="BertForPreTraining", heads="yes"),
    bert("large", L=24, d=1024, model="BertModel"),
    bert("large", L=24, d=1024, model="BertForPreTraining", heads="yes"),
    albert("ALBERT base", H=768, h=12),
    albert("ALBERT large", H=1024, h=16),
    albert("ALBERT xlarge", H=2048, h=16),
    albert("ALBERT xxlarge", H=4096, h=64),
    roberta("RoBERTa base", "Roberta", V=50_265, L=12, d=768, h=12),
    roberta("RoBERTa large", "Roberta", V=50_265, L=24, d=1024, h=16),
    roberta("XLM-R base", "XLMRoberta", V=250_002, L=12, d=768, h=12),
    roberta("XLM-R large", "XLMRoberta", V=250_002, L=24, d=1024, h=16),
    roberta("XLM-R XL", "XLMRobertaXL", V=250_880, L=36, d=2560, h=32),
    roberta("XLM-R XXL", "XLMRobertaXL", V=250_880, L=48, d=4096, h=32),
    t5("small", L=6, d=512, f=2048, k=64, h=8),
    t5("base", L=12, d=768, f=3072, k=64, h=12),
    t5("large", L=24, d=1024, f=4096, k=64, h=16),
    t5("3B", L=24, d=1024, f=16_384, k=128, h=32),
    t5("11B", L=24, d=1024, f=65_536, k=128, h=128),
    Built(
        paper="gptj6b",
        row="6B, rotary",
        model="GPTJForCausalLM",
        config="GPTJConfig",
        arguments={"vocab_size": 50_400},
    ),
    Built(
        paper="gpt-neox-20b",
        row="model card",
        options={"padding": "of_128_a_shard", "norms": "two"},
        model="GPTNeoXForCausalLM",
        config="GPTNeoXConfig",
        arguments={"vocab_size": 50_432},
    ),
    bloom("560m", L=24, d=1024, h=16),
    bloom("7b1", L=30, d=4096, h=32),
    bloom("176b", L=70, d=14_336, h=112),
    opt("125M", L=12, d=768, h=12),
    opt("350M", L=24, d=1024, h=16, narrow=True),
    opt("1.3B", L=24, d=2048, h=32),
    opt("175B", L=96, d=12_288, h=96),
    llama("llama1", "7B", L=32, d=4096, f=11_008, h=32, width="two_thirds_up_to_256"),
    llama("llama1", "13B", L=40, d=5120, f=13_824, h=40, width="two_thirds_up_to_256"),
    llama("llama1", "33B", L=60, d=6656, f=17_920, h=52, width="two_thirds_up_to_256"),
    llama("llama1", "65B", L=80, d=8192, f=22_016, h=64, width="two_thirds_up_to_256"),
    llama("llama2", "7B", L=32, d=4096, f=11_008, h=32),
    llama("llama2", "13B", L=40, d=5120, f=13_824, h=40),
    llama("llama2", "70B", L=80, d=8192, f=28_672, h=64, g=8),
    Built(paper="mistral7b", model="MistralForCausalLM", config="MistralConfig"),
    mixtral("8x7B", V=32_000, L=32, d=4096, f=14_336, h=32),
    mixtral("8x22B", V=32_768, L=56, d=6144, f=16_384, h=48),
    gemma("2B", L=18, d=2048, f=16_384, h=8, g=1),
    gemma("7B", L=28, d=3072, f=24_576, h=16, g=16),
    vit("Base", "sixteen", 16, L=12, d=768, h=12),
    vit("Base", "thirty_two", 32, L=12, d=768, h=12),
    vit("Large", "sixteen", 16, L=24, d=1024, h=16),
    vit("Huge", "fourteen", 14, L=32, d=1280, h=16),
    deit("Ti, distilled", d=192),
    deit("S, distilled", d=384),
    deit("B, distilled, 384 pixels", d=768, r=384),
    electra("ELECTRA-Small", L=12, E=128, H=256),
    electra("ELECTRA-Base", L=12, E=768, H=768),
    electra("ELECTRA-Large", L=24, E=1024, H=1024),
    xlnet("XLNet-Base", L=12, d=768),
    xlnet("XLNet-Large", L=24, d=1024),
    mamba("130M", L=24, d=768),
    mamba("370M", L=48, d=1024),
    mamba("2.8B", L=64, d=2560),
]


def counted(case: Built) -> int:
    """Count the case's row with the catalogue's formulas."""
    model = read(PAPERS / f"{case.paper}.toml")
    row = next(row for row in model.rows if row.name == case.row)
    chosen = usual(model).chosen
    assert case.options.keys() <= chosen.keys()
    counts = Case(model=model, chosen={**chosen, **case.options}).counts(row)
    return sum(counts[part.name] for part in model.present(row) if part.counted)


def built(case: Built) -> int:
    """Count the parameters of the real model, each once."""
    import torch
    import transformers

    config = getattr(transformers, case.config)(**case.arguments)
    with torch.device("meta"):
        model = getattr(transformers, case.model)(config)
    return sum(parameter.numel() for parameter in model.parameters())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_catalogue_counts_the_real_model(case: Built) -> None:
    assert counted(case) == built(case)


def test_the_cases_are_of_many_papers() -> None:
    assert len({case.paper for case in CASES}) >= 10
