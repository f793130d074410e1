"""Solving is bounded before it begins, says what is too much and where, and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from derive import limits
from derive.allowance import OverTimeError, within
from derive.errors import DeriveError, WorkError
from derive.model.assumptions import Assumption
from derive.model.case import usual
from derive.model.claims import Claim
from derive.model.model import Model
from derive.model.parts import Component, Configuration
from derive.model.symbols import hyperparameters
from derive.papers.reading import read_text
from derive.solver.solutions import solve

LETTERS = "abcdefghijklmnopqrst"


def model(
    *formulas: str,
    options: dict[str, dict[str, object]] | None = None,
    requires: tuple[str, ...] = (),
    rows: int = 0,
    **values: int,
) -> Model:
    """A model whose one claim admits nearly everything."""
    claims = (Claim(printed="1", counts="total", match="at_least"),)
    return Model(
        hyperparameters=hyperparameters(**values),
        assumptions=tuple(
            Assumption(name=name, options=its)  # type: ignore[arg-type]
            for name, its in (options or {}).items()
        ),
        components=tuple(Component(name=f"c{at}", formula=f) for at, f in enumerate(formulas)),
        claims=() if rows else claims,
        configurations=tuple(
            Configuration(name=f"r{at}", values={"d": 2_000 + at}, claims=claims)
            for at in range(rows)
        ),
        requires=requires,  # type: ignore[arg-type]
    )


def switches(number: int) -> dict[str, dict[str, object]]:
    return {name: {"no": 1, "yes": 2} for name in LETTERS[:number]}


def cubes(number: int) -> Model:
    names = " + ".join(LETTERS)
    values = dict.fromkeys(LETTERS, 2)
    return model(*(f"({names} + {at})**3" for at in range(number)), **values)


def constant_sums(number: int) -> Model:
    return model(*(f"sum(i//{at + 2}, i, 1, 2000)" for at in range(number)))


def sums_of_a_size(number: int) -> Model:
    return model(*(f"sum(i//{at + 2}, i, 1, d)" for at in range(number)), d=2_000)


def sums_in_rows(number: int) -> Model:
    return model("sum(i*i//7, i, 1, d)", rows=number)


def sums_of_an_option(number: int) -> Model:
    options: dict[str, object] = {f"o{at}": 2_000 + at for at in range(number)}
    return model("sum(i//7, i, 1, many)", options={"many": options})


def options_that_are_sums(number: int) -> Model:
    options: dict[str, object] = {f"o{at}": f"sum(i//{at + 2}, i, 1, 2000)" for at in range(number)}
    return model("many", options={"many": options})


def table(number: int) -> Model:
    names = LETTERS[: 8 + number // 20]
    return model("*".join(names), options=switches(len(names)))


def required(number: int) -> Model:
    names = " + ".join(LETTERS[:8])
    few = tuple(f"{names} != {at + 20}" for at in range(number))
    return model(" + ".join(LETTERS[:8]), options=switches(8), requires=few)


HEAVY = (
    cubes, constant_sums, sums_of_a_size, sums_in_rows, sums_of_an_option, options_that_are_sums,
    table, required,
)  # fmt: skip


@pytest.mark.parametrize("heavy", HEAVY, ids=lambda heavy: heavy.__name__)
def test_what_is_small_one_by_one_is_bounded_in_all(heavy: Callable[[int], Model]) -> None:
    few, many = heavy(2), heavy(190)
    assert solve(few).count > 0
    with pytest.raises(WorkError, match=r"takes more than 500,000 steps.*limit WORK") as caught:
        solve(many)
    assert caught.value.place


@pytest.mark.parametrize("heavy", HEAVY[:6], ids=lambda heavy: heavy.__name__)
def test_a_case_is_bounded_as_well(
    heavy: Callable[[int], Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = usual(heavy(190))
    monkeypatch.setattr(limits, "WORK", 2_000)
    with pytest.raises(WorkError, match="limit WORK"):
        _ = case.values


@pytest.mark.parametrize("heavy", HEAVY, ids=lambda heavy: heavy.__name__)
def test_what_would_take_long_is_stopped_in_a_thread(
    heavy: Callable[[int], Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No timer helps there: the loops themselves ask."""
    monkeypatch.setattr(limits, "WORK", 10**12)
    monkeypatch.setattr(limits, "TABLE_ENTRIES", 10**12)
    found: list[type[Exception]] = []

    def work() -> None:
        slow = heavy(190)
        try:
            with within(seconds=0.2):
                while True:
                    solve(slow)
        except DeriveError as fault:
            found.append(type(fault))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(timeout=60)
    assert found == [OverTimeError]


def test_reading_is_stopped_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WORK", 10**12)
    claim = "[[claims]]\nprinted = '5'\nmatch = 'at_least'\ncounts = 'sum(i//{}, i, 1, 10000)'\n"
    text = "components.c.formula = '1'\n" + "".join(claim.format(at + 2) for at in range(1_000))
    found: list[str] = []

    def work() -> None:
        try:
            with within(seconds=0.2):
                read_text(text)
        except DeriveError as fault:
            found.append(str(fault))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(timeout=60)
    assert found == ["no answer within 0.2 s; allow more seconds, or choose an option"]


def test_a_table_that_no_memory_holds_is_refused() -> None:
    wide = model("*".join(LETTERS), options=switches(20))
    with pytest.raises(DeriveError) as caught:
        solve(wide)
    assert str(caught.value) == (
        "component c0: 20 assumptions with 1,048,576 combinations are named together; "
        "let one product, function or requirement name fewer (limit TABLE_ENTRIES)"
    )


@pytest.mark.parametrize(
    ("options", "formula", "said"),
    [
        (
            {"a": {"no": 1, "yes": "9**64"}, "b": {"no": "a**64", "yes": 1}},
            "b",
            "component c0: the formula expands to a number of bits of up to 12992, over the limit "
            "of 4096, for a = yes, b = no",
        ),
        (
            {"a": {"no": 1, "yes": "d**60"}, "b": {"no": 3, "yes": "a**2"}},
            "b + 2",
            "component c0: the formula expands to a total degree of up to 120, over the limit "
            "of 64, for a = yes, b = yes",
        ),
        (
            {"a": {"no": 1, "yes": "(d + h)**60"}},
            "a*a*a + 1",
            "component c0: the formula expands to a number of terms",
        ),
    ],
)
def test_what_options_make_too_large_is_named(
    options: dict[str, dict[str, object]], formula: str, said: str
) -> None:
    with pytest.raises(DeriveError) as caught:
        solve(model(formula, options=options, d=7, h=2))
    assert str(caught.value).startswith(said)
    assert caught.value.path == ("components", "c0", "formula")
