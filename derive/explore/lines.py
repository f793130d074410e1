"""The line mode: one command a line, answered in plain text; a terminal is not needed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from typing import TextIO

from derive.characters import carried
from derive.data import answer, written
from derive.errors import DeriveError, UsageError
from derive.explore import words
from derive.explore.commands import Leave, completions, respond
from derive.explore.export import state_data
from derive.explore.state import Exploration
from derive.explore.view import view
from derive.terminal import plain_line, plain_text

PROMPT = "derive> "
WIDE = 1_000_000  # columns: what a program reads is not wrapped


def converse(start: Exploration, source: TextIO | None = None, sink: TextIO | None = None) -> int:
    """Answer every line of a source; gives 2 when a line of a script was wrong, else 0.

    >>> import io
    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> from derive.explore.state import begin
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="d*d + bias*d + tied*d"),),
    ...     claims=(Claim(printed="12", counts="c"),),
    ... )
    >>> converse(begin(model), io.StringIO("pin bias yes"), sys.stdout)
    >> pin bias yes
    The printed number can be reached in 1 of 2 ways of counting, by one formula.
    Ruled out now: tied = yes.
    Settled now: tied = no.
    0
    """
    source, sink = _ends(source, sink)
    interactive = source.isatty() and sink.isatty()
    exploration, faults = start, 0
    if interactive:
        _welcome(exploration, sink)
    for line in _typed(start) if interactive else _script(source, sink):
        try:
            with exploration.bounds.held():
                reply = respond(exploration, line, _width(sink))
        except Leave:
            break
        except DeriveError as fault:
            faults += 1
            _tell(f"! {fault}".split("\n"), sink)
            continue
        exploration = reply.exploration
        _tell(reply.lines, sink)
    return 2 if faults and not interactive else 0


def stream(start: Exploration, source: TextIO | None = None, sink: TextIO | None = None) -> int:
    """Answer every line of a script with a line of JSON: what was said, and where it leads.

    >>> import io, json
    >>> from derive import Assumption, Claim, Component, Model
    >>> from derive.explore.state import begin
    >>> model = Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="7 + bias"),),
    ...     claims=(Claim(printed="7", counts="c"),),
    ... )
    >>> told = io.StringIO()
    >>> stream(begin(model), io.StringIO("pin bias yes"), told)
    0
    >>> answer = json.loads(told.getvalue())
    >>> answer["line"], answer["state"]["solutions"]
    ('pin bias yes', 0)
    """
    source, sink = _ends(source, sink)
    exploration, faults = start, 0
    with start.bounds.held():
        state = state_data(start)
    for line in _said(source):
        said: list[str] = []
        fault = ""
        try:
            with exploration.bounds.held():
                reply = respond(exploration, line, WIDE)
                state = state_data(reply.exploration)
            exploration, said = reply.exploration, list(reply.lines)
        except Leave:
            break
        except DeriveError as wrong:
            fault, faults = str(wrong), faults + 1
        told = {"line": line, "says": said, "fault": fault, "state": state}
        answered = written(answer("explore-line", told))
        print(carried(answered, sink.encoding, "json"), file=sink, flush=True)
    return 2 if faults else 0


def _ends(source: TextIO | None, sink: TextIO | None) -> tuple[TextIO, TextIO]:
    source = source or sys.stdin
    if source is None:  # it was closed before we began
        raise UsageError("standard input is closed", advice="give the explorer its commands there")
    return source, sink or sys.stdout


def _tell(lines: Iterable[str], sink: TextIO) -> None:
    """Write lines, at once: a program may be waiting for its answer."""
    sink.write("".join(f"{plain_line(line)}\n" for line in lines))
    sink.flush()


def _welcome(exploration: Exploration, sink: TextIO) -> None:
    with exploration.bounds.held():
        seen = view(exploration)
    head = (words.title(exploration), f"{words.headline(seen)}.")
    _tell((*head, "`show` shows everything, `help` lists the commands."), sink)


def _width(sink: TextIO) -> int:
    return max(20, min(100, get_terminal_size().columns))


def _script(source: TextIO, sink: TextIO) -> Iterator[str]:
    """Give the lines of a script, each printed before its answer; # begins a remark."""
    for said in _said(source):
        _tell([f">> {plain_text(said)}"], sink)
        yield said


def _said(source: TextIO) -> Iterator[str]:
    lines = (line.partition("#")[0].strip() for line in source)
    return (line for line in lines if line)


def _typed(exploration: Exploration) -> Iterator[str]:
    """Give the lines that somebody types, with completion where the terminal has it."""
    _complete(exploration)
    while True:
        try:
            yield input(PROMPT)
        except EOFError:
            print()
            return
        except KeyboardInterrupt:
            print("\n(`quit` leaves)")


def _complete(exploration: Exploration) -> None:
    try:
        import readline
    except ImportError:  # a Python without it
        return
    readline.set_completer_delims(" ")
    readline.set_completer(
        lambda _, state: dict(enumerate(completions(exploration, readline.get_line_buffer()))).get(
            state
        )
    )
    docs = readline.__doc__ or ""
    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in docs else "tab: complete")
