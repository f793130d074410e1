"""What the tests of surveys share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.surveys.folders import BROKEN, paper_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty papers: every fifth cannot be reproduced, and one cannot be read."""
    home = tmp_path / "papers"
    (home / "inner").mkdir(parents=True)
    for d in range(1, 21):
        (home / f"p{d}.toml").write_text(paper_text(d, reproduced=d % 5 != 0))
    (home / "inner" / "broken.toml").write_text(BROKEN)
    return home
