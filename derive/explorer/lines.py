"""The line mode: one command a line, answered in plain text; a terminal is not needed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import TextIO

from derive.errors import DeriveError, UsageError, did_you_mean
from derive.exploration.exclusion import why
from derive.exploration.export import FORMATS, export, save
from derive.exploration.splits import next_splits
from derive.exploration.state import Exploration
from derive.exploration.view import view
from derive.explorer import words

PROMPT = "derive> "


class Leave(Exception):
    """The user wants to go."""


@dataclass(frozen=True)
class Answer:
    """The state after a command, and the lines that answer it."""

    exploration: Exploration
    lines: list[str]


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command: what follows its name, what it does, and how."""

    arguments: str
    does: str
    run: Callable[[Exploration, list[str], int], Answer]
    least: int = 0
    most: int = 0


def converse(start: Exploration, source: TextIO | None = None, sink: TextIO | None = None) -> int:
    """Answer every line of a source; gives 2 when a line of a script was wrong, else 0.

    >>> import io
    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> from derive.exploration.state import begin
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="d*d + bias*d + tied*d"),),
    ...     claims=(Claim(printed="12", counts="c"),),
    ... )
    >>> converse(begin(model), io.StringIO("pin bias yes"), sys.stdout)
    > pin bias yes
    1 of 2 assumption sets gives every claim as printed, in 1 reading.
    Ruled out now: tied = yes.
    0
    """
    source, sink = source or sys.stdin, sink or sys.stdout
    interactive = source.isatty() and sink.isatty()
    exploration, faults = start, 0
    if interactive:
        _welcome(exploration, sink)
    for line in _typed(start) if interactive else _script(source, sink):
        try:
            answer = respond(exploration, line, _width(sink))
        except Leave:
            break
        except DeriveError as fault:
            faults += 1
            print(f"! {fault}", file=sink)
            continue
        exploration = answer.exploration
        print(*answer.lines, sep="\n", end="\n" if answer.lines else "", file=sink)
    return 2 if faults and not interactive else 0


def _welcome(exploration: Exploration, sink: TextIO) -> None:
    print(words.title(exploration), file=sink)
    print(f"{words.headline(view(exploration))}.", file=sink)
    print("`show` shows everything, `help` lists the commands.", file=sink)


def _width(sink: TextIO) -> int:
    return max(20, min(100, get_terminal_size().columns))


def _script(source: TextIO, sink: TextIO) -> Iterator[str]:
    """Give the lines of a script, each printed before its answer; # begins a remark."""
    for line in source:
        said = line.partition("#")[0].strip()
        if said:
            print(f"> {words.plain_text(said)}", file=sink)
            yield said


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


def completions(exploration: Exploration, typed: str) -> list[str]:
    """Give the words that may stand where a line ends.

    >>> from derive import Assumption, Model
    >>> completions(Exploration(grounds=None, paper="", now=None), "lo")
    ['loosen ']
    """
    before = typed.split()[: None if typed[-1:].isspace() else -1]
    part = typed.split()[-1] if typed.split() and not typed[-1:].isspace() else ""
    return [f"{word} " for word in _next_words(exploration, before) if word.startswith(part)]


def _next_words(exploration: Exploration, before: list[str]) -> list[str]:
    match before:
        case []:
            return list(COMMANDS)
        case ["pin" | "unpin" | "why" | "show"]:
            return [v.label for v in exploration.ground.variables]
        case ["pin" | "why", name]:
            known = [v for v in exploration.ground.variables if v.label == name]
            return [option for v in known for option in v.assumption.names]
        case ["export"]:
            return list(FORMATS)
        case ["loosen"]:
            return ["exact", "printed"]
    return []


def respond(exploration: Exploration, line: str, width: int) -> Answer:
    """Answer one line.

    Raises UsageError that says what was meant, and Leave for `quit`.
    """
    parts = line.replace("=", " ").split() if not line.startswith("export") else line.split()
    if not parts:
        return Answer(exploration, [])
    name, arguments = parts[0].lower(), parts[1:]
    if name not in COMMANDS:
        advice = did_you_mean(name, COMMANDS, "`help` lists the commands")
        raise UsageError(f"there is no command {name!r}", advice=advice)
    command = COMMANDS[name]
    if not command.least <= len(arguments) <= command.most:
        usage = f"{name} {command.arguments}".strip()
        raise UsageError(f"{name} takes {command.arguments or 'nothing'}", advice=f"write {usage}")
    return command.run(exploration, arguments, width)


def _pin(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    return _changed(exploration, exploration.pin(*arguments), width)


def _unpin(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    return _changed(exploration, exploration.unpin(*arguments), width)


def _undo(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    if not exploration.past:
        return Answer(exploration, ["There is nothing to undo."])
    return _changed(exploration, exploration.undo(), width)


def _redo(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    if not exploration.future:
        return Answer(exploration, ["There is nothing to redo."])
    return _changed(exploration, exploration.redo(), width)


def _clear(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    return _changed(exploration, exploration.clear(), width)


def _loosen(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    return _changed(exploration, exploration.loosen(*arguments), width)


def _changed(before: Exploration, after: Exploration, width: int) -> Answer:
    return Answer(after, words.change_lines(view(before), view(after), width))


def _show(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    seen = view(exploration)
    if arguments:
        labels = exploration.labels(arguments[0])
        chosen = [one for one in seen.assumptions if one.label in labels]
        return Answer(
            exploration, [line for one in chosen for line in words.assumption_lines(one, width)]
        )
    return Answer(exploration, words.everything(exploration, seen, width))


def _why(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    name, option = arguments
    return Answer(exploration, words.exclusion_lines(why(exploration, name, option), width))


def _next(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    return Answer(exploration, words.split_lines(next_splits(exploration), width))


def _export(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    if len(arguments) == 1:
        return Answer(exploration, export(exploration, arguments[0]).splitlines())
    return Answer(exploration, [save(exploration, *arguments)])


def _help(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    return Answer(exploration, help_lines())


def help_lines() -> list[str]:
    """List the commands."""
    heads = {name: f"{name} {one.arguments}".strip() for name, one in COMMANDS.items()}
    broad = max(map(len, heads.values()))
    return [f"{heads[name]:<{broad}}  {one.does}" for name, one in COMMANDS.items()]


def _quit(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    raise Leave


COMMANDS: Mapping[str, Command] = {
    "show": Command(
        arguments="[NAME]", does="show everything, or one assumption", run=_show, most=1
    ),
    "pin": Command(
        arguments="NAME OPTION", does="hold an assumption at an option", run=_pin, least=2, most=2
    ),
    "unpin": Command(arguments="NAME", does="let go of it", run=_unpin, least=1, most=1),
    "why": Command(
        arguments="NAME OPTION", does="say what rules an option out", run=_why, least=2, most=2
    ),
    "next": Command(arguments="", does="say what would settle most", run=_next),
    "loosen": Command(
        arguments="[exact|printed]",
        does="take the numbers exactly or as printed",
        run=_loosen,
        most=1,
    ),
    "undo": Command(arguments="", does="take the last change back", run=_undo),
    "redo": Command(arguments="", does="make it again", run=_redo),
    "clear": Command(arguments="", does="let go of every pin", run=_clear),
    "export": Command(
        arguments=f"{'|'.join(FORMATS)} [FILE]",
        does="give what is shown, or save it",
        run=_export,
        least=1,
        most=2,
    ),
    "help": Command(arguments="", does="list the commands", run=_help),
    "quit": Command(arguments="", does="leave", run=_quit),
}
