"""`[declares]` through the command line: whole sentences, and numbers that agree with `check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from derive.cli import main
from derive.data.schemas import schema

SPEC = """
requires = ["gate_bias != 'one' or norm == 'yes'"]
[hyperparameters]
V = 10_000
d = 650
[assumptions.gate_bias]
options = { none = 0, one = 1, two = 2 }
[assumptions.norm]
[components.model]
formula = "2*V*d + V + lstm(d, d, bias=gate_bias) + norm*2*d"
[declares]
gate_bias = "two"
[[claims]]
name = "parameters"
printed = "16.4M"
counts = "total"
"""
IS = "This is what the file declares: gate_bias = two, and otherwise what is usual."
COUNT, TEX = "16,395,200", "{16{,}395{,}200}"


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "my.toml").write_text(SPEC)
    return tmp_path / "my.toml"


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(arguments) == code
    seen = capsys.readouterr()
    assert seen.err == ""
    return " ".join(seen.out.split())  # however its lines are broken


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], f"parameters is {COUNT}, printed as 16.4M"),
        (["explain"], IS),
        (["explain"], f"total = {COUNT} printed as 16.4M"),
        (["show"], "gate_bias = two, and otherwise what is usual. This counts:"),
        (["show"], f"parameters {COUNT} printed as 16.4M"),
        (["latex", "--macros"], "\\newcommand{\\deriveParameters}" + TEX),
        (["latex"], "16{,}395{,}200"),
        (["latex", "--table"], "16{,}395{,}200"),
        (["latex", "--text"], f"parameters = model = {COUNT} printed as 16.4M"),
        (["latex", "--text"], "gate_bias = two as declared"),
        (["latex", "--configurations", "--text"], f"the paper's own {COUNT} 16.4M"),
    ],
)
def test_one_number_whoever_is_asked(
    arguments: list[str], said: str, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *options = arguments
    assert said in told(capsys, command, "my.toml", *options)


def test_the_explorer_begins_with_it(
    spec: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from io import StringIO

    monkeypatch.setattr("sys.stdin", StringIO("show\nshow gate_bias\npin gate_bias 0\n"))
    said = told(capsys, "explore", "my.toml", "--lines")
    assert (
        "What the file declares gives every printed number; its reading, one of 5, has 1 " in said
    )
    assert "[.] two 2 shown" in said
    assert f"parameters = model = {COUNT}" in said


INSTEAD = "As the file declares, but gate_bias = none instead of two, as given."
FORCED = (
    "As the file declares, but gate_bias = one instead of two, as given, and norm = yes instead "
    "of no, which `requires` asks for then."
)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "--given", "gate_bias=0"], INSTEAD),
        (["explain", "--given", "gate_bias=0"], "total = 16,390,000 printed as 16.4M"),
        (["latex", "--macros", "--given", "gate_bias=none"], f"% {INSTEAD}"),
        (["latex", "--macros", "--given", "gate_bias=none"], "Parameters}{16{,}390{,}000}"),
        (["latex", "--text", "--given", "gate_bias=none"], INSTEAD),
        (["latex", "--table", "--text", "--given", "gate_bias=none"], INSTEAD),
        (["explain", "--given", "gate_bias=1"], FORCED),
        (["explain", "--given", "gate_bias=two"], IS),
        (
            ["explain", "--reading", "1"],
            "What the file declares gives every printed number: it belongs to reading 3.",
        ),
        (["explain", "--reading", "1"], "total = 16,390,000 printed as 16.4M"),
        (
            ["latex", "--macros", "--reading", "1"],
            "% What the file declares gives every printed number: it belongs to reading 3.",
        ),
    ],
)
def test_what_is_given_wins_and_is_said(
    arguments: list[str], said: str, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *options = arguments
    assert said in told(capsys, command, "my.toml", *options)


def test_the_write_up_of_the_declared_case_says_nothing_of_it(
    spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "file declares" not in told(capsys, "latex", "my.toml")
    assert "file declares" not in told(capsys, "latex", "my.toml", "--reading", "3", "--macros")


SOLUTION = "What the file declares gives every printed number: it belongs to reading 3."


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["solve"], 0, SOLUTION),
        (["next"], 0, SOLUTION),
        (["compare", "1", "2"], 0, SOLUTION),
        (["compare", "1", "1"], 0, SOLUTION),
        (
            ["solve", "--given", "norm=yes"],
            0,
            "What the file declares is not among these: it has norm = no.",
        ),
        (
            ["solve", "--exact"],
            1,
            "What the file declares does not give every printed number: parameters has 4,800 too "
            "few.",
        ),
        (
            ["reconcile", "--printed", "16.4M", "--count", "16390000"],
            0,
            "What the file declares gives the printed figure, not the count.",
        ),
        (
            ["reconcile", "--printed", "16.4M", "--count", "16395200"],
            0,
            "What the file declares gives the printed figure and the count.",
        ),
        (
            ["reconcile", "--printed", "16.390M", "--count", "16395200"],
            0,
            "What the file declares gives the count, not the printed figure.",
        ),
        (
            ["reconcile", "--printed", "16.390M", "--count", "16390000"],
            0,
            "What the file declares gives neither the printed figure nor the count.",
        ),
    ],
)
def test_elsewhere_it_pins_nothing_and_one_sentence_says_how_it_stands(
    arguments: list[str],
    code: int,
    said: str,
    spec: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command, *options = arguments
    seen = told(capsys, command, "my.toml", *options, code=code)
    assert seen.count(said) == seen.count("file declares") == 1


def test_solve_counts_all_ways_whatever_is_declared(
    spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(told(capsys, "solve", "my.toml", "--json"))
    spec.write_text(SPEC.replace('[declares]\ngate_bias = "two"\n', ""))
    without = json.loads(told(capsys, "solve", "my.toml", "--json"))
    assert found | {"declared": None} == without
    assert found["declared"]["reading"] == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve"],
        ["solve", "--exact"],
        ["explain"],
        ["show"],
        ["next"],
        ["reconcile", "--printed", "16.4M", "--count", "16390000"],
    ],
)
def test_json_says_it_as_its_schema_has_it(
    arguments: list[str], spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *options = arguments
    main([command, "my.toml", *options, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["declared"] is not None
    assert [*Draft202012Validator(schema(found["format"])).iter_errors(found)] == []


def test_a_survey_says_it_too(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", ".", "--processes", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["declared"]["solution"], found["declared"]["reading"]) == (True, 3)
    assert [*Draft202012Validator(schema("derive-survey")).iter_errors(found)] == []


FORBIDDEN = SPEC.replace('gate_bias = "two"', 'gate_bias = "one"')


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("check", 1, "by options that `requires` forbids together"),
        (
            "explain",
            1,
            "This is what the file declares: gate_bias = one, and otherwise what is usual, which "
            "`requires` forbids.",
        ),
        ("explain", 1, "The nearest solution changes one assumption:"),
        ("latex --macros", 1, "% `requires` forbids what the file declares."),
        ("show", 0, "gate_bias = one, and otherwise what is usual, which `requires` forbids."),
        ("solve", 0, "What the file declares is forbidden by `requires`."),
    ],
)
def test_a_declaration_that_requires_forbids(
    command: str, code: int, said: str, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec.write_text(FORBIDDEN)
    name, *options = command.split()
    assert said in told(capsys, name, "my.toml", *options, code=code)


def test_the_seed_says_beside_its_exact_answer_what_holds_as_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    said = (
        "As printed (rounded) there are 2,688 ways and 456 formulas; the first has nothing unusual."
    )
    assert said in told(capsys, "solve", "sutskever2014")
    assert "As printed (rounded)" not in told(capsys, "solve", "sutskever2014", "--printed")
    found = json.loads(told(capsys, "solve", "sutskever2014", "--json"))["as_printed"]
    assert (found["solutions"], found["readings_in_all"]) == (2_688, 456)
    assert found["example"]["gate_bias"] == "one"


def test_where_nothing_is_exact_the_rounded_ways_are_told(
    spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec.write_text(SPEC.replace('printed = "16.4M"', 'printed = "16.395M"'))
    said = "As printed (rounded) there is one way and one formula; it has gate_bias = two."
    assert said in told(capsys, "solve", "my.toml", "--exact", code=1)


def test_an_unknown_is_given_on_the_command_line(
    spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = 'V = { unknown = { from = 9_990, to = 10_020 }, latex = "V" }'
    spec.write_text(SPEC.replace("V = 10_000", wanted))
    assert "counted with V = 9,990 (9,990 to 10,020 would do)" in told(capsys, "check", "my.toml")
    assert "V is 10,000." in told(capsys, "solve", "my.toml", "--given", "V=10000")
    assert f"total = {COUNT} printed" in told(capsys, "explain", "my.toml", "--given", "V=10,000")
    written = told(capsys, "latex", "my.toml", "--text", "--given", "V=10000")
    assert "Not stated, and given here:" in written
    assert "solved for" not in written
    assert "Not stated, and solved for:" in told(capsys, "latex", "my.toml", "--text")
    assert TEX in told(capsys, "latex", "my.toml", "--macros", "--given", "V=10000")
    for command in (["solve"], ["next"], ["compare", "1", "2"], ["latex"], ["explore", "--lines"]):
        asked = [command[0], "my.toml", *command[1:], "--given", "V=5"]
        assert main(asked) == 2
        fault = "derive: V = 5 is outside of its range; V is unknown, 9,990 to 10,020\n"
        assert capsys.readouterr().err == fault


def test_an_option_is_given_by_its_number(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_name = told(capsys, "solve", "my.toml", "--given", "gate_bias=one")
    assert "parameters = 2·V·d + V + 8·d² + 6·d = 16,393,900" in by_name
    assert told(capsys, "solve", "my.toml", "--given", "gate_bias=1") == by_name
    assert main(["solve", "my.toml", "--given", "gate_bias=3"]) == 2
    fault = "derive: gate_bias has no option '3'; (none, one, two)\n"
    assert capsys.readouterr().err == fault
