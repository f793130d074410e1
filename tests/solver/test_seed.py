"""The seed paper: every assumption set counted by hand-written arithmetic, none left out."""

from __future__ import annotations

from itertools import product
from operator import itemgetter

import pytest

from derive.model.model import Model
from derive.papers.catalogue import path_of
from derive.papers.reading.reader import read
from derive.solver.solutions import Solutions, solve

V_IN, V_OUT, D, L = 160_000, 80_000, 1000, 4


@pytest.fixture(scope="module")
def seed() -> Model:
    return read(path_of("sutskever2014"))


@pytest.fixture(scope="module")
def exact(seed: Model) -> Solutions:
    return solve(seed.matching("exact"))


@pytest.fixture(scope="module")
def printed(seed: Model) -> Solutions:
    return solve(seed.matching("printed"))


def by_hand(chosen: dict[str, str]) -> tuple[int, int, int, int]:
    """Total, recurrent, encoder and decoder, transcribed from the paper without the package."""
    is_ = chosen.__getitem__
    tokens = {"zero": 0, "one": 1, "two": 2, "three": 3}
    source, target = V_IN + tokens[is_("source_tokens")], V_OUT + tokens[is_("target_tokens")]
    gates = 4 if is_("gates") == "lstm" else 3
    bias = {"none": 0, "one": 1, "two": 2}[is_("gate_bias")]
    peepholes = 3 if is_("peepholes") == "diagonal" else 0
    layer = gates * (2 * D * D + bias * D) + peepholes * D
    inputs = layer - gates * D * D
    directions = 2 if is_("bidirectional") == "yes" else 1
    start = 2 * L * D if is_("initial_state") == "yes" else 0
    encoder = directions * (L * layer + start)
    encoder_inputs = directions * (L * inputs + start)
    own = 0 if is_("sharing") == "yes" else 1
    context = gates * D * D if is_("context_fed") == "yes" else 0
    decoder, decoder_inputs = own * L * layer + context, own * L * inputs + context
    tables = source * D if is_("encoder_table") == "counted" else 0
    tables += {"own": target * D, "none": 0, "of_source_size": source * D}[is_("decoder_table")]
    reads = {"top_layer": D, "all_layers": L * D, "top_and_context": 2 * D}[is_("softmax_reads")]
    softmax = 0
    if is_("softmax_counted") == "yes":
        softmax += reads * target if is_("tied") == "no" else 0
        softmax += target if is_("softmax_bias") == "one" else 0
    total = tables + softmax + encoder + decoder
    if is_("recurrent_covers") == "hidden_to_hidden":
        encoder, decoder = encoder - encoder_inputs, decoder - decoder_inputs
    return total, encoder + decoder, encoder, decoder


def permitted(chosen: dict[str, str]) -> bool:
    tied = chosen["tied"] == "no" or (
        chosen["decoder_table"] == "own"
        and chosen["softmax_counted"] == "yes"
        and chosen["softmax_reads"] == "top_layer"
    )
    return tied and (chosen["bidirectional"] == "no" or chosen["sharing"] == "no")


@pytest.fixture(scope="module")
def counted(seed: Model) -> list[tuple[dict[str, str], tuple[int, int, int, int]]]:
    names = [assumption.name for assumption in seed.assumptions]
    options = [assumption.names for assumption in seed.assumptions]
    sets = (dict(zip(names, chosen, strict=True)) for chosen in product(*options))
    return [(chosen, by_hand(chosen)) for chosen in sets if permitted(chosen)]


def keys(sets: list[dict[str, str]]) -> set[tuple[tuple[str, str], ...]]:
    return {tuple(chosen.items()) for chosen in sets}


def test_exactly(exact: Solutions, counted: list) -> None:
    numbers = (384_000_000, 64_000_000, 32_000_000, 32_000_000)
    expected = [chosen for chosen, counts in counted if counts == numbers]
    assert exact.space == len(counted) == 350_208
    assert exact.count == len(expected) == 31
    assert keys(list(exact)) == keys(expected)


def test_as_printed(printed: Solutions, counted: list) -> None:
    def fits(counts: tuple[int, int, int, int]) -> bool:
        shown = (384, 64, 32, 32)
        return all(
            abs(2 * (c - 1_000_000 * m)) <= 1_000_000 for c, m in zip(counts, shown, strict=True)
        )

    expected = [chosen for chosen, counts in counted if fits(counts)]
    assert printed.count == len(expected)
    assert keys(list(printed)) == keys(expected)
    for name, shares in printed.shares.items():
        for option, number in shares.items():
            assert number == sum(map(option.__eq__, map(itemgetter(name), expected)))


def test_the_accepted_reading_comes_first(exact: Solutions) -> None:
    readings = exact.readings()
    assert [str(reading.formulas["total"]) for reading in readings] == [
        "V_in*d + 2*V_out*d + 16*L*d**2",
        "2*V_in*d + 16*L*d**2",
        "16*L*d**2 + L*V_out*d",
    ]
    assert [reading.solutions for reading in readings] == [3, 24, 4]
    assert {str(reading.formulas["encoder"]) for reading in readings} == {"8*L*d**2"}


def test_bias_and_peepholes_are_settled_by_exactness_and_open_in_print(
    exact: Solutions, printed: Solutions
) -> None:
    assert exact.forced["gate_bias"] == exact.forced["peepholes"] == "none"
    assert "gate_bias" not in printed.forced
    assert "peepholes" not in printed.forced
    assert exact.impossible["recurrent_covers"] == ("hidden_to_hidden",)


def test_a_softmax_that_is_counted_has_no_bias(exact: Solutions) -> None:
    assert exact.given({"softmax_counted": "yes"}).forced["softmax_bias"] == "none"
    assert "softmax_bias" in exact.reading(list(exact.groups)[1]).free
