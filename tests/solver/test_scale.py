"""Where brute force cannot go: a second count by generating functions, and the shortcuts' laws."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate, product
from random import Random

import pytest
from hypothesis import settings

from derive import limits
from derive.errors import BudgetError
from derive.model.assumptions import Assumption
from derive.model.claims import Claim
from derive.model.model import Model
from derive.model.parts import Component, Configuration
from derive.solver.solutions import solve
from tests.benchmarks.instances import layered

CASES = settings(max_examples=100, deadline=None)

V_IN, V_OUT, D, L = 160_000, 80_000, 1000, 4
PRINTED = (384, 64, 32, 32)
CELLS = [
    (gates, gates * (2 * D * D + bias * D) + peepholes * D)
    for gates, bias, peepholes in product((4, 3), (0, 1, 2), (0, 3))
]


def static() -> Counter[int]:
    """How many ways the tables and the softmax come to each number."""
    ways: Counter[int] = Counter()
    choices = product((0, 1), ("own", "none", "source"), (0, 1), (1, L, 2), (0, 1), (0, 1))
    for counted, table, softmax, reads, bias, tied in choices:
        if tied and not (table == "own" and softmax and reads == 1):
            continue
        for source, target in product(range(4), repeat=2):
            words_in, words_out = V_IN + source, V_OUT + target
            tables = {"own": words_out, "none": 0, "source": words_in}[table] * D
            matrix = 0 if tied else softmax * reads * D * words_out
            ways[counted * words_in * D + tables + matrix + softmax * bias * words_out] += 1
    return ways


def four_layers(context_fed: int) -> Counter[tuple[int, int]]:
    """How many ways four layers come to a count and to the weights from state to state."""
    ways = Counter({(0, 0): 1})
    for layer in range(4):
        following: Counter[tuple[int, int]] = Counter()
        for (count, hidden), number in ways.items():
            for gates, cell in CELLS:
                fed = context_fed * gates * D * D if layer == 0 else 0
                following[count + cell + fed, hidden + gates * D * D] += number
        ways = following
    return ways


def counted_again(half: int) -> int:
    """The assumption sets whose counts are within `half` of what is printed, in 10**6."""

    def fits(value: int, shown: int) -> bool:
        return abs(value - shown * 10**6) <= half

    tables = sorted(static().items())
    values, sums = [v for v, _ in tables], [0, *accumulate(n for _, n in tables)]
    solved = 0
    for twice, shared, start, fed, literal in product((0, 1), repeat=5):
        if twice and shared:
            continue
        rows: Counter[tuple[int, int, int]] = Counter()
        for (count, hidden), number in four_layers(0).items():
            encoder = (1 + twice) * (count + start * 2 * L * D)
            claimed = (1 + twice) * hidden if literal else encoder
            if fits(claimed, PRINTED[2]):
                rows[encoder, claimed, 0] += number
        decoders: Counter[tuple[int, int]] = Counter()
        for (count, hidden), number in four_layers(fed).items():
            # a shared decoder has no layers of its own, but feeds the context through its gates
            own = [(count, hidden)] if not shared else []
            for total, inner in own:
                if fits(inner if literal else total, PRINTED[3]):
                    decoders[total, inner if literal else total] += number
        for (encoder, its, _), number in rows.items():
            for (decoder, other), also in decoders.items():
                if fits(its + other, PRINTED[1]):
                    low = PRINTED[0] * 10**6 - half - encoder - decoder
                    first, last = bisect_left(values, low), bisect_right(values, low + 2 * half)
                    solved += number * also * (sums[last] - sums[first])
    return solved


@pytest.mark.parametrize(("match", "half"), [("exact", 0), ("printed", 500_000)])
def test_ten_to_the_thirteen_sets_counted_a_second_way(match: str, half: int) -> None:
    # with shared weights the decoder has at most a context matrix of 4 million: never 32 million
    found = solve(layered(match))
    assert found.space == sum(static().values()) * 24 * len(CELLS) ** 8
    assert found.count == counted_again(half)
    assert sum(group.solutions for group in found.groups.values()) == found.count


@pytest.mark.parametrize("opened", [1, 3])
def test_opened_layers_hold_the_solutions_of_the_seed(opened: int) -> None:
    fewer, more = solve(layered("printed", opened - 1)), solve(layered("printed", opened))
    assert fewer.count < more.count
    assert fewer.space < more.space


def many_readings(number: int) -> Model:
    """Each option has a hyperparameter of its own, so that every solution is a reading."""
    from derive.model.symbols import Hyperparameter

    names = [f"h{at}" for at in range(number)]
    return Model(
        hyperparameters=tuple(Hyperparameter(name=name, value=1) for name in names),
        assumptions=tuple(Assumption(name=f"a{at}") for at in range(number)),
        components=(Component(name="c", formula=" + ".join(f"a{n}*h{n}" for n in range(number))),),
        claims=(Claim(printed=str(number // 2), counts="c"),),
    )


def test_too_many_readings_are_not_counted_but_the_best_are_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = many_readings(12)
    all_of_them = solve(model)
    assert all_of_them.reading_count == (924, True)
    best = [(r.departures, r.solutions, r.packed) for r in all_of_them.readings()]
    monkeypatch.setattr(limits, "READINGS", 50)
    found = solve(model)
    assert not found.reading_count.exact
    assert 50 < found.reading_count.number <= 924
    first = found.readings(5)
    assert [(r.departures, r.solutions, r.packed) for r in first] == sorted(best)[:5]
    with pytest.raises(BudgetError, match="more than"):
        found.readings()
    pinned = found.given({"a0": "yes"})
    assert all(r.chosen["a0"] == "yes" for r in pinned.readings(3))


def blown_up() -> Model:
    """Thirty unrelated sizes, and one assumption that moves nothing much."""
    random = Random(3)
    sizes = [random.randrange(10**9, 10**11) for _ in range(30)]
    return Model(
        assumptions=tuple(Assumption(name=f"part_{at}") for at in range(30)),
        components=(
            Component(name="c", formula=" + ".join(f"part_{n}*{s}" for n, s in enumerate(sizes))),
        ),
        claims=(Claim(printed=f"{sum(sizes) // 2}", counts="c", match="at_least"),),
    )


def test_the_budget_error_names_what_to_pin() -> None:
    with pytest.raises(BudgetError) as caught:
        solve(blown_up(), budget=3_000)
    message = str(caught.value)
    assert "outgrows 3,000 nodes" in message
    assert "of 30 assumptions; part_" in message
    assert "choose an option of part_" in message
    assert "or allow a larger budget" in message
    assert "--" not in message  # flags are the command line's business


def test_what_is_given_is_pinned_before_the_diagram_grows() -> None:
    given = {f"part_{at}": "yes" for at in range(20)}
    found = solve(blown_up(), given=given, budget=3_000)
    assert found.space == 2**10
    assert found.count == sum(
        1 for chosen in found if all(chosen[n] == option for n, option in given.items())
    )


def test_given_at_once_is_given_afterwards() -> None:
    model = layered("printed", 1)
    given = {"gates_1": "lstm", "tied": "no", "gate_bias": "one"}
    at_once, after = solve(model, given=given), solve(model).given(given)
    assert at_once.count == after.count
    assert at_once.space == after.space
    assert at_once.shares == after.shares
    assert list(at_once.groups) == list(after.groups)


def test_rows_with_words_of_their_own() -> None:
    rounding = Assumption(name="cut", options=["nearest", "down"], per_configuration=True)
    model = Model(
        assumptions=(rounding, Assumption(name="bias", options={"none": 0, "one": 1})),
        components=(Component(name="c", formula="d*d + bias*d"),),
        configurations=tuple(
            Configuration(
                name=f"r{d}",
                values={"d": d},
                claims=(Claim(printed=f"{d * d // 1000}K", counts="c", rounding="cut"),),
            )
            for d in range(1000, 1040)
        ),
    )
    found = solve(model, budget=100_000)
    expected = 0
    for bias in (0, 1):
        ways = 1
        for d in range(1000, 1040):
            shown, value = d * d // 1000, d * d + bias * d
            ways *= (abs(2 * (value - 1000 * shown)) <= 1000) + (value // 1000 == shown)
        expected += ways
    assert found.count == expected
