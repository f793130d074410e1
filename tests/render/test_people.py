"""Authors are cited as the field does it: surnames, groups whole, "et al." for the others."""

from __future__ import annotations

import pytest

from derive.papers.catalogue import PAPERS
from derive.papers.reading.reader import read
from derive.render.latex import bibtex
from derive.render.people import are_several, surnames
from derive.steps import Citation


@pytest.mark.parametrize(
    ("authors", "cited", "several"),
    [
        (("Albert Q. Jiang and others",), "Jiang et al.", True),
        (("Albert Q. Jiang", "others"), "Jiang et al.", True),
        (("Albert Q. Jiang et al.",), "Jiang et al.", True),
        (("Yinhan Liu and others", "Alexis Conneau and others"), "Liu et al.", True),
        (("Gemma Team",), "Gemma Team", False),
        (("BigScience Workshop",), "BigScience Workshop", False),
        (("{Mistral of Paris}",), "Mistral of Paris", False),
        (("Aaron van den Oord", "Sander Dieleman"), "van den Oord and Dieleman", True),
        (("Ilya Sutskever", "Oriol Vinyals", "Quoc V. Le"), "Sutskever, Vinyals and Le", True),
        (("A Be", "C De", "E Fe", "G He"), "Be et al.", True),
        (("Jiang, Albert Q.",), "Jiang", False),
        (("Ed Smith Jr.",), "Smith", False),
        ((), "", False),
    ],
)
def test_authors_are_cited(authors: tuple[str, ...], cited: str, several: bool) -> None:
    assert surnames(authors) == cited
    assert are_several(authors) is several


def test_bibtex_keeps_a_group_whole_and_others_a_keyword() -> None:
    entry = bibtex(Citation(key="k", authors=("Gemma Team", "Albert Q. Jiang and others")))
    assert "author = {{Gemma Team} and Albert Q. Jiang and others}," in entry


def test_no_paper_of_the_catalogue_is_by_others() -> None:
    for path in sorted(PAPERS.glob("*.toml")):
        cited = surnames(read(path).paper.authors)
        assert cited
        assert not cited.startswith(("others", "Team", "Workshop"))
