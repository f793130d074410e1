"""A model changed: laws that hold for every paper of the catalogue, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from derive import Assumption, Claim, Component, Model, hyperparameters, read, solve
from derive.errors import DeriveError, FormulaError
from derive.model.case import usual
from derive.model.changes import Changes, changed
from derive.model.parts import Configuration
from derive.model.symbols import Hyperparameter, Unknown
from derive.papers.catalogue import keys, path_of

D = Hyperparameter(name="d", value=10)
BIAS = Assumption(name="bias", options={"none": 0, "one": 1})
CUT = Assumption(name="cut", options=["nearest", "down"])
LAYER = Component(name="layer", formula="d*d + bias*d")
ONE = Model(
    hyperparameters=(D,),
    assumptions=(BIAS,),
    components=(LAYER,),
    claims=(Claim(printed="110", counts="layer", name="size", match="exact"),),
)
ROWS = Model(
    hyperparameters=(D, Hyperparameter(name="U", unknown=Unknown(first=1, last=9))),
    assumptions=(BIAS, CUT, Assumption(name="head")),
    components=(
        Component(name="layer", formula="e*d + bias*d"),
        Component(name="top", formula="head*e*U + f"),
    ),
    configurations=(
        Configuration(
            name="small",
            values={"e": 2},
            components=("layer",),
            claims=(Claim(printed="20", counts="layer", rounding="cut"),),
        ),
        Configuration(
            name="large",
            values={"e": 4, "f": 1},
            claims=(Claim(printed="50", counts="total", rounding="cut"),),
        ),
    ),
    declared={"bias": "one", "cut": "down", "head": "yes"},
    expected={"solutions": 1},
)


@pytest.mark.parametrize("key", keys())
def test_what_a_paper_states_already_changes_nothing(key: str) -> None:
    """Every size set to its stated value, and every claim as printed, row by row."""
    model = read(path_of(key))
    for row in model.rows:
        stated = {n: v for n, v in model.values(row).items() if n in _used(model)}
        rows = (row.name,) if row.name else ()
        claims = tuple((str(c.counts), c.printed + c.scale) for c in row.claims if _plain(c))
        if len({counts for counts, _ in claims}) < len(row.claims):
            claims = ()  # two figures of one quantity are cut each in its own way
        alone = changed(model, Changes(rows=rows)) if rows else model
        same = changed(model, Changes(rows=rows, sizes=stated, claims=claims))
        first, second = usual(alone), usual(same)
        assert second.chosen == first.chosen
        assert same.requires == alone.requires
        if not any(h.unknown for h in model.known.values()):
            assert second.values == first.values
            assert [second.window(one) for one in same.claimed] == [
                first.window(one) for one in alone.claimed
            ]


def _used(model: Model) -> set[str]:
    from derive.model.faults.uses import named

    return named(model)


def _plain(claim: Claim) -> bool:
    return claim.match in ("printed", "exact")


@pytest.mark.parametrize("key", ["sutskever2014", "gpt2", "mobilenet2017"])
def test_the_same_sizes_and_figures_have_the_same_readings(key: str) -> None:
    model = read(path_of(key))
    row = model.rows[0]
    rows = (row.name,) if row.name else ()
    alone = changed(model, Changes(rows=rows)) if rows else model
    stated = {n: v for n, v in model.values(row).items() if n in _used(model)}
    claims = tuple((str(c.counts), c.printed + c.scale) for c in row.claims)
    same = changed(model, Changes(rows=rows, sizes=stated, claims=claims))
    first, second = solve(alone), solve(same)
    assert second.count == first.count
    assert [r.formulas for r in second.readings(5)] == [r.formulas for r in first.readings(5)]
    assert [r.values for r in second.readings(5)] == [r.values for r in first.readings(5)]


def test_nothing_asked_is_the_model_itself() -> None:
    assert changed(ONE, Changes()) is ONE


def test_a_size_wins_over_paper_and_row() -> None:
    found = changed(ROWS, Changes(sizes={"e": 7, "d": 3}, rows=["small"]))
    assert found.values(found.rows[0]) == {"d": 3, "e": 7}
    assert usual(found).values == {"layer@small": 21}


def test_an_unknown_with_a_size_is_no_unknown() -> None:
    found = changed(ROWS, Changes(sizes={"U": 20}))
    assert [h.name for h in found.known.values() if h.unknown] == []
    assert {row.name: found.values(row)["U"] for row in found.rows} == {"small": 20, "large": 20}


def test_one_row_is_a_model_of_its_own() -> None:
    found = changed(ROWS, Changes(rows=["small"]))
    assert [row.name for row in found.rows] == ["small"]
    assert [c.name for c in found.components] == ["layer"]
    assert [a.name for a in found.assumptions] == ["bias", "cut"]
    assert found.declared == {"bias": "one", "cut": "down"}
    assert found.expected == {}
    assert [dict(one) for one in solve(found)] == [
        {"bias": "none", "cut": "nearest"},
        {"bias": "none", "cut": "down"},
    ]


def test_declares_of_a_row_that_is_left_out_go_with_it() -> None:
    own = replace(BIAS, per_configuration=True)
    model = replace(ROWS, assumptions=(own, *ROWS.assumptions[1:]), declared={"bias@large": "one"})
    assert changed(model, Changes(rows=["small"])).declared == {}
    assert changed(model, Changes(rows=["large"])).declared == {"bias@large": "one"}
    assert changed(model, Changes(sizes={"d": 5})).declared == {"bias@large": "one"}


def test_a_claim_is_cut_as_the_paper_cuts() -> None:
    small = changed(ROWS, Changes(claims=[("2*layer", "40")], rows=["small"])).claimed[0]
    assert (small.name, small.claim.rounding) == ("2*layer@small", "cut")
    one = changed(ONE, Changes(claims=[("layer", "about 0.1K")])).claimed[0]
    assert (one.name, one.claim.match, one.claim.printed) == ("size", "exact", "about 0.1K")


def test_a_name_of_a_size_becomes_a_figure() -> None:
    nominal = replace(ONE, claims=(Claim(printed="1K", counts="layer", match="nominal"),))
    assert nominal.claimed == ()
    assert changed(nominal, Changes(claims=[("layer", "110")])).claimed[0].claim.match == "printed"


def test_a_model_without_claims_can_be_solved() -> None:
    bare = replace(ONE, claims=())
    found = solve(changed(bare, Changes(claims=[("total", "110"), ("layer - d*d", "10")])))
    assert found.forced == {"bias": "one"}


def test_the_only_row_is_meant() -> None:
    model = replace(ROWS, configurations=ROWS.configurations[1:])
    found = changed(model, Changes(sizes={"e": 5}, claims=[("layer", "50")]))
    assert found.claimed[0].name == "layer@large"
    assert usual(found).values == {"layer@large": 50}


def test_a_fraction_stays_one() -> None:
    half = Hyperparameter(name="a", value=Fraction(1, 2))
    model = Model(hyperparameters=(half,), components=(Component(name="c", formula="8*a"),))
    for value in (1, Fraction(3, 4)):
        found = changed(model, Changes(sizes={"a": value}))
        assert found.rational == {"a"}
        assert found.known["a"].value == value


@pytest.mark.parametrize(
    ("model", "changes", "said"),
    [
        (ONE, Changes(sizes={"D": 5}), "there is no hyperparameter 'D'; did you mean d?"),
        (
            ONE,
            Changes(sizes={"heads": 5}),
            "there is no hyperparameter 'heads'; the hyperparameters are d",
        ),
        (
            ONE,
            Changes(sizes={"bias": 1}),
            "choose an option, as in --given bias=OPTION (none, one)",
        ),
        (ONE, Changes(sizes={"layer": 1}), "layer is a component, and no hyperparameter"),
        (ONE, Changes(sizes={"d": Fraction(3, 2)}), "d = 1.5 is no whole number of 0 or more"),
        (ONE, Changes(sizes={"d": -1}), "d = -1 is no whole number of 0 or more"),
        (
            replace(ONE, hyperparameters=hyperparameters(d=10, h=2)),
            Changes(sizes={"h": 3}),
            "no formula uses h",
        ),
        (ONE, Changes(rows=["base"]), "leave it out: this model has none"),
        (ONE, Changes(claims=[("layre", "5")]), "unknown name 'layre'; did you mean layer?"),
        (ONE, Changes(claims=[("layer +", "5")]), "this is not a formula"),
        (ONE, Changes(claims=[("layer", "5x")]), "'5x' has the unknown suffix 'x'"),
        (
            ROWS,
            Changes(sizes={"e": 5}),
            "e has a value of its own in 2 rows; choose one: --row 'small', 'large'",
        ),
        (ROWS, Changes(sizes={"f": 5}), "f has a value of its own in 1 rows"),
        (ROWS, Changes(claims=[("total", "5")]), "choose one: --row 'small', 'large'"),
        (ROWS, Changes(rows=["smal"]), "did you mean small?"),
        (ROWS, Changes(rows=["x"]), "there are 'small', 'large'"),
        (
            ROWS,
            Changes(rows=["small"], claims=[("top", "5")]),
            "it counts top, which has no component here",
        ),
    ],
)
def test_what_cannot_be_asked_is_said(model: Model, changes: Changes, said: str) -> None:
    with pytest.raises(DeriveError) as fault:
        changed(model, changes)
    assert said in str(fault.value)


def test_a_wrong_name_in_a_claim_is_pointed_at() -> None:
    with pytest.raises(FormulaError) as fault:
        changed(ONE, Changes(claims=[("2*d + dd", "5")]))
    assert str(fault.value).splitlines()[1:] == ["  2*d + dd", "        ^^"]


def test_flags_ask_for_the_same() -> None:
    asked = Changes(
        sizes={"d": 5, "a": Fraction(1, 2)}, claims=[("a + b", "~5M")], rows=["12 layers"]
    )
    flags = ("--set", "d=5", "--set", "a=1/2", "--claim", "a + b=~5M", "--row", "12 layers")
    assert asked.flags == flags
    assert isinstance(hash(asked), int)
