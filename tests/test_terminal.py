"""What a terminal is given: columns counted by hand, and nothing that it would obey."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from derive.terminal import blanks, columns, plain_json, plain_line, plain_lines
from tests.widths import WIDTHS

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
OBEYED = f"{TURNING}\x00\x07\x1b\x7f\x80\x9b\x9f\u2028\u2029\ufeff\U000e0041\ud800"


@pytest.mark.parametrize("text", WIDTHS)
def test_a_text_is_as_wide_as_counted_by_hand(text: str) -> None:
    assert columns(text) == WIDTHS[text]
    assert blanks(text) == " " * WIDTHS[text]


def test_texts_side_by_side_are_as_wide_as_both() -> None:
    for one, wide in WIDTHS.items():
        assert columns(f"{one} {one}") == 2 * wide + 1, one


@given(st.text(max_size=40))
@example(OBEYED)
def test_json_is_the_same_and_steers_nothing(words: str) -> None:
    text = json.dumps({words: [words]}, indent=2, ensure_ascii=False)
    told = plain_json(text)
    assert json.loads(told) == {words: [words]}
    assert not set(OBEYED) & set(told)


def test_what_a_terminal_only_shows_stays_in_json() -> None:
    shown = json.dumps("größe 字 😀 d²·n a\N{NO-BREAK SPACE}b", ensure_ascii=False)
    assert plain_json(shown) == shown


@given(st.text(max_size=40))
@example("ok\x1b[2J\n\tMISS\r\u202e")
def test_a_message_keeps_its_lines_and_places(words: str) -> None:
    told = plain_lines(words)
    assert [len(line) for line in told.split("\n")] == [len(line) for line in words.split("\n")]
    assert told.replace("\n", "").isprintable()
    assert plain_line(words.replace("\n", "")) == told.replace("\n", "")
