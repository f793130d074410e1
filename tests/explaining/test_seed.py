"""The seed paper: its readings compared, its two questions answered, what would settle it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

import derive
from derive import read, solve
from derive.errors import ModelError, UsageError
from derive.explaining.explanation import explain, explain_reading
from derive.explaining.given import reading_at
from derive.explaining.settling import settling
from derive.explaining.verdicts import against_first, verdict
from derive.tell.facts import explained
from derive.tell.settling import settled_by
from derive.tell.verdicts import compared
from tests.tell.lines import lines

PAPERS = Path(derive.__file__).parent / "papers" / "catalogue"


@pytest.fixture(scope="module")
def found():
    return solve(read(PAPERS / "sutskever2014.toml"))


def test_three_formulas(found):
    totals = {str(reading.formulas["total"]) for reading in found.readings()}
    assert totals == {
        "V_in*d + 2*V_out*d + 16*L*d**2",
        "2*V_in*d + 16*L*d**2",
        "16*L*d**2 + L*V_out*d",
    }


def test_the_accidents_are_found_by_algebra(found):
    conditions = {
        str(reading.formulas["total"]): [str(condition) for condition in verdict_.conditions]
        for reading, verdict_ in zip(
            found.readings()[1:], against_first(found.readings()), strict=True
        )
    }
    assert conditions == {
        "2*V_in*d + 16*L*d**2": ["V_in = 2*V_out"],
        "16*L*d**2 + L*V_out*d": ["V_in = (L - 2)*V_out"],
    }


def test_every_pair_is_coincident(found):
    for first, second in combinations(found.readings(), 2):
        both = verdict(first, second)
        assert both.kind == "coincident"
        assert [claim.name for claim in both.telling] == ["total"]
        (condition,) = both.conditions
        said = compared(both)[0].parts
        assert said[:2] == ("Both give the same numbers, ", "only because ")
        assert said[2].sides == (condition.left, condition.right)


def test_the_softmax_alone_can_account_for_320m(found):
    of_all = {"softmax_reads": "all_layers"}
    told = explain(found, {"encoder_table": "not_counted", "decoder_table": "none", **of_all})
    assert told.fits
    assert told.case.chosen["softmax_reads"] == "all_layers"
    counts = {part.name: part.count for part in told.accounts[0].components}
    assert counts["softmax"] == 320_000_000
    assert counts["source_embedding"] == counts["target_embedding"] == 0


def test_counting_only_the_recurrence_misses(found):
    told = explain(found, {"recurrent_covers": "hidden_to_hidden"})
    missed = {miss.account.name: miss for miss in told.misses}
    assert missed["recurrent"].account.value == 32_000_000
    assert missed["recurrent"].by == -32_000_000
    (change,) = told.changes
    assert (change.label, str(change.adds["recurrent"])) == ("recurrent_covers", "8*L*d**2")
    assert [*lines(explained(told))][:3] == [
        "The cause is recurrent_covers = hidden_to_hidden: with all_matrices instead, "
        "every printed number is met.",
        "claim | misses by | recurrent_covers = hidden_to_hidden adds",
        "recurrent | 32,000,000 too few | -8·L·d² = -32,000,000",
    ]


def test_a_bias_is_the_size_of_the_miss(found):
    told = explain(found, {"gate_bias": "one"})
    (change,) = told.changes
    assert (told.misses[0].by, change.label) == (32_000, "gate_bias")
    assert str(change.adds["total"]) == "-8*L*d"


def test_two_terms_at_once(found):
    told = explain(found, {"gate_bias": "two", "source_tokens": "three", "decoder_table": "own"})
    total = told.misses[0]
    assert total.by == 64_000 + 3 * 1000
    assert {change.label for change in told.changes} == {"gate_bias", "source_tokens"}
    assert total.expressions == ()


def test_an_embedding_count_would_settle_it(found):
    best = settling(found).questions[0]
    assert best.number.counts == ("source_embedding", "target_embedding")
    assert best.settles
    assert best.remaining == 1
    asked, ranked = settled_by(settling(found))
    assert "".join(str(getattr(one, "text", one)) for one in asked.parts) == (
        "Ask the authors for the size of the table of source words and the table of target words "
        "together (source_embedding + target_embedding): 0 would mean reading 3; "
        "320,000,000 would mean reading 2; 160,000,000 or 240,000,000 would mean reading 1."
    )
    assert [row[1:] for row in ranked.rows[:2]] == [(("1.58",), ("1.00",))] * 2


def test_a_reading_by_its_number(found):
    assert explain_reading(found, 3).fits
    with pytest.raises(UsageError, match="there are readings 1 to 3"):
        reading_at(found, 4)
    with pytest.raises(UsageError, match="does not exist"):
        explain_reading(found, 0)


def test_misspelt_assumptions_and_options(found):
    with pytest.raises(UsageError, match="did you mean gate_bias"):
        explain(found, {"gate_bais": "one"})
    with pytest.raises(ModelError, match="did you mean"):
        explain(found, {"gate_bias": "on"})
    with pytest.raises(UsageError, match="forbids tied = yes"):
        explain(found, {"tied": "yes", "decoder_table": "none"})
