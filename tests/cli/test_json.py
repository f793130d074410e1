"""Every answer in JSON is what its schema says, over the whole catalogue."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from derive.cli import main
from derive.cli.commands import COMMANDS
from derive.data.schemas import schema, schemas
from derive.explore.lines import stream
from derive.explore.state import begin
from derive.papers.catalogue import keys, path_of
from derive.papers.reading.reader import read
from derive.surveys.answering import answered
from derive.surveys.papers import Paper
from derive.surveys.records import Settings, line

PAPER_COMMANDS = ("show", "count", "solve", "explain", "next", "check", "latex")
COMPARABLE = ("sutskever2014", "gpt2", "resnet2016_cifar", "adaptive-inputs")


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) in (0, 1)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def faults(found: dict[str, Any]) -> list[str]:
    return [one.message for one in Draft202012Validator(schema(found["format"])).iter_errors(found)]


def test_the_schemas_are_schemas() -> None:
    Draft202012Validator.check_schema(schemas())
    named = {one["$ref"].rpartition("/")[2] for one in schemas()["oneOf"]}
    assert named == {name for name in schemas()["$defs"] if name.startswith("derive-")}


@pytest.mark.slow
@pytest.mark.parametrize("key", keys())
def test_every_paper_answers_as_its_schema_says(
    key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = any(h.unknown for h in read(path_of(key)).known.values())
    for command in PAPER_COMMANDS:
        if command == "check" and unknown:  # [declares] names no value of an unknown
            continue
        found = answer(capsys, command, key)
        assert found["format"] == ("derive-steps" if command == "latex" else f"derive-{command}")
        assert found["version"] == 1
        assert faults(found) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["init"],
        ["components"],
        ["components", "moe"],
        ["conventions"],
        ["conventions", "lstm.bias"],
        *(["compare", key, "1", "2"] for key in COMPARABLE),
        ["compare", "sutskever2014", "1", "1"],
        ["reconcile", "lenet5_1998", "--printed=60,000", "--count=61706"],
        ["reconcile", "lenet5_1998", "--printed=60,000", "--count=7"],
        ["explain", "sutskever2014", "--given", "gate_bias=one"],
    ],
)
def test_other_answers(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, *arguments)
    assert found["format"] == f"derive-{arguments[0]}"
    assert faults(found) == []


def test_the_explorer_answers_line_by_line() -> None:
    told = io.StringIO()
    script = "pin tied no\nwhy gate_bias one\nnext\npin nothing yes\nexport json\n"
    assert stream(begin(read(path_of("sutskever2014"))), io.StringIO(script), told) == 2
    found = [json.loads(one) for one in told.getvalue().splitlines()]
    assert [bool(one["fault"]) for one in found] == [False, False, False, True, False]
    assert [faults(one) for one in found] == [[]] * 5
    assert faults(json.loads("\n".join(found[-1]["says"]))) == []


def test_a_survey_answers_line_by_line() -> None:
    text = path_of("gpt2").read_text(encoding="utf-8")
    for paper in (Paper(file="gpt2.toml", text=text), Paper(file="torn.toml", text="[paper")):
        assert faults(json.loads(line(answered(paper, Settings())))) == []


@pytest.mark.parametrize("name", [n for n in schemas()["$defs"] if n.startswith("derive-")])
def test_a_schema_refuses_what_is_not_its_answer(name: str) -> None:
    validator = Draft202012Validator(schema(name))
    assert not validator.is_valid({"format": name, "version": 1, "more": True})
    assert not validator.is_valid({"format": "derive-else", "version": 1})


def test_every_command_that_answers_takes_json() -> None:
    takers = {addition.__name__ for one in COMMANDS for addition in one.takes}
    giving = {"answer", "answer_or_csv", "json", "form"}
    assert giving <= takers
    for one in COMMANDS:
        assert giving & {addition.__name__ for addition in one.takes}, one.name
