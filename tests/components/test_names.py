"""Every component is found by its name, and by what the field calls it."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import derive.components
from derive.components import FUNCTIONS, LIBRARY
from derive.components.aliases import ALIASES, meant
from derive.errors import FormulaError
from derive.formulas.formula import formula
from derive.formulas.grammar import BUILT_IN

OTHERWISE = "the library has no such layer, and it counts otherwise than its namesake: write it out"
ATTENTION = "write multi_head_attention, grouped_query_attention or multi_query_attention"
EVERY = f"there are {', '.join(sorted({*FUNCTIONS, *BUILT_IN}))}"
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
    (
        "conv_transpose2d(3, 4, 3)",
        "write conv2d(inputs, outputs, kernel, bias=1), or bias=0 without a bias: "
        "it has as many numbers",
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
    assert alias not in {name.replace("_", "") for name in FUNCTIONS}
    named = re.findall(
        r"\b[a-z]+(?:_[a-z]+)+\b|\b(?:lstm|gru|conv[12]d|linear|softmax)\b", ALIASES[alias]
    )
    arguments = {"memory_width", "per_channel"}
    assert set(named) - arguments <= {*FUNCTIONS, *BUILT_IN}
    assert meant(alias, FUNCTIONS) == ALIASES[alias]


def test_a_transposed_convolution_counts_what_the_advice_says() -> None:
    assert formula("conv2d(3, 8, 5, bias=1)", LIBRARY).value({}) == 3 * 8 * 5 * 5 + 8


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
