"""A size that is only a name ("the 60M model") constrains nothing, and stands beside the count."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from derive import Assumption, Claim, Component, Hyperparameter, Model, solve
from derive.cli import main
from derive.data.schemas import schema
from derive.errors import ModelError
from derive.explaining.explanation import explain
from derive.explaining.nominal import nominal
from derive.model.case import usual
from derive.model.parts import Configuration
from derive.model.symbols import Unknown
from derive.papers.catalogue import keys, path_of
from derive.papers.reading.reader import read
from derive.render.text import text
from derive.tell.answer import summary
from derive.tell.derivation import derivation
from derive.tell.nominal import nominal_told

SPEC = """
[hyperparameters]
V = 50_432
d = { means = "width" }

[assumptions.embeddings]
options = { left_out = 0, counted = 1 }

[components.table]
formula = "embeddings*V*d"

[components.layers]
formula = "12*d*d"

[configurations.small]
hyperparameters = { d = 256 }
claims = [{ printed = "786,432", counts = "total" }]

[configurations.large]
hyperparameters = { d = 768 }
claims = [{ printed = "6M", counts = "total", match = "nominal" }]
"""


def sizes(**claims: Claim) -> Model:
    return Model(
        hyperparameters=(Hyperparameter(name="d", value=10),),
        assumptions=(Assumption(name="bias"), Assumption(name="tied")),
        components=(
            Component(name="a", formula="linear(d, d, bias=bias)"),
            Component(name="b", formula="(2 - tied)*d"),
        ),
        claims=tuple(replace(claim, name=name) for name, claim in claims.items()),
    )


MET = Claim(printed="110", counts="a")
NAMED = Claim(printed="1K", counts="total", match="nominal")


def test_a_nominal_claim_is_no_constraint_and_no_claim_to_be_met() -> None:
    model = sizes(met=MET, named=NAMED)
    assert [one.name for one in model.claimed] == ["met"]
    assert [one.name for one in model.nominal] == ["named"]
    alone, both = solve(sizes(met=MET)), solve(model)
    assert (alone.count, alone.space, alone.forced) == (both.count, both.space, both.forced)
    assert [r.formulas for r in alone.readings()] == [r.formulas for r in both.readings()]


@given(
    st.sampled_from(sorted(keys())),
    st.sampled_from(["1", "~30M", "60M", "3B", "10^6"]),
    st.integers(0, 10),
)
@settings(max_examples=10, deadline=None)
def test_a_nominal_size_changes_no_answer_of_a_paper(key: str, printed: str, at: int) -> None:
    model = read(path_of(key))
    named = Claim(printed=printed, counts="total", name="its name", match="nominal")
    rows = list(model.configurations)
    if rows:
        row = rows[at % len(rows)]
        rows[at % len(rows)] = replace(row, claims=(named, *row.claims))
    other = replace(
        model, claims=model.claims if rows else (named, *model.claims), configurations=tuple(rows)
    )
    found, same = solve(model), solve(other)
    assert (found.count, found.space) == (same.count, same.space)
    assert found.reading_count == same.reading_count
    assert found.unknowns == same.unknowns


def test_the_ratio_is_exact_and_no_ratio_is_made_up() -> None:
    model = sizes(met=MET, named=NAMED, nought=replace(NAMED, printed="0"))
    first, second = nominal(usual(model))
    assert (first.name, first.printed, first.counted) == ("named", "1K", 120)
    assert first.ratio == Fraction(3, 25)
    assert (second.counted, second.ratio) == (120, None)
    binary = sizes(met=MET, named=replace(NAMED, unit="binary"))
    assert nominal(usual(binary))[0].ratio == Fraction(120, 1024)


def test_what_is_unknown_has_no_one_number() -> None:
    model = Model(
        hyperparameters=(Hyperparameter(name="U", unknown=Unknown(first=1, last=9)),),
        components=(Component(name="a", formula=7), Component(name="b", formula="60 // U")),
        claims=(Claim(printed="7", counts="a"), replace(NAMED, counts="b", name="b")),
    )
    found = solve(model)
    (told,) = nominal(found.readings()[0])
    assert (told.counted, told.ratio, told.unknowns) == (60, Fraction(3, 50), {"U": 1})
    said = text(summary(found, found.readings()))
    assert "b is 60 (with U = 1), 0.0600 times the nominal 1K." in " ".join(said.split())
    (open_,) = nominal(usual(model))
    assert (open_.counted, open_.ratio, open_.unknowns) == (None, None, {})
    assert nominal_told([open_])[0].parts[1:] == (
        " has no one number here to set beside the nominal 1K",
        ".",
    )


def test_a_row_that_is_only_named_takes_the_usual_choice_of_its_own() -> None:
    claims = {
        "small": Claim(printed="3", counts="c"),
        "large": replace(NAMED, counts="c", name="c"),
    }
    model = Model(
        assumptions=(
            Assumption(name="b", options={"one": 1, "two": 2}, usual="two", per_configuration=True),
        ),
        components=(Component(name="c", formula="2 + b"),),
        configurations=tuple(Configuration(name=n, claims=(c,)) for n, c in claims.items()),
    )
    found = solve(model)
    assert (found.count, found.space) == (1, 2)
    (told,) = explain(found, {"b@small": "one"}).nominal
    assert (told.name, told.counted, told.unknowns) == ("c@large", 4, {})


def test_a_file_of_names_only_is_sent_to_check() -> None:
    with pytest.raises(ModelError) as caught:
        solve(sizes(named=NAMED))
    assert str(caught.value) == (
        'there is nothing to solve: every claim is match = "nominal"; '
        "`derive check` tells the count beside the name"
    )


def test_exactly_and_as_printed_leave_a_name_a_name() -> None:
    for match in ("exact", "printed"):
        assert [one.name for one in sizes(met=MET, named=NAMED).matching(match).nominal] == [
            "named"
        ]


def test_each_answer_tells_the_count_beside_the_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sizes.toml"
    file.write_text(SPEC)
    told = "total@large is 7,077,888, 1.18 times the nominal 6M"
    for command in ("solve", "explain", "latex", "check"):
        form = () if command == "check" else ("--format", "text")
        assert main([command, str(file), *form]) == 0
        assert told in capsys.readouterr().out
    assert main(["explain", str(file), "--given", "embeddings=counted"]) == 1
    assert "total@large is 45,809,664, 7.63 times the nominal 6M." in capsys.readouterr().out
    wanted = {"name": "total@large", "printed": "6M", "counted": 7_077_888, "unknowns": {}}
    wanted["ratio"] = str(Fraction(7_077_888, 6_000_000))
    for command in ("solve", "explain", "check", "show", "next"):
        assert main([command, str(file), "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert list(Draft202012Validator(schema(found["format"])).iter_errors(found)) == []
        if command == "show":
            assert [one["match"] for one in found["claims"]] == ["printed", "nominal"]
        if command in ("show", "next"):
            continue
        place = found["readings"][0] if command == "solve" else found
        own = {"file": str(file)} if command == "check" else {}
        assert place["nominal"] == [own | wanted]


def test_the_write_up_names_the_set_where_a_reading_has_several() -> None:
    found = solve(sizes(met=MET, named=NAMED))
    (reading,) = found.readings()
    said = " ".join(text(derivation(found, reading)).split())
    assert reading.free == ("tied",)
    assert (
        "In the most usual set of this reading, named is 130, 0.130 times the nominal 1K." in said
    )
