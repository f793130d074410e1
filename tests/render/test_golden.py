"""What each format looks like; `python -m tests.pages` writes the files anew."""

from __future__ import annotations

from tests.render.documents import GOLDEN, renderings


def test_golden_files() -> None:
    made = dict(renderings())
    assert sorted(made) == sorted(path.name for path in GOLDEN.iterdir())
    for name, text in made.items():
        kept = (GOLDEN / name).read_text(encoding="utf-8")
        assert text == kept, f"{name} changed: python -m tests.pages, read the diff"
