"""The screen: assumptions on the left, claims and the derivation on the right, answers below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Footer, Input, Static

from derive.errors import DeriveError
from derive.explore import answers, words
from derive.explore.account import account
from derive.explore.dialogs import Export, Help
from derive.explore.exclusion import why
from derive.explore.export import ENDINGS, command, save
from derive.explore.panes import FEW, Answer, Assumptions, Line, Lines
from derive.explore.splits import next_splits
from derive.explore.state import Exploration
from derive.explore.view import View, view
from derive.render.wrapping import wrapped
from derive.steps import Document
from derive.terminal import plain_text

Found = TypeVar("Found")


class Explorer(App[int]):
    """Shows an exploration, and replaces it by the next one at a key."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #title { height: 1; text-style: bold; padding: 0 1; }
    #headline { height: 1; padding: 0 1; }
    #body { height: 1fr; }
    #body > Vertical { width: 3fr; }
    Lines { border: round $primary; padding: 0 1; scrollbar-size-vertical: 1; }
    Lines:focus { border: round $accent; }
    #assumptions { width: 2fr; max-width: 60; }
    #claims { height: auto; max-height: 50%; overflow-y: auto; }
    #answer {
        height: auto; max-height: 40%; overflow-y: auto;
        border: none; padding: 0 1; background: $boost;
    }
    #jump { padding: 0 1; display: none; }
    .-narrow #body { layout: vertical; }
    .-narrow #body > Vertical { width: 1fr; height: 1fr; }
    .-narrow #assumptions { width: 1fr; max-width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "why", "Why"),
        Binding("n", "next", "Next"),
        Binding("l", "loosen", "Loosen"),
        Binding("o", "only_open", "Open"),
        Binding("u", "undo", "Undo"),
        Binding("r", "redo", "Redo"),
        Binding("c", "clear", "Clear", show=False),
        Binding("slash", "jump", "Jump", key_display="/"),
        Binding("e", "export", "Export"),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "quit", "Quit"),
        Binding("escape", "leave", "Back", show=False),
    ]

    def __init__(self, start: Exploration) -> None:
        super().__init__()
        self.title = "derive explore"
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
        self.exploration = start
        with start.bounds.held():
            self.seen: View = view(start)
            self.told = account(start, self.seen)
        self.only_open = False

    def _fatal_error(self) -> None:
        """End the screen without a traceback: the command line tells a fault as any other."""
        self._close_messages_no_wait()

    def compose(self) -> ComposeResult:
        """Lay the panes out."""
        yield Static(Content(words.title(self.exploration)), id="title")
        yield Static(id="headline")
        with Horizontal(id="body"):
            yield Assumptions("Assumptions", id="assumptions")
            with Vertical():
                yield Lines("Claims", id="claims")
                yield Lines("Derivation", id="derivation")
        yield Answer("", id="answer")
        yield Input(placeholder="part of an assumption's name", id="jump", compact=True)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Show the start."""
        self._draw()
        self.query_one(Assumptions).focus()

    # Showing

    def _draw(self) -> None:
        seen = self.seen
        shown = [one for one in seen.assumptions if one.open or not self.only_open]
        told = self.told
        self._head()
        self.query_one(Assumptions).show_assumptions(shown)
        self.query_one("#claims", Lines).show(lambda width: list(_claim_lines(seen, width)))
        self.query_one("#derivation", Lines).show(
            lambda width: [((line, "plain"),) for line in words.derivation_lines(told, width)]
        )
        pane = self.query_one(Assumptions)
        hidden = len(seen.assumptions) - len(shown)
        pane.border_subtitle = f"{hidden} settled ones hidden: o" if hidden else ""

    def _head(self) -> None:
        said = words.headline(self.seen, self.size.width - 2)
        self.query_one("#headline", Static).update(Content(said), layout=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say it in as many words as there is room for."""
        self.call_after_refresh(self._head)

    def say(self, lines: Callable[[int], list[str]]) -> None:
        """Show an answer below the panes, written for their width."""
        self.query_one(Answer).say(lines)

    def _describe(self) -> None:
        self.say(self._meaning)

    def _meaning(self, width: int) -> list[str]:
        """Say what the option under the cursor means."""
        here = self.query_one(Assumptions).cursor
        found = [one for one in self.seen.assumptions if one.label == here.label]
        return [
            line
            for one in found
            for said in words.meaning(one, here.option)
            for line in wrapped(said, width)
        ]

    def on_assumptions_moved(self, message: Assumptions.Moved) -> None:
        """Follow the cursor."""
        self._describe()

    # Choosing

    def on_assumptions_chosen(self, message: Assumptions.Chosen) -> None:
        """Pin, or let go of what is pinned."""
        label, option = self.query_one(Assumptions).cursor
        if self.exploration.pins.get(label) == option:
            self.change(lambda exploration: exploration.unpin(label))
        else:
            self.change(lambda exploration: exploration.pin(label, option))

    def ask(self, question: Callable[[Exploration], Found]) -> Found | None:
        """Answer a question about the exploration; say so, and give None, where it is too much."""
        try:
            with self.exploration.bounds.held():
                return question(self.exploration)
        except DeriveError as fault:
            said = str(fault)
        self.say(lambda width: wrapped(said, width))
        return None

    def change(self, step: Callable[[Exploration], Exploration]) -> None:
        """Go on with the next exploration, and say what that changed."""

        def taken(exploration: Exploration) -> tuple[Exploration, View, Document]:
            after = step(exploration)
            seen = view(after)
            return after, seen, account(after, seen)

        before, found = self.seen, self.ask(taken)
        if found:
            self.exploration, self.seen, self.told = found
            self._draw()
            self.say(lambda width: self._changed(before, width) or self._meaning(width))

    def _changed(self, before: View, width: int) -> list[str]:
        told = answers.change_lines(before, self.seen, width)
        return told if len(told) <= FEW else [*told[: FEW - 1], "..."]

    def action_undo(self) -> None:
        """Take the last change back."""
        self.change(Exploration.undo)

    def action_redo(self) -> None:
        """Make it again."""
        self.change(Exploration.redo)

    def action_clear(self) -> None:
        """Let go of every pin."""
        self.change(Exploration.clear)

    def action_loosen(self) -> None:
        """Take the numbers as printed instead of exactly, or back."""
        self.change(Exploration.loosen)

    def action_only_open(self) -> None:
        """Hide what is settled, or show it again."""
        self.only_open = not self.only_open
        self._draw()
        if self.only_open and not self.query_one(Assumptions).places:
            self.say(lambda width: wrapped("Nothing is open. `o` shows everything again.", width))

    # Asking

    def action_why(self) -> None:
        """Say what rules out the option under the cursor."""
        label, option = self.query_one(Assumptions).cursor
        if option:
            found = self.ask(lambda exploration: why(exploration, label, option))
            if found:
                self.say(lambda width: answers.exclusion_lines(found, width))

    def action_next(self) -> None:
        """Say what would settle most."""
        found = self.ask(next_splits)
        if found is not None:
            self.say(lambda width: answers.split_lines(found, width))

    # Jumping

    def action_jump(self) -> None:
        """Open the line for a name."""
        line = self.query_one("#jump", Input)
        line.value = ""
        line.display = True
        line.focus()

    @on(Input.Changed, "#jump")
    def follow(self, event: Input.Changed) -> None:
        """Follow what is typed."""
        pane, part = self.query_one(Assumptions), event.value.strip().lower()
        labels = list(dict.fromkeys(place.label for place in pane.places))
        likely = [one for one in labels if one.lower().startswith(part)]
        likely += [one for one in labels if part in one.lower()]
        if part and likely:
            pane.jump(likely[0])

    @on(Input.Submitted, "#jump")
    def stay(self, event: Input.Submitted) -> None:
        """Stay there."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go back to the list."""
        self.query_one("#jump", Input).display = False
        self.query_one(Assumptions).focus()
        self._describe()

    # Taking away

    def action_help(self) -> None:
        """Show the keys and the marks."""
        self.push_screen(Help())

    def action_export(self) -> None:
        """Ask for a file."""
        name = Path(plain_text(self.exploration.paper)).stem or "paper"
        self.push_screen(Export(command(self.exploration), f"{name}.tex"), self._save)

    def _save(self, name: str | None) -> None:
        if not name:
            return
        try:
            format = ENDINGS.get(Path(name).suffix, "")
            endings = ", ".join(ENDINGS)
            said = save(self.exploration, format, name) if format else f"End it in {endings}."
        except DeriveError as fault:
            said = str(fault)
        self.say(lambda width: wrapped(said, width))


def _claim_lines(seen: View, width: int) -> Iterator[Line]:
    """Give the lines of the claims, the first of each in the style of its verdict."""
    for claim in seen.claims:
        first, *rest = words.claim_lines(claim, width)
        yield ((first, claim.verdict),)
        yield from (((line, "plain"),) for line in rest)


def run(start: Exploration) -> int:
    """Run the application until the user leaves; raises what went wrong in it."""
    screen = Explorer(start)
    screen.run()
    if screen._exception is not None:
        raise screen._exception
    return 0
