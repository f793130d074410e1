"""A stranger's text in every field of a spec, through every command, in every format."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from derive.cli import main
from derive.cli.commands import COMMANDS
from derive.render import FORMATS

TEMPLATE = (Path(__file__).parent / "hostile.toml").read_text(encoding="utf-8")
FIELDS = TEMPLATE.count("HOSTILE") - 2  # the first is in a remark, and one fault is for a list
TURNED = (
    "A\u202etext\u2066 of \u200e\u061c\u200f\\input{/etc/passwd}\\write18{x} $x$ 100%\n\r^^5cinput"
    ' & # ~ }}{ <script>alert(1)</script> "><img src=x> [l](javascript:a) `c` | \\cite{x}'
)
OURS = "\n\N{INVISIBLE TIMES}\N{NO-BREAK SPACE}"  # the last two in MathML
NAMED = "<b> \\input{x} $ | `c` [l](u) & # % ^^5c }{"
STEERING = {
    "clear": "\x1b[2J",
    "title": "\x1b]0;mine\x07",
    "one byte": "\x9b2J",
    "null": "\x00",
    "delete": "\x7f",
}
CALLS = {
    "list": [],
    "init": [],
    "show": ["FILE"],
    "count": ["FILE"],
    "ask": ["d*{0|1}", "d=3"],
    "solve": ["FILE"],
    "explain": ["FILE"],
    "compare": ["FILE", "1", "2"],
    "next": ["FILE"],
    "reconcile": ["FILE", "--row", f"small {NAMED}", "--printed", "120", "--count", "130"],
    "latex": ["FILE"],
    "explore": ["FILE", "--lines"],
    "check": ["FILE"],
    "components": [],
    "conventions": [],
    "survey": ["FOLDER", "--processes", "1"],
}
SHOWN = ("explore", "survey")  # they have no formats
FORMATTED = [(name, format) for name in CALLS if name not in SHOWN for format in FORMATS]
FORMATTED.append(("count", "csv"))


def written(folder: Path, text: str, name: str = NAMED) -> Path:
    file = folder / "paper.toml"
    spelled = TEMPLATE.replace("HOSTILE", json.dumps(text)[1:-1].replace("\x7f", "\\u007f"))
    file.write_text(spelled.replace("NAME", json.dumps(name)[1:-1]), encoding="utf-8")
    return file


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written(tmp_path, TURNED)


def told(capsys: pytest.CaptureFixture[str], name: str, file: Path, *more: str) -> tuple[str, str]:
    words = [{"FILE": str(file), "FOLDER": str(file.parent)}.get(w, w) for w in CALLS[name]]
    main([name, *words, *more])
    seen = capsys.readouterr()
    for stream in seen:
        assert all(c in OURS or c.isprintable() for c in stream), name
    return seen.out, seen.err


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)


def test_every_command_is_called() -> None:
    assert list(CALLS) == [one.name for one in COMMANDS]


@pytest.mark.parametrize(("name", "format"), FORMATTED)
def test_text_stays_text(
    name: str, format: str, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = told(capsys, name, spec, "--format", format)
    assert err == "" and out
    if format == "json":
        assert json.loads(out)
    if format == "html":
        elements = Elements()
        elements.feed(out)
        assert not elements.seen & {"script", "img", "b", "a"}
    if format == "markdown":
        prose = re.sub(r"```.*?```|`+[^`]*`+|\\.", "", out, flags=re.DOTALL)
        assert "<script" not in prose and "<img" not in prose and "](" not in prose
    if format == "latex":
        assert out.isascii()
        assert not re.search(r"(?<!\\textbackslash\{\})\\(input|write18?|include)\b", out)
        assert "^^" not in out


def test_json_has_the_text_as_it_is(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told(capsys, "show", spec, "--json")
    shown = json.loads(out)
    assert shown["title"] == TURNED and shown["assumptions"]["bias"]["asks"] == TURNED
    assert "\\u202e" in out and "\\u2066" in out and "\\u061c" in out


def test_the_file_is_a_spec_of_two_readings(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told(capsys, "solve", spec, "--json")
    assert len(json.loads(out)["readings"]) == 2


@pytest.mark.parametrize("part", ["fragment", "standalone", "macros", "table", "configurations"])
def test_parts_of_latex(part: str, spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told(capsys, "latex", spec, f"--{part}", "--cite")
    assert not re.search(r"\\(input|write18?|include)\b", out)


def test_the_entry_has_the_key_that_is_cited(
    spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = told(capsys, "latex", spec, "--cite")
    (key,) = set(re.findall(r"\\cite\{([^}]*)\}", out))
    assert re.fullmatch(r"[A-Za-z0-9:./_-]+", key)
    assert f"%   @misc{{{key},\n" in out
    entry = "".join(line[4:] for line in out.splitlines() if line.startswith("%   "))
    depths = [entry[:at].count("{") - entry[:at].count("}") for at in range(1, len(entry))]
    assert min(depths[entry.index("{") :]) == 1  # BibTeX finds the end of the entry at its end
    assert entry.count("{") == entry.count("}")


SCRIPT = (
    "show\nshow bias\nnext\nwhy bias \x1b[2J\n\u202epin\npin copies 'two " + NAMED + "'\n"
    "export latex\nexport json\nexport command\nexport json \x1b[2J.json\n"
)


@pytest.mark.parametrize("mode", ["--lines", "--json"])
def test_the_explorer(
    mode: str, spec: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(SCRIPT))
    out, err = told(capsys, "explore", spec, mode)
    assert err == "" and "alert(1)" in out
    if mode == "--json":
        assert len([json.loads(line) for line in out.splitlines()]) == SCRIPT.count("\n")


@pytest.mark.parametrize("text", STEERING.values(), ids=STEERING)
@pytest.mark.parametrize("name", [name for name in CALLS if "FILE" in CALLS[name]])
def test_what_steers_a_terminal_is_refused(
    name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = told(capsys, name, written(tmp_path, text))
    assert out == "" and err.count("control character") == FIELDS


def test_names_of_files(spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "\x1b]0;mine\x07\u202e" / "a\nok   b"
    folder.mkdir(parents=True)
    (folder / "paper.toml").write_text(spec.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "torn.toml").write_text("[", encoding="utf-8")
    for format in FORMATS:
        out, _ = told(capsys, "check", folder / "paper.toml", "--format", format)
        assert "paper" in out
    text, _ = told(capsys, "check", folder / "paper.toml")
    assert all(
        line.startswith(("ok   ", "     ")) and "paper" in line for line in text.splitlines()
    )
    _, err = told(capsys, "check", folder / "torn.toml")
    assert "torn.toml:1:2" in err
    for missing in ("x.toml", "x"):
        _, err = told(capsys, "show", folder / missing)
        assert err.count("\n") == 1
    for place in (folder / "o.json", folder / "no" / "o.json"):
        for _ in range(2):
            _, err = told(capsys, "show", spec, "-o", str(place))
            assert err.count("\n") == 1
    assert (folder / "o.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["\x1b[2J"],
        ["solve", "\x1b[2J\nok"],
        ["solve", "gpt2", "\x1b[2J\nok"],
        ["solve", "gpt2", "--\x1b[2J\u202e"],
        ["solve", "gpt2", "--given", "\x1b[2J\n\u202e"],
        ["solve", "gpt2", "--given", "\x1b[2J\n=\u202e"],
        ["list", "--format", "\x1b[2J\nok"],
        ["list", "--timeout", "\x1b[2J\nok"],
        ["conventions", "\x1b[2J\nok"],
        ["reconcile", "gpt2", "--row", "\x1b[2J\n", "--printed", "\x9b", "--count", "\u202e1"],
        ["survey", "\x1b[2J\nok"],
        ["latex", "gpt2", "--label-prefix", "\x1b[2J\nok"],
    ],
    ids=" ".join,
)
def test_words_of_the_call(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    seen = capsys.readouterr()
    assert seen.out == "" and seen.err.startswith("derive: ")
    assert all(c == "\n" or c.isprintable() for c in seen.err)
