"""A reading told as steps: what is counted is what the solver says, row by row."""

from __future__ import annotations

import pytest

from derive import Assumption, Claim, Component, Configuration, Model, hyperparameters, solve
from derive.formulas.spelling import TEXT, spell
from derive.formulas.tree import evaluate, names_in
from derive.model.case import Case, usual
from derive.render.text import text
from derive.steps import Document, Equation, Section, Table, walk
from derive.tell.derivation import attempt, derivation
from derive.tell.quantities import quantities
from derive.tell.tables import component_table, configuration_table
from tests.render.documents import model, of_paper, papers


def equations(document: Document) -> list[Equation]:
    return [step for step in walk(document.steps) if isinstance(step, Equation)]


def test_the_seed_is_told_in_full() -> None:
    told = text(of_paper("sutskever2014"))
    for said in (
        "Section 3.4",
        "160,000",
        "forced by the figures",
        "L·4(d·d + d²) = 4·4(1,000·1,000 + 1,000²) = 32,000,000",
        "384,000,000   printed as 384M, exactly",
        "All 4 printed numbers can be reached exactly in 31 of 350,208 ways of counting,\n"
        "by 3 different formulas.",
        "V_in = 2·V_out",
        "V_in = (L - 2)·V_out",
        "384,032,000",
    ):
        assert said in told, said


@pytest.mark.parametrize("name", papers())
def test_every_chain_of_every_paper_is_one_number(name: str) -> None:
    paper = model(name)
    found = solve(paper)
    unknowns = {h.name: h.unknown.first for h in paper.known.values() if h.unknown}
    if found:
        document = derivation(found, found.readings(1)[0])
    else:
        document = attempt(Case(model=paper, chosen=usual(paper).chosen, known=unknowns))
    rows = [row for equation in equations(document) for row in equation.rows]
    assert rows
    for row in rows:
        values = [evaluate(side, {}) for side in row.sides[1:] if not names_in(side)]
        assert len(set(values)) == 1, row


def shop() -> Model:
    return Model(
        hyperparameters=hyperparameters(d=10),
        assumptions=(
            Assumption(name="bias"),
            Assumption(name="copies", options={"one": 1, "two": 2}, per_configuration=True),
        ),
        components=(
            Component(name="layer", formula="copies*(linear(d, d, bias=bias))"),
            Component(name="extra", formula="bias*7*(1 + bias)"),
        ),
        configurations=(
            Configuration(name="small", claims=(Claim(printed="100", counts="total"),)),
            Configuration(
                name="large", values={"d": 20}, claims=(Claim(printed="800", counts="total"),)
            ),
        ),
    )


def test_configurations_share_one_formula() -> None:
    found = solve(shop())
    document = derivation(found, found.readings()[0])
    first = equations(document)[0].rows[0]
    assert [spell(s, TEXT) for s in first.sides] == ["layer", "copies·d·d", "10·10", "100"]
    tables = [step for step in walk(document.steps) if isinstance(step, Table)]
    assert any(row[-2:] == (800, ("800",)) for table in tables for row in table.rows)
    assert "Counted as nothing in this reading: extra." in text(document)


def test_rows_in_a_table_say_what_about_admits() -> None:
    rows = (
        ("small", {"d": 10}, "~130"),
        ("large", {"d": 20}, "about 420"),
        ("alike", {"d": 20}, "about 420"),
    )
    found = solve(
        Model(
            components=(Component(name="layer", formula="d*d"),),
            configurations=tuple(
                Configuration(
                    name=name, values=values, claims=(Claim(printed=printed, counts="total"),)
                )
                for name, values, printed in rows
            ),
        )
    )
    assert found.count == 0  # 400 is no neighbour of 420
    said = text(attempt(usual(found.model)))
    assert "printed as ~130, which admits 120 to 140: 20 too few\n" in said
    admits = "~130, which admits 120 to 140; as about 420, which admits 410 to 430."
    assert f"Printed as {admits}" in " ".join(said.split())
    assert "Missed: total of large has 10 too few; total of alike has 10 too few." in said


def test_an_attempt_says_what_misses() -> None:
    wrong = {"bias": "yes", "copies@small": "one", "copies@large": "two"}
    assert "printed as 100: 24 too many" in text(attempt(Case(model=shop(), chosen=wrong)))


def test_tables_and_quantities() -> None:
    case = Case(model=shop(), chosen=solve(shop()).best(1)[0])
    (table,) = component_table(case, row="large").steps
    assert isinstance(table, Table) and table.rows[0][2] == 800
    (rows,) = configuration_table(case).steps
    assert isinstance(rows, Table) and len(rows.rows) == 2
    named = {q.name: q.value for q in quantities(case)}
    assert named["small total"] == 100 and named["large total printed"] == "800"


def would_not(document: Document) -> tuple[Table, list[str]]:
    """Give the table of what would not give the figures, and what is said below it."""
    (section,) = (s for s in document.steps if getattr(s, "title", "") == "What would not")
    assert isinstance(section, Section)
    table, *said = section.steps
    assert isinstance(table, Table)
    return table, [text(Document(title="", steps=(one,))).strip() for one in said]


def test_what_would_not_shows_every_claim_of_the_seed() -> None:
    table, said = would_not(of_paper("sutskever2014"))
    assert [head[0] for head in table.head] == [
        "with only this changed", "total", "recurrent", "encoder", "decoder"
    ]  # fmt: skip
    sharing = next(row for row in table.rows if row[0][0].text == "sharing")
    assert sharing[1:] == (352_000_000, 32_000_000, 32_000_000, 0)
    assert said == []


def test_what_would_not_names_the_claims_it_leaves_out() -> None:
    parts = [Component(name=f"c{at}", formula=f"d*bias + {at}") for at in range(9)]
    found = solve(
        Model(
            hyperparameters=hyperparameters(d=10),
            assumptions=(Assumption(name="bias"), Assumption(name="tied")),
            components=(
                *parts,
                Component(name="same", formula="d"),
                Component(name="t", formula="tied"),
            ),
            claims=(
                *(Claim(printed=str(10 + at), counts=f"c{at}") for at in range(9)),
                Claim(printed="10", counts="same"),
                Claim(printed="0", counts="0*t"),
            ),
        )
    )
    table, said = would_not(derivation(found, found.readings(1)[0]))
    assert [head[0] for head in table.head] == ["with only this changed", "c0", "c1", "c2", "c3"]
    assert [row[1:] for row in table.rows] == [(0, 1, 2, 3)]
    assert said == [
        "Not shown, for want of room: c4, c5, c6, c7 and c8.",
        "None of these changes touches same and 0*t.",
    ]
