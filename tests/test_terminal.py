"""The columns of a terminal that a text takes, against widths counted by hand."""

from __future__ import annotations

import pytest

from derive.terminal import blanks, columns
from tests.widths import WIDTHS


@pytest.mark.parametrize("text", WIDTHS)
def test_a_text_is_as_wide_as_counted_by_hand(text: str) -> None:
    assert columns(text) == WIDTHS[text]
    assert blanks(text) == " " * WIDTHS[text]


def test_texts_side_by_side_are_as_wide_as_both() -> None:
    for one, wide in WIDTHS.items():
        assert columns(f"{one} {one}") == 2 * wide + 1, one
