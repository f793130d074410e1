"""`derive latex` and its files: whole or not at all, and nothing replaced unasked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from derive.cli import main
from derive.errors import UsageError
from derive.files import write_whole


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    seen = capsys.readouterr()
    return code, seen.out, seen.err


@pytest.mark.parametrize(
    ("form", "piece"),
    [
        ("--fragment", "N_{\\text{encoder LSTM}} &= L \\cdot 4 (d d + d^{2})"),
        ("--standalone", "\\begin{document}"),
        ("--macros", "\\newcommand{\\deriveTotal}{384{,}000{,}000}"),
        ("--table", "\\toprule"),
        ("--configurations", "\\toprule"),
        ("--markdown", "$V_{\\mathrm{in}}$"),
        ("--text", "L·4(d·d + d²) = 4·4(1,000·1,000 + 1,000²) = 32,000,000"),
        ("--html", "<math"),
    ],
)
def test_each_form_tells_the_accepted_reading(
    form: str, piece: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "latex", "sutskever2014", form)
    assert (code, err) == (0, "")
    assert piece in out


def test_the_steps_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "latex", "sutskever2014", "--json", "--reading", "3")
    assert json.loads(out)["title"] == "How the printed figures are counted"


def test_a_set_that_misses_is_told_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "latex", "sutskever2014", "--text", "--given", "gate_bias=one")
    assert code == 1
    assert "384,032,000   printed as 384M: 32,000 too many" in " ".join(out.split("\n"))


@pytest.mark.parametrize(
    ("options", "piece"),
    [
        (["--digits", "thin"], "384\\,000\\,000"),
        (["--digits", "siunitx"], "\\usepackage{siunitx}"),
        (["--width", "219"], "+ 32{,}000{,}000 + 32{,}000{,}000"),
        (["--label-prefix", "app:"], "\\label{app:total}"),
        (["--cite"], "Sutskever, Vinyals and Le~\\cite{sutskever2014} state:"),
        (["--standalone", "--width", "219"], "\\documentclass[10pt,twocolumn]{article}"),
        (["--macros", "--macro-prefix", "seed"], "\\newcommand{\\seedTotal}{384{,}000{,}000}"),
        (["--reading", "2"], "V_{\\mathrm{in}} = 2 V_{\\mathrm{out}}"),
        (
            [
                *("--given", "decoder_table=none", "--given", "encoder_table=not_counted"),
                *("--given", "softmax_reads=all_layers"),
            ],
            "\\texttt{decoder\\_\\allowbreak{}table} = \\texttt{none}",
        ),
    ],
    ids=lambda value: "".join(value) if isinstance(value, list) else "",
)
def test_options(options: list[str], piece: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "latex", "sutskever2014", *options)
    assert (code, err) == (0, "")
    assert piece in out


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--width", "5"], "a width of 5 points is no column"),
        (["--digits", "dots"], "invalid choice: 'dots'"),
        (["--label-prefix", "a}b"], "the label prefix 'a}b' is no part of a label"),
        (["--macros", "--macro-prefix", "a1"], "the prefix 'a1' is no command"),
        (["--reading", "9"], "reading 9 does not exist; there are readings 1 to 3"),
        (["--html", "--text"], "not allowed with argument"),
        (
            ["--standalone", "--html"],
            "--standalone is LaTeX only; leave out --standalone, or --format",
        ),
        (["--macros", "--json"], "--macros is LaTeX only; leave out --macros, or --format json"),
    ],
)
def test_a_wrong_option_is_one_line(
    options: list[str], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "latex", "sutskever2014", *options)
    assert (code, out) == (2, "")
    assert fault in err and err.count("\n") == 1


def test_a_paper_that_nothing_gives(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "latex", "vaswani2017", "--text")
    assert code == 1
    assert "unknown; counted with" in out
    assert "Missed: total of big has 4,771,744 too many." in out
    code, _, err = run(capsys, "latex", "vaswani2017", "--reading", "1")
    assert code == 2 and "there is no reading" in err


@pytest.mark.parametrize("name", ["gpt2", "chinchilla", "adaptive-inputs", "lenet5_1998"])
@pytest.mark.parametrize("form", ["--fragment", "--table", "--configurations", "--markdown"])
def test_other_papers(name: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "latex", name, form, "--width", "219")
    assert (code, err) == (0, "")
    assert "% \n" not in out and "None" not in out and len(out) > 300


def test_a_file_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "count.tex")
    assert run(capsys, "latex", "sutskever2014", "-o", file)[2] == f"wrote {file}\n"
    code, _, err = run(capsys, "latex", "sutskever2014", "--table", "-o", file)
    assert code == 2
    assert f"{file} exists already; give --force to replace it" in err
    assert Path(file).read_text().startswith("% How the printed figures")
    assert run(capsys, "latex", "sutskever2014", "--table", "-o", file, "--force")[0] == 0
    assert Path(file).read_text() == run(capsys, "latex", "sutskever2014", "--table")[1]
    assert [path.name for path in tmp_path.iterdir()] == ["count.tex"]


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "latex", "sutskever2014", "-o", str(tmp_path / "no" / "x.tex"))
    assert (code, out) == (2, "")
    assert "cannot be written: No such file or directory" in err


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.tex", "half")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="a full device is a Unix file")
def test_a_full_disk_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w") as full:
        saved = os.dup(1)
        os.dup2(full.fileno(), 1)
        try:
            import subprocess
            import sys

            found = subprocess.run(
                [sys.executable, "-m", "derive", "list"],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        finally:
            os.dup2(saved, 1)
            os.close(saved)
    assert found.returncode == 2
    assert found.stderr == (
        "derive: the answer cannot be written to standard output: No space left on device\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes with a name are Unix files")
def test_a_pipe_is_written_into_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    told: list[str] = []
    reader = Thread(target=lambda: told.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_whole(pipe, "d²\n", force=True)
    reader.join(timeout=60)
    assert told == ["d²\n"] and pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="making a link needs a privilege there")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed(there: bool, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "a.tex", tmp_path / "link.tex"
    if there:
        target.write_text("one")
    link.symlink_to(target)
    write_whole(link, "two", force=there)
    assert target.read_text() == "two" and link.is_symlink()


def test_a_file_is_in_utf_8_and_takes_any_text(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "d² in a\udcff.toml")
    assert (tmp_path / "a.txt").read_bytes() == b"d\xc2\xb2 in a\\udcff.toml"


def test_a_whole_file_or_a_message(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.tex", "one")
    with pytest.raises(UsageError, match="exists already"):
        write_whole(tmp_path / "a.tex", "two")
    write_whole(tmp_path / "a.tex", "two", force=True)
    assert (tmp_path / "a.tex").read_text() == "two"


def test_two_counts_of_one_model(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("reconcile", "gpt2", "--row", "12 layers", "--counts", "total", "--json")
    code, out, _ = run(capsys, *asked, "--printed", "117M", "--count", "124439808")
    pair = json.loads(out)["pairs"][0]
    assert code == 0
    assert pair["counted"] == 124_439_808
    assert [change["label"] for change in pair["changes"]] == ["vocabulary"]
    assert run(capsys, *asked, "--printed", "117M", "--count", "124439809")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "piece"),
    [
        (["explain", "--given", "gate_bias=one"], 1, "The cause is gate_bias = one"),
        (["explain", "--reading", "1"], 0, "total = 384,000,000"),
        (["explain", "--reading", "9"], 2, ""),
        (["compare", "1", "2"], 0, "only because V_in = 2·V_out"),
        (["compare", "1", "3"], 0, "only because V_in = (L - 2)·V_out"),
        (["compare", "1", "4"], 2, ""),
        (["next"], 0, "Ask the authors for"),
        (["reconcile", "--printed", "384M", "--count", "38x"], 2, ""),
    ],
)
def test_explanations(
    arguments: list[str], code: int, piece: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = arguments
    seen, out, err = run(capsys, command, "sutskever2014", *rest)
    assert seen == code
    assert piece in out
    assert (err != "") is (code == 2)
    if code != 2:
        seen, out, _ = run(capsys, command, "sutskever2014", *rest, "--json")
        assert seen == code
        assert json.loads(out)["paper"] == "sutskever2014"
