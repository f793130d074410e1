"""A case counts in integers what the solver says in formulas."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from derive import Claim, Component, Hyperparameter, hyperparameters
from derive.model.assumptions import Assumption
from derive.model.case import Case, usual
from derive.model.model import Model
from derive.model.symbols import Unknown
from derive.papers.catalogue import keys, path_of
from derive.papers.reading.reader import read
from derive.solver.encode import encode
from tests.brute_force import assumption_sets, met
from tests.strategies import models


@settings(max_examples=30)
@given(models(), st.data())
def test_formulas_and_counts_are_one_number(model: Model, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(list(assumption_sets(model)) or [usual(model).chosen]))
    case = Case(model=model, chosen=chosen)
    for one in model.claimed:
        assert case.polynomials[one.name].evaluate(model.values(one.row)) == case.values[one.name]
    assert [not case.miss(one) for one in model.claimed] == met(case)


def test_a_case_and_the_solver_have_one_formula() -> None:
    """The solver carries formulas packed into one integer; a case works them out by algebra."""
    for key in keys():
        model = read(path_of(key))
        encoding, case = encode(model), usual(model)
        choice, problem = encoding.choice(case.chosen), encoding.problem
        packed = sum(table.at(choice, problem.sizes) for table in problem.carried)
        assert case.polynomials == encoding.formulas(packed), key


def test_the_sign_of_a_miss() -> None:
    model = Model(
        hyperparameters=hyperparameters(d=10),
        assumptions=(Assumption(name="bias", options={"none": 0, "one": 1, "two": 2}),),
        components=(Component(name="c", formula="linear(d, d) + bias*d"),),
        claims=(
            Claim(printed="110", counts="c"),
            Claim(printed="100", counts="c", match="at_most"),
        ),
    )
    misses = {
        option: [Case(model=model, chosen={"bias": option}).miss(one) for one in model.claimed]
        for option in ("none", "one", "two")
    }
    assert misses == {"none": [-10, 0], "one": [0, 10], "two": [10, 20]}


def test_the_words_of_a_case_cut_its_figures() -> None:
    model = Model(
        assumptions=(Assumption(name="cut", options=["nearest", "down"]),),
        components=(Component(name="c", formula=7_900),),
        claims=(Claim(printed="7K", counts="c", rounding="cut"),),
    )
    (one,) = model.claimed
    down = Case(model=model, chosen={"cut": "down"})
    assert (down.words(one), down.window(one), down.miss(one)) == ({"cut": "down"}, (7000, 7999), 0)
    assert Case(model=model, chosen={"cut": "nearest"}).miss(one) == 400


def test_an_unknown_with_several_values_left_stays_a_symbol() -> None:
    model = Model(
        hyperparameters=(
            Hyperparameter(name="V", unknown=Unknown(first=1, last=99)),
            *hyperparameters(d=10),
        ),
        components=(Component(name="c", formula="V*d"),),
        claims=(Claim(printed="70", counts="c"),),
    )
    left = Case(model=model, chosen={}, known={"V": ((5, 7),)})
    assert left.numbers(model.rows[0]) == {"d": 10}
    assert str(left.formulas["c"]) == "V*d"
    assert Case(model=model, chosen={}, known={"V": 7}).values == {"c": 70}
