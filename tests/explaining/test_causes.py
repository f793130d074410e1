"""Why a claim is missed: what was changed is what is named, over the whole catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from derive.explaining.explanation import Explanation, explain
from derive.explaining.given import case_of
from derive.model.assumptions import Assumption
from derive.model.claims import Claim
from derive.model.model import Model
from derive.model.parts import Component
from derive.model.symbols import Hyperparameter, Unknown, hyperparameters
from derive.papers.catalogue import PAPERS
from derive.papers.reading.reader import read
from derive.solver.solutions import Solutions, solve
from derive.tell.causes import missed_because
from tests.tell.lines import lines


def spoiled(found: Solutions) -> Iterator[tuple[str, Explanation]]:
    """Change one assumption of the leading case at a time, where a claim misses by that."""
    leading = case_of(found, found.best(1)[0])
    for variable in found.encoding.layout.variables:
        for option in variable.assumption.names:
            if option == leading.chosen[variable.label]:
                continue
            chosen = {**leading.chosen, variable.label: option}
            case = case_of(found, chosen)
            if case.permitted and any(map(case.miss, case.model.claimed)):
                yield variable.label, explain(found, chosen)


@pytest.mark.slow
@pytest.mark.parametrize("paper", sorted(path.stem for path in PAPERS.glob("*.toml")))
def test_the_changed_assumption_is_the_cause(paper: str) -> None:
    """Right is the change itself, or one with the same effect on every claim."""
    found = solve(read(PAPERS / f"{paper}.toml"))
    leading = case_of(found, found.best(1)[0]) if found else None
    for label, told in spoiled(found) if leading else ():
        assert told.nearest is not None
        back = case_of(found, told.nearest.chosen, dict(leading.known))
        assert back.values == leading.values, label
        assert len(told.changes) == 1
        assert not any(miss.expressions for miss in told.misses)


def bare(printed: str, *more: Claim, match: str = "exact") -> Explanation:
    """Explain a model that misses, and has one choice."""
    model = Model(
        hyperparameters=hyperparameters(V=50, d=10),
        assumptions=(Assumption(name="bias"), Assumption(name="double")),
        components=(
            Component(name="table", formula="V*d"),
            Component(name="layer", formula="d*d + bias*d + double*d"),
        ),
        claims=(Claim(printed=printed, counts="total", match=match), *more),
    )
    return explain(solve(model))


def said(told: Explanation) -> list[str]:
    return [*lines(missed_because(told))]


SEVEN = Claim(printed="7", counts="layer", name="seven")


def test_options_come_before_arithmetic() -> None:
    told = bare("610", SEVEN)
    assert told.nearest is None
    total, seven = told.misses
    assert [(m.change.label, m.change.new, m.missed) for m in total.mends] == [
        ("bias", "yes", ("seven",)),
        ("double", "yes", ("seven",)),
    ]
    assert total.expressions == ()
    assert seven.mends == ()
    assert said(told)[0] == (
        "total has 10 too few; bias = yes instead of no would mend it, and leave seven missed "
        "(1 other option would too)."
    )


def test_arithmetic_is_said_to_be_that() -> None:
    told = bare("1,100", SEVEN)
    total = told.misses[0]
    assert total.mends == ()
    assert [(str(e.formula), e.value, e.exact) for e in total.expressions[:1]] == [
        ("-V*d", -500, True)
    ]
    text = said(told)[0]
    assert text.startswith("total has 500 too few; no other option mends it. By arithmetic alone, ")
    assert " = -500 is exactly that" in text


@pytest.mark.parametrize(("printed", "match"), [("1,100", "exact"), ("1.1K", "printed")])
def test_an_expression_never_misses_the_window(printed: str, match: str) -> None:
    (total, _) = bare(printed, SEVEN, match=match).misses
    assert total.expressions
    for expression in total.expressions:
        assert total.account.value - expression.value in total.account.window
        assert expression.exact is (match == "exact")


def test_unknowns_that_are_others_then_are_named() -> None:
    model = Model(
        hyperparameters=(Hyperparameter(name="N", unknown=Unknown(first=1, last=99)),),
        assumptions=(Assumption(name="bits", options={"four": 4, "eight": 8}),),
        components=(
            Component(name="words", formula="N*bits"),
            Component(name="weights", formula="N"),
        ),
        claims=(Claim(printed="80", counts="words"), Claim(printed="10", counts="weights")),
    )
    assert said(explain(solve(model), {"bits": "four"})) == [
        "The cause is bits = four: with eight instead, every printed number is met. "
        "The unknowns are other ones then: N = 10.",
        "claim | misses by | bits = four adds",
        "weights | 10 too many | nothing",
    ]
