"""Every command that answers with a document answers in every format."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from derive.cli import main
from derive.cli.commands import COMMANDS
from derive.render import FORMATS

CALLS = {
    "list": [],
    "init": [],
    "show": ["sutskever2014"],
    "count": ["sutskever2014"],
    "ask": ["d*d*{1|2}", "d=10"],
    "solve": ["sutskever2014"],
    "explain": ["sutskever2014"],
    "compare": ["sutskever2014", "1", "3"],
    "next": ["sutskever2014"],
    "reconcile": ["lenet5_1998", "--printed=60,000", "--count=61706"],
    "latex": ["sutskever2014"],
    "check": ["sutskever2014"],
    "components": ["gqa"],
    "conventions": ["lstm.bias"],
}
# A piece of each answer that each format writes its own way.
BEGINS = {"html": "<!DOCTYPE html>", "json": "{\n", "latex": "%"}
VOID = {"meta", "wbr", "br"}


class Tags(HTMLParser):
    """The elements that are open; one closed out of turn stays in the list."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.open.append(f"/{tag}")


def left_open(page: str) -> list[str]:
    tags = Tags()
    tags.feed(page)
    return tags.open


def test_the_parser_would_notice() -> None:
    assert left_open("<p><b>x</p></b>") == ["p", "b", "/p", "/b"]


def test_these_are_the_commands_that_answer_with_a_document() -> None:
    answering = [c.name for c in COMMANDS if c.name not in ("explore", "survey")]
    assert sorted(CALLS) == sorted(answering)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("command", CALLS)
def test_an_answer_in_a_format(
    command: str, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, *CALLS[command], "--format", format]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.startswith(BEGINS.get(format, ""))
    if format == "json":
        assert json.loads(told.out)["version"] == 1
    if format == "html":
        assert told.out.count("<html") == told.out.count("</html>") == 1
        assert left_open(told.out) == []
    if format == "latex":
        assert sorted(re.findall(r"\\begin{(\w+\*?)}", told.out)) == sorted(
            re.findall(r"\\end{(\w+\*?)}", told.out)
        )
        assert told.out.isascii()
    assert not re.search(r"[^\n -~\xa0-\U0010ffff]", told.out)
    assert told.out.endswith("\n")


@pytest.mark.parametrize("command", ["solve", "explain"])
def test_the_code_is_the_same_in_every_format(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = {main([command, "gpt1", "--format", format]) for format in FORMATS}
    assert codes == {1}


def test_an_answer_goes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answer.md"
    asked = ["solve", "sutskever2014", "--format", "markdown", "-o", str(file)]
    assert main(asked) == 0
    assert capsys.readouterr().out == ""
    assert file.read_text(encoding="utf-8").startswith("# Sequence to Sequence Learning")
    assert main(asked) == 2
    assert "exists already; give --force to replace it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["solve", "x", "--markdown"], "did you mean --format markdown?"),
        (["solve", "x", "--standalone"], "unrecognized arguments: --standalone; see `derive solve"),
        (["show", "x", "--given", "a=b"], "unrecognized arguments: --given a=b; see `derive show"),
        (["solve", "x", "--tpo", "3"], "did you mean --top? see `derive solve --help`"),
        (["list", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["--jsno"], "derive --help"),
    ],
)
def test_what_was_meant_is_something_the_command_takes(
    asked: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked) == 2
    told = capsys.readouterr()
    assert message in told.err and told.out == ""
