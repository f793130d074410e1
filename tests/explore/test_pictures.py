"""The pictures in docs/ are what the application draws."""

from __future__ import annotations

import asyncio
import re

import pytest

from tests.pages.explorer import FOLDER, PICTURES, picture

pytestmark = [pytest.mark.explore, pytest.mark.slow]


def words(svg: str) -> list[str]:
    """Give the texts of a picture, without where and how Textual draws them."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_up_to_date(name: str) -> None:
    drawn = asyncio.run(picture(*PICTURES[name]))
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert words(drawn) == words(kept), "python -m tests.pages makes them anew"
