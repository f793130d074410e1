"""The reading on show, told as steps: as written = with numbers = evaluated, and what it misses."""

from __future__ import annotations

from collections.abc import Iterator

from derive.explaining.accounts import accounts
from derive.explore.state import Exploration
from derive.explore.view import View
from derive.printed import grouped
from derive.steps import Code, Document, Line, Section, Step, Text
from derive.tell.accounts import row_summed
from derive.tell.changes import nearest_line
from derive.tell.figures import all_missed, missed
from derive.tell.names import document


def account(exploration: Exploration, seen: View) -> Document:
    """Tell the reading on show: where it stands, its claims as sums, and the components.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> from derive.explore.state import begin
    >>> from derive.explore.view import view
    >>> from derive.render.text import text
    >>> start = begin(Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="12", counts="total"),),
    ... ))
    >>> print(text(account(start, view(start))), end="")
    The only reading left: 1 assumption set.
    <BLANKLINE>
      total = c = 12   as printed
    <BLANKLINE>
      c = d·d + d = 3·3 + 3 = 12
    """
    told: list[Step] = [Text(*line) for line in standing(seen)]
    case = seen.shown.case
    if case is not None:
        found = accounts(case)
        for place in exploration.model.solved_rows:
            steps = tuple(row_summed(case, [one for one in found if one.row == place.name]))
            told += [Section(place.title, *steps)] if place.title else steps
    return document(exploration.model, "", told)


def standing(seen: View) -> Iterator[Line]:
    """Say what is on show: the declared case, the leading reading, or pins that miss.

    With what misses its nearest repair is told.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from derive.explore.view import view
    >>> list(standing(view(start)))
    [('What the file declares gives every printed number; its reading, one of 3, has 3 ...',)]
    >>> list(standing(view(start.pin("softmax_counted", "no"))))
    [('The only reading left: 24 assumption sets.',)]
    """
    on_show = seen.shown
    if on_show.kind == "declared":
        yield _declared(seen)
        if not on_show.fits:
            yield nearest_line(on_show.repair)
        return
    if on_show.kind == "leading":
        yield (_leading(on_show.solutions, on_show.readings),)
        return
    if on_show.kind == "forbidden":
        yield ("No assumption set with these pins is one that the paper's file permits.",)
    else:
        yield _missed(seen)
    yield nearest_line(on_show.repair)


def _declared(seen: View) -> Line:
    """Say whether what the file declares is a solution, or what it misses."""
    solutions, readings = seen.shown.solutions, seen.shown.readings
    if not seen.shown.fits:
        said = [missed(Code(c.name), c.printed, c.admits, c.miss) for c in seen.claims if c.miss]
        return (
            "What the file declares does not give every printed number: ",
            *all_missed(said),
            ".",
        )
    if solutions is None or readings is None:
        return ("What the file declares gives every printed number.",)
    of = "the only one" if readings == 1 else f"one of {grouped(readings)}"
    own = f"its reading, {of}, has {_sets(solutions)}"
    return (f"What the file declares gives every printed number; {own}.",)


def _sets(number: int) -> str:
    return f"{grouped(number)} assumption set{'s' if number != 1 else ''}"


def _leading(solutions: int | None, readings: int | None) -> str:
    if solutions is None or readings is None:
        return "The leading reading of very many: the one that departs least from the usual."
    if readings == 1:
        return f"The only reading left: {_sets(solutions)}."
    return f"The leading reading of {grouped(readings)}: {_sets(solutions)}."


def _missed(seen: View) -> Line:
    """Say by how much each claim is missed."""
    said = [missed(Code(c.name), c.printed, c.admits, c.miss) for c in seen.claims if c.miss]
    if not said:
        return ("No solution has these pins.",)
    return ("No solution has these pins: ", *all_missed(said), ".")
