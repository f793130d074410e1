"""The first things that somebody types: nothing, a version, a word to look for, a count."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from derive.cli import main
from derive.cli.start import START


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    seen = capsys.readouterr()
    return code, seen.out, seen.err


def test_alone_it_shows_three_things_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys) == (0, START, "")


@pytest.mark.slow
@pytest.mark.parametrize("line", re.findall(r"^  derive (.*?)  ", START, re.MULTILINE))
def test_each_of_them_answers(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *line.split())
    assert (code, err) == (0, "") and len(out) > 300


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([flag])
    assert end.value.code == 0
    assert re.fullmatch(
        r"derive (\d+\.\d+\.\d+|, not installed)\n|derive, not installed\n", capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["gpt2"], {"gpt2"}),
        (["GPT", "2019"], {"gpt2"}),
        (["sequence to sequence"], {"sutskever2014"}),
    ],
)
def test_a_list_of_what_has_the_words(
    words: list[str], found: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "list", *words, "--json")
    assert code == 0
    assert {paper["paper"] for paper in json.loads(out)["papers"]} == found


def test_words_that_no_paper_has(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "list", "gtp2")
    assert (code, out) == (2, "")
    assert err.endswith("in its key, title or year; did you mean gpt2?\n")


# Counting


SPEC = """
[hyperparameters]
d = 1_000
L = 12
E = 8
V = { unknown = { from = 100, to = 300 } }
[assumptions.bias]
[components.table]
formula = "embedding(V, d)"
groups = ["words"]
[components.output]
formula = "7*d"
groups = ["words"]
[components.layers]
formula = "linear(d, d, bias=bias)"
repeats = "L"
means = "a matrix a layer"
[components.experts]
formula = "E*2*d*d"
repeats = "L"
measures = { active = "2*2*d*d", trainable = 0 }
"""


@pytest.fixture
def spec(tmp_path: Path) -> str:
    file = tmp_path / "mine.toml"
    file.write_text(SPEC)
    return str(file)


def test_a_count_needs_no_printed_number(spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "count", spec, "--given", "V=200")
    assert (code, err) == (0, "")
    told = " ".join(out.split())
    assert "a matrix a layer d·d 12 12,000,000 5.88% 12,000,000 12,000,000" in told
    assert "words: 207,000 0.10% 207,000 207,000" in told
    assert "total 204,207,000 100.00% 60,207,000 12,207,000" in told
    assert "With 2 digits it prints as 200M, with 3 as 204M." in told
    assert "For one token 60,207,000 of these are active." in told
    assert "12,207,000 are trainable, and 192,000,000 are frozen." in told
    assert "The choices that are open leave 204,207,000 to 204,219,000." in told
    assert "bias no usual yes" in told


def test_an_unknown_is_a_range(spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "count", spec)
    assert "The choices that are open leave 204,107,000 to 204,319,000." in " ".join(out.split())
    assert "V is not stated: it is counted for 100 to 300." in " ".join(out.split())
    _, out, _ = run(capsys, "count", spec, "--json")
    assert json.loads(out)["rows"][0]["total"] == [204_107_000, 204_307_000]


def test_a_count_as_comma_separated_values(spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "count", spec, "--given", "V=200", "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(out)))
    assert [line["component"] for line in lines] == [
        "table",
        "output",
        "layers",
        "experts",
        "total",
    ]
    assert lines[-1]["count"] == "204207000" and lines[-1]["active"] == "60207000"
    assert sum(int(line["count"]) for line in lines[:-1]) == 204_207_000


def test_rows_stand_beside_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "count", "gpt2")
    told = " ".join(out.split())
    assert "total 124,439,808 354,823,168 774,030,080 1,557,611,200" in told
    assert "with 3 digits 124M 355M 774M 1.56B" in told


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("measures = { activ = 1 }", "there is no key 'activ' here; did you mean active?"),
        ('measures = { active = "q" }', "unknown name 'q'"),
        ('repeats = "layers"', "layers is a component, and a component names no other"),
        ('repeats = "1/2"\nmeans = "half"', "is no whole number"),
    ],
)
def test_what_is_wrong_has_its_place(
    line: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(SPEC + f'[components.more]\nformula = "d + 1"\n{line}\n')
    code, out, err = run(capsys, "count", str(file))
    assert (code, out) == (2, "")
    assert message in err
