"""Text in = text out, whatever the text; and nothing of it is obeyed."""

from __future__ import annotations

import csv as standard_csv
import html as standard
import json as standard_json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from derive.render import html, json, latex, markdown, text
from derive.render.csv import csv
from derive.render.escape import html_text, latex_code, latex_text, markdown_text
from derive.steps import Document, Section, Text
from derive.terminal import plain_text
from tests.render.samples import HOSTILE

ASCII = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
ANY = st.text(max_size=60)
UNDONE = {
    "\\textbackslash{}": "\\",
    "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^",
    "\\textless{}": "<",
    "\\textgreater{}": ">",
    "\\textbar{}": "|",
    "\\`{}": "`",
    "\\allowbreak{}": "",
    "\\hspace{0pt}": "",
    "{[}": "[",
    "{*}": "*",
    "``": '"',
    "''": '"',
    "{}": "",
    **{f"\\{c}": c for c in "{}$&%#_"},
}
_UNDO = re.compile("|".join(map(re.escape, sorted(UNDONE, key=len, reverse=True))))


def shown_by_latex(spelled: str) -> str:
    """Give the characters that LaTeX shows for escaped ASCII."""
    return _UNDO.sub(lambda m: UNDONE[m[0]], spelled)


@given(ASCII)
@example(HOSTILE.encode("ascii", "ignore").decode())
@example("a--b---c ''d'' ,,e ?`!`")
def test_latex_shows_the_text(words: str) -> None:
    assert shown_by_latex(latex_text(words)) == words


@given(ANY)
@example("^^5cinput{/etc/passwd}")
@example("\\input{x}\\write18{rm -rf}")
def test_latex_is_ascii_balanced_and_runs_nothing(words: str) -> None:
    for spelled in (latex_text(words), latex_code(words)):
        assert spelled.isascii() and spelled.isprintable()
        bare = re.sub(r"\\[~^](?=\{)", "", re.sub(r"\\[\\{}$&%#_]", "", spelled))
        depth = 0
        for character in bare:
            depth += (character == "{") - (character == "}")
            assert depth >= 0
        assert depth == 0
        assert not set(re.sub(r"\\ensuremath\{[^}]*\}", "", bare)) & set("$&%#_~")
        assert not re.search(r"(?<!\\)\^(?!\{)", bare)
        assert not re.search(r"\\(input|include|write|read|open|def|let|catcode|special)\b", bare)


@given(ANY)
def test_html_shows_the_text(words: str) -> None:
    assert standard.unescape(html_text(words)) == plain_text(words)
    assert not set(html_text(words)) & set("<>\"'")


@given(ASCII)
def test_markdown_shows_the_text(words: str) -> None:
    assert re.sub(r"\\([^A-Za-z0-9 ])", r"\1", markdown_text(words)) == words


@given(ANY)
def test_json_keeps_the_text(words: str) -> None:
    document = Document(title=words, steps=(Text(words),) if words else ())
    read = standard_json.loads(json.json(document))
    assert read["title"] == words
    assert not words or read["steps"][0]["parts"] == [{"text": words}]


@given(ANY)
@example("\x1b]0;title\x07\x1b[2J\u202eabc\u200b\x9b31m")
def test_a_terminal_is_told_nothing(words: str) -> None:
    shown = text.text(Document(title=words, steps=(Section(words, Text(words, " end")),)))
    assert all(c == "\n" or c.isprintable() for c in shown)


@given(ANY)
@example("=HYPERLINK()")
@example("\t@SUM()")
@example("\u202e+1")
@example("\x1b[2J-1")
def test_a_spreadsheet_works_nothing_out(words: str) -> None:
    (cells,) = standard_csv.reader(csv([(words, "a")]).splitlines())
    assert len(cells) == 2 and cells[0].isprintable()
    assert not cells[0].strip().startswith(("=", "+", "-", "@"))
    assert plain_text(words).strip() in cells[0]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>"]
)
def test_a_title_makes_no_element(title: str) -> None:
    page = html.page(Document(title=title, steps=(Section(title, Text(title)),)))
    tags = Tags()
    tags.feed(page)
    assert not tags.seen & {"script", "img", "b"}


def test_markdown_starts_no_list_or_heading() -> None:
    for words in ("- a", "1. a", "# a", "> a", "+ a", "= a", "12) a"):
        last = markdown.markdown(Document(title="", steps=(Text(words),))).strip()
        assert "\\" in last and last.replace("\\", "") == words


def test_a_comment_in_latex_stays_one() -> None:
    document = Document(title="a\n\\input{x}", steps=())
    lines = latex.fragment(document).splitlines()
    assert lines[0].startswith("% ") and not any(line.startswith("\\input") for line in lines)
