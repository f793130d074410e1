"""Every component is found by its name, and by what the field calls it."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

import derive.components
from derive.components import FUNCTIONS, LIBRARY
from derive.components.aliases import ALIASES, meant, same, standing_for
from derive.errors import FormulaError
from derive.formulas.formula import formula

OTHERWISE = "the library has no such layer, and it counts otherwise than its namesake: write it out"
ATTENTION = "write multi_head_attention, grouped_query_attention or multi_query_attention"
EVERY = "`derive components` lists the layers; built in are ceil_to, max, min, sum"
WRONG = [
    ("LSTM(4, 5)", "did you mean lstm?"),
    ("RMSNorm(4)", "did you mean rms_norm?"),
    ("LayerNorm(4)", "did you mean layer_norm?"),
    ("GroupNorm(4)", "did you mean group_norm?"),
    ("Conv2d(3, 4, 3)", "did you mean conv2d?"),
    (
        "swiglu(4, 5)",
        "write gated_feed_forward for the layer of three matrices; the activation alone has none",
    ),
    ("ffn(4, 5)", "write feed_forward"),
    ("gqa(4, 5)", "write grouped_query_attention"),
    ("moe(4, 5)", "write mixture_of_experts"),
    ("self_attention(4)", ATTENTION),
    ("ConvTranspose2d(3, 4, 3)", "did you mean conv_transpose2d?"),
    ("Conv2DTranspose(3, 4, 3)", "write conv_transpose2d"),
    ("deconvolution(3, 4, 3)", "write conv_transpose1d or conv_transpose2d"),
    ("InstanceNorm2d(4)", "write instance_norm"),
    ("MLA(4)", "write latent_attention"),
    ("qkv_proj(4)", "write qkv_projection"),
    ("gate_up_proj(4, 5)", "write gate_up_projection"),
    ("lora(4, 5)", "write low_rank(inputs, outputs, rank=r)"),
    ("basic_block(4, 5)", "write residual_block"),
    (
        "bottleneck(4, 5)",
        "write residual_bottleneck for the block of ResNet, adapter for a bottleneck beside a "
        "frozen layer",
    ),
    ("Dense(4, 5)", "write linear(inputs, outputs, bias=1), or bias=0 without a bias"),
    ("dropout(4)", "it has no parameters: leave it out"),
    ("lsmt(4, 5)", "did you mean lstm?"),
    ("softmx(4, 5)", "did you mean softmax?"),
    ("ceilto(4, 5)", "did you mean ceil_to?"),
    ("qrnn(4, 5)", OTHERWISE),
    ("mLSTM(4, 5)", OTHERWISE),
    ("mgru(4, 5)", OTHERWISE),
    ("lstmp(4, 5)", "write lstm(inputs, cells, projection=...)"),
    ("conv4d(3, 4, 3)", EVERY),
    ("gru_cell(4, 5)", EVERY),
]


@pytest.mark.parametrize(("text", "advice"), WRONG)
def test_what_was_meant(text: str, advice: str) -> None:
    name = text.partition("(")[0]
    with pytest.raises(FormulaError) as seen:
        formula(text, LIBRARY)
    assert str(seen.value) == (
        f"there is no component or function '{name}'; {advice}\n  {text}\n  {'^' * len(name)}"
    )


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_names_components_that_exist_and_is_none(alias: str) -> None:
    advice, components = ALIASES[alias]
    assert alias not in {name.replace("_", "") for name in FUNCTIONS}
    assert set(components) <= set(FUNCTIONS)
    assert all(component in advice for component in components[:1])
    assert advice.startswith("write ") or not components
    assert meant(alias, FUNCTIONS) == advice


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("mha", ("multi_head_attention",)),
        ("GQA", ("grouped_query_attention",)),
        ("SwiGLU", ("gated_feed_forward",)),
        ("moe", ("mixture_of_experts", "active_experts")),
        ("conv", ("conv1d", "conv2d")),
        ("bottleneck", ("residual_bottleneck", "adapter")),
        ("gate-up proj", ("gate_up_projection",)),
        ("relu", ()),
        ("mamba2", ()),
        ("lstm", ()),
    ],
)
def test_what_a_name_of_the_field_stands_for(name: str, found: tuple[str, ...]) -> None:
    assert standing_for(name) == found


@pytest.mark.parametrize(
    "name", ["layernorm", "Layer-Norm", "layer norm", "LAYER_NORM", "layer_norm"]
)
def test_a_name_is_the_same_however_it_is_parted(name: str) -> None:
    assert same(name, FUNCTIONS) == "layer_norm"
    assert same(f"{name}s", FUNCTIONS) == ""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_near_miss_of_another_component(name: str) -> None:
    """A name without one of the components offers no component that is a different layer."""
    others = [other for other in FUNCTIONS if other != name]
    advice = meant(name, others)
    assert "did you mean" not in advice or name.replace("_", "") in ALIASES, advice


def test_each_is_importable_whatever_was_imported_before() -> None:
    for module in pkgutil.iter_modules(derive.components.__path__):
        import_module(f"derive.components.{module.name}")
    for name, function in FUNCTIONS.items():
        assert getattr(derive.components, name) is function
    with pytest.raises(AttributeError, match="no attribute 'lsmt'"):
        derive.components.lsmt  # noqa: B018
