"""The catalogue: every paper says where claims stand, why options exist, what is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from derive.errors import SpecError
from derive.model.assumptions import Assumption
from derive.model.case import Case, usual
from derive.model.model import Model
from derive.papers.catalogue import keys, path_of
from derive.papers.reading.reader import read, read_text
from derive.printed import Printed, exact_interval
from derive.solver.solutions import Solutions, solve
from tests.brute_force import met
from tests.papers.says import misspoken

KEYS = keys()
WITHOUT_EXPECTATION: frozenset[str] = frozenset()


@cache
def model_of(key: str) -> Model:
    return read(path_of(key))


@cache
def solutions_of(key: str) -> Solutions:
    return solve(model_of(key))


@pytest.mark.parametrize("key", KEYS)
def test_the_solver_finds_what_is_expected(key: str) -> None:
    expected = model_of(key).expected
    if key in WITHOUT_EXPECTATION:
        pytest.skip("checked by tests/solver/test_seed.py")
    found = solutions_of(key)
    told = {
        "space": found.space,
        "solutions": found.count,
        "readings": len(found.groups),
        "forced": found.forced,
        "impossible": {name: list(options) for name, options in found.impossible.items()},
        "unknowns": {name: [list(one) for one in every] for name, every in found.unknowns.items()},
    }
    assert "solutions" in expected
    assert {name: told[name] for name in expected if name in told} == {
        name: value for name, value in expected.items() if name in told
    }


@pytest.mark.parametrize("key", [key for key in KEYS if "nearest" in model_of(key).expected])
def test_the_nearest_set_misses_what_is_said(key: str) -> None:
    model = model_of(key)
    nearest = model.expected["nearest"]
    assert isinstance(nearest, dict)
    assert set(nearest) <= {"gives", "of", "given", "unknowns", "misses"}
    chosen = {**usual(model).chosen, **nearest["given"]}
    hits = met(Case(model=model, chosen=chosen, known=nearest.get("unknowns", {})))
    misses = [one.name for one, hit in zip(model.claimed, hits, strict=True) if not hit]
    assert misses == nearest["misses"]
    assert (nearest["gives"], nearest["of"]) == (sum(hits), len(hits))
    assert not solutions_of(key), "a paper with a solution needs no nearest set"


@pytest.mark.parametrize("key", KEYS)
def test_a_paper_without_a_solution_says_what_is_nearest(key: str) -> None:
    assert solutions_of(key) or "nearest" in model_of(key).expected


@pytest.mark.parametrize("key", KEYS)
def test_a_paper_can_be_found(key: str) -> None:
    paper = model_of(key).paper
    assert paper.title and paper.authors and paper.year
    assert paper.arxiv or paper.doi or paper.venue or paper.url


@pytest.mark.parametrize("key", KEYS)
def test_a_claim_has_a_place(key: str) -> None:
    assert claims_without_place(model_of(key)) == []


@pytest.mark.parametrize("key", KEYS)
def test_a_stated_hyperparameter_has_a_place_or_a_source(key: str) -> None:
    unplaced = [
        one.name
        for one in model_of(key).hyperparameters
        if one.value is not None and not (one.where or one.source or one.quote or one.switch)
    ]
    assert unplaced == []


@pytest.mark.parametrize("key", KEYS)
def test_an_option_has_a_reason(key: str) -> None:
    assert options_without_reason(model_of(key)) == []


@pytest.mark.parametrize("key", KEYS)
def test_a_reason_does_not_mention_a_printed_figure(key: str) -> None:
    assert reasons_with_a_figure(model_of(key)) == []


@pytest.mark.parametrize("key", KEYS)
def test_an_option_is_told_in_a_sentence(key: str) -> None:
    assert [fault for one in model_of(key).assumptions for fault in misspoken(one)] == []


@pytest.mark.parametrize("key", KEYS)
def test_no_two_options_of_a_paper_are_told_alike(key: str) -> None:
    said = [option.says for one in model_of(key).assumptions for option in one.options]
    assert sorted(said) == sorted(set(said))


def test_no_paper_has_more_readings_than_solutions() -> None:
    for key in KEYS:
        found = solutions_of(key)
        assert bool(found) == bool(found.groups), key
        assert sum(group.solutions for group in found.groups.values()) == found.count, key


# What the checks above look for, and that they find it.

SLOPPY = """
[assumptions.bias]
asks    = "Has the layer a bias?"
options = { none = 0, one = 1 }
reasons = { one = "With it the sum is 1,234." }
[components.layer]
formula = "1233 + bias"
[[claims]]
printed = "1.234K"
counts  = "total"
"""


def claims_without_place(model: Model) -> list[str]:
    """Give the claims that do not say where they are printed."""
    return [one.name for one in model.claimed if not one.claim.where]


def options_without_reason(model: Model) -> list[str]:
    """Give the options, and the questions, that are not explained."""
    silent = [f"{a.name}.{o.name}" for a in model.assumptions for o in a.options if not o.reason]
    return [*silent, *(a.name for a in model.assumptions if not a.asks)]


def reasons_with_a_figure(model: Model) -> list[str]:
    """Give the options whose reason has a printed figure, as printed or written out."""
    claims = [one.claim for one in model.claimed]
    figures = {form for claim in claims for form in forms(claim.printed, claim.scale)}
    return [
        f"{assumption.name}.{option}"
        for assumption in model.assumptions
        for option, reason in reasons(assumption)
        if figures & set(numbers(reason))
    ]


def forms(printed: str, scale: str) -> list[str]:
    """Give the digits of a figure as printed, and those of the whole number it stands for."""
    exact = exact_interval(Printed.parse(printed, scale))
    return [*numbers(printed), *([] if exact.empty else [str(exact.low)])]


def reasons(assumption: Assumption) -> Iterator[tuple[str, str]]:
    """Give each option with its reason."""
    return ((option.name, option.reason) for option in assumption.options)


def numbers(text: str) -> list[str]:
    """Give the numbers in a text, without commas: "1,234 or 0.5" has 1234 and 0.5."""
    return [one.replace(",", "") for one in re.findall(r"[0-9]+(?:[.,][0-9]+)*", text)]


def test_the_checks_find_what_they_look_for() -> None:
    model = read_text(SLOPPY)
    assert claims_without_place(model) == ["total"]
    assert options_without_reason(model) == ["bias.none"]
    assert reasons_with_a_figure(model) == ["bias.one"]


@pytest.mark.parametrize(
    ("says", "faults"),
    [
        ("gates have no bias", []),
        ("GPT-2's vocabulary is counted", []),
        ("", ["no sentence"]),
        ("Gates have no bias.", ["a capital", "a full stop"]),
        ("A gate has gate_bias", ["a capital", "an identifier"]),
        ("x" * 91, ["longer than 90 characters"]),
    ],
)
def test_a_sentence_is_checked(says: str, faults: list[str]) -> None:
    assumption = Assumption(name="bias", options=["none"], says={"none": says})
    told = misspoken(assumption)
    assert len(told) == len(faults)
    assert all(
        one.startswith(f"bias.none: {fault}") for one, fault in zip(told, faults, strict=True)
    )


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(SpecError, match="there is no key 'were' here; did you mean where"):
        read_text(SLOPPY + 'were = "Table 1"\n')
