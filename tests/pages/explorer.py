"""Make the pictures of the explorer: `python -m tests.pages` writes docs/pictures/*.svg.

Each is the real application, driven by the keys that its line in PICTURES names.
"""

from __future__ import annotations

import asyncio
import re

from derive.explore.state import begin
from derive.papers.catalogue import path_of
from derive.papers.reading.reader import read
from tests.documents import ROOT

FOLDER = ROOT / "docs" / "pictures"
PAPER = "sutskever2014"
PICTURES: dict[str, tuple[tuple[int, int], str]] = {
    "explore-start": ((80, 24), ""),
    "explore-pinned": ((120, 36), "/ softmax_reads enter down enter"),
    "explore-why": ((80, 24), "/ softmax_reads enter down enter / decoder_table enter w"),
    "explore-miss": ((120, 36), "/ gate_bias enter down enter"),
    "explore-next": ((80, 24), "n"),
    "explore-export": ((80, 24), "/ gate_bias enter enter e"),
    "explore-help": ((80, 24), "question_mark"),
}
NAMED = {"/": "slash", "_": "underscore"}


def keys(story: str) -> list[str]:
    """Read the keys of a story: what follows `/` is typed letter by letter.

    >>> keys("/ a_b enter w")
    ['slash', 'a', 'underscore', 'b', 'enter', 'w']
    """
    found: list[str] = []
    for word in story.split():
        typed = found and found[-1] == "slash"
        found += [NAMED.get(one, one) for one in word] if typed else [NAMED.get(word, word)]
    return found


async def picture(size: tuple[int, int], story: str) -> str:
    """Give the screen after a story as SVG."""
    from derive.explore.screen import Explorer

    app = Explorer(begin(read(path_of(PAPER)), paper=PAPER))
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys(story))
        drawn = ""
        while (screen := steady(app.export_screenshot())) != drawn:
            drawn = screen  # a busy machine lays out late: two pictures alike are the picture
            await pilot.pause(0.2)
        return drawn


def steady(svg: str) -> str:
    """Take out what differs from run to run, and keep the spaces that begin a line.

    >>> steady('<svg class="rich"><g class="terminal-123-r1"/></svg>')
    '<svg xml:space="preserve" class="rich"><g class="terminal-r1"/></svg>'
    """
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + ("\n" if "\n" in svg else "")


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (size, story) in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(asyncio.run(picture(size, story)), encoding="utf-8")
