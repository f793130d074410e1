"""What is shown, as lines of text: the line mode prints them, the screen draws the same words.

Marks are characters, so that colour is never the only signal: `*` pinned, `=` forced, `x` ruled
out, `.` in the reading that is shown, a space for another option that is open.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.explore.account import account
from derive.explore.state import Exploration
from derive.explore.view import AssumptionView, ClaimView, OptionView, View
from derive.render.text import text
from derive.render.wrapping import wrapped
from derive.solver.solutions import ReadingCount
from derive.steps import Document
from derive.tell.figures import amount, beyond
from derive.tell.readings import remaining
from derive.terminal import columns, plain_text

MARKS = {"pinned": "*", "forced": "=", "impossible": "x", "shown": ".", "": " "}
LEGEND = (
    "* pinned, = forced, x ruled out, . in the reading shown; the number: solutions left with it"
)
CLAIM = 60  # columns; wider, the verdict would stand too far from its claim


def headline(seen: View, width: int = 100) -> str:
    """Say in one line how many solutions remain, in fewer words where there is little room.

    >>> from derive import Assumption, Claim, Component, Model
    >>> from derive.explore.state import begin
    >>> from derive.explore.view import view
    >>> model = Model(components=(Component(name="c", formula=7),),
    ...               claims=(Claim(printed="7", counts="c"),))
    >>> headline(view(begin(model)))
    'No choice is left open, and the printed number is met'
    """
    if not seen.permitted:
        said = "No assumption set is permitted with these pins"
        return said if len(said) <= width else "Nothing is permitted"
    found = seen.shown.readings
    kinds = None if found is None else ReadingCount(found, exact=True)
    left = (seen.model, seen.solutions, seen.permitted, kinds)
    said = remaining(*left)
    return said if len(said) <= width else remaining(*left, short=True)


def option_line(option: OptionView, names: int = 0, numbers: int = 0) -> str:
    """Write one option: its mark, its name and the solutions that remain with it.

    >>> option_line(OptionView(name="none", solutions=31, mark="forced"), 6, 4)
    '[=] none     31'
    """
    name, number = plain_text(option.name), amount(option.solutions)
    return f"[{MARKS[option.mark]}] {name:<{names}} {number:>{numbers}}"


def assumption_lines(one: AssumptionView, width: int) -> Iterator[str]:
    r"""Write an assumption with its question, and each option below it.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.view import view
    >>> print(*assumption_lines(view(start).assumptions[0], 60), sep="\n")
    encoder_table: Is the table of source embeddings counted?
      [.] counted     26  shown
      [ ] not_counted  5
    """
    yield from wrapped(f"{one.label}: {plain_text(one.assumption.asks)}".rstrip(": "), width)
    names = max(len(plain_text(option.name)) for option in one.options)
    numbers = max(len(amount(option.solutions)) for option in one.options)
    for option in one.options:
        said = f"  {option_line(option, names, numbers)}"
        yield f"{said}  {option.mark.replace('impossible', 'ruled out')}".rstrip()


def claim_lines(claim: ClaimView, width: int) -> Iterator[str]:
    """Write a claim: what is printed, whether the pins settle it, and its integers.

    >>> from derive.intervals import Interval
    >>> claim = ClaimView(name="c", printed="384M", admits=Interval(10, 10), verdict="undecided",
    ...                   range=Interval(0, 30), value=25, miss=15)
    >>> print(*claim_lines(claim, 40), sep="\\n")
    c = 384M (15 too many here)  ? undecided
      may count 0 to 30
    """
    off = f" ({beyond(claim.miss)} here)" if claim.miss else ""
    left = f"{plain_text(claim.name)} = {plain_text(claim.printed)}{off}"
    right = _verdict(claim)
    gap = min(width, CLAIM) - columns(left) - columns(right)
    yield from [f"{left}{' ' * gap}{right}"] if gap >= 2 else [*wrapped(left, width), f"  {right}"]
    if claim.range is not None:
        yield from _indented(f"may count {claim.range}", width)
    if claim.admits.low != claim.admits.high:
        yield from _indented(f"must count {claim.admits}", width)


def _verdict(claim: ClaimView) -> str:
    """Say whether the pins settle a claim: hit, miss or undecided, each with a sign of its own.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.view import view
    >>> {_verdict(claim) for claim in view(start).claims}
    {'? undecided'}
    """
    return {"hit": "+ hit", "miss": "! miss", "undecided": "? undecided"}[claim.verdict]


def _indented(words: str, width: int) -> list[str]:
    return ["  " + one for one in wrapped(words, max(2, width - 2))]


def derivation_lines(told: Document, width: int) -> list[str]:
    """Write the account of the reading on show: as written, with numbers, evaluated.

    >>> from derive.steps import Text
    >>> derivation_lines(Document(title="", steps=(Text("Nothing to count."),)), 40)
    ['Nothing to count.']
    """
    return text(told, width=max(12, width)).splitlines()


def title(exploration: Exploration) -> str:
    """Name the paper, and what is not as its file has it.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> title(start)
    'Sequence to Sequence Learning with Neural Networks (sutskever2014)'
    """
    asked = " ".join((exploration.paper, *exploration.changes.flags))
    name, title_of = plain_text(asked), plain_text(exploration.model.paper.title)
    return f"{title_of} ({name})" if title_of else name


def everything(exploration: Exploration, seen: View, width: int) -> list[str]:
    """Write all three panes, one after the other.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.view import view
    >>> everything(start, view(start), 100)[1]
    '31 of 350,208 ways, 3 different formulas, exactly.'
    """
    told = [*wrapped(title(exploration), width), *wrapped(f"{headline(seen)}.", width), ""]
    told += [*_heading("Assumptions"), *wrapped(LEGEND, width), ""]
    for assumption in seen.assumptions:
        told += [*assumption_lines(assumption, width), ""]
    told += _heading("Claims")
    for claim in seen.claims:
        told += claim_lines(claim, width)
    return [
        *told,
        "",
        *_heading("Derivation"),
        *derivation_lines(account(exploration, seen), width),
    ]


def _heading(name: str) -> list[str]:
    return [name, "-" * len(name)]


def meaning(one: AssumptionView, option: str) -> list[str]:
    """Give the question of an assumption and the reason for an option.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.view import view
    >>> meaning(view(start).assumptions[0], "counted")[1]
    'counted: The embeddings are learned with the rest.'
    """
    asks = plain_text(one.assumption.asks) or one.label
    reason = next((o.reason for o in one.assumption.options if o.name == option), "")
    return [asks, *([f"{plain_text(option)}: {plain_text(reason)}"] if reason else [])]
