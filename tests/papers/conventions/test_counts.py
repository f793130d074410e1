"""Each convention where it fits: one small model, solved for what each option counts by hand."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature

import pytest

from derive import solve
from derive.components import FUNCTIONS
from derive.formulas.grammar import BUILT_IN
from derive.papers.conventions import FACTOR, WORD, conventions
from derive.papers.reading import read_text

HYPERPARAMETERS = """
T = 5
V = 10
L = 3
c = 6
d = 4
f = 100
k = 3
m = 2
n = 3
r = 2
experts = 8
active = 2
"""

COUNTS: Mapping[str, Mapping[str, int]] = {
    "counted.embeddings": {"counted": 40, "left_out": 0},
    "counted.positions": {"counted": 20, "left_out": 0},
    "counted.output": {"counted": 40, "left_out": 0},
    "counted.pooler": {"counted": 20, "left_out": 0},
    "counted.auxiliary": {"left_out": 0, "counted": 15},
    "counted.buffers": {"left_out": 0, "counted": 25},
    "counted.frozen": {"counted": 32, "left_out": 16},
    "experts.counted": {"all": 6432, "active": 1632},
    "storage.replicas": {"one": 8, "two": 16, "four": 32, "eight": 64},
    "linear.bias": {"none": 6, "one": 8},
    "output.bias": {"none": 40, "one": 50},
    "convolution.bias": {"none": 162, "one": 165},
    "normalisation.batch": {"none": 0, "two": 12, "four": 24},
    "normalisation.layer": {"none": 0, "scale": 4, "scale_and_shift": 8},
    "attention.bias": {"none": 64, "one": 80},
    "feed_forward.matrices": {"two": 800, "three": 1200},
    "feed_forward.gated": {"no": 800, "yes": 1200},
    "feed_forward.multiple": {"none": 800, "sixty_four": 1024, "two_hundred_fifty_six": 2048},
    "positions.table": {"fixed": 0, "learned": 20},
    "lstm.bias": {"none": 60, "one": 72, "two": 84},
    "lstm.peepholes": {"none": 60, "diagonal": 69},
    "gru.biases": {"none": 45, "three": 54, "four": 57, "six": 63},
    "recurrent.directions": {"one": 60, "two": 120},
    "output.tied": {"no": 80, "yes": 40},
    "tables.shared": {"no": 80, "yes": 40},
    "layers.shared": {"no": 2400, "yes": 800},
    "copies.counted": {"once": 40, "twice": 80},
    "vocabulary.special_tokens": {"zero": 40, "one": 44, "two": 48, "three": 52, "four": 56},
    "vocabulary.padding": {
        "none": 40,
        "eight": 64,
        "sixty_four": 256,
        "one_hundred_twenty_eight": 512,
        "one_thousand_twenty_four": 4096,
    },
}

# A count, what is printed of it, and the words that say how.
WORDS: Mapping[str, tuple[tuple[int, str, set[str]], ...]] = {
    "figures.rounding": (
        (1_560_000, "1.6M", {"nearest", "up"}),
        (1_560_000, "1.5M", {"down"}),
        (1_540_000, "1.6M", {"up"}),
    ),
    "figures.unit": ((1_572_864, "1.6M", {"decimal"}), (1_572_864, "1.5M", {"binary"})),
    "figures.zeros": (
        (1_234_567, "1,200,000", {"placeholders"}),
        (1_200_000, "1,200,000", {"digits", "placeholders"}),
    ),
}


def test_every_convention_has_a_row() -> None:
    assert set(COUNTS) == {name for name, one in conventions().items() if one.fits != WORD}
    assert set(WORDS) == {name for name, one in conventions().items() if one.fits == WORD}


@pytest.mark.parametrize("name", COUNTS)
def test_a_model_from_its_line_counts_what_each_option_says(name: str) -> None:
    one = conventions()[name]
    assert set(one.assumption.names) == set(COUNTS[name])
    for option, count in COUNTS[name].items():
        model = read_text(
            f'[assumptions.{one.assumption.name}]\nuse = "{name}"\n[components.part]\n{one.line}\n'
            f'[[claims]]\nprinted = "{count}"\ncounts = "part"\nmatch = "exact"\n'
            f"[hyperparameters]{HYPERPARAMETERS}"
        )
        found = {chosen[one.assumption.name] for chosen in solve(model)}
        assert found == {o for o, other in COUNTS[name].items() if other == count}
        assert option in found


@pytest.mark.parametrize(
    ("name", "count", "printed", "words"),
    [(name, *row) for name, rows in WORDS.items() for row in rows],
)
def test_a_claim_with_its_line_is_cut_so(
    name: str, count: int, printed: str, words: set[str]
) -> None:
    one = conventions()[name]
    model = read_text(
        f'[assumptions.{one.assumption.name}]\nuse = "{name}"\n'
        f'[components.part]\nformula = "{count}"\n'
        f'[[claims]]\nprinted = "{printed}"\ncounts = "part"\n{one.line}\n'
    )
    assert {chosen[one.assumption.name] for chosen in solve(model)} == words


@pytest.mark.parametrize("name", conventions())
def test_what_it_fits_are_arguments_that_exist(name: str) -> None:
    one = conventions()[name]
    if isinstance(one.fits, str):
        assert one.fits in (FACTOR, WORD)
        return
    for call, arguments in one.fits.items():
        if call == "ceil_to":
            assert call in BUILT_IN
            assert arguments == ("multiple",)
        else:
            assert set(arguments) <= set(signature(FUNCTIONS[call]).parameters)
