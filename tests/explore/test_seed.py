"""The headless explorer on the seed: every number is the solver's."""

from __future__ import annotations

import json

import pytest

from derive.errors import DeriveError, UsageError
from derive.explaining.declared import reading_with
from derive.explore.exclusion import why
from derive.explore.export import command, export, save
from derive.explore.splits import next_splits
from derive.explore.view import view
from derive.model.case import declared
from derive.solver.solutions import solve
from tests.explore.seed import model, start


@pytest.mark.parametrize("match", ["exact", "printed"])
def test_counts_are_those_of_the_solver(match: str) -> None:
    found = solve(model().matching(match))
    for pins in ({}, {"softmax_reads": "all_layers"}, {"encoder_table": "not_counted"}):
        exploration = start(match)
        for name, option in pins.items():
            exploration = exploration.pin(name, option)
        seen, expected = view(exploration), found.given(pins)
        assert seen.solutions == expected.count
        assert seen.shown.readings == len(expected.groups)
        # Without pins it is the declared case that is on show, else the leading reading.
        own = declared(found.model)
        first = expected.readings(1)[0] if pins else reading_with(found, own)
        assert seen.shown.solutions == first.solutions
        assert seen.shown.chosen == first.chosen
        for one in seen.assumptions:
            if one.label not in pins:
                counts = {option.name: option.solutions for option in one.options}
                assert counts == expected.shares[one.label]
            marked = {o.name for o in one.options if o.mark == "forced"}
            if one.label not in pins:
                assert (
                    marked == {expected.forced[one.label]} & set(expected.forced.values())
                    if (one.label in expected.forced)
                    else not marked
                )


def test_a_pinned_assumption_says_what_its_other_options_would_have() -> None:
    found = solve(model())
    seen = view(start().pin("softmax_reads", "all_layers"))
    (one,) = [a for a in seen.assumptions if a.label == "softmax_reads"]
    assert {o.name: o.solutions for o in one.options} == found.shares["softmax_reads"]
    assert one.pinned == "all_layers" and not one.open


def test_why_names_the_claim_and_the_pin_and_the_difference() -> None:
    exploration = start().pin("softmax_reads", "all_layers")
    (found,) = why(exploration, "decoder_table", "own")
    assert found.claims == ("total",)
    assert found.pins == (("softmax_reads", "all_layers"),)
    assert [(m.value, m.difference) for m in found.misses] == [(424_000_000, 40_000_000)]


def test_why_of_a_bias_at_exactness() -> None:
    (found,) = why(start(), "gate_bias", "one")
    assert (found.claims, found.pins) == (("total",), ())
    assert found.misses[0].difference == 32_000


def test_why_not_when_it_is_possible() -> None:
    (found,) = why(start(), "softmax_reads", "all_layers")
    assert not found and found.solutions == 12


def test_what_requires_rules_out_needs_no_claim() -> None:
    exploration = start().pin("softmax_reads", "all_layers")
    (found,) = why(exploration, "tied", "yes")
    assert len(found.claims) + len(found.pins) == 1


def test_pins_that_miss_show_the_miss_and_its_repair() -> None:
    seen = view(start().pin("gate_bias", "one"))
    assert seen.solutions == 0 and seen.shown.kind == "pinned"
    assert {c.name: c.miss for c in seen.claims} == {
        "total": 32_000, "recurrent": 32_000, "encoder": 16_000, "decoder": 16_000,
    }  # fmt: skip
    assert [(c.label, c.old, c.new) for c in seen.shown.repair or ()] == [
        ("gate_bias", "one", "none")
    ]


def test_pins_that_are_forbidden_show_no_reading_and_a_way_back() -> None:
    seen = view(start().pin("tied", "yes").pin("softmax_reads", "all_layers"))
    assert seen.permitted == 0 and seen.shown.kind == "forbidden" and not seen.shown.chosen
    assert seen.shown.repair


def test_loosen_and_back() -> None:
    exact = start()
    printed = exact.loosen()
    assert (exact.matching, printed.matching) == ("exact", "printed")
    assert view(printed).solutions == solve(model().matching("printed")).count
    assert view(printed.loosen()).solutions == view(exact).solutions
    assert printed.undo().now == exact.now


def test_next_ranks_open_assumptions_and_numbers() -> None:
    found = next_splits(start())
    assert found.total == 3 and found.unit == "reading"
    assert found.best[0].label == "softmax_counted"
    assert [split.expected for split in found.best] == sorted(s.expected for s in found.best)
    assert found.numbers and all(question.remaining < 3 for question in found.numbers)


def test_the_command_reproduces_what_remains() -> None:
    exploration = start().pin("softmax_reads", "all_layers").loosen()
    said = command(exploration)
    assert said == ("derive solve sutskever2014 --given softmax_reads=all_layers --printed")
    found = solve(model().matching("printed")).given({"softmax_reads": "all_layers"})
    assert view(exploration).solutions == found.count


def test_json_has_what_is_on_the_screen() -> None:
    exploration = start().pin("softmax_reads", "all_layers")
    seen, told = view(exploration), json.loads(export(exploration, "json"))
    assert told["solutions"] == seen.solutions == 12
    assert told["pins"] == {"softmax_reads": "all_layers"}
    assert told["assumptions"]["decoder_table"]["own"] == {"solutions": 0, "mark": "impossible"}
    assert told["shown"]["assumptions"] == dict(seen.shown.chosen)
    assert ["decoder", "decoder_lstm", "32000000"] in told["shown"]["derivation"]


def test_latex_of_a_reading_and_of_a_miss() -> None:
    assert r"384{,}000{,}000" in export(start(), "latex")
    assert r"384{,}032{,}000" in export(start().pin("gate_bias", "one"), "latex")


def test_a_file_is_never_overwritten(tmp_path) -> None:  # type: ignore[no-untyped-def]
    name = str(tmp_path / "a.json")
    assert save(start(), "json", name) == f"JSON written to {name}."
    with pytest.raises(UsageError, match="exists already"):
        save(start(), "json", name)
    with pytest.raises(UsageError, match="cannot be written"):
        save(start(), "json", str(tmp_path / "no" / "a.json"))


@pytest.mark.parametrize(
    ("name", "option", "said"),
    [
        ("tide", "no", "did you mean tied"),
        ("tied", "nope", "did you mean no"),
        ("zzz", "no", "the assumptions are encoder_table"),
    ],
)
def test_slips_say_what_was_meant(name: str, option: str, said: str) -> None:
    with pytest.raises(DeriveError, match=said):
        start().pin(name, option)
