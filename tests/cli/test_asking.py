"""A question in one line, as somebody types it: choices in braces, sizes, figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive import read, solve
from derive.cli import main
from derive.papers.asking import spec_of
from derive.papers.reading.reader import read_text

SEED = [
    "ask",
    "d*{0|V_in} + d*{0|V_out|V_in} + V_out*d*{0|1|2|L} + 2*lstm(d, d, layers=L, bias=b)",
    *("b={0|1|2}", "V_in=160K", "V_out=80K", "d=1000", "L=4", "--exact"),
    *("--claim", "384M", "--claim", "2*lstm(d, d, layers=L, bias=b)=64M"),
]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    seen = capsys.readouterr()
    return code, seen.out, seen.err


def test_the_seed_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *SEED)
    assert (code, err) == (0, "")
    told = " ".join(out.split())
    assert told.startswith("With V_in = 160,000, V_out = 80,000, d = 1,000 and L = 4.")
    assert "exactly in 5 of 72 ways of counting, by 3 different formulas" in told
    assert "only because V_in = (L - 2)·V_out" in told and "only because 2·V_in = L·V_out" in told
    _, out, _ = run(capsys, *SEED, "--json")
    found = json.loads(out)
    assert (found["format"], found["space"], found["solutions"]) == ("derive-solve", 72, 5)
    assert [reading["formulas"]["total"] for reading in found["readings"]] == [
        "L*V_out*d + 16*L*d**2",
        "V_in*d + 2*V_out*d + 16*L*d**2",
        "2*V_in*d + 16*L*d**2",
    ]


def test_what_is_saved_asks_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "seed.toml"
    assert run(capsys, *SEED, "--save", str(file))[0] == 0
    assert solve(read(file).matching("exact")).count == 5
    code, _, err = run(capsys, *SEED, "--save", str(file))
    assert code == 2 and "exists already" in err


def test_without_a_claim_it_counts(capsys: pytest.CaptureFixture[str]) -> None:
    question = [
        "ask",
        "V*d + L*block",
        "block=multi_head_attention(d) + 8*d^2",
        "V=32Ki",
        "d=512",
        "L=6",
    ]
    question[2] = question[2].replace("^", "**")
    code, out, _ = run(capsys, *question)
    assert code == 0
    told = " ".join(out.split())
    assert "With V = 32,768, d = 512 and L = 6." in told
    assert f"total {32_768 * 512 + 6 * 12 * 512**2:,} 100.00%" in told


def test_an_option_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    question = ["ask", "linear(d, d, bias={no: 0, yes: 1})", "d=10"]
    _, out, _ = run(capsys, *question, "--given", "bias=yes", "--json")
    assert json.loads(out)["rows"][0]["total"] == 110
    _, out, _ = run(capsys, *question, "--format", "csv")
    assert out.splitlines()[-1].split(",")[5] == "100"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["d*{0|0}", "d=1"], "the option 0 stands twice; write {0|1|2}, or {none: 0, one: 1}"),
        (["d*{0}", "d=1"], "a choice has two options"),
        (["d*{0, 1}", "d=1"], "options without names are parted by |"),
        (["d*{1: 2, 3: 4}", "d=1"], "the name of an option is a word"),
        (["d*{none: 0 | one: 1}", "d=1"], "this is not a formula (invalid syntax); write {0|1|2}"),
        (["d*{0|1", "d=1"], "this is not a formula"),
        (["d*e", "d=1"], "unknown name 'e'"),
        (["d", "d"], "'d' has no value; write NAME=VALUE, as in d=1024"),
        (["d", "d=1", "f=2"], "no formula uses f; leave it out"),
        (["dd*2", "d_d=1"], "no formula uses d_d; did you mean dd?"),
        (["d", "d=1", "d=2"], "d is given twice; keep 1 or 2"),
        (["d", "2d=1"], "'2d' is not a name"),
        (["d", "d=12boxes"], "d: '12boxes' has the unknown suffix 'boxes'"),
        (["d", "d=1.5"], "1.5 is no whole number of 0 or more"),
        (["d", "d=1", "--claim", "=5"], "has no formula before its ="),
        (["d", "d=1", "--claim", "12x4"], "'12x4'"),
        (["d", "d=1", "--claim", "1", "--format", "csv"], "only a count is a table of values"),
        (["", "d=1"], "a formula is empty"),
    ],
)
def test_a_wrong_question_is_one_message(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "ask", *words)
    assert (code, out) == (2, "")
    assert message in err and "Traceback" not in err


PIECES = st.sampled_from(["d*d", "3*d", "{0|d}", "d*{1|2|3}", "linear(d, 2, bias={0|1})", "7"])


@given(st.lists(PIECES, min_size=1, max_size=4), st.integers(1, 9))
def test_each_brace_is_one_choice(pieces: list[str], d: int) -> None:
    """The space is the product of the braces, and the terms add up to the formula."""
    model = read_text(spec_of(" + ".join(["d", *pieces]), {"d": str(d)}, []))
    sizes = [len(a.options) for a in model.assumptions]
    assert sizes == [p.count("|") + 1 for p in pieces if "{" in p]
    assert len(model.components) == len(pieces) + 1


def test_a_choice_that_is_used_twice_is_one() -> None:
    model = read_text(spec_of("d*b + b", {"b": "{0|1}", "d": "3"}, [("total", "4")]))
    assert [(a.name, a.names) for a in model.assumptions] == [("b", ("0", "1"))]
    assert [*solve(model)] == [{"b": "1"}]
