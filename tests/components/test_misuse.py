"""A call that describes no layer is refused, and the message says what to give."""

from __future__ import annotations

import pytest

from derive.components import FUNCTIONS, LIBRARY
from derive.errors import FormulaError
from derive.formulas.formula import formula

NO_LAYER = [
    ("lstm(4, 5, layers=0)", "lstm has layers = 0; give a whole number of 1 or more"),
    ("lstm(4, 5, layers=3/2)", "lstm has layers = 3/2; give a whole number of 1 or more"),
    ("lstm(4, 5, directions=3)", "lstm has directions = 3; give 1 to 2"),
    ("lstm(4, 5, coupled=2)", "lstm has coupled = 2; give 0 or 1"),
    ("lstm(4, 5, projection=0)", "lstm has projection = 0; give a whole number of 1 or more"),
    ("lstm(4, -5)", "lstm has cells = -5; give 0 or more"),
    ("gru(4, 5, bias=-1)", "gru has bias = -1; give 0 or more"),
    ("highway(4, layers=0)", "highway has layers = 0; give a whole number of 1 or more"),
    ("recurrent(4, 5, gates=0)", "recurrent has gates = 0"),
    ("recurrent_highway(4, 5, depth=0)", "recurrent_highway has depth = 0"),
    ("n_ary_tree_lstm(4, 5, children=0)", "n_ary_tree_lstm has children = 0"),
    ("bidirectional(d, shared=2)", "bidirectional has shared = 2; give 0 or 1"),
    ("conv2d(3, 64, kernel=0)", "conv2d has kernel = 0"),
    ("conv2d(6, 64, kernel=3, groups=4)",
     "4 groups do not divide 6 input channels; use a divisor of 6"),
    ("conv2d(64, 6, kernel=3, groups=4)", "4 groups do not divide 6 output channels"),
    ("conv1d(6, 64, 3, groups=5)", "5 groups do not divide 6 input channels"),
    ("conv2d(3, 64, kernel=3, groups=0)", "conv2d has groups = 0"),
    ("group_norm(10, groups=3)", "3 groups do not divide 10 channels"),
    ("multi_head_attention(512, heads=3)", "3 heads do not divide 512 numbers"),
    ("multi_head_attention(d, head_width=3)", "head_width is given, and heads is not"),
    ("grouped_query_attention(512, heads=8, key_value_heads=3)",
     "3 heads of keys and values do not divide 8 heads"),
    ("grouped_query_attention(d, heads=8, key_value_heads=0)",
     "grouped_query_attention has key_value_heads = 0"),
    ("multi_query_attention(10, heads=3)", "3 heads do not divide 10 numbers"),
    ("active_experts(4, 5, experts=2, active=3)",
     "active_experts has active = 3 of 2 experts; give 1 to 2"),
    ("mixture_of_experts(4, 5, experts=2, shared_inner=3)",
     "shared_inner is given, and shared_experts is 0; give shared_experts too"),
    ("qkv_projection(8, key_value_heads=2)",
     "key_value_heads is given, and heads is not; give heads too"),
    ("qkv_projection(8, heads=4, key_value_heads=3)",
     "3 heads of keys and values do not divide 4 heads"),
    ("latent_attention(8, heads=2, nope_width=2, rope_width=2, value_width=2)",
     "missing 1 required keyword-only argument: 'key_value_rank'"),
    ("latent_attention(8, heads=0, key_value_rank=4, nope_width=2, rope_width=2, value_width=2)",
     "latent_attention has heads = 0"),
    ("residual_block(4, 5)", "missing 1 required keyword-only argument: 'shortcut'"),
    ("residual_block(4, 5, shortcut=2)", "residual_block has shortcut = 2; give 0 or 1"),
    ("residual_bottleneck(4, 6, shortcut=0, groups=4)", "4 groups do not divide 6 input channels"),
    ("instance_norm(4)", "missing 1 required keyword-only argument: 'affine'"),
    ("instance_norm(4, affine=3)", "instance_norm has affine = 3; give 0 or 1"),
    ("conv_transpose2d(3, 64, kernel=0)", "conv_transpose2d has kernel = 0"),
    ("feed_forward(4, 5, gated=2)", "feed_forward has gated = 2; give 0 or 1"),
    ("gru(4, 5, bias=1, biases=3)",
     "gru has both biases and bias; keep one: biases stands instead of bias"),
    ("layer_norm(4, per_channel=1, bias=0)", "layer_norm has both per_channel and bias; keep one"),
    ("mixture_of_experts(4, 5, experts=0)", "mixture_of_experts has experts = 0"),
    ("softmax(4, 5, bias=-1)", "softmax has bias = -1"),
    ("masked_language_model_head(4, 5, tied=2)", "masked_language_model_head has tied = 2"),
    ("adaptive_softmax(8, 4, 4, factor=0)", "adaptive_softmax has factor = 0"),
    ("adaptive_embedding(8, 4, -4)", "adaptive_embedding has bands = -4"),
    ("multilayer_perceptron(784)", "multilayer_perceptron needs two widths or more"),
    ("lstm(4)", "missing 1 required positional argument: 'cells'"),
    ("lstm(4, 5, baes=1)", "unexpected keyword argument 'baes'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), NO_LAYER)
def test_what_is_no_layer_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormulaError) as seen:
        formula(text, LIBRARY)
    assert message in str(seen.value)
    assert "^" in str(seen.value)


@pytest.mark.parametrize("wrong", [True, 1.5, None, [4], "4 +", "d.real"], ids=str)
def test_what_is_no_formula_is_refused(wrong: object) -> None:
    with pytest.raises(FormulaError):
        FUNCTIONS["linear"](wrong, 5)


def test_symbols_are_taken_at_their_word() -> None:
    assert str(formula("lstm(m, n, layers=L, directions=t, bias=b)", LIBRARY))
    assert str(formula("conv2d(6, 64, kernel=3, groups=g)", LIBRARY)) == "3**2*6*64/g"


FIRST_WAVE = [
    ("2*mixture_of_experts(d, f, experts=64, active=8)",
     "mixture_of_experts counts all experts, and active ones are another number; give two "
     "components: mixture_of_experts(d, f, experts=E) for the total, active_experts(d, f, "
     "experts=E, active=k) for what a token meets\n"
     "  2*mixture_of_experts(d, f, experts=64, active=8)\n"
     "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
    ("mixture_of_experts(d, f, experts=8, matrices=3)",
     "mixture_of_experts is not told the number of matrices; write gated=1 for three matrices, "
     "gated=0 for two\n"
     "  mixture_of_experts(d, f, experts=8, matrices=3)\n"
     "  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), FIRST_WAVE)
def test_what_is_asked_for_otherwise_gets_the_new_spelling(text: str, message: str) -> None:
    with pytest.raises(FormulaError) as seen:
        formula(text, LIBRARY)
    assert str(seen.value) == message
