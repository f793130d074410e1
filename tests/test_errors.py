"""One family of errors: each says the same after a journey between processes."""

from __future__ import annotations

import pickle

import pytest

from derive import Assumption, Component, Model
from derive.errors import DeriveError, FormulaError, ModelError, PrintedError, SpecError
from derive.errors import did_you_mean as nearest
from derive.papers.reading import read_text
from derive.papers.reading.faults import Fault, KeyFault

TWO = (Component(name="a", formula="dd"), Component(name="b", formula="ee"))
ERRORS = [
    DeriveError("no such name", advice="write d").within("components").within("my.toml"),
    FormulaError("unknown name 'dd'", text="4*dd", at=2, width=2),
    PrintedError("the scale 'Q' is not known", key="scale"),
    ModelError("unknown name 'dd'", path=("components", 0), word="dd", place=("component a",)),
    KeyFault("there is no key 'x' here"),
    Fault("unknown name 'dd'", file="my.toml", line=1, column=3, source="4*dd", width=2),
    SpecError([ModelError("two things are called 'd'"), ModelError("no claims")]),
]


def raised(text: str) -> SpecError:
    with pytest.raises(SpecError) as caught:
        read_text(text, "my")
    return caught.value


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_travels_between_processes(error: DeriveError) -> None:
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert [str(one) for one in arrived.faults] == [str(one) for one in error.faults]
    told, kept = vars(arrived), vars(error)
    assert told == kept


def test_the_faults_of_a_model_come_at_once_and_are_model_errors() -> None:
    with pytest.raises(ModelError) as caught:
        Model(components=TWO)
    assert isinstance(caught.value, SpecError)
    assert [fault.word for fault in caught.value.faults] == ["dd", "ee"]
    assert str(caught.value) == "component a: unknown name 'dd'\ncomponent b: unknown name 'ee'"


def test_the_place_of_several_faults_is_told_with_each() -> None:
    error = SpecError([ModelError("one"), ModelError("two")])
    assert str(error.within("my.toml")) == "my.toml: one\nmy.toml: two"


def test_a_file_says_what_its_model_would() -> None:
    text = '[components.a]\nformula = "dd"\n[components.b]\nformula = "ee"\n'
    assert [fault.message for fault in raised(text).faults] == [
        "unknown name 'dd'",
        "unknown name 'ee'",
    ]


def test_a_word_far_from_all_gets_the_other_advice() -> None:
    assert nearest("biass", ["bias"], "use bias") == "did you mean bias?"
    assert nearest("sutskever", ["sutskever2014lstm"]) == "did you mean sutskever2014lstm?"
    assert nearest("sutsk", ["sutskever2014"], "list them") == "list them"
    assert nearest("sutsk", ["sutskever2014"], "list them", cutoff=0.5) == (
        "did you mean sutskever2014?"
    )
    assert nearest("bias" * 100, ["bias"], "use bias") == "use bias"


def test_options_are_listed_behind_the_nearest() -> None:
    bias = Assumption(name="bias", options={"none": 0, "one": 1})
    with pytest.raises(ModelError) as caught:
        bias.index("nnoe")
    assert caught.value.advice == "did you mean none? (none, one)"
    with pytest.raises(ModelError) as caught:
        bias.index("zzz")
    assert caught.value.advice == "(none, one)"
