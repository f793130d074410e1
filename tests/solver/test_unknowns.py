"""Unknown hyperparameters: exact intervals, compared with trying every value."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive import Assumption, Claim, Component, Configuration, Hyperparameter, Model, solve
from derive.errors import BudgetError, DeriveError, ModelError
from derive.explaining.explanation import explain
from derive.formulas.formula import formula
from derive.formulas.polynomial import Polynomial
from derive.intervals import Interval, union
from derive.model.case import Case
from derive.model.symbols import Unknown
from derive.solver.enclosing import enclose
from derive.solver.integers import at_least, inside, monotone, value
from derive.solver.unknowns import Constraint, fits
from tests.brute_force import met

LAYER = "L*(12*d*d + 9*bias*d + 4*d)"
SIZES = {"small": (768, 12), "medium": (1024, 24), "large": (1280, 36), "xl": (1600, 48)}


def gpt2(*, positions: int = 1024, printed=("117M", "345M", "762M", "1542M"), table="V", own=False):
    rows = tuple(
        Configuration(
            name=name, values={"d": d, "L": L}, claims=(Claim(printed=number, counts="total"),)
        )
        for (name, (d, L)), number in zip(SIZES.items(), printed, strict=True)
    )
    vocabulary = Hyperparameter(
        name="V", unknown=Unknown(first=1, last=300_000), per_configuration=own
    )
    return Model(
        hyperparameters=(vocabulary, Hyperparameter(name="T", value=positions)),
        assumptions=(Assumption(name="bias", options={"yes": 1, "no": 0}),),
        components=(
            Component(name="tokens", formula=f"{table}*d"),
            Component(name="positions", formula="T*d"),
            Component(name="layers", formula=LAYER),
            Component(name="norm", formula="2*d"),
        ),
        configurations=rows,
    )


@pytest.mark.parametrize(("positions", "expected"), [(1024, (40468, 40812)), (512, (40980, 41324))])
def test_gpt2_vocabulary(positions, expected):
    found = solve(gpt2(positions=positions)).given({"bias": "yes"})
    assert found.unknowns == {"V": (expected,)}
    (reading,) = found.readings()
    assert reading.unknowns == {"V": (expected,)}
    assert reading.known == {"V": expected[0]}


def test_released_sizes_fit_no_vocabulary():
    assert not solve(gpt2(printed=("124M", "355M", "774M", "1.5B")))


def test_padded_vocabulary():
    found = solve(gpt2(table="ceil_to(V, 64)")).given({"bias": "yes"})
    ((low, high),) = found.unknowns["V"]
    brute = [V for V in range(40_000, 42_000) if _fits(found.model, {"bias": "yes"}, {"V": V})]
    assert [low, high] == [brute[0], brute[-1]]
    assert len(brute) == high - low + 1


def test_own_vocabulary_in_each_row():
    found = solve(gpt2(own=True)).given({"bias": "yes"})
    assert found.unknowns["V@large"] == ((40468, 41249),)
    assert set(found.unknowns) == {f"V@{row}" for row in SIZES}
    assert len(list(found)) == 1


def test_two_unknowns():
    model = Model(
        hyperparameters=(
            Hyperparameter(name="V", unknown=Unknown(first=1, last=300_000)),
            Hyperparameter(name="d", unknown=Unknown(first=1, last=2_000)),
        ),
        components=(Component(name="c", formula="V*d + 12*d*d"),),
        claims=(
            Claim(printed="50,795,520", counts="c", match="exact"),
            Claim(printed="590", counts="d", match="at_least"),
        ),
    )
    found = solve(model)
    brute = {
        (rest // d, d)
        for d in range(590, 2_001)
        if (rest := 50_795_520 - 12 * d * d) > 0 and rest % d == 0 and rest // d <= 300_000
    }
    assert found.unknowns["V"] == union((V, V) for V, _ in brute)
    assert found.unknowns["d"] == union((d, d) for _, d in brute)


def test_too_many_values_to_try():
    both = Constraint(formula=formula("a*b - a - b").exact, window=Interval(0, None))
    wide = (Interval(1, 10**9),)
    with pytest.raises(BudgetError, match="smaller range"):
        fits([both], {"a": wide, "b": wide})


def dividing(formula: str) -> Model:
    return Model(
        hyperparameters=(Hyperparameter(name="V", unknown=Unknown(first=0, last=9)),),
        components=(Component(name="c", formula=formula),),
        claims=(Claim(printed="20", counts="c"),),
    )


def test_bad_ranges():
    with pytest.raises(ModelError, match="no whole number"):
        Unknown(first=5, last=4)
    with pytest.raises(DeriveError, match="range of the unknown"):
        solve(dividing("100 // (V - 3)"))


def test_a_value_that_divides_by_0_is_no_value():
    assert solve(dividing("100 // V")).unknowns == {"V": ((5, 5),)}
    assert solve(dividing("20 + 0 // V")).unknowns == {"V": ((1, 9),)}


def test_an_enormous_range_is_no_trouble():
    model = Model(
        hyperparameters=(Hyperparameter(name="V", unknown=Unknown(first=1, last=10**30)),),
        components=(Component(name="c", formula="ceil_to(V, 64)*V"),),
        claims=(Claim(printed="1B", counts="c"),),
    )
    ((low, high),) = solve(model).unknowns["V"]
    assert [_fits(model, {}, {"V": V}) for V in (low - 1, low, high, high + 1)] == [0, 1, 1, 0]


def test_counts_that_are_not_whole_do_not_fit():
    model = Model(
        hyperparameters=(Hyperparameter(name="V", unknown=Unknown(first=1, last=40)),),
        components=(Component(name="c", formula="3*V/2"),),
        claims=(Claim(printed="20", counts="c", match="at_least"),),
    )
    assert solve(model).unknowns["V"] == union((V, V) for V in range(14, 41, 2))


COEFFICIENTS = st.lists(st.integers(-50, 50), min_size=1, max_size=5)


@given(COEFFICIENTS, st.integers(-40, 0), st.integers(0, 40))
def test_where_a_polynomial_is_not_negative(coefficients, first, last):
    found = at_least(coefficients, (first, last))
    brute = {x for x in range(first, last + 1) if value(coefficients, x) >= 0}
    assert {x for low, high in found for x in range(low, high + 1)} == brute


@given(COEFFICIENTS, st.integers(-40, 0), st.integers(0, 40))
def test_monotone_stretches(coefficients, first, last):
    stretches = monotone(coefficients, (first, last))
    assert [x for low, high in stretches for x in range(low, high + 1)] == [*range(first, last + 1)]
    for low, high in stretches:
        values = [value(coefficients, x) for x in range(low, high + 1)]
        assert values in (sorted(values), sorted(values, reverse=True))


FORMULAS = st.recursive(
    st.sampled_from(["V", "1", "3", "7"]),
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} - {})".format, inner, inner),
        st.builds("{}*{}".format, inner, inner),
        st.builds("ceil_to({}, 4)".format, inner),
        st.builds("({} // 3)".format, inner),
        st.builds("min({}, {})".format, inner, inner),
        st.builds("max({}, {})".format, inner, inner),
    ),
    max_leaves=6,
)


@given(FORMULAS, st.integers(0, 30), st.integers(0, 30), st.integers(-60, 60), st.integers(0, 90))
def test_inside_is_what_trying_every_value_gives(text, first, length, low, width):
    exact = formula(text).exact
    found = inside(exact, "V", Interval(first, first + length), Interval(low, low + width))
    brute = [
        x
        for x in range(first, first + length + 1)
        if low <= exact.evaluate({"V": x}) <= low + width
    ]
    assert [x for a, b in found for x in range(a, b + 1)] == brute


@given(FORMULAS, st.integers(0, 30), st.integers(0, 12))
def test_an_enclosure_holds_every_value(text, first, length):
    exact = formula(text).exact
    low, high = enclose(exact, {"V": Interval(first, first + length)})
    assert all(low <= exact.evaluate({"V": x}) <= high for x in range(first, first + length + 1))


TERMS = st.dictionaries(
    st.sampled_from([(), (("V", 1),), (("T", 1),), (("T", 1), ("V", 1)), (("V", 2),)]),
    st.integers(-9, 9).filter(bool),
    min_size=1,
)


@given(st.lists(st.tuples(TERMS, st.integers(-50, 50), st.integers(0, 60)), max_size=3))
def test_fits_of_two_unknowns(drawn):
    ranges = {"T": (Interval(1, 8),), "V": (Interval(0, 12),)}
    constraints = [
        Constraint(formula=Polynomial(terms), window=Interval(low, low + width))
        for terms, low, width in drawn
    ]
    fitting = [
        (T, V)
        for T, V in product(range(1, 9), range(13))
        if all(
            c.window[0] <= c.formula.evaluate({"T": T, "V": V}) <= c.window[1] for c in constraints
        )
    ]
    found = fits(constraints, ranges)
    assert bool(found) == bool(fitting)
    if found:
        assert found[0].values["T"] == union((T, T) for T, _ in fitting)
        assert found[0].values["V"] == union((V, V) for _, V in fitting)
        assert (found[0].example["T"], found[0].example["V"]) in fitting


OPTIONS = ("0", "1", "V", "d", "V*d", "ceil_to(V, 4)")


@given(
    st.lists(st.sampled_from(OPTIONS), min_size=2, max_size=3, unique=True),
    st.lists(st.sampled_from(OPTIONS), min_size=2, max_size=3, unique=True),
    st.integers(0, 120),
    st.sampled_from(["exact", "printed", "at_least"]),
)
def test_solutions_and_values_are_those_of_brute_force(one, two, number, match):
    model = Model(
        hyperparameters=(
            Hyperparameter(name="V", unknown=Unknown(first=1, last=20)),
            Hyperparameter(name="d", value=5),
        ),
        assumptions=(
            Assumption(name="a", options={f"o{i}": text for i, text in enumerate(one)}),
            Assumption(name="b", options={f"o{i}": text for i, text in enumerate(two)}),
        ),
        components=(Component(name="c", formula="a*b + V*a + 3*V"),),
        claims=(Claim(printed=str(number), counts="c", match=match),),
    )
    found = solve(model)
    sets = [
        {"a": a.name, "b": b.name}
        for a in model.assumptions[0].options
        for b in model.assumptions[1].options
    ]
    fitting = {
        (chosen["a"], chosen["b"]): [V for V in range(1, 21) if _fits(model, chosen, {"V": V})]
        for chosen in sets
    }
    assert {(c["a"], c["b"]) for c in found} == {key for key, values in fitting.items() if values}
    if found:
        assert found.unknowns["V"] == union((V, V) for its in fitting.values() for V in its)
    for reading in found.readings():
        assert reading.unknowns["V"] == union(
            (V, V) for V in fitting[reading.chosen["a"], reading.chosen["b"]]
        )


def _fits(model: Model, chosen, unknowns) -> bool:
    return all(met(Case(model=model, chosen=chosen, known=unknowns)))


def test_a_miss_with_enormous_ranges_is_counted_with_values_that_are_whole():
    model = Model(
        hyperparameters=(
            Hyperparameter(name="N", unknown=Unknown(first=1, last=10**12)),
            Hyperparameter(name="M", unknown=Unknown(first=0, last=10**9)),
        ),
        assumptions=(Assumption(name="bits", options={"four": 4, "eight": 8}),),
        components=(
            Component(name="words", formula="N*bits/32"),
            Component(name="halves", formula="M + N/32"),
        ),
        claims=(
            Claim(printed="800", counts="words"),
            Claim(printed="107", counts="halves"),
        ),
    )
    found = solve(model)
    assert [*found] == [{"bits": "eight"}]
    assert found.unknowns == {"N": ((3_200, 3_200),), "M": ((7, 7),)}
    told = explain(found, {"bits": "four"})
    known = told.case.known
    assert told.case.values["words"] == known["N"] * 4 // 32
    assert known["N"] % 32 == 0
    assert [change.label for change in told.changes] == ["bits"]
