"""Plain text fits the terminal, Markdown and the formats' table of names."""

from __future__ import annotations

import pytest

from derive.errors import UsageError
from derive.render import FORMATS, latex, render
from derive.render.text import text
from derive.render.text_tables import table
from derive.render.wrapping import wrapped
from tests.render import samples
from tests.render.documents import of_paper
from tests.widths import WIDTHS, by_hand


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for document in (samples.seed(), of_paper("sutskever2014"), samples.hostile()):
        for one in text(document, width=width).splitlines():
            assert by_hand(one) <= width, one


def test_the_hand_count_agrees_with_the_table_of_widths() -> None:
    for words in ("4·d² − 1", "Gro\N{COMBINING DIAERESIS}ße", "漢字", "한국", "層 3"):
        assert by_hand(words) == WIDTHS[words], words


# Marks above and below take no column of their own, wide characters take two; words are not torn.
TABLE = (
    "part    says   count",
    "-----  ------  -----",
    "ที่นี่" + "   " + "    कुछ  " + "      7",
    "漢字   tied =    384",
    "         no",
    "Gro\N{COMBINING DIAERESIS}ße   the       12",
    "        same",
    "-----  ------  -----",
    "total            403",
)


def test_a_table_lines_up_under_marks_and_wide_characters() -> None:
    rows = [
        ["ที่นี่", "कुछ", "7"],
        ["漢字", "tied = no", "384"],
        ["Gro\N{COMBINING DIAERESIS}ße", "the same", "12"],
        ["total", "", "403"],
    ]
    head = ["part", "says", "count"]
    assert tuple(table(head, rows, "lcr", 20, total=True).splitlines()) == TABLE


def test_words_are_wrapped_by_their_columns() -> None:
    assert wrapped("漢字 ที่นี่ ดี ab", 7) == ["漢字 ที่นี่", "ดี ab"]
    assert wrapped("漢字漢字", 5) == ["漢字", "漢字"]
    assert wrapped("tied\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}no 1", 9) == ["tied = no", "1"]


def test_every_format_has_every_number() -> None:
    document = of_paper("sutskever2014")
    written = {name: render(document, name) for name in FORMATS}
    written["standalone"] = latex.standalone(document)
    for name, written_text in written.items():
        shown = written_text.replace("{,}", ",").replace("384000000", "384,000,000")
        assert "384,000,000" in shown, name


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError):
        render(samples.seed(), "pdf")
