"""What a model is made of are values: they are compared, hashed, copied and sent about."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given

from derive.model.case import Case, usual
from derive.model.model import Model
from derive.papers.catalogue import path_of
from derive.papers.reading.reader import read
from derive.solver.solutions import solve
from tests.strategies import models

KEYS = ("sutskever2014", "gpt2", "vaswani2017", "adaptive-inputs")


def the_same(value: object) -> None:
    sent = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes
    for other in (sent, copy.copy(value), copy.deepcopy(value)):
        assert other == value
        assert hash(other) == hash(value)
        assert type(other) is type(value)


def parts(model: Model) -> list[object]:
    return [
        *model.hyperparameters,
        *model.assumptions,
        *model.components,
        *model.configurations,
        *model.claimed,
        *(option for one in model.assumptions for option in one.options),
        usual(model),
        model,
    ]


@pytest.mark.parametrize("key", KEYS)
def test_a_paper_and_its_parts(key: str) -> None:
    for part in parts(read(path_of(key))):
        the_same(part)


@given(models())
def test_random_models_and_their_parts(model: Model) -> None:
    for part in parts(model):
        the_same(part)


def test_a_reading_is_a_case_that_travels() -> None:
    for reading in solve(read(path_of("sutskever2014"))).readings():
        the_same(reading)
        assert isinstance(reading, Case) and reading.model.name == "sutskever2014"


def test_the_claims_of_a_row_are_found_by_its_copy() -> None:
    model = read(path_of("gpt3"))
    for row in model.rows:
        assert model.claimed_in(copy.deepcopy(row)) == model.claimed_in(row)
        assert [one.claim for one in model.claimed_in(row)] == list(row.claims)


def test_what_is_inside_does_not_change() -> None:
    case = usual(read(path_of("gpt2")))
    with pytest.raises(TypeError, match="cannot be changed"):
        case.chosen["tied"] = "no"  # type: ignore[index]
