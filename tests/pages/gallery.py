"""Make the pictures of docs/gallery.md: `python -m tests.pages` writes docs/pictures/*.png.

The commands and the paper are those of the page itself. Needs pdflatex and pdftoppm.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from tests.documents import ROOT, commands, run

PAGE = ROOT / "docs" / "gallery.md"
FOLDER = ROOT / "docs" / "pictures"
DOTS = "88"  # an inch
PICTURES = {
    "gallery-paper-1": ("paper", 1),
    "gallery-paper-2": ("paper", 2),
    "gallery-standalone": ("seed", 3),
}


def write_sources(folder: Path) -> None:
    """Write the files that the page shows and run its commands."""
    text = PAGE.read_text(encoding="utf-8")
    for name, shown in re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", text, re.S):
        (folder / name).write_text(shown, encoding="utf-8")
    for block in re.findall(r"```console\n(.*?)```", text, re.S):
        run(commands(block), folder)


def typeset(name: str, folder: Path) -> str:
    """Run pdflatex twice, so that references are right, and give the log."""
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
    for _ in range(2):
        subprocess.run(
            command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
    return (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")


def draw(name: str, page: int, target: Path) -> None:
    """Draw a page of a PDF, in grey, to a PNG file."""
    at = ["-f", str(page), "-l", str(page), "-singlefile"]
    command = ["pdftoppm", "-png", "-gray", "-r", DOTS, *at, f"{name}.pdf", str(target)]
    subprocess.run(command, check=True)


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_sources(folder)
        for name in dict.fromkeys(source for source, _ in PICTURES.values()):
            typeset(name, folder)
        for picture, (name, page) in PICTURES.items():
            draw(str(folder / name), page, FOLDER / picture)
