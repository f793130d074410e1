"""Reconcile always answers: the set in words, or the remainder in the model's own terms."""

from __future__ import annotations

import pytest

from derive.explaining.reconcile import reconcile
from derive.model.assumptions import Assumption
from derive.model.model import Model
from derive.model.parts import Component
from derive.model.symbols import Hyperparameter, Unknown, hyperparameters
from derive.tell.reconciling import reconciled
from tests.tell.lines import lines

SAYS = {"no": "layers have no bias", "yes": "each layer has a bias"}


def model(V: int = 50_257) -> Model:
    return Model(
        hyperparameters=(
            Hyperparameter(name="V", value=V, means="a vocabulary"),
            Hyperparameter(name="d", value=768),
        ),
        assumptions=(Assumption(name="bias", says=SAYS),),
        components=(
            Component(name="table", formula="V*d", means="the table of words"),
            Component(name="layers", formula="12*(d*d + bias*d)"),
        ),
    )


def said(printed: str, count: int, its: Model | None = None) -> list[str]:
    return [*lines(reconciled(reconcile(its or model(), printed=printed, count=count)))]


TABLE, LAYERS, BIASES = 50_257 * 768, 12 * 768 * 768, 12 * 768


@pytest.mark.parametrize(
    ("printed", "count", "expected"),
    [
        (
            "45.7M",
            TABLE + LAYERS + BIASES,
            [
                "45.7M stands for 45,684,480, and your count is the same number: "
                "each layer has a bias (bias = yes).",
            ],
        ),
        (
            "45,675,264",
            TABLE + LAYERS + BIASES,
            [
                "45,675,264 stands for 45,675,264: the usual choice everywhere.",
                "Your count is 9,216 higher: 12·d.",
                "assumption | from | to | adds to the count",
                "bias | no | yes | 12·d",
            ],
        ),
        (
            "45,675,264",
            2 * TABLE + LAYERS,
            [
                "45,675,264 is given by one way of counting; 84,272,640 by none.",
                "Nearest in the model's own terms is 45,675,264 (the usual choice everywhere). "
                "Your count is 38,597,376 higher: as much as the table of words (table) once more.",
            ],
        ),
        (
            "45,675,264",
            LAYERS,
            [
                "45,675,264 is given by one way of counting; 7,077,888 by none.",
                "Nearest in the model's own terms is 45,675,264 (the usual choice everywhere). "
                "Your count is 38,597,376 lower: as much as the table of words (table) left out.",
            ],
        ),
        (
            "45,675,264",
            50_304 * 768 + LAYERS,
            [
                "45,675,264 is given by one way of counting; 45,711,360 by none.",
                "Nearest in the model's own terms is 45,675,264 (the usual choice everywhere). "
                "Your count is 36,096 higher: as much as a vocabulary of 50,304 instead of 50,257 "
                "gives (V = 50304, padded to a multiple of 64).",
            ],
        ),
        (
            "45,675,264",
            TABLE + LAYERS + 768,
            [
                "45,675,264 is given by one way of counting; 45,676,032 by none.",
                "Nearest in the model's own terms is 45,675,264 (the usual choice everywhere). "
                "Your count is 768 higher: by arithmetic alone, d (such terms are in layers).",
            ],
        ),
        (
            "45,675,264",
            TABLE + LAYERS + 2 * BIASES,
            [
                "45,675,264 is given by one way of counting; 45,693,696 by none.",
                "Nearest in the model's own terms is 45,684,480 (each layer has a bias "
                "(bias = yes)). Your count is 9,216 higher: "
                "by arithmetic alone, 12·d, perhaps a bias vector for each matrix of layers.",
            ],
        ),
        (
            "45,675,265",
            TABLE + LAYERS,
            [
                "45,675,264 is given by one way of counting; 45,675,265 by none.",
                "Nearest in the model's own terms is 45,675,264 (the usual choice everywhere). "
                "The figure is 1 higher: no few terms of the model are of that size.",
            ],
        ),
        (
            "7",
            8,
            [
                "No way of counting gives 7, and none gives 8.",
                "Nearest in the model's own terms is 45,675,264 (the usual choice everywhere). "
                "Your count is 45,675,256 lower: no few terms of the model are of that size.",
            ],
        ),
    ],
)
def test_every_answer(printed: str, count: int, expected: list[str]) -> None:
    assert said(printed, count) == expected


def test_unknowns_that_do_not_agree() -> None:
    its = Model(
        hyperparameters=(
            Hyperparameter(name="V", unknown=Unknown(first=1, last=100)),
            *hyperparameters(d=10),
        ),
        assumptions=(Assumption(name="bias"),),
        components=(Component(name="table", formula="V*d + 5*bias"),),
    )
    assert said("700", 905, its) == [
        "700 is given by one way of counting, with V = 70.",
        "Your count, 905, is given by one way of counting, with V = 90.",
        "No values give both.",
    ]
    found = reconcile(its, printed="900", count=905)
    assert found.pairs[0].known == {"V": 90}


def test_batch_normalisation_may_have_been_counted_with_its_buffers() -> None:
    its = Model(
        hyperparameters=hyperparameters(c=64),
        components=(
            Component(name="kernel", formula="9*c*c"),
            Component(name="norms", formula="2*c", means="batch normalisation"),
        ),
    )
    assert said("36,992", 37_120, its) == [
        "36,992 is given by one way of counting; 37,120 by none.",
        "Nearest in the model's own terms is 36,992 (the usual choice everywhere). "
        "Your count is 128 higher: as much as batch normalisation (norms) once more; "
        "where it is a scale and a shift, its running means and variances are as many.",
    ]


def test_a_layer_more_is_no_bias_and_another_norm_has_no_buffers() -> None:
    its = Model(
        hyperparameters=hyperparameters(L=3, d=50),
        components=(
            Component(name="layers", formula="L*d*d"),
            Component(name="norms", formula="2*L*d", means="layer normalisation"),
        ),
    )
    nearest = (
        "Nearest in the model's own terms is 7,800 (the usual choice everywhere). Your count is "
    )
    assert said("7,800", 10_300, its)[1] == (
        f"{nearest}2,500 higher: no few terms of the model are of that size."
    )
    assert said("7,800", 8_100, its)[1] == (
        f"{nearest}300 higher: as much as layer normalisation (norms) once more."
    )
