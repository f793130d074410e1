"""What is given: options by name or number, values of unknowns; compared with trying everything."""

from __future__ import annotations

import pytest

from derive import Assumption, Claim, Component, Configuration, Hyperparameter, Model, solve
from derive.errors import DeriveError, ModelError, UsageError
from derive.model.symbols import Unknown
from tests.solver.test_unknowns import gpt2

BIAS = Assumption(
    name="bias",
    options={"none": 0, "one": 1, "half": "1/2", "minus": -1, "wide": "d", "1": 3},
)


def counting(assumption: Assumption) -> Model:
    return Model(
        hyperparameters=(Hyperparameter(name="d", value=8),),
        assumptions=(assumption,),
        components=(Component(name="c", formula=f"d*d + d*{assumption.name}"),),
        claims=(Claim(printed="100", counts="c", match="at_most"),),
    )


@pytest.mark.parametrize(
    ("option", "meant"),
    [
        ("one", "one"),
        ("0", "none"),
        ("2/4", "half"),
        (-1, "minus"),
        ("1", "1"),
        ("0.5", "half"),
    ],
)
def test_an_option_is_meant_by_its_name_first_then_by_its_number(
    option: str | int, meant: str
) -> None:
    found = solve(counting(BIAS), given={"bias": option})
    assert found.chosen == {"bias": meant}
    assert [*found] == [{"bias": meant}]


@pytest.mark.parametrize("option", ["2", "8", "d", "1.01", "1e4", "", "3/0"])
def test_other_numbers_are_no_options(option: str) -> None:
    with pytest.raises(ModelError, match="bias has no option"):
        solve(counting(BIAS), given={"bias": option})


def test_two_options_with_one_number_are_both_named() -> None:
    twice = Assumption(name="b", options={"none": 0, "keras": 1, "own": 1, "also": "2 - 1"})
    with pytest.raises(ModelError) as fault:
        solve(counting(twice), given={"b": 1})
    assert str(fault.value) == "b has 3 options that are 1; say keras, own or also"


def broken(high: int = 9) -> Model:
    """An unknown that some choices bring below zero at some of its values."""
    return Model(
        hyperparameters=(Hyperparameter(name="U", unknown=Unknown(first=0, last=high)),),
        assumptions=(Assumption(name="a"), Assumption(name="b", options={"x": 1, "y": 2})),
        components=(Component(name="c", formula="5 - U + 3*a"), Component(name="e", formula="b*U")),
        claims=(Claim(printed="8", counts="c + e"),),
    )


def test_pinning_an_unknown_is_trying_its_value() -> None:
    whole, tried = solve(broken()), set()
    for value in range(10):
        pinned = solve(broken(), given={"U": value})
        by_hand = [
            {"a": a, "b": b}
            for a, extra in (("no", 0), ("yes", 3))
            for b, times in (("x", 1), ("y", 2))
            if 5 - value + extra >= 0 and 5 - value + extra + times * value == 8
        ]
        assert [*pinned] == by_hand
        assert [*whole.given({"U": value})] == by_hand
        assert pinned.unknowns == ({"U": ((value, value),)} if by_hand else {})
        assert all(reading.known == {"U": value} for reading in pinned.readings())
        assert pinned.space == whole.space == 4
        tried |= {tuple(one.items()) for one in by_hand}
    assert tried == {tuple(one.items()) for one in whole}


def test_a_value_and_options_together_in_any_order() -> None:
    at_once = solve(broken(), given={"U": "3", "a": 0, "b": "y"})
    later = solve(broken()).given({"b": "y"}).given({"U": 3}).given({"a": "no"})
    assert [*at_once] == [*later] == [{"a": "no", "b": "y"}]
    assert at_once.taken == later.taken == {"a": "no", "b": "y", "U": 3}
    assert later.given({"U": 0}).count == 0  # the last word wins


def test_the_gpt2_vocabulary_can_be_pinned_as_a_whole_or_in_a_row() -> None:
    pinned = solve(gpt2(), given={"V": "40,478", "bias": 1})
    assert pinned.unknowns == {"V": ((40_478, 40_478),)}
    assert pinned.readings()[0].values["total@small"] == 116_929_536
    assert not solve(gpt2(), given={"V": 50_257})
    own = solve(gpt2(own=True), given={"V@small": 40_478, "bias": "yes"})
    assert own.unknowns["V@small"] == ((40_478, 40_478),)
    assert own.unknowns["V@medium"] == solve(gpt2(own=True)).given({"bias": 1}).unknowns["V@medium"]
    every = solve(gpt2(own=True), given={"V": 40_478, "V@small": 40_479})
    assert every.held == {f"V@{row}": 40_478 + (row == "small") for row in SIZES}


SIZES = ("small", "medium", "large", "xl")


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        ({"U": 10}, UsageError, "U = 10 is outside of its range; U is unknown, 0 to 9"),
        ({"U": -1}, UsageError, "U = -1 is outside of its range; U is unknown, 0 to 9"),
        ({"U": "1.5"}, UsageError, "U = 1.5 is no whole number; U is unknown, 0 to 9"),
        (
            {"W": 1},
            UsageError,
            "there is no assumption 'W'; the assumptions are a, b; the unknowns are U",
        ),
    ],
)
def test_what_cannot_be_given_is_said(
    given: dict[str, str | int], kind: type[DeriveError], said: str
) -> None:
    for asked in (lambda: solve(broken(), given=given), lambda: solve(broken()).given(given)):
        with pytest.raises(kind) as fault:
            asked()
        assert str(fault.value) == said


def test_a_stated_hyperparameter_is_not_given() -> None:
    with pytest.raises(UsageError) as fault:
        solve(counting(BIAS), given={"d": 9})
    assert str(fault.value) == (
        "d is a hyperparameter that the paper states; only assumptions and unknowns can be given"
    )


def test_a_value_that_would_divide_by_zero_is_out_of_range() -> None:
    model = Model(
        hyperparameters=(Hyperparameter(name="U", unknown=Unknown(first=0, last=9)),),
        components=(Component(name="c", formula="60 // U"),),
        configurations=(Configuration(name="r", claims=(Claim(printed="20", counts="c"),)),),
    )
    assert solve(model, given={"U": 3}).count == 1
    with pytest.raises(UsageError, match="U is unknown, 1 to 9"):
        solve(model, given={"U": 0})
