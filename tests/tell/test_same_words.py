"""One fact has the same words wherever it is told: in an answer, a paper, the explorer, a check."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import derive
from derive.cli import main
from derive.explaining.explanation import explain
from derive.explore.account import standing
from derive.explore.state import begin
from derive.explore.view import view
from derive.explore.words import headline
from derive.papers.catalogue import path_of
from derive.papers.reading.reader import read
from derive.render.text import line
from derive.solver.solutions import Solutions, solve
from derive.steps import Table, Text, walk
from derive.tell.derivation import derivation
from derive.tell.facts import explained
from derive.tell.readings import opening


@pytest.fixture(scope="module")
def found() -> Solutions:
    return solve(read(path_of("sutskever2014")))


def test_how_many_remain(found: Solutions) -> None:
    said = (
        "All 4 printed numbers can be reached exactly in 31 of 350,208 ways of counting, "
        "by 3 different formulas"
    )
    told = [step.parts for step in walk(derivation(found, found.readings()[0]).steps)
            if isinstance(step, Text)]  # fmt: skip
    seen = view(begin(found.model))
    assert opening(found).parts == (f"{said}.",) and (f"{said}.",) in told
    assert headline(seen, 120) == said
    assert headline(seen, 60) == "31 of 350,208 ways, 3 different formulas, exactly"


def test_a_miss_and_the_solution_nearest_to_it(found: Solutions) -> None:
    steps = explained(explain(found, {"gate_bias": "one"}))
    told = [line(step.parts) for step in steps if isinstance(step, Text)]
    shown = [line(parts) for parts in standing(view(begin(found.model).pin("gate_bias", "one")))]
    (table,) = (step for step in steps if isinstance(step, Table))
    assert line(table.rows[0][1]) == "32,000 too many"
    assert shown[0].startswith("No solution has these pins: total has 32,000 too many; ")
    assert told[0] == (
        "The cause is gate_bias = one: with none instead, every printed number is met."
    )
    assert shown[1].startswith(
        "The nearest solution changes one assumption: gate_bias = none instead of one (adds"
    )


FORBIDDEN = """
requires = ["a + b < 2"]
[assumptions.a]
[assumptions.b]
[declares]
a = "yes"
b = "yes"
[components.c]
formula = "2 + a + b"
[[claims]]
printed = "4"
counts = "c"
"""


def test_options_that_are_forbidden_together_are_no_hit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "my.toml"
    file.write_text(FORBIDDEN, encoding="utf-8")
    assert main(["check", str(file)]) == 1
    assert capsys.readouterr().out == (
        f"MISS {file}: c is 4, as printed, by options that `requires` forbids together\n"
    )


ROOMS = ("tell", "render", "steps.py")
SCREEN = {"explore/account.py"}  # what is on show, and where it stands


def makes_steps(source: str) -> bool:
    """Say whether a module makes steps of prose."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    return not names.isdisjoint({"Text", "Section", "Equation"})


def test_prose_stands_in_one_room() -> None:
    house = Path(derive.__file__).parent
    made = {
        path.relative_to(house).as_posix()
        for path in house.rglob("*.py")
        if makes_steps(path.read_text(encoding="utf-8"))
    }
    assert {path for path in made if path.split("/")[0] not in ROOMS} == SCREEN
    assert "tell/facts.py" in made  # the walk would notice
