"""A search that a limit cuts short says so, in its value, its JSON and its prose; others do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from derive import Assumption, Claim, Component, Model, hyperparameters, limits, solve
from derive.cli import main
from derive.data.facts import data
from derive.data.schemas import schemas
from derive.errors import BudgetError
from derive.explaining.conflicts import conflict
from derive.explaining.explanation import explain
from derive.explaining.factoring import factored
from derive.explaining.reconcile import reconcile
from derive.explaining.settling import settling
from derive.explaining.unmet import unmet
from derive.explaining.verdicts import verdict
from derive.formulas.formula import formula
from derive.render.text import text
from derive.solver.solutions import Solutions
from derive.steps import Document, Step
from derive.tell.answer import summary
from derive.tell.facts import explained
from derive.tell.reconciling import reconciled
from derive.tell.rivals import others
from derive.tell.settling import settled_by
from derive.tell.unmet import unmet_told
from derive.tell.verdicts import compared

STOPPED = "The search for {} stopped early, at a limit: not everything was tried."


def told(steps: Sequence[Step]) -> str:
    """All that is said, on a terminal wide enough for every sentence."""
    return text(Document(title="", steps=tuple(steps)), width=400)


def contradicting() -> Solutions:
    """Three claims that three switches cannot all meet though any two can be met, and a fourth."""
    switches = ("first", "second", "third")
    return solve(
        Model(
            hyperparameters=hyperparameters(d=10, L=4),
            assumptions=tuple(Assumption(name=name) for name in switches),
            components=(Component(name="layers", formula="L*d*d + first*d + second*d + third*L"),),
            claims=(
                Claim(printed="10", counts="first*d + second*d", name="a"),
                Claim(printed="14", counts="second*d + third*d + L", name="b"),
                Claim(printed="10", counts="first*d + third*d", name="c"),
                Claim(printed="414", counts="layers", name="d"),
            ),
        )
    )


def a_layer_short() -> Solutions:
    return solve(
        Model(
            hyperparameters=hyperparameters(L=5, d=10),
            assumptions=(Assumption(name="bias"),),
            components=(Component(name="layers", formula="L*(d*d + bias*d)"),),
            claims=(Claim(printed="600", counts="total"),),
        )
    )


def two_misprints() -> Solutions:
    """100 and 1,000, or 110 and 1,010, where 120 and 1,020 are printed."""
    return solve(
        Model(
            hyperparameters=hyperparameters(d=10),
            assumptions=(Assumption(name="bias"),),
            components=(Component(name="c", formula="bias*d"),),
            claims=(
                Claim(printed="120", counts="c + d**2"),
                Claim(printed="1,020", counts="c + d**3"),
            ),
        )
    )


def two_ways() -> Solutions:
    """Two readings that are equal because V = W, which takes factoring to see."""
    return solve(
        Model(
            hyperparameters=hyperparameters(V=10, W=10),
            assumptions=(Assumption(name="table", options={"source": "V*V", "target": "W*W"}),),
            components=(Component(name="c", formula="table"),),
            claims=(Claim(printed="100", counts="c"),),
        )
    )


def missed() -> Any:
    """An assumption set that misses its claim by one of two terms; no option takes it away."""
    found = solve(
        Model(
            hyperparameters=hyperparameters(L=4, d=100),
            assumptions=(Assumption(name="bias"),),
            components=(Component(name="encoder", formula="L*d*d + bias*L*d"),),
            claims=(Claim(printed="400", counts="total"),),
        )
    )
    return explain(found, {"bias": "yes"})


def both_counts() -> Any:
    model = Model(
        assumptions=(Assumption(name="bias"),),
        components=(Component(name="c", formula="linear(20, 30, bias=bias)"),),
    )
    return reconcile(model, printed="0.60K", count=630)


class Search(NamedTuple):
    """A search: how its fact is found, whether it is complete, how it is told, what it sought."""

    found: Callable[[], Any]
    complete: Callable[[Any], bool]
    told: Callable[[Any], Sequence[Step]]
    said: str
    definition: str


SEARCHES = {
    "near": Search(
        found=lambda: unmet(contradicting()),
        complete=lambda fact: fact.near_complete,
        told=unmet_told,
        said=STOPPED.format("the smallest misses"),
        definition="unmet",
    ),
    "speculation": Search(
        found=lambda: unmet(a_layer_short()),
        complete=lambda fact: fact.speculation_complete,
        told=unmet_told,
        said=STOPPED.format("what would make everything fit"),
        definition="unmet",
    ),
    "speculation of two": Search(
        found=lambda: unmet(two_misprints()),
        complete=lambda fact: fact.speculation_complete,
        told=unmet_told,
        said=STOPPED.format("what would make everything fit"),
        definition="unmet",
    ),
    "conflict": Search(
        found=lambda: unmet(contradicting()),
        complete=lambda fact: fact.conflict.complete,
        told=unmet_told,
        said=STOPPED.format("claims that contradict each other"),
        definition="unmet",
    ),
    "gap": Search(
        found=missed,
        complete=lambda fact: fact.misses[0].complete,
        told=explained,
        said=STOPPED.format("what would mend it"),
        definition="derive-explain",
    ),
    "condition": Search(
        found=lambda: verdict(*two_ways().readings()),
        complete=lambda fact: fact.complete,
        told=compared,
        said=STOPPED.format("a simpler condition"),
        definition="verdict",
    ),
    "pairs": Search(
        found=both_counts,
        complete=lambda fact: fact.complete,
        told=reconciled,
        said=STOPPED.format("assumption sets that explain both"),
        definition="derive-reconcile",
    ),
    "survivors": Search(
        found=lambda: settling(two_ways()),
        complete=lambda fact: fact.survivors.complete,
        told=lambda fact: settled_by(fact),
        said="Judged by a sample",
        definition="derive-next",
    ),
}


def faults(definition: str, fact: Any) -> list[str]:
    """What the schema has against a fact, within its answer where it is one."""
    body = data(fact)
    if definition.startswith("derive-"):
        body = {"format": definition, "version": 1, "paper": "made", "declared": None, **body}
    whole = {"$defs": schemas()["$defs"], "$ref": f"#/$defs/{definition}"}
    return [one.message for one in Draft202012Validator(whole).iter_errors(body)]


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_within_its_limits_is_complete_and_says_nothing(name: str) -> None:
    search = SEARCHES[name]
    fact = search.found()
    assert search.complete(fact) is True
    assert search.said not in told(search.told(fact))
    assert faults(search.definition, fact) == []


@pytest.mark.parametrize(
    ("name", "limit", "value"),
    [
        ("near", "NEARBY_SETS", 0),
        ("near", "NEARBY_WIDENINGS", 1),
        ("near", "NEARBY_NODES", 1),
        ("speculation", "REPAIR_SOLVES", 0),
        ("speculation", "REPAIR_COUNTS", 0),
        ("speculation", "REPAIR_NODES", 1),
        ("speculation of two", "REPAIR_PAIRS", 0),
        ("speculation of two", "REPAIR_PAIR_NODES", 0),
        ("speculation of two", "REPAIR_PAIR_COUNTS", 0),
        ("speculation of two", "REPAIR_COUNTS", 0),
        ("conflict", "CONFLICT_CLAIMS", 1),
        ("gap", "GAP_PRODUCTS", 1),
        ("gap", "GAP_HELD", 1),
        ("condition", "FACTORED_TERMS", 1),
        ("pairs", "PAIR_NODES", 1),
        ("pairs", "PAIR_ENTRIES", 1),
        ("survivors", "SURVIVING_READINGS", 1),
    ],
)
def test_a_search_that_a_limit_cuts_says_so(
    name: str, limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = SEARCHES[name]
    monkeypatch.setattr(limits, limit, value)
    fact = search.found()
    assert search.complete(fact) is False
    assert told(search.told(fact)).count(search.said) == 1
    assert faults(search.definition, fact) == []


def test_a_group_that_need_not_be_the_smallest_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    found = contradicting()
    why = conflict(found)
    assert (why.group, why.smallest, why.complete) == (("a", "b", "c"), True, True)
    assert "These claims contradict each other: a, b, c.\n" in told(unmet_told(unmet(found)))
    monkeypatch.setattr(limits, "CONFLICT_CLAIMS", 3)  # pairs are not tried
    why = conflict(found)
    assert (why.group, why.smallest, why.complete) == (("a", "b", "c"), False, False)
    said = told(unmet_told(unmet(found)))
    assert "These claims contradict each other: a, b, c; fewer claims may do so too.\n" in said


def test_claims_that_are_too_much_to_count_alone_are_left_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = contradicting()
    monkeypatch.setattr(limits, "NODES", 1)
    why = conflict(found)
    assert [claim.solutions for claim in why.alone] == [None, None, None, None]
    assert (why.group, why.smallest, why.complete) == (("a", "b", "c", "d"), False, False)
    assert why.hopeless == why.together == ()
    fact = unmet(found)
    assert faults("unmet", fact) == []
    assert told(unmet_told(fact)).count("too many to count") == 4


def test_a_claim_of_no_whole_number_is_no_search_cut_short() -> None:
    """1.1M in binary is printed by no whole number: no widening would bring one about."""
    part = Component(name="c", formula=1_100_000)
    found = solve(
        Model(components=(part,), claims=(Claim(printed="1.1M", counts="c", match="exact"),))
    )
    assert found.count == 1
    claim = Claim(printed="1.1M", counts="c", match="exact", unit="binary")
    fact = unmet(solve(Model(components=(part,), claims=(claim,))))
    assert (fact.near, fact.near_complete) == ((), True)


def test_guesses_beyond_the_plainest_are_counted() -> None:
    found = a_layer_short()
    every = unmet(found, guesses=100)
    assert every.speculation_in_all == len(every.speculation) == 3
    fewer = unmet(found, guesses=1)
    assert (fewer.speculation, fewer.speculation_in_all) == (every.speculation[:1], 3)
    assert "And 2 further guesses, none plainer." in told(unmet_told(fewer))
    assert "And one further guess, none plainer." in told(unmet_told(unmet(found, guesses=2)))
    assert "further guess" not in told(unmet_told(every))


def test_what_is_not_factored_is_still_the_same_polynomial(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    difference = formula("V*V - W*W").exact
    whole = factored(difference)
    assert (len(whole.factors), whole.complete) == (2, True)
    monkeypatch.setattr(limits, "FACTORED_TERMS", 1)
    left = factored(difference)
    assert (len(left.factors), left.complete) == (1, False)
    assert left.product == whole.product == difference


def test_a_condition_too_long_to_factor_is_said_wherever_readings_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = two_ways()
    readings = found.readings()
    said = STOPPED.format("a simpler condition")
    before = told([*summary(found, readings).steps, *others(found, readings[0], readings)])
    assert "V = W" in before
    assert said not in before
    monkeypatch.setattr(limits, "FACTORED_TERMS", 1)
    after = told([*summary(found, readings).steps, *others(found, readings[0], readings)])
    assert "V² = W²" in after
    assert after.count(said) == 2


def test_the_command_says_that_pairs_were_not_looked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["reconcile", "lenet5_1998", "--printed=60,000", "--count=61706"]
    assert main(asked) == 0
    assert "stopped early" not in capsys.readouterr().out
    monkeypatch.setattr(limits, "PAIR_NODES", 1)
    assert main(asked) == 2
    assert SEARCHES["pairs"].said in " ".join(capsys.readouterr().out.split())


def test_a_number_alone_that_is_too_much_has_advice_that_can_be_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "NODES", 1)
    with pytest.raises(BudgetError) as caught:
        both_counts()
    assert str(caught.value) == (
        "the assumption sets that give one of the two numbers are too many to find; "
        "leave out assumptions that are settled"
    )
