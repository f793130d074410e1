"""The generated pages say what the catalogue and the library say."""

from __future__ import annotations

from tests import atlas, library_page


def test_the_atlas_is_up_to_date() -> None:
    assert atlas.PAGE.read_text(encoding="utf-8") == atlas.atlas(), "run `python -m tests.atlas`"


def test_the_page_of_the_library_is_up_to_date() -> None:
    page = library_page.PAGE.read_text(encoding="utf-8")
    assert page == library_page.page(), "run `python -m tests.library_page`"
