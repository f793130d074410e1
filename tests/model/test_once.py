"""What many claims add up is worked out once, and how much they may add up is limited."""

from __future__ import annotations

from itertools import pairwise

import pytest

from derive import limits
from derive.errors import ModelError
from derive.formulas.work import together
from derive.model.assumptions import Assumption
from derive.model.case import Case, usual
from derive.model.claims import Claim
from derive.model.model import Model
from derive.model.parts import Component, Configuration
from derive.model.symbols import hyperparameters


def model(components: int, claims: int, rows: int = 0) -> Model:
    every = tuple(
        Claim(printed="5", counts=f"total + {at}", match="at_least") for at in range(claims)
    )
    return Model(
        hyperparameters=hyperparameters(d=3),
        assumptions=(Assumption(name="bias"),),
        components=tuple(
            Component(name=f"c{at}", formula=f"d*d*{at} + bias") for at in range(1, components + 1)
        ),
        claims=() if rows else every,
        configurations=tuple(
            Configuration(name=f"r{at}", values={"d": at}, claims=every) for at in range(rows)
        ),
    )


def steps(case: Case) -> int:
    with together() as bill:
        assert len(case.values) == len(case.model.claimed)
    return bill.steps


@pytest.mark.parametrize("claims", [2, 50])
def test_a_component_is_counted_once_however_many_claims_add_it_up(claims: int) -> None:
    assert steps(usual(model(20, claims))) == steps(usual(model(20, 1))) > 0


@pytest.mark.parametrize("claims", [1, 7])
def test_a_component_is_counted_once_a_row(claims: int) -> None:
    assert steps(usual(model(20, claims, rows=5))) == 5 * steps(usual(model(20, 1)))


def test_what_is_remembered_is_the_count_of_its_own_row_and_case() -> None:
    one = model(3, 2, rows=4)
    for option, bias in (("no", 0), ("yes", 1)):
        case = Case(model=one, chosen={"bias": option})
        for row in one.rows:
            d = row.values["d"]
            assert case.counts(row) == {f"c{at}": d * d * at + bias for at in (1, 2, 3)}
            for more, claimed in enumerate(one.claimed_in(row)):
                total = 6 * d * d + 3 * bias + more
                assert case.count(claimed) == case.values[claimed.name] == total


def test_one_name_means_other_components_in_other_rows() -> None:
    claim = (Claim(printed="5", counts="total", match="at_least"),)
    both = Model(
        components=(Component(name="a", formula=1), Component(name="b", formula=10)),
        configurations=(
            Configuration(name="all", claims=claim),
            Configuration(name="one", components=("a",), claims=claim),
            Configuration(name="other", components=("b",), claims=claim),
        ),
    )
    assert usual(both).values == {"total@all": 11, "total@one": 1, "total@other": 10}
    for claimed in both.claimed:
        expected = usual(both).values[claimed.name]
        assert both.polynomial(claimed.claim.counts, claimed.row).value == expected


@pytest.mark.parametrize(("components", "claims", "rows"), [(11, 1, 0), (1, 11, 0), (2, 2, 3)])
def test_what_claims_add_up_is_limited(
    components: int, claims: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ADDED_UP", components * claims * max(1, rows))
    assert model(components, claims, rows).claimed
    monkeypatch.setattr(limits, "ADDED_UP", components * claims * max(1, rows) - 1)
    with pytest.raises(ModelError, match=r"more than \d+ components; .*limit ADDED_UP"):
        model(components, claims, rows)


def test_the_symbols_that_options_set_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    def some() -> Model:
        sets = dict.fromkeys("xyz", 1)
        return Model(
            assumptions=(Assumption(name="a", options={"no": sets, "yes": sets}),),
            components=(Component(name="c", formula="x + y + z"),),
        )

    monkeypatch.setattr(limits, "SYMBOLS", 3)
    assert some().setting.keys() == {"x", "y", "z"}
    monkeypatch.setattr(limits, "SYMBOLS", 2)
    with pytest.raises(ModelError, match="3 symbols that options set are over the limit of 2"):
        some()


def chain(links: int, option: str) -> Model:
    """Assumptions of which each names the next one, `option` times over."""
    assumed = tuple(
        Assumption(name=f"a{at}", options={"no": 0, "yes": option.format(f"a{at + 1}")})
        for at in range(links)
    )
    return Model(
        assumptions=(*assumed, Assumption(name=f"a{links}")),
        components=(Component(name="c", formula="a0"),),
        claims=(Claim(printed="1", counts="c", match="at_most"),),
    )


@pytest.mark.parametrize(
    ("option", "links", "limit"),
    [
        ("{0}", 147, "UNFOLDED_NESTING"),
        ("{0} + 1", 73, "UNFOLDED_NESTING"),
        ("{0}*{0}", 14, "UNFOLDED_NODES"),
        ("{0} + {0}*{0}", 9, "UNFOLDED_NODES"),
    ],
)
def test_a_chain_of_options_is_limited_like_nesting(option: str, links: int, limit: str) -> None:
    assert len(chain(links, option).symbols_in_order) == links + 1
    with pytest.raises(ModelError, match=f"limit {limit}"):
        chain(links + 1, option)


def test_the_longest_chain_that_is_allowed_is_counted_and_expanded() -> None:
    """A chain in one assumption's symbols: two choices, and each goes all the way."""
    symbols = [f"x{at}" for at in range(147)]
    ways = {
        way: {**dict(pairwise(symbols)), symbols[-1]: end} for way, end in (("no", 4), ("yes", 7))
    }
    from derive.solver.solutions import solve

    found = solve(
        Model(
            assumptions=(Assumption(name="a", options=ways),),
            components=(Component(name="c", formula="x0 + 1"),),
            claims=(Claim(printed="8", counts="c"),),
        )
    )
    assert list(found) == [{"a": "yes"}]
    assert found.readings()[0].values == {"c": 8}
