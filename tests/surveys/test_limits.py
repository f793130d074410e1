"""What a paper may take holds for each, and one that was stopped is tried again with more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from derive.cli import main
from derive.surveys.papers import Paper
from derive.surveys.records import Settings, holds, mark
from tests.cli.test_interrupting import enormous
from tests.surveys.folders import fill, records_of


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three small papers, and one that takes minutes and more memory than most have."""
    fill(tmp_path / "papers", 3)
    enormous(tmp_path / "papers")
    return tmp_path / "papers"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("flag", "value", "stopped", "said"),
    [
        ("--timeout", "1", {"timeout": 1}, "no answer within 1 s; allow more with --timeout S"),
        (
            "--memory",
            "30M",
            {"memory": 30_000_000},
            r"(no answer within|the diagram outgrows) 30 MB",
        ),
        ("--budget", "900", {"budget": 900}, "the diagram outgrows 900 nodes, after"),
    ],
)
def test_a_limit_stops_one_paper(
    flag: str,
    value: str,
    stopped: dict[str, int],
    said: str,
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out.jsonl"
    call = ["survey", str(home), "--out", str(out), "--processes", "1", flag, value]
    assert main(call) == 2
    found = {record["file"]: record for record in records_of(out)}
    large = found.pop("enormous.toml")
    assert large["limit"] == stopped
    assert re.match(said, large["error"])
    assert f"allow more with {flag} " in large["error"]
    assert [record["solutions"] for record in found.values()] == [1, 1, 1]
    assert f"derive: enormous.toml: {large['error']}" in capsys.readouterr().err


@pytest.mark.slow
def test_with_a_higher_limit_those_are_done_again(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    call = ["survey", str(home), "--out", str(out), "--processes", "1"]
    for more, records in (
        (["--budget", "900"], 4),
        (["--budget", "900"], 4),
        (["--budget", "500"], 4),
        (["--budget", "900", "--timeout", "900", "--memory", "4Gi"], 4),
        (["--budget", "901"], 5),
        (["--budget", "900"], 5),
    ):
        assert main([*call, *more]) == 2
        assert len(records_of(out)) == records
        assert "4 papers: 3 reproduced, 0 not reproduced, 1 failed" in capsys.readouterr().err
    assert [one["file"] for one in records_of(out)].count("enormous.toml") == 2
    assert records_of(out)[-1]["limit"] == {"budget": 901}


PAPER = Paper(file="a.toml", text="a = 1")


@pytest.mark.parametrize(
    ("record", "now", "still"),
    [
        ({"solutions": 1}, {}, True),
        ({"solutions": 1}, {"timeout": 9_000, "memory": 2**40, "budget": 10**9}, True),
        ({"solutions": 1}, {"match": "exact"}, False),
        ({"error": "wrong"}, {"timeout": 9_000}, True),
        ({"error": "late", "limit": {"timeout": 2.5}}, {"timeout": 2.5}, True),
        ({"error": "late", "limit": {"timeout": 2.5}}, {"timeout": 2.6}, False),
        ({"error": "late", "limit": {"timeout": 2.5}}, {"timeout": 1, "budget": 10**9}, True),
        ({"error": "large", "limit": {"memory": 10**6}}, {"memory": 10**7}, False),
        ({"error": "wide", "limit": {"budget": 10**6}}, {"budget": 10**7}, False),
        ({"error": "wide", "limit": {"budget": 10**9}, "solutions": 1}, {"budget": 10**7}, True),
    ],
)
def test_when_a_record_holds(
    record: dict[str, object], now: dict[str, object], still: bool
) -> None:
    settings = Settings(**now)  # type: ignore[arg-type]
    written = {"file": "a.toml", "of": mark(PAPER, Settings()), **record}
    assert holds(written, PAPER, settings) is still
    assert not holds(written, Paper(file="a.toml", text="a = 2"), settings)


def test_what_cannot_be_read_is_tried_again_once_it_can() -> None:
    shut = Paper(file="a.toml", fault="a.toml: the file may not be read")
    written = {"file": "a.toml", "of": mark(shut, Settings()), "error": shut.fault}
    assert holds(written, shut, Settings())
    assert not holds(written, PAPER, Settings())
    assert not holds(written, Paper(file="a.toml"), Settings())


def test_the_help_says_whose_limits_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "--timeout SECONDS give up on a paper when they are over (default: 300)" in told
    assert "--memory SIZE give up on a paper beyond" in told
    assert "--budget NODES largest diagram to build for a paper" in told
