"""A convention where it does not fit: the whole message, with the place and the right form."""

from __future__ import annotations

import pytest

from derive.errors import SpecError
from derive.papers.reading import read_text

HEAD = """hyperparameters = {{ V = 10, d = 4, m = 2, n = 3, E = 8, k = 2 }}
assumptions.a.use = "{name}"
[components.part]
formula = "{formula}"
"""

WRONG = [
    ("gru.biases", "gru(m, n, bias=a)",
     "my:4:22: components.part.formula: gru.biases does not fit gru(bias=a); "
     "write gru(..., biases=a)\n"
     '  4 | formula = "gru(m, n, bias=a)"\n'
     "    |                      ^^^^^^"),
    ("gru.biases", "2*bidirectional(lstm(m, n, bias=a))",
     "my:4:39: components.part.formula: gru.biases does not fit lstm(bias=a); "
     "write it as in gru(m, n, biases=a); lstm(bias=...) takes lstm.bias\n"
     '  4 | formula = "2*bidirectional(lstm(m, n, bias=a))"\n'
     "    |                                       ^^^^^^"),
    ("lstm.bias", "linear(m, n, bias=a)",
     "my:4:25: components.part.formula: lstm.bias does not fit linear(bias=a); "
     "write it as in lstm(m, n, bias=a); linear(bias=...) takes linear.bias or output.bias\n"
     '  4 | formula = "linear(m, n, bias=a)"\n'
     "    |                         ^^^^^^"),
    ("copies.counted", "lstm(m, n, layers=a)",
     "my:4:23: components.part.formula: copies.counted does not fit lstm(layers=a); "
     "multiply by it, as in a*embedding(V, d)\n"
     '  4 | formula = "lstm(m, n, layers=a)"\n'
     "    |                       ^^^^^^^^"),
    ("vocabulary.padding", "ceil_to(a, 8)",
     "my:4:20: components.part.formula: vocabulary.padding does not fit ceil_to(number=a); "
     "write it as in embedding(ceil_to(V, a), d)\n"
     '  4 | formula = "ceil_to(a, 8)"\n'
     "    |                    ^"),
    ("normalisation.layer", "2*(E*a*layer_norm(d))",
     "my:4:17: components.part.formula: normalisation.layer does not fit a*layer_norm(...); "
     "write layer_norm(..., per_channel=a)\n"
     '  4 | formula = "2*(E*a*layer_norm(d))"\n'
     "    |                 ^"),
    ("experts.counted", "a*linear(d, d)",
     "my:2:21: assumptions.a.use: experts.counted reads the hyperparameters experts and active, "
     "and the file has no experts and no active; add experts and active to [hyperparameters], or "
     'say what the file calls them: options = { all = "...", active = "..." }\n'
     '  2 | assumptions.a.use = "experts.counted"\n'
     "    |                     ^^^^^^^^^^^^^^^^^"),
    ("copies.counted", "embedding(V, d) + a*embedding(V, d)",
     "my:2:21: assumptions.a.use: copies.counted is 1 or 2 copies in all, no longer 0 or 1 more, "
     "and here the weights stand beside their copies; write a*X for X + a*X, or (a - 1)*X for the "
     "second copy; options = { once = 1, twice = 2 } says that this is meant\n"
     '  2 | assumptions.a.use = "copies.counted"\n'
     "    |                     ^^^^^^^^^^^^^^^^"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "formula", "message"), WRONG)
def test_a_wrong_place_names_the_right_one(name: str, formula: str, message: str) -> None:
    with pytest.raises(SpecError) as seen:
        read_text(HEAD.format(name=name, formula=formula), "my")
    assert str(seen.value) == message


RIGHT = [
    ("gru.biases", "bidirectional(gru(m, n) + a*n)"),
    ("gru.biases", "gru(m, n, bias=a/3)"),
    ("recurrent.directions", "a*lstm(m, n)"),
    ("output.tied", "a*masked_language_model_head(d, V)"),
    ("linear.bias", "separable_conv2d(m, n, kernel=3, depthwise_bias=a, bias=a)"),
    ("lstm.bias", "linear(m, n) + a*n"),
    ("copies.counted", "a*embedding(V, d) + V"),
    ("copies.counted", "embedding(V, d) + (a - 1)*V*d"),
]


@pytest.mark.parametrize(("name", "formula"), RIGHT)
def test_arithmetic_of_the_author_is_the_authors(name: str, formula: str) -> None:
    assert len(read_text(HEAD.format(name=name, formula=formula)).assumptions) == 1


def test_a_name_for_it_and_an_option_with_it_are_seen_through() -> None:
    with pytest.raises(SpecError) as seen:
        read_text("""
        [assumptions]
        biases.use = "gru.biases"
        cell.options = { gru = "gru(4, 5, bias=vectors)", none = 0 }
        [definitions]
        vectors = "biases"
        [components.part]
        formula = "cell"
        [[claims]]
        printed = "9"
        counts = "part + gru(4, 5, bias=biases)"
        """)
    assert [(f.key, f.message) for f in seen.value.faults if hasattr(f, "key")] == [
        ("assumptions.cell.options.gru", "gru.biases does not fit gru(bias=vectors)"),
        ("claims[0].counts", "gru.biases does not fit gru(bias=biases)"),
    ]


def test_options_of_the_files_own_say_what_they_are_for() -> None:
    own = 'assumptions.a = {{ use = "{name}", options = {{ none = 0, one = 1 }} }}'
    spec = HEAD.replace('assumptions.a.use = "{name}"', own)
    model = read_text(spec.format(name="gru.biases", formula="gru(m, n, bias=a)"))
    assert model.assumptions[0].names == ("none", "one")
    some = spec.replace("one = 1", "three = 3")
    with pytest.raises(SpecError, match=r"gru\.biases does not fit gru\(bias=a\)"):
        read_text(some.format(name="gru.biases", formula="gru(m, n, bias=a)"))


def test_the_experts_of_a_file_may_have_names_of_their_own() -> None:
    spec = HEAD.replace(
        'assumptions.a.use = "{name}"',
        'assumptions.a = {{ use = "{name}", options = {{ all = "E", active = "k" }} }}',
    )
    model = read_text(spec.format(name="experts.counted", formula="a*linear(d, d)"))
    assert str(model.assumptions[0]["active"].sets["a"]) == "k"


def test_copies_of_an_untied_model_are_counted_in_all() -> None:
    model = read_text("""
    hyperparameters = { V = 10, d = 4 }
    assumptions = { copies.use = "copies.counted", tied.use = "output.tied" }
    components.table.formula = "copies*embedding(V, d)"
    components.output.formula = "(1 - tied)*softmax(d, V)"
    """)
    assert [one.name for one in model.assumptions] == ["copies", "tied"]
    with pytest.raises(SpecError, match=r"no longer 0 or 1 more"):
        read_text("""
        hyperparameters = { V = 10, d = 4 }
        assumptions = { copies.use = "copies.counted", tied.use = "output.tied" }
        components.table.formula = "embedding(V, d) + (1 - tied)*softmax(d, V)"
        components.copy.formula = "tied*copies*V*d"
        """)
