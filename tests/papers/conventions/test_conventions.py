"""The library of conventions is data with sources, and a spec may use it."""

from __future__ import annotations

import pytest

from derive.errors import SpecError, UsageError
from derive.model.case import Case
from derive.papers.conventions import FRAMEWORKS, Convention, conventions
from derive.papers.conventions.following import following
from derive.papers.reading.reader import read_text
from tests.papers.says import misspoken

SPEC = """
[assumptions.bias]
use = "lstm.bias"
[components.layer]
formula = "lstm(4, 5, bias=bias)"
[[claims]]
printed = "200"
counts = "layer"
"""


@pytest.mark.parametrize("convention", conventions().values(), ids=lambda c: c.name)
def test_a_convention_has_a_question_reasons_words_a_source_and_evidence(
    convention: Convention,
) -> None:
    assumption = convention.assumption
    assert assumption.asks.split("(")[0].strip().endswith("?")
    assert set(assumption.reasons) == set(assumption.names)
    assert set(assumption.says) == set(assumption.names)
    assert misspoken(assumption) == []
    assert assumption.source
    assert convention.evidence
    assert set(convention.frameworks) <= set(FRAMEWORKS)


def test_a_spec_uses_a_convention() -> None:
    model = read_text(SPEC)
    assert model.assumptions[0].names == ("none", "one", "two")
    assert model.assumptions[0].convention == "lstm.bias"
    assert model.assumptions[0].reasons["one"] == "The textbook gate."
    assert model.assumptions[0].says["one"] == "each gate has one bias vector"


def test_a_spec_tells_a_convention_in_its_own_words() -> None:
    words = {"none": "a gate has none", "one": "a gate has a threshold", "two": "a gate has two"}
    own = ", ".join(f'{option} = "{says}"' for option, says in words.items())
    model = read_text(SPEC.replace('"lstm.bias"', f'"lstm.bias"\nsays = {{ {own} }}'))
    assert {option.name: option.says for option in model.assumptions[0].options} == words
    assert model.assumptions[0].reasons["one"] == "The textbook gate."


@pytest.mark.parametrize(("framework", "count"), [("pytorch", 220), ("keras", 200), ("flax", 200)])
def test_a_framework_sets_what_follows_from_it(framework: str, count: int) -> None:
    model = read_text(SPEC)
    assert Case(model=model, chosen=following(model, framework)).values == {"layer": count}


@pytest.mark.parametrize(("framework", "count"), [("pytorch", 165), ("keras", 165), ("flax", 155)])
def test_frameworks_disagree_on_one_gru(framework: str, count: int) -> None:
    spec = SPEC.replace("lstm.bias", "gru.biases").replace(
        "lstm(4, 5, bias=bias)", "gru(4, 5, biases=bias)"
    )
    model = read_text(spec)
    assert Case(model=model, chosen=following(model, framework)).values == {"layer": count}


def test_an_unknown_convention_or_framework_says_what_was_meant() -> None:
    with pytest.raises(SpecError, match=r"did you mean lstm\.bias\?"):
        read_text(SPEC.replace("lstm.bias", "lstm.bais"))
    with pytest.raises(UsageError, match=r"did you mean pytorch\?"):
        following(read_text(SPEC), "pytroch")
