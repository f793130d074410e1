"""Plain text fits the terminal, Markdown and the formats' table of names."""

from __future__ import annotations

import pytest

from derive.errors import UsageError
from derive.render import FORMATS, render
from derive.render.text import columns, text
from tests.render import samples
from tests.render.documents import of_paper


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for document in (samples.seed(), of_paper("sutskever2014"), samples.hostile()):
        for one in text(document, width=width).splitlines():
            assert columns(one) <= width, one


def test_every_format_has_every_number() -> None:
    document = of_paper("sutskever2014")
    for name in FORMATS:
        shown = render(document, name).replace("{,}", ",").replace("384000000", "384,000,000")
        assert "384,000,000" in shown, name


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError):
        render(samples.seed(), "pdf")
