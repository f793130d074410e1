"""Headless Chromium shows the page: its equations have a size and a text."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from derive.render import html
from derive.steps import Document
from tests.render import samples
from tests.render.documents import of_paper

# The page itself forbids scripts; the test's own copy measures what is shown.
MEASURE = """<script>
addEventListener("load", () => {
  const sizes = [...document.querySelectorAll("math")].map((m) => m.getBoundingClientRect());
  const seen = sizes.filter((r) => r.width > 3 && r.height > 3).length;
  document.title = `${seen} of ${sizes.length}, ${document.documentElement.scrollWidth}`;
});
</script>"""


def rendered(document: Document, folder: Path) -> str:
    return shown(document, folder, MEASURE, 1000)


def shown(document: Document, folder: Path, script: str, width: int) -> str:
    """Give the page as the browser holds it after it has been laid out and measured."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", html.page(document))
    path = folder / "page.html"
    path.write_text(page.replace("</body>", f"{script}</body>"), encoding="utf-8")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program
    return subprocess.run(
        [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--window-size={width},1400",
            f"--user-data-dir={folder}/profile",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout


@pytest.mark.browser
def test_the_equations_are_shown(tmp_path: Path) -> None:
    page = rendered(of_paper("sutskever2014"), tmp_path)
    title = re.search(r"<title>(\d+) of (\d+), (\d+)</title>", page)
    assert title and title[1] == title[2] and int(title[1]) > 20
    assert int(title[3]) <= 1000  # nothing makes the page itself wider
    assert "384,000,000" in page


@pytest.mark.browser
def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    page = rendered(samples.hostile("<img src=x onerror=\"document.title='run'\">"), tmp_path)
    assert "<title>run</title>" not in page and "<img" not in page


def test_the_page_forbids_scripts_and_network() -> None:
    page = html.page(samples.seed())
    assert "default-src 'none'" in page and "<script" not in page and "@import" not in page
    assert not re.search(r'(src|href)="(?!https://arxiv\.org/abs/1409\.3215")', page)


# What would have to be scrolled: an equation or a table that is wider than its place.
CUT = """<script>
addEventListener("load", () => {
  const cut = [...document.querySelectorAll(".wide")].filter((w) => w.scrollWidth > w.clientWidth);
  const chains = cut.filter((one) => one.querySelector(".chain"));
  document.title = `cut: ${chains.length} chains, ${cut.length - chains.length} tables`;
});
</script>"""


@pytest.mark.browser
def test_no_equation_of_the_seed_is_cut_on_a_telephone(tmp_path: Path) -> None:
    assert "<title>cut: 0 chains" in shown(of_paper("sutskever2014"), tmp_path, CUT, 500)


@pytest.mark.browser
@pytest.mark.parametrize("key", ["sutskever2014", "adaptive-inputs", "mixtral", "gemma1"])
def test_nothing_is_cut_on_a_desk(key: str, tmp_path: Path) -> None:
    assert "<title>cut: 0 chains, 0 tables</title>" in shown(of_paper(key), tmp_path, CUT, 900)
