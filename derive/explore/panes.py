"""The panes of the screen: lines that scroll, and the list of assumptions with a cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from derive.explore.view import AssumptionView, OptionView
from derive.explore.words import MARKS
from derive.tell.figures import amount
from derive.terminal import columns, plain_text

Piece = tuple[str, str]  # words, and the name of their style (a key of STYLES)
Line = tuple[Piece, ...]
Builder = Callable[[int], Sequence[Line]]

STYLES = ("plain", "strong", "quiet", "pinned", "forced", "hit", "miss", "undecided", "cursor")


class Lines(ScrollView, can_focus=True):
    """Lines of text that are written anew for whatever width there is, even none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{name}" for name in STYLES}
    DEFAULT_CSS = """
    Lines { height: 1fr; overflow-y: scroll; }
    Lines > .lines--strong { text-style: bold; }
    Lines > .lines--quiet { text-style: dim; }
    Lines > .lines--pinned { color: $text-accent; text-style: bold; }
    Lines > .lines--forced { color: $text-success; }
    Lines > .lines--hit { color: $text-success; text-style: bold; }
    Lines > .lines--miss { color: $text-error; text-style: bold; }
    Lines > .lines--undecided { color: $text-warning; }
    Lines > .lines--cursor { text-style: reverse; }
    """

    def __init__(self, title: str, *, id: str) -> None:
        super().__init__(id=id)
        self.border_title = title
        self.builder: Builder = lambda width: ()
        self.lines: Sequence[Line] = ()
        self.written_for = -1  # columns

    def show(self, builder: Builder) -> None:
        """Show what a builder writes for a width."""
        self.builder = builder
        self.written_for = -1
        self.rebuild()

    def rebuild(self) -> None:
        """Write the lines again if there is another width now."""
        width = self.scrollable_content_region.width
        if width == self.written_for:
            return
        self.written_for = width
        self.lines = tuple(self.builder(width)) if width > 0 else ()
        self._stretch(Size(max(0, width), len(self.lines)))
        self.refresh()

    def _stretch(self, size: Size) -> None:
        """Take another number of lines, without laying the whole screen out again for it."""
        if self.styles.height is not None and self.styles.height.is_auto:
            self.virtual_size = size  # lays out, if it is another
        else:
            self.set_reactive(Lines.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew."""
        self.rebuild()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        at, width = y + self.scroll_offset.y, self.size.width
        base = self.rich_style
        if not 0 <= at < len(self.lines):
            return Strip.blank(width, base)
        styles = [(words, self._style(name)) for words, name in self.lines[at]]
        segments = [Segment(words, base + style) for words, style in styles]
        strip = Strip(segments).adjust_cell_length(width, base)
        return strip.apply_style(self._style("cursor")) if self.marks(at) else strip

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"lines--{name}", partial=True)

    def marks(self, at: int) -> bool:
        """Say whether a line is under the cursor."""
        return False

    @property
    def text(self) -> str:
        """Give what the pane says, for tests and for people who read the source."""
        return "\n".join("".join(words for words, _ in line).rstrip() for line in self.lines)


FEW = 4  # lines that are always there, so that a choice does not lay the screen out anew


class Answer(Lines, can_focus=False):
    """What was answered last, in four lines or as many as it needs."""

    def say(self, lines: Callable[[int], list[str]]) -> None:
        """Show an answer."""
        self.show(lambda width: [((one, "plain"),) for one in _filled(lines(width))])
        self.scroll_home(animate=False)


def _filled(told: list[str]) -> list[str]:
    return told + [""] * (FEW - len(told))


class Place(NamedTuple):
    """A line of the list: an assumption, and the option in it (none for the heading)."""

    label: str
    option: str = ""


class Assumptions(Lines):
    """Every assumption with its options; a cursor on one option."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("left", "step(-1)", "Assumption before", show=False),
        Binding("right", "step(1)", "Next assumption", show=False),
        Binding("pageup", "move(-10)", "Page up", show=False),
        Binding("pagedown", "move(10)", "Page down", show=False),
        Binding("home", "move(-100000)", "First", show=False),
        Binding("end", "move(100000)", "Last", show=False),
        Binding("enter,space", "choose", "Pin"),
    ]

    class Moved(Message):
        """The cursor stands on another option."""

    class Chosen(Message):
        """An option was chosen."""

    def __init__(self, title: str, *, id: str) -> None:
        super().__init__(title, id=id)
        self.places: tuple[Place, ...] = ()
        self.cursor = Place("")

    def show_assumptions(self, shown: Sequence[AssumptionView]) -> None:
        """Show assumptions; the cursor stays where it was if that is still there."""
        self.places = tuple(
            place
            for one in shown
            for place in (Place(one.label), *(Place(one.label, o.name) for o in one.options))
        )
        self.show(lambda width: [line for one in shown for line in _assumption(one, width)])
        if self.cursor not in self.places:
            self._put(next((p for p in self.places if p.option), Place("")))

    def marks(self, at: int) -> bool:
        """Say whether a line is under the cursor."""
        return at < len(self.places) and self.places[at] == self.cursor

    def jump(self, label: str) -> None:
        """Put the cursor on the first option of an assumption."""
        self._put(next(p for p in self.places if p.label == label and p.option))

    def action_move(self, by: int) -> None:
        """Move the cursor by options."""
        options = [place for place in self.places if place.option]
        if options:
            at = options.index(self.cursor) + by if self.cursor in options else 0
            self._put(options[max(0, min(len(options) - 1, at))])

    def action_step(self, by: int) -> None:
        """Move the cursor to another assumption."""
        labels = list(dict.fromkeys(place.label for place in self.places))
        if self.cursor.label in labels:
            at = labels.index(self.cursor.label) + by
            self.jump(labels[max(0, min(len(labels) - 1, at))])

    def action_choose(self) -> None:
        """Pin the option under the cursor, or let go of it."""
        if self.cursor.option:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked."""
        content = event.get_content_offset(self)
        at = -1 if content is None else content.y + self.scroll_offset.y
        if 0 <= at < len(self.places) and self.places[at].option:
            self._put(self.places[at])
            self.action_choose()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self.rebuild()
        self._reveal()

    def _reveal(self) -> None:
        """Scroll to the cursor, and to the name of its assumption if both fit."""
        if self.cursor in self.places:
            at = self.places.index(self.cursor)
            for first in (self.places.index(Place(self.cursor.label)), at):
                region = Region(0, first, 1, at - first + 1)
                self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def _put(self, place: Place) -> None:
        self.cursor = place
        self._reveal()
        self.refresh()
        self.post_message(self.Moved())


def _assumption(one: AssumptionView, width: int) -> Iterable[Line]:
    yield ((plain_text(one.label), "strong"),)
    room = max(len(amount(option.solutions)) for option in one.options)
    for option in one.options:
        yield _option(option, width, room)


LOOKS = {
    "pinned": "pinned",
    "forced": "forced",
    "impossible": "quiet",
    "shown": "plain",
    "": "plain",
}


def _option(option: OptionView, width: int, room: int) -> Line:
    """Write an option with its number at the right; a long name is cut, never the number."""
    mark, number = f" [{MARKS[option.mark]}] ", f" {amount(option.solutions):>{room}}"
    left = max(0, width - len(mark) - len(number))
    name = plain_text(option.name, length=left) if left > 3 else ""
    gap = " " * max(0, left - columns(name))
    return ((f"{mark}{name}{gap}{number}", LOOKS[option.mark]),)
