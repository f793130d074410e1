"""The paper of docs/gallery.md is set without a fault, and its pictures are there and small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pages.gallery import FOLDER, PAGE, PICTURES, draw, typeset, write_sources


@pytest.mark.tex
@pytest.mark.slow
def test_the_paper_of_the_gallery(tmp_path: Path) -> None:
    write_sources(tmp_path)
    for name in ("paper", "seed"):
        log = typeset(name, tmp_path)
        assert "undefined" not in log
        assert not [w for w in re.findall(r"Overfull .hbox \(([\d.]+)pt", log) if float(w) > 2]
    for picture, (name, page) in PICTURES.items():
        draw(str(tmp_path / name), page, tmp_path / picture)
        assert (tmp_path / f"{picture}.png").stat().st_size > 10_000


def test_the_pictures_are_small_and_shown() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for picture in PICTURES:
        assert (FOLDER / f"{picture}.png").stat().st_size < 300_000
        assert f"(pictures/{picture}.png)" in page
