"""The measure of the house is right on a house of one file."""

from __future__ import annotations

from pathlib import Path

from tests.measure import house, measured, report

FILE = '''"""Two lines
of it."""

# why
import os


def first(path: str) -> str:
    """Say it."""
    # a comment inside

    text = f"""a text
    of two lines"""
    return os.fspath(path) + text  # beside code


class Room:
    def second(self) -> int:
        return 2
'''


def test_a_file() -> None:
    found = measured(FILE)
    assert (found.lines, found.docstrings, found.comments) == (19, 3, 2)
    assert found.code == 8  # import, def, the text of two lines, return, class, def, return
    assert found.functions == (4, 2)


def test_a_house(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "a.py").write_text(FILE)
    (tmp_path / "attic.py").write_text("x = 1\n")
    assert [(one.room, one.code) for one in house(tmp_path)] == [("attic.py", 1), ("room", 8)]
    assert report(tmp_path).splitlines()[-1].split()[:5] == ["2", "rooms", "2", "20", "9"]
