"""What opens over the screen: the help, and where to save."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

HELP = """\
Beside each option: how many solutions remain with it.
 [*] pinned      chosen by you: Enter pins, Enter again lets go
 [=] forced      the numbers leave no other option
 [x] ruled out   no solution has it, given the other pins
 [.] shown       open, and in the reading on the right

 Up Down         from option to option
 Left Right      from assumption to assumption
 /               jump: type part of an assumption's name
 w               why: the claims and pins that rule it out
 n               next: what would settle most
 l               loosen: meet numbers exactly, or as printed
 o               show only what is open, or everything
 u  r  c         undo, redo, clear: let go of every pin
 e               export: the command, LaTeX or JSON
 Tab  Escape     to the other panes, to scroll; and back
 q               quit

An option that is ruled out may be pinned: the derivation then
shows by how much that reading misses, and the nearest solution.
"""


class Help(ModalScreen[None]):
    """The keys and the marks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "close", "Close")
    ]
    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > VerticalScroll {
        width: 70; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    """

    def compose(self) -> ComposeResult:
        """Lay the text out."""
        with VerticalScroll() as box:
            box.border_title = "Help"
            box.border_subtitle = "Escape closes"
            yield Static(Content(HELP.rstrip()))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


class Export(ModalScreen[str]):
    """Ask for the name of a file; its ending says what is written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close")]
    DEFAULT_CSS = """
    Export { align: center middle; }
    Export > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    Export Input { background: $boost; }
    Export .told { margin-bottom: 1; }
    """

    def __init__(self, command: str, name: str) -> None:
        super().__init__()
        self.command = command
        self.file = name

    def compose(self) -> ComposeResult:
        """Lay the command, the question and the place to answer out."""
        with Vertical() as box:
            box.border_title = "Export"
            box.border_subtitle = "Enter saves, Escape closes"
            yield Static(Content("This command gives the solutions that remain:"))
            yield Static(Content(self.command), classes="told")
            yield Static(Content("Save as (.tex LaTeX, .json JSON, .sh the command):"))
            yield Input(value=self.file, compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the name to whoever asked."""
        self.dismiss(event.value.strip())

    def action_close(self) -> None:
        """Go back without saving."""
        self.dismiss("")
