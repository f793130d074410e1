"""The generated pages say what the catalogue and the library say."""

from __future__ import annotations

from tests.pages import atlas, library


def test_the_atlas_is_up_to_date() -> None:
    assert atlas.PAGE.read_text(encoding="utf-8") == atlas.atlas(), "run `python -m tests.pages`"


def test_the_page_of_the_library_is_up_to_date() -> None:
    assert library.PAGE.read_text(encoding="utf-8") == library.page(), "run `python -m tests.pages`"
