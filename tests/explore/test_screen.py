"""Stories on the real screen, driven key by key; every number shown is compared with the solver."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from derive.solver.solutions import Solutions, solve
from tests.explore.seed import model, start
from tests.pages.explorer import keys

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from derive.explore.screen import Explorer

pytestmark = pytest.mark.explore

Story = Callable[["Explorer", "Pilot[int]"], Awaitable[None]]


def play(story: Story, size: tuple[int, int] = (80, 24)) -> None:
    """Run a story on a screen of its own."""
    from derive.explore.screen import Explorer

    async def run() -> None:
        app = Explorer(start())
        async with app.run_test(size=size) as pilot:
            await story(app, pilot)

    asyncio.run(run())


async def press(pilot: Pilot[int], story: str) -> None:
    await pilot.press(*keys(story))
    await pilot.pause()


def said(app: Explorer, pane: str) -> str:
    """Give what a pane says."""
    from derive.explore.panes import Lines

    widget = app.query_one(f"#{pane}")
    return widget.text if isinstance(widget, Lines) else str(widget.visual)


def counts(app: Explorer) -> dict[str, dict[str, int]]:
    """Read every number beside an option off the list."""
    found: dict[str, dict[str, int]] = {}
    label = ""
    for line in said(app, "assumptions").splitlines():
        option = re.fullmatch(r" \[.\] (\S+) +([\d,]+)", line)
        if option:
            found[label][option[1]] = int(option[2].replace(",", ""))
        else:
            label = line
            found[label] = {}
    return found


def expected(found: Solutions, pins: dict[str, str]) -> dict[str, dict[str, int]]:
    """Ask the solver for the same numbers, one question an option."""
    told = {}
    for label, shares in found.shares.items():
        others = {k: o for k, o in pins.items() if k != label}
        given = found.given(others) if others else found
        told[label] = dict(given.shares[label]) if given else dict.fromkeys(shares, 0)
    return told


def test_pin_why_undo_loosen_and_every_number_on_the_way() -> None:
    exact, printed = solve(model()), solve(model().matching("printed"))
    pins = {"softmax_reads": "all_layers"}

    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        assert "31 of 350,208" in said(app, "headline")
        assert counts(app) == expected(exact, {})
        await press(pilot, "/ softmax_reads enter down enter")
        assert counts(app) == expected(exact, pins)
        assert f"{exact.given(pins).count} of 110,592" in said(app, "headline")
        assert "[*] all_layers" in said(app, "assumptions")
        assert "Ruled out now: decoder_table" in said(app, "answer").replace("\xa0", " ")
        await press(pilot, "/ decoder_table enter w")
        assert "ruled out by the claim total" in said(app, "answer")
        assert "40,000,000 too many for 384M" in said(app, "answer")
        await press(pilot, "l")
        assert counts(app) == expected(printed, pins)
        await press(pilot, "u u")
        assert counts(app) == expected(exact, {})
        await press(pilot, "r")
        assert counts(app) == expected(exact, pins)
        await press(pilot, "c")
        assert counts(app) == expected(exact, {})

    play(story)


def test_the_derivation_follows_and_a_miss_shows_its_repair() -> None:
    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        assert "V_in·d" in said(app, "derivation")
        await press(pilot, "/ gate_bias enter down enter")
        assert "384,032,000" in said(app, "derivation")
        assert "one assumption: gate_bias = none" in said(app, "derivation")
        assert "! miss" in said(app, "claims")
        assert "total = 384M (32,000 too many here)" in said(app, "claims")
        await press(pilot, "enter")
        assert "31 of" in said(app, "headline")

    play(story, (200, 60))


def test_only_what_is_open() -> None:
    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        await press(pilot, "o")
        open_ones = [one.label for one in app.seen.assumptions if one.open]
        assert list(counts(app)) == open_ones
        assert "gate_bias" not in open_ones
        await press(pilot, "o")
        assert len(counts(app)) == len(app.seen.assumptions)

    play(story)


def test_jump_follows_what_is_typed_and_escape_comes_back() -> None:
    from derive.explore.panes import Assumptions

    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        pane = app.query_one(Assumptions)
        await press(pilot, "/ covers")
        assert pane.cursor.label == "recurrent_covers"
        await press(pilot, "escape")
        assert app.focused is pane
        await press(pilot, "left home up")
        assert pane.cursor == ("encoder_table", "counted")
        await press(pilot, "end down right")
        assert pane.cursor.label == "recurrent_covers"

    play(story)


def test_next_names_an_assumption_and_a_number() -> None:
    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        await press(pilot, "n")
        assert "1.23 after the answer to softmax_counted" in said(app, "answer")
        assert "after the size of the matrix and bias of the output (softmax)" in said(
            app, "answer"
        )

    play(story)


def test_help_opens_and_closes() -> None:
    from derive.explore.dialogs import Help

    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        await press(pilot, "question_mark")
        assert isinstance(app.screen, Help)
        await press(pilot, "w n l o u r c e slash down enter")  # belong to the screen below
        await press(pilot, "question_mark")
        await press(pilot, "escape")
        assert not isinstance(app.screen, Help)

    play(story)


def test_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from textual.widgets import Input

    monkeypatch.chdir(tmp_path)
    endings = ("tex", "json", "sh")

    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        async def export(name: str) -> str:
            app.screen.query_one(Input).value = name
            await press(pilot, "enter")
            return said(app, "answer")

        await press(pilot, "/ gate_bias enter enter")
        for ending in endings:
            await press(pilot, "e")
            assert f"out.{ending}" in await export(f"out.{ending}")
            await press(pilot, "e escape e")
            assert "exists already" in await export(f"out.{ending}")
        await press(pilot, "e")
        assert "End it in" in await export("out.xyz")

    play(story)
    for ending in endings:
        written = (tmp_path / f"out.{ending}").read_text()
        assert "gate_bias" in written.replace(r"\_\allowbreak{}", "_")


def test_a_click_pins() -> None:
    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        await pilot.click("#assumptions", offset=(8, 3))
        await pilot.pause()
        assert app.exploration.pins == {"encoder_table": "not_counted"}

    play(story)


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12), (20, 6), (9, 5), (3, 2), (1, 1)])
def test_every_size_survives_every_key(size: tuple[int, int]) -> None:
    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        await press(
            pilot, "down enter w n l o u r c question_mark escape e escape / tied enter tab"
        )
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "2,688 of 350,208" in said(app, "headline")

    play(story)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_nothing_is_wider_than_its_pane(size: tuple[int, int]) -> None:
    from derive.explore.panes import Lines

    async def story(app: Explorer, pilot: Pilot[int]) -> None:
        await press(pilot, "/ gate_bias enter down enter")
        for pane in app.query(Lines):
            width = pane.scrollable_content_region.width
            assert all(len(line) <= width for line in pane.text.splitlines())

    play(story, size)


def test_a_name_with_brackets_and_escapes_is_plain_text() -> None:
    from derive import Assumption, Claim, Component, Model
    from derive.explore.screen import Explorer
    from derive.explore.state import begin

    hostile = Model(
        assumptions=(
            Assumption(name="a", options={"[b]no[/b]": 0, "\x1b[2Jyes": 1}, asks="[red]Why[/]?"),
        ),
        components=(Component(name="c", formula="7 + a"),),
        claims=(Claim(printed="7", counts="c"),),
    )

    async def run() -> None:
        app = Explorer(begin(hostile, paper="[x]"))
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "down enter w n")
            assert "[b]no[/b]" in said(app, "assumptions")
            assert "\x1b" not in said(app, "assumptions") + said(app, "answer")

    asyncio.run(run())
