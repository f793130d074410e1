"""--timeout, --memory and --budget hold in every command, in every phase, in threads too."""

from __future__ import annotations

import threading
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from derive import Assumption, Claim, Component, Model, read, solve
from derive.allowance import OverMemoryError, OverTimeError, within
from derive.cli import main
from derive.cli.commands import COMMANDS
from derive.errors import BudgetError, DeriveError, OutgrownError

SIZES = [7919 * at**5 + 10**9 for at in range(1, 41)]
WIDE = f"""
{"".join(f"[assumptions.a{at}]{chr(10)}" for at in range(40))}
[components.c]
formula = "{" + ".join(f"a{at}*{size}" for at, size in enumerate(SIZES))}"
[[claims]]
printed = "{sum(SIZES) // 2}"
counts = "c"
match = "at_least"
"""
LINE = " + ".join(f"{size}*{{0|1}}" for size in SIZES)
CALLS = {
    "ask": ["ask", LINE, "--claim", "3e11"],
    "solve": ["solve", "PAPER"],
    "explain": ["explain", "PAPER"],
    "compare": ["compare", "PAPER", "1", "2"],
    "next": ["next", "PAPER"],
    "latex": ["latex", "PAPER"],
    "reconcile": ["reconcile", "PAPER", "--printed", "3e11", "--count", "300000000000"],
}
WITHOUT_SOLVING = {
    "list",
    "init",
    "count",
    "show",
    "check",
    "components",
    "conventions",
    "explore",
    "survey",
}


def wide() -> Model:
    return Model(
        assumptions=tuple(Assumption(name=f"a{at}") for at in range(40)),
        components=(
            Component(name="c", formula=" + ".join(f"a{at}*{n}" for at, n in enumerate(SIZES))),
        ),
        claims=(Claim(printed=str(sum(SIZES) // 2), counts="c", match="at_least"),),
    )


@pytest.fixture
def paper(tmp_path: Path) -> str:
    file = tmp_path / "wide.toml"
    file.write_text(WIDE)
    return str(file)


def test_every_command_that_solves_is_tried() -> None:
    assert {command.name for command in COMMANDS} == CALLS.keys() | WITHOUT_SOLVING


@pytest.mark.parametrize("command", CALLS)
@pytest.mark.parametrize(
    ("flag", "amount"), [("--timeout", "0.6"), ("--memory", "10M"), ("--budget", "3000")]
)
def test_every_limit_ends_in_one_message(
    command: str, flag: str, amount: str, paper: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call = [paper if word == "PAPER" else word for word in CALLS[command]]
    assert main([*call, flag, amount]) == 2
    seen = capsys.readouterr()
    assert seen.out == "" and seen.err.count("\n") == 1
    assert f"allow more with {flag}" in seen.err


@pytest.mark.parametrize("limit", [{"seconds": 0.4}, {"memory": 10**7}, {"nodes": 2_000}])
def test_every_limit_holds_in_a_thread(limit: dict[str, float]) -> None:
    """No timer rings there: the loops ask."""
    seen: list[BaseException] = []

    def work() -> None:
        try:
            with within(**limit):  # type: ignore[arg-type]
                solve(wide())
        except BaseException as fault:
            seen.append(fault)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert [isinstance(fault, BudgetError) for fault in seen] == [True]


def test_the_inner_limit_ends_the_inner_question_alone() -> None:
    with within(seconds=600):
        with pytest.raises(OverTimeError, match=r"within 0\.2 s"), within(seconds=0.2):
            solve(wide())
        assert solve(read_small()).count == 1


def test_the_outer_limit_ends_all() -> None:
    inner = within(seconds=600)
    with pytest.raises(OverTimeError, match=r"within 0\.2 s"), within(seconds=0.2), inner:
        solve(wide())


def test_nothing_on_the_way_takes_a_stop_for_a_fault() -> None:
    """As a reader that gathers faults does, and a survey that goes on with the next paper."""
    caught: list[Exception] = []

    def going_on() -> None:
        for _ in range(1_000_000):
            try:
                solve(wide())
            except Exception as fault:
                caught.append(fault)

    with pytest.raises(OverTimeError), within(seconds=0.2):
        going_on()
    assert caught == []


def test_a_stop_that_is_swallowed_comes_again() -> None:
    def swallowing() -> None:
        with suppress(BaseException):
            solve(wide())
        solve(wide())

    with pytest.raises(OverTimeError), within(seconds=0.2):
        swallowing()


def test_memory_that_is_taken_beside_the_diagrams_counts() -> None:
    with pytest.raises(OverMemoryError, match="50 MB"), within(memory=50_000_000):
        [[*range(10_000)] for _ in count()]


def test_a_diagram_says_what_multiplies_its_memory() -> None:
    with pytest.raises(OutgrownError) as fault, within(memory=5_000_000):
        solve(wide())
    assert fault.value.limit == "memory" and fault.value.word.startswith("a")
    assert isinstance(fault.value, DeriveError)


def read_small() -> Model:
    return read(Path(__file__).parents[2] / "derive/papers/catalogue/lenet5_1998.toml")
