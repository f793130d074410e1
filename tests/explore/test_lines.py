"""Stories in the line mode, as somebody types or pipes them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from derive import Assumption, Claim, Component, Configuration, Model, hyperparameters
from derive.explore import explore
from derive.explore.commands import COMMANDS, completions
from derive.explore.lines import converse
from derive.explore.state import begin
from tests.explore.seed import model, start

ROOT = Path(__file__).resolve().parent.parent.parent


def told(*lines: str) -> tuple[int, str]:
    sink = io.StringIO()
    code = converse(start(), io.StringIO("\n".join(lines)), sink)
    return code, sink.getvalue()


def test_pin_see_what_dies_ask_why_undo_loosen_export() -> None:
    code, said = told(
        "pin softmax_reads all_layers", "why decoder_table own", "undo", "loosen", "export command"
    )
    assert code == 0
    assert "12 of 110,592 ways, 2 different formulas, exactly" in said
    assert "Ruled out now: decoder_table = own." in said
    assert "ruled out by the claim total" in said and "40,000,000 too many for 384M" in said
    assert "31 of 350,208 ways, 3 different formulas, exactly" in said
    assert "2,688 of 350,208 ways" in said
    assert "derive solve sutskever2014 --printed" in said


def test_a_miss_is_shown_with_its_repair() -> None:
    _, said = told("pin gate_bias one")
    assert "total has 32,000 too many" in said
    assert "The nearest solution changes one assumption: gate_bias = none instead of one" in said
    assert "(adds -8·L·d to total)" in said


def test_show_says_everything_and_marks_without_colour() -> None:
    _, said = told("pin softmax_reads all_layers", "show")
    for words in ("[*] all_layers", "[x] own", "[=] none", "ruled out", "forced", "pinned"):
        assert words in said
    assert "total = source_embedding" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("pni tied no", "there is no command 'pni'; did you mean pin?"),
        ("pin tide no", "there is no assumption 'tide'; did you mean tied?"),
        ("pin tied nope", "did you mean no?"),
        ("why tied", "write why NAME OPTION"),
        ("undo it", "undo takes nothing"),
        ("export latx", "did you mean latex?"),
        ("loosen exatc", "did you mean exact?"),
        ('pin "tied no', "a quotation mark is not closed"),
    ],
)
def test_slips_are_answered_and_make_the_script_fail(line: str, said: str) -> None:
    code, answer = told(line, "pin tied no")
    assert code == 2
    assert said in answer
    assert "\n>> pin tied no\n" in answer  # and it went on


def test_remarks_blank_lines_and_quit() -> None:
    code, said = told("# a remark", "", "undo  # nothing", "quit", "pin tied no")
    assert code == 0
    assert said == ">> undo\nThere is nothing to undo.\n>> quit\n"


def test_help_lists_every_command() -> None:
    _, said = told("help")
    assert all(f"\n{name}" in said for name in COMMANDS)


def test_export_to_a_file(tmp_path: Path) -> None:
    _, said = told(f"export latex {tmp_path}/a.tex", f"export latex {tmp_path}/a.tex")
    assert "384" in (tmp_path / "a.tex").read_text()
    assert "exists already" in said


def test_a_file_is_named_as_in_a_shell_and_told_without_what_a_terminal_obeys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    names = ("~/a.sh", "~no-such-user", "b\x1b[2J.sh", "b\x1b[2J.sh")
    code, said = told(*(f"export command '{name}'" for name in names))
    assert code == 2  # the last is there already
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {
        "a.sh", "~no-such-user", "b\x1b[2J.sh",
    }  # fmt: skip
    assert "written to b.sh." in said and "! b.sh exists already" in said
    assert "\x1b" not in said


def test_completion() -> None:
    exploration = start()
    assert completions(exploration, "un") == ["unpin ", "undo "]
    assert completions(exploration, "pin soft") == [
        "softmax_counted ", "softmax_reads ", "softmax_bias ",
    ]  # fmt: skip
    assert completions(exploration, "pin tied ") == ["no ", "yes "]
    assert completions(exploration, "export ") == ["latex ", "command ", "json "]
    assert completions(exploration, "undo ") == []


def test_rows_and_hostile_names() -> None:
    two = Model(
        hyperparameters=hyperparameters(d=3),
        assumptions=(
            Assumption(
                name="copies",
                options={"one": 1, "two": 2},
                per_configuration=True,
                asks="How\x1b[2J many?",
            ),
        ),
        components=(Component(name="c", formula="copies*d*k"),),
        configurations=tuple(
            Configuration(name=name, values={"k": k}, claims=(Claim(printed=printed, counts="c"),))
            for name, k, printed in (("GPT small", 1, "6"), ("GPT large", 2, "12"))
        ),
    )
    sink = io.StringIO()
    script = 'pin "copies@GPT small" two\nshow copies\npin copies one\nshow'
    assert converse(begin(two), io.StringIO(script), sink) == 0
    said = sink.getvalue()
    assert "copies@GPT small" in said and "copies@GPT large" in said
    assert "\x1b" not in said
    assert "No solution has these pins" in said


SCRIPT = """
from derive.papers.catalogue import path_of
from derive.explore import explore
from derive.papers.reading.reader import read
raise SystemExit(explore(read(path_of("sutskever2014")), paper="sutskever2014"))
"""


def run(text: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=text,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **variables},
        timeout=120,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("terminal", ["dumb", "xterm-256color"])
def test_a_script_on_standard_input_is_answered_without_a_prompt(terminal: str) -> None:
    done = run("pin softmax_reads all_layers\n", TERM=terminal)
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith(">> pin softmax_reads all_layers\n12 of 110,592")
    assert "derive>" not in done.stdout and "\x1b" not in done.stdout


@pytest.mark.slow
def test_nothing_on_standard_input_ends_at_once() -> None:
    done = run("")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_textual_the_install_line_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("derive.explore._can_draw", lambda: True)
    monkeypatch.setattr("derive.explore.find_spec", lambda name: None)
    monkeypatch.setattr("sys.stdin", io.StringIO("pin tied no\n"))
    assert explore(model()) == 0
    out, err = capsys.readouterr()
    assert 'pip install "derive-counts[explore]"' in err
    assert out.startswith(">> pin tied no")


def test_the_line_mode_needs_no_textual() -> None:
    script = "import sys, derive.explore.lines; print('textual' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert done.stdout == "False\n"
