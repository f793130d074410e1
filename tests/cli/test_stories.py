"""Whole stories through the command line: what a user types, sees and gets back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from derive.cli import main
from derive.components import FUNCTIONS

ROOT = Path(__file__).resolve().parents[2]

SPEC = """
[hyperparameters]
d = 10
[assumptions.bias]
options = { none = 0, one = 1, two = 2 }
[components.layer]
formula = "linear(d, d, bias=bias)"
[[claims]]
printed = "PRINTED"
counts = "total"
"""


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "my.toml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    seen = capsys.readouterr()
    return code, seen.out, seen.err


def test_a_paper_that_is_reproduced(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec.write_text(SPEC.replace("PRINTED", "110"))
    code, out, err = run(capsys, "solve", "my.toml")
    assert (code, err) == (0, "")
    assert "The printed number can be reached in 1 of 3 ways of counting, by one formula." in out
    assert "total = d² + d = 110" in out


def test_what_is_too_much_for_one_choice_is_shown_in_the_file(
    spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tower = SPEC.replace("PRINTED", "110").replace('"linear(d, d, bias=bias)"', '"many**64"')
    spec.write_text(tower + '[assumptions.many]\noptions = { few = 1, tower = "bias + 9**64" }\n')
    code, out, err = run(capsys, "solve", "my.toml")
    assert (code, out) == (2, "")
    assert err.startswith("derive: my.toml:7:11: components.layer.formula: the formula expands to ")
    assert "over the limit of 4096, for bias = none, many = tower; " in err
    assert '7 | formula = "many**64"' in err


def test_nothing_reproduces_it(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec.write_text(SPEC.replace("PRINTED", "111"))
    code, out, err = run(capsys, "solve", "my.toml")
    assert (code, err) == (1, "")
    assert "No way of counting gives the printed number; in the nearest, with bias = one" in out
    assert "110" in out


def test_the_answer_in_json(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec.write_text(SPEC.replace("PRINTED", "120"))
    code, out, _ = run(capsys, "solve", "my.toml", "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["paper"], answer["space"], answer["solutions"]) == ("my", 3, 1)
    assert answer["readings"][0]["formulas"] == {"total": "d**2 + 2*d"}
    assert answer["readings"][0]["values"] == {"total": 120}
    assert answer["forced"] == {"bias": "two"}
    assert answer["impossible"] == {"bias": ["none", "one"]}


def test_given_exact_and_printed(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec.write_text(SPEC.replace("PRINTED", "0.1K"))
    found = {}
    for match in ("--exact", "--printed"):
        _, out, _ = run(capsys, "solve", "my.toml", "--json", match)
        found[match] = json.loads(out)["solutions"]
    assert found == {"--exact": 1, "--printed": 3}
    _, out, _ = run(capsys, "solve", "my.toml", "--json", "--given", "bias=two")
    assert (json.loads(out)["space"], json.loads(out)["solutions"]) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["slove", "x"], "there is no command 'slove'; did you mean solve?"),
        (["solve"], "the following arguments are required: PAPER"),
        (["solve", "sutskever2041"], "did you mean sutskever2014?"),
        (["solve", "./absent.toml"], "there is no such file"),
        (
            ["solve", "sutskever2014", "--jsn"],
            "unrecognized arguments: --jsn; did you mean --json?",
        ),
        (["solve", "sutskever2014", "--top", "0"], "'0' is not a whole number of 1 or more"),
        (["solve", "sutskever2014", "--given", "gate_bias"], "has no =; write NAME=OPTION"),
        (["solve", "sutskever2014", "--given", "gate_bais=one"], "did you mean gate_bias?"),
        (["solve", "sutskever2014", "--given", "gate_bias=noen"], "did you mean none?"),
        (
            ["solve", "sutskever2014", "--given", "tied=yes", "--given", "tied=no"],
            "--given chooses tied twice",
        ),
        (
            ["solve", "sutskever2014", "--given", "tied=yes", "--given", "decoder_table=none"],
            "`requires` forbids tied = yes with decoder_table = none",
        ),
        (
            ["solve", "sutskever2014", "--budget", "300"],
            "=OPTION, or allow more with --budget NODES",
        ),
        (["solve", "sutskever2014", "--exact", "--printed"], "not allowed with argument"),
        (["reconcile", "gpt2", "--printed", "1M", "--count", "1"], "choose one: --row '12 layers'"),
        (["conventions", "lstm"], "did you mean lstm.bias?"),
        (
            ["components", "layernrom"],
            "there is no component 'layernrom'; did you mean layer_norm?",
        ),
        (["components", "normalization"], "did you mean normalisation?"),
        (["components", "relu"], "it has no parameters: leave it out"),
        (["components", "mamba2"], "it counts otherwise than mamba: write it out"),
        (["components", "lora", "gqa"], "`derive components` lists them"),
        (["explain", "sutskever2014", "--reading", "7"], "there are readings 1 to 3"),
        (["latex", "sutskever2014", "--width", "5"], "a width of 5 points is no column"),
        (["survey", "./absent"], "is no folder"),
        (["explore", "nope"], "no paper of the catalogue is called 'nope'"),
    ],
)
def test_a_wrong_call_is_one_message(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.startswith("derive: ")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("d = 10", "d = -3"), "hyperparameters.d: hyperparameter d is -3"),
        (("d = 10", "d = 1.5"), "hyperparameters.d"),
        (("d = 10", "d = "), "my.toml:3"),
        (("PRINTED", "38x4M"), "'38x4M' is not a number as a paper prints it"),
        (("counts", "count"), "did you mean counts?"),
        (("linear(d, d, bias=bias)", "linear(d, d, bias=bais)"), "did you mean bias?"),
        (("linear(d, d, bias=bias)", "linear(d, d"), "components.layer.formula"),
        (("\n[hyper", "requires = ['bias < 0']\n[hyper"), "no assumption set satisfies bias < 0"),
        (("[[claims]]", "[[claim]]"), "did you mean claims?"),
    ],
)
def test_a_wrong_file_names_the_place(
    change: tuple[str, str], message: str, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec.write_text(SPEC.replace(*change).replace("PRINTED", "110"))
    code, out, err = run(capsys, "solve", "my.toml")
    assert (code, out) == (2, "")
    assert message in err


def piped(command: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    line = command.replace("derive", f"{sys.executable} -m derive", 1)
    return subprocess.run(
        ["bash", "-c", line],
        input=stdin,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_standard_input() -> None:
    found = piped("derive solve - --json", SPEC.replace("PRINTED", "110"))
    assert json.loads(found.stdout)["solutions"] == 1


def test_a_closed_pipe_is_quiet() -> None:
    found = piped("derive show sutskever2014 | head -1")
    assert found.stdout == "Sequence to Sequence Learning with Neural Networks\n"
    assert found.stderr == ""


def test_the_catalogue_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "list", "--json")
    papers = {paper["paper"]: paper for paper in json.loads(out)["papers"]}
    assert code == 0
    assert papers["sutskever2014"]["year"] == 2014
    assert papers["sutskever2014"]["claims"] == 4


def test_a_paper_is_shown_as_its_author_wrote_it(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "show", "sutskever2014", "--json")
    shown = json.loads(out)
    assert shown["components"]["encoder_lstm"]["formula"].startswith("(1 + bidirectional)*(L*cell")
    assert [claim["printed"] for claim in shown["claims"]] == ["384M", "64M", "32M", "32M"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("mha", ["multi_head_attention"]),
        ("multi-head attention", ["multi_head_attention"]),
        ("gqa", ["grouped_query_attention"]),
        ("SwiGLU", ["gated_feed_forward"]),
        ("layernorm", ["layer_norm"]),
        ("rmsnorm", ["rms_norm"]),
        ("conv", ["conv1d", "conv2d"]),
        ("bottleneck", ["residual_bottleneck", "adapter"]),
        ("lora", ["low_rank"]),
        ("recurrent", ["recurrent"]),
        ("state space", ["mamba"]),
        ("normalisation", ["batch_norm", "layer_norm", "rms_norm", "group_norm", "instance_norm"]),
    ],
)
def test_a_component_is_found_by_what_the_field_calls_it(
    asked: str, found: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "components", *asked.split(), "--json")
    assert (code, err) == (0, "")
    assert [one["name"] for one in json.loads(out)["components"]] == found


def test_a_component_is_shown_with_all_that_it_takes(
    spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "components", "mixture_of_experts")
    assert (code, err) == (0, "")
    told = " ".join(out.split())
    assert "mixture_of_experts(width, inner, *, experts, shared_experts=0," in told
    assert "mixture_of_experts = experts·2·width·inner + experts·width" in told
    assert "experts needed experts among which a token is routed" in told
    assert "router 1 0 where the router is not counted" in told
    assert "mixture_of_experts(4096, 14336, experts=8, gated=1) 1,409,318,912" in told
    assert "feed_forward.gated for gated" in told
    assert 'Source: Fedus, Zoph & Shazeer 2022, "Switch Transformers"' in told


def test_the_whole_library_is_listed_by_family(
    spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "components")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines.index("Recurrent") < lines.index(
        "lstm(inputs, cells, ...)" + " " * 17 + "4(cells·inputs + cells²)"
    )
    assert sum(line.startswith(tuple(f"{name}(" for name in FUNCTIONS)) for line in lines) == len(
        FUNCTIONS
    )


@pytest.mark.parametrize(
    ("declared", "code", "line"),
    [
        ("two", 0, "ok   my.toml: total is 120, as printed\n"),
        ("one", 1, "MISS my.toml: total is 110, printed as 120: 10 too few\n"),
    ],
)
def test_check_holds_a_file_to_what_it_declares(
    declared: str, code: int, line: str, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec.write_text(SPEC.replace("PRINTED", "120") + f"[declares]\nbias = '{declared}'\n")
    assert run(capsys, "check", "my.toml") == (code, line, "")


def test_a_rounded_count_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("reconcile", "zaremba2014", "--row", "medium", "--printed", "20M", "--count", "19.8M")
    code, out, err = run(capsys, *asked)
    assert (code, out) == (2, "")
    assert err == (
        "derive: --count 19.8M is a rounded figure, and a measured count has all its digits; "
        "write the whole number, or give it as --printed 19.8M\n"
    )


MEND = "mend the formula, or forbid the choice in requires"


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("8/3*d", f"its count is no whole number; {MEND}"),
        ("d - 100", f"its count is below zero; {MEND}"),
        ("d + 0 // h", "its divisor h is 0; a divisor must not be 0"),
    ],
)
def test_what_solving_finds_is_shown_in_the_file(
    formula: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "my.toml"
    file.write_text(
        "[hyperparameters]\nd = 10\nh = 0\n"
        f'[components.a]\nformula = "{formula}"\n'
        '[[claims]]\nprinted = "10"\ncounts = "a"\n',
        encoding="utf-8",
    )
    code, out, err = run(capsys, "solve", str(file))
    assert (code, out) == (2, "")
    assert err == (
        f"derive: {file}:5:11: components.a.formula: {message}\n"
        f'  5 | formula = "{formula}"\n'
        f"    |           {'^' * (len(formula) + 2)}\n"
    )
