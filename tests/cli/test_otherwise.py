"""--set, --claim and --row: stories through the command line."""

from __future__ import annotations

import io
import json
import re
import shlex
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from jsonschema import Draft202012Validator

from derive.cli import main
from derive.data.schemas import schema

TOO_MANY = "ask of one file, and here are 2"
BARE = """
[hyperparameters]
d = 10
[assumptions.bias]
options = { none = 0, one = 1, two = 2 }
[components.layer]
formula = "linear(d, d, bias=bias)"
"""


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def run(capsys: pytest.CaptureFixture[str], line: str) -> tuple[int, str, str]:
    code = main(shlex.split(line))
    seen = capsys.readouterr()
    return code, seen.out, seen.err


def data(capsys: pytest.CaptureFixture[str], line: str) -> dict[str, Any]:
    _, out, err = run(capsys, f"{line} --json")
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    assert not [*Draft202012Validator(schema(found["format"])).iter_errors(found)]
    return found


def opening(out: str) -> str:
    """The first paragraph below the title."""
    return " ".join(out.split("\n\n")[1].split())


def test_a_paper_as_an_architecture(capsys: pytest.CaptureFixture[str]) -> None:
    line = "solve gpt2 --set V=32000 --claim 345M --row '24 layers'"
    code, out, _ = run(capsys, line)
    assert code == 0
    assert opening(out) == (
        "With V = 32,000 (stated: 50,257). Row 24 layers alone. "
        "In place of the printed numbers: total = 345M."
    )
    further = "derive explain gpt2 --set V=32000 --claim total=345M --row '24 layers'"
    assert f"{further} (the sums)" in " ".join(out.split())
    found = data(capsys, line)
    assert (found["set"], found["rows"]) == ({"V": 32_000}, ["24 layers"])
    assert found["claimed"] == [{"counts": "total", "printed": "345M"}]
    assert {*found["readings"][0]["values"]} == {"total@24 layers"}


def test_what_is_typed_next_gives_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    line = "solve gpt2 --set V=32K --claim 'word_embedding + blocks=about 330 M' --row '24 layers'"
    _, out, _ = run(capsys, line)
    said = " ".join(out.split()).partition("To go on: ")[2]
    again = said.partition(" (the sums)")[0].removeprefix("derive explain ")
    first = data(capsys, line)
    second = data(capsys, f"solve {again}")
    assert first == second
    assert first["solutions"]


@pytest.mark.parametrize("paper", ["gpt2", "chinchilla"])
def test_one_row_is_short(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"gpt2": "12 layers", "chinchilla": "44M"}[paper]
    _, whole, _ = run(capsys, f"explain {paper} --all")
    _, out, _ = run(capsys, f"explain {paper} --row '{row}' --all")
    assert opening(out).startswith(f"Row {row} alone.")
    assert set(re.findall(r"@(\w+)", out)) <= {row.split()[0]}
    assert len(out) < len(whole) / 2


def test_a_row_has_the_readings_that_it_has(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "solve chinchilla --row 44M --row 57M")
    values = [{*reading["values"]} for reading in found["readings"]]
    assert values == [{"total@44M", "total@57M"}] * len(values)
    assert data(capsys, "solve chinchilla")["solutions"] < found["solutions"]


@pytest.mark.parametrize("flags", ["--set V_w=267735", "--set V_w=267735 --given V_w=267_735"])
def test_an_unknown_gets_a_value(flags: str, capsys: pytest.CaptureFixture[str]) -> None:
    row = "--row '128d, adaptive softmax'"
    found = data(capsys, f"solve adaptive-inputs {row} {flags}")
    assert found["unknowns"].keys() <= {"V_b"}
    given = data(capsys, f"solve adaptive-inputs {row} --given V_w=267735")
    assert found["solutions"] == given["solutions"]


def test_an_unknown_is_given_as_people_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    told = [
        data(capsys, f"solve vaswani2017 --row base --given V={value}")
        for value in ("37000", "37K", "37,000", "37*10**3")
    ]
    assert told == [told[0]] * 4
    assert told[0]["unknowns"] in ({}, {"V": [[37_000, 37_000]]})


def test_what_is_stated_already_is_the_same_answer(capsys: pytest.CaptureFixture[str]) -> None:
    plain = data(capsys, "explain sutskever2014")
    for flags in ("--set V_in=160K", "--set V_in=160K --set L=4 --set d=1e3"):
        same = data(capsys, f"explain sutskever2014 {flags}")
        assert {k: v for k, v in same.items() if k != "set"} == plain


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("show gpt2", "set"),
        ("explain gpt2 --row '12 layers'", "rows"),
        ("compare sutskever2014 1 2", "set"),
        ("next gpt2 --row '12 layers' --row '24 layers'", "set"),
        ("latex gpt2 --row '12 layers'", "rows"),
        ("check sutskever2014 --claim 385M", "claimed"),
        ("reconcile gpt2 --row '12 layers' --printed 117M --count 124439808", "set"),
    ],
)
def test_every_command_tells_what_was_asked(
    line: str, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    size = "V_in=160000" if "sutskever" in line else "V=50257"
    found = data(capsys, f"{line} --set {size}")
    name, _, value = size.partition("=")
    assert found["set"] == {name: int(value)}
    assert key in found
    _, out, _ = run(capsys, f"{line} --set {size}{'' if 'latex' not in line else ' --text'}")
    assert f"{name} = {int(value):,} (stated: {int(value):,})" in " ".join(out.split())


@pytest.mark.parametrize("part", ["--fragment", "--macros", "--table"])
def test_latex_says_what_is_not_the_papers(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, f"latex sutskever2014 --set d=500 --claim 192M {part}")
    assert code in (0, 1)
    assert "stated: 1" in out


def test_a_spec_without_a_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bare.toml").write_text(BARE)
    found = data(capsys, "solve bare.toml --claim 110 --claim 'layer - d*d = ~10'")
    assert found["forced"] == {"bias": "one"}
    with patch("sys.stdin", io.TextIOWrapper(io.BytesIO(BARE.encode()))):
        assert data(capsys, "solve - --claim 0.5K --set d=20")["solutions"] == 0


def test_a_fault_of_a_claim_is_not_looked_for_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bare.toml").write_text(f"{BARE}[[claims]]\nprinted = '110'\ncounts = 'total'\n")
    code, out, err = run(capsys, "solve bare.toml --claim 'total/(d - 10)=5'")
    assert (code, out) == (2, "")
    assert "bare.toml:" not in err and "Traceback" not in err


def test_the_explorer_repeats_what_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    script = "pin tied yes\nexport command\nexport json\n"
    line = "explore gpt2 --lines --row '24 layers' --set V=32K --exact --given bias=1"
    with patch("sys.stdin", io.StringIO(script)):
        code, out, _ = run(capsys, line)
    assert code == 0
    command = next(one for one in out.splitlines() if one.startswith("derive solve"))
    flags = "--set V=32000 --row '24 layers' --given bias=yes --given tied=yes --exact"
    assert command == f"derive solve gpt2 {flags}"
    state = json.loads(out.partition(">> export json\n")[2])
    assert (state["set"], state["rows"]) == ({"V": 32_000}, ["24 layers"])
    assert not [*Draft202012Validator(schema("derive-explore")).iter_errors(state)]
    solved = data(capsys, command.removeprefix("derive "))
    assert solved["solutions"] == state["solutions"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("solve gpt2 --set V", "--set 'V' is no NAME=VALUE; write it like V=32000"),
        ("solve gpt2 --set V=", "is no NAME=VALUE"),
        ("solve gpt2 --set V=1 --set V=1", "--set sets V twice; keep V=1 or V=1"),
        ("solve gpt2 --set V=many", "--set V: 'many' is no number"),
        ("solve gpt2 --set V=1.5", "V = 1.5 is no whole number of 0 or more"),
        ("solve gpt2 --set V=-1", "V = -1 is no whole number of 0 or more"),
        ("solve gpt2 --set v=1", "there is no hyperparameter 'v'; did you mean V?"),
        ("solve gpt2 --set tied=1", "choose an option, as in --given tied=OPTION (no, yes)"),
        ("solve gpt2 --set L=3", "choose one: --row '12 layers', '24 layers'"),
        ("solve gpt2 --set V=12..48:12", "only `derive count` sweeps"),
        ("solve gpt2 --claim 345M", "choose one: --row '12 layers', '24 layers'"),
        (
            "solve gpt2 --row '12 layer'",
            "there is no configuration '12 layer'; did you mean 12 layers?",
        ),
        ("solve sutskever2014 --row base", "leave it out: this model has none"),
        ("solve sutskever2014 --claim ''", "--claim '' has no figure"),
        ("solve sutskever2014 --claim total=", "has no figure"),
        ("solve sutskever2014 --claim =5M", "has no formula before its ="),
        (
            "solve sutskever2014 --claim lots",
            "--claim: 'lots' is not a number as a paper prints it",
        ),
        ("solve sutskever2014 --claim totl=5M", "did you mean total?\n  totl\n  ^^^^"),
        ("solve sutskever2014 --claim '2*(total=5M'", "'(' was never closed"),
        ("solve adaptive-inputs --set V_w=5 --given V_w=6", "--given has V_w=6; keep one"),
        ("check gpt2 sutskever2014 --set V=5", f"--set {TOO_MANY}"),
        ("check gpt2 gpt1 --row a --claim 5M", f"--claim and --row {TOO_MANY}"),
        (
            "reconcile gpt2 --row '12 layers' --row '24 layers' --printed 1M --count 1",
            "belong to one row",
        ),
        ("reconcile gpt2 --row x --printed 1M --count 1", "there is no configuration 'x'"),
        ("survey . --set V=5", "unrecognized arguments"),
    ],
)
def test_a_wrong_call_is_one_message(
    line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, line)
    assert (code, out) == (2, "")
    assert said in err
    assert err.startswith("derive: ") and "Traceback" not in err
