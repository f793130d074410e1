"""Numbers that frameworks and papers state, and shapes that papers write."""

from __future__ import annotations

import pytest

from derive.components import LIBRARY
from derive.formulas.formula import formula
from derive.formulas.spelling import TEXT, spell

RESNET_18 = " + ".join(
    f"residual_block({first}, {n}, shortcut={p}) + residual_block({n}, {n}, shortcut=0)"
    for first, n, p in ((64, 64, 0), (64, 128, 1), (128, 256, 1), (256, 512, 1))
)
STAGES = ((64, 64, 3), (256, 128, 4), (512, 256, 6), (1024, 512, 3))
RESNET_50 = " + ".join(
    f"residual_bottleneck({first}, {w}, shortcut=1)"
    f" + {blocks - 1}*residual_bottleneck({4 * w}, {w}, shortcut=0)"
    for first, w, blocks in STAGES
)
RESNEXT_50 = " + ".join(
    f"residual_bottleneck({first}, {2 * w}, outputs={4 * w}, groups=32, shortcut=1)"
    f" + {blocks - 1}*residual_bottleneck({4 * w}, {2 * w}, outputs={4 * w}, groups=32, shortcut=0)"
    for first, w, blocks in STAGES
)
LATENT_V3 = (
    "latent_attention(7168, heads=128, key_value_rank=512, query_rank=1536, nope_width=128,"
    " rope_width=64, value_width=128)"
)

# What a framework's documentation, a model card or `computed` of the facts say.
STATED = [
    ("lstm(4, 5, bias=1)", 200),  # Keras, Flax
    ("lstm(4, 5, bias=2)", 220),  # PyTorch
    ("gru(4, 5, bias=2)", 165),  # PyTorch; Keras
    ("gru(4, 5, bias=1)", 150),  # Keras, reset_after off
    ("gru(4, 5, bias=1, candidate_bias=1)", 155),  # Flax
    ("lstm(512, 1024, bias=2)", 6_299_648),  # PyTorch
    ("lstm(512, 1024, bias=1)", 6_295_552),  # Keras
    ("batch_norm(10, per_channel=4)", 40),  # Keras's total
    ("batch_norm(10)", 20),  # PyTorch
    ("conv2d(3, 64, kernel=7)", 9_408),  # the first layer of ResNet
    ("conv2d(3, 96, kernel=11, bias=1)", 34_944),  # the first layer of AlexNet
    ("conv2d(96, 256, kernel=5, groups=2, bias=1)", 307_456),  # its second, in two towers
    ("linear(4096, 1000, bias=1)", 4_097_000),  # the last layer of VGG
    ("multilayer_perceptron(784, 300, 100, 10)", 266_200),  # LeNet-300-100
    ("factorised_embedding(30000, 128, 768)", 3_938_304),
    ("12*(multi_head_attention(768, bias=1) + feed_forward(768, 3072, bias=1) + 2*layer_norm(768))"
     " + layer_norm(768) + embedding(50257, 768) + position_embedding(1024, 768)",
     124_439_808),  # GPT-2, the smallest
    ("embedding(30522, 768) + position_embedding(512, 768) + segment_embedding(2, 768)"
     " + layer_norm(768) + pooler(768)"
     " + 12*(multi_head_attention(768, bias=1) + feed_forward(768, 3072, bias=1)"
     " + 2*layer_norm(768))", 109_482_240),  # BERT base
    ("2*32000*4096 + 32*(multi_head_attention(4096) + gated_feed_forward(4096, 11008)"
     " + 2*rms_norm(4096)) + rms_norm(4096)", 6_738_415_616),  # LLaMA 7B
    ("2*32000*4096 + 32*(grouped_query_attention(4096, heads=32, key_value_heads=8)"
     " + mixture_of_experts(4096, 14336, experts=8, gated=1) + 2*rms_norm(4096))"
     " + rms_norm(4096)", 46_702_792_704),  # Mixtral, total
    ("2*32000*4096 + 32*(grouped_query_attention(4096, heads=32, key_value_heads=8)"
     " + active_experts(4096, 14336, experts=8, active=2, gated=1) + 2*rms_norm(4096))"
     " + rms_norm(4096)", 12_879_925_248),  # Mixtral, active
    ("embedding(256000, 2048) + 18*(multi_query_attention(2048, heads=8, head_width=256)"
     " + gated_feed_forward(2048, 16384) + 2*rms_norm(2048)) + rms_norm(2048)",
     2_506_172_416),  # Gemma 2B
    ("embedding(32128, 512) + 6*(multi_head_attention(512) + feed_forward(512, 2048)"
     " + 2*rms_norm(512)) + 6*(2*multi_head_attention(512) + feed_forward(512, 2048)"
     " + 3*rms_norm(512)) + 2*rms_norm(512) + 2*relative_position_bias(32, 8)",
     60_506_624),  # T5 small
    ("embedding(32000, 512) + 8*(relative_attention(512, heads=8, head_width=64, bias=1)"
     " + feed_forward(512, 2048, bias=1))", 43_692_032),  # Chinchilla, table A9, the first row
    ("embedding(50280, 768) + 24*(mamba(768) + rms_norm(768)) + rms_norm(768)",
     129_135_360),  # Mamba 130M
    ("2*embedding(10000, 830) + recurrent_highway(830, 830, depth=10, bias=1) + 10000",
     31_782_400),  # recurrent highway network, Penn Treebank, depth 10
    ("child_sum_tree_lstm(300, 150, bias=2, output_gate=0)", 203_400),  # Tai et al., table 1
    ("constituency_tree_lstm(300, 142, bias=1, output_gate=0)", 205_190),
    ("constituency_tree_lstm(300, 150, bias=1)", 316_800),
    ("child_sum_tree_lstm(300, 168, bias=2)", 315_840),
    ("patch_embedding(3, 768, patch=16)", 590_592),  # ViT-B/16
    ("masked_language_model_head(768, 30522)", 622_650),
    ("masked_language_model_head(768, 30000, table_width=128)", 98_432 + 256 + 30_000),
    ("highway(2048, layers=2)", 16_785_408),
    ("separable_conv2d(512, 512, 3)", 266_752),
    (f"conv2d(3, 64, 7) + batch_norm(64) + {RESNET_18} + linear(512, 1000, bias=1)",
     11_689_512),  # torchvision's ResNet-18
    (f"conv2d(3, 64, 7) + batch_norm(64) + {RESNET_50} + linear(2048, 1000, bias=1)",
     25_557_032),  # torchvision's ResNet-50
    (f"conv2d(3, 64, 7) + batch_norm(64) + {RESNEXT_50} + linear(2048, 1000, bias=1)",
     25_028_904),  # torchvision's ResNeXt-50, 32x4d
    ("conv2d(3, 64, 7, bias=1) + batch_norm(64, per_channel=4)"
     f" + {RESNET_50.replace('shortcut', 'bias=1, per_channel=4, shortcut')}"
     " + linear(2048, 1000, bias=1)", 25_636_712),  # Keras's ResNet50, its total
    ("conv2d(3, 64, 7, bias=1) + conv2d(64, 128, 3, bias=1) + conv2d(128, 256, 3, bias=1)"
     " + 9*residual_block(256, 256, shortcut=0, bias=1, per_channel=0)"
     " + conv_transpose2d(256, 128, 3, bias=1) + conv_transpose2d(128, 64, 3, bias=1)"
     " + conv2d(64, 3, 7, bias=1) + 23*instance_norm(256, affine=0)",
     11_378_179),  # the generator of CycleGAN, printed as 11.378 M
    (f"2*129280*7168 + 61*({LATENT_V3} + 2*rms_norm(7168)) + rms_norm(7168)"
     " + 3*gated_feed_forward(7168, 18432) + 58*(256 +"
     " mixture_of_experts(7168, 2048, experts=256, shared_experts=1, gated=1))",
     671_026_419_200),  # DeepSeek-V3, with the 256 biases that balance its routers
    ("2*102400*2048 + 27*(latent_attention(2048, heads=16, key_value_rank=512, nope_width=128,"
     " rope_width=64, value_width=128) + 2*rms_norm(2048)) + rms_norm(2048)"
     " + gated_feed_forward(2048, 10944)"
     " + 26*mixture_of_experts(2048, 1408, experts=64, shared_experts=2, gated=1)",
     15_706_484_224),  # DeepSeek-V2-Lite
    ("2*32064*3072 + 32*(qkv_projection(3072) + 3072**2 + gate_up_projection(3072, 8192)"
     " + 8192*3072 + 2*rms_norm(3072)) + rms_norm(3072)", 3_821_079_552),  # Phi-3 mini
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), STATED)
def test_stated_numbers(text: str, stated: int) -> None:
    assert int(formula(text, LIBRARY)) == stated


def test_calls_inside_a_sum_follow_its_index() -> None:
    written = formula("sum(conv2d(c*2**i, c*2**(i + 1), kernel=3), i, 0, 3)", LIBRARY)
    assert str(written) == "sum(3**2*c*2**i*c*2**(i + 1), i, 0, 3)"
    assert written.value({"c": 16}) == sum(9 * 16**2 * 2 ** (2 * i + 1) for i in range(4))
    assert written.exact == formula("9*c**2*(2 + 8 + 32 + 128)").exact


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sum(lstm(d*i, d*(i + 1), bias=1), i, 1, L)", sum(
            4 * ((i + 1) * 5 * i * 5 + ((i + 1) * 5) ** 2 + (i + 1) * 5) for i in range(1, 4)
        )),
        ("sum(batch_norm(d*2**i, per_channel=b), i, 0, L)", 5 * (1 + 2 + 4 + 8) * 4),
        ("sum(multi_head_attention(d*i, heads=i), i, 1, L)", 4 * 25 * (1 + 4 + 9)),
        ("sum(highway(d, layers=i), i, 1, L)", 6 * 2 * (25 + 5)),
    ],
)  # fmt: skip
def test_sums_of_layers(text: str, value: int) -> None:
    written = formula(text, LIBRARY)
    numbers = {name: {"d": 5, "L": 3, "b": 4}[name] for name in written.names}
    assert written.value(numbers) == value
    assert written.exact.evaluate(numbers) == value


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("linear(m, n, bias=1)", "m·n + n"),
        ("lstm(m, n)", "4(n·m + n²)"),
        ("lstm(m, n, bias=b, peepholes=p)", "4(n·m + n² + b·n) + p·n"),
        ("lstm(m, n, layers=3, bias=1)", "4(n·m + n² + n) + 2·4(n·n + n² + n)"),
        ("lstm(m, n, projection=r)", "4(n·m + n·r) + n·r"),
        ("lstm(m, n, coupled=1)", "3(n·m + n²)"),
        ("lstm(m, n, directions=2, layers=2)", "2·4(n·m + n²) + 2·4(n·2·n + n²)"),
        ("gru(m, n, bias=1, candidate_bias=1)", "3(n·m + n² + n) + n"),
        ("bidirectional(gru(m, n))", "2·3(n·m + n²)"),
        ("recurrent_highway(m, n, depth=D)", "2(n·m + D·n²)"),
        ("conv2d(m, n, 3, bias=1)", "3²·m·n + n"),
        ("conv2d(m, n, 3, groups=g)", "3²·m·n/g"),
        ("separable_conv2d(m, n, 3)", "3²·m + m·n"),
        ("layer_norm(d)", "2·d"),
        ("batch_norm(c, per_channel=4)", "4·c"),
        ("multi_head_attention(d, bias=1)", "4(d² + d)"),
        ("multi_head_attention(d, bias=1, output_bias=0)", "3(d² + d) + d²"),
        ("grouped_query_attention(d, heads=h, key_value_heads=g)", "2·d² + 2·d·(g·d/h)"),
        ("feed_forward(d, f, bias=1)", "2·d·f + (f + d)"),
        ("gated_feed_forward(d, f)", "3·d·f"),
        ("mixture_of_experts(d, f, experts=E, gated=1)", "E·3·d·f + E·d"),
        ("mixture_of_experts(d, f, experts=E, shared_experts=s)", "(E + s)·2·d·f + E·d"),
        (
            "mixture_of_experts(d, f, experts=E, shared_experts=1, shared_inner=g)",
            "E·2·d·f + 2·d·g + E·d",
        ),
        (
            "active_experts(d, f, experts=E, active=k, shared_experts=s, shared_inner=g)",
            "k·2·d·f + s·2·d·g + E·d",
        ),
        ("adapter(d, r)", "2·d·r + (r + d)"),
        ("qkv_projection(d, heads=h, key_value_heads=1)", "d·(d + 2(d/h))"),
        ("gate_up_projection(d, f)", "2·d·f"),
        (
            "residual_bottleneck(m, w, shortcut=1, outputs=n)",
            "(m·w + 2·w) + (3²·w·w + 2·w) + (w·n + 2·n) + (m·n + 2·n)",
        ),
        ("instance_norm(c, affine=0)", "0"),
        ("tied_softmax(V)", "0"),
        ("adaptive_softmax(d, a, b)", "d·(a + 1) + (d·(d // 4) + (d // 4)·b)"),
        ("pooler(d)", "d² + d"),
    ],
)
def test_shapes(text: str, shown: str) -> None:
    assert spell(formula(text, LIBRARY).written, TEXT) == shown
