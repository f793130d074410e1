"""The commands of the line mode: what each takes, and what it answers."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from derive.characters import carried
from derive.errors import UsageError, did_you_mean
from derive.explore import answers, words
from derive.explore.exclusion import why
from derive.explore.export import FORMATS, export, save
from derive.explore.splits import next_splits
from derive.explore.state import Exploration
from derive.explore.view import view


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


def respond(exploration: Exploration, line: str, width: int) -> Answer:
    """Answer one line.

    Raises UsageError that says what was meant, and Leave for `quit`.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> respond(start, "pin tied no", 80).exploration.pins["tied"]
    'no'
    """
    parts = _parts(line)
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


def _parts(line: str) -> list[str]:
    """Split a line at its spaces; quotation marks keep a name with spaces together.

    >>> _parts('pin "copies@GPT-2 small" two'), _parts("pin tied = no"), _parts("pin tied=no")
    (['pin', 'copies@GPT-2 small', 'two'], ['pin', 'tied', 'no'], ['pin', 'tied', 'no'])
    """
    try:
        parts = shlex.split(line)
    except ValueError:
        raise UsageError("a quotation mark is not closed", advice="close it") from None
    if parts[:1] in (["pin"], ["why"]):
        return [word for part in parts for word in part.split("=") if word]
    return parts


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
    then, now = view(before), view(after)
    told = answers.standing_lines(now, width) + answers.change_lines(then, now, width)
    return Answer(after, told)


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
    return Answer(exploration, answers.exclusion_lines(why(exploration, name, option), width))


def _next(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    return Answer(exploration, answers.split_lines(next_splits(exploration), width))


def _export(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    if len(arguments) == 1:
        text = export(exploration, arguments[0])
        # Whatever the terminal's encoding lacks, JSON stays JSON there.
        shown = carried(text, "ascii", "json") if arguments[0] == "json" else text
        return Answer(exploration, shown.splitlines())
    return Answer(exploration, [save(exploration, *arguments)])


def _help(exploration: Exploration, arguments: list[str], width: int) -> Answer:
    return Answer(exploration, help_lines())


def help_lines() -> list[str]:
    """List the commands.

    >>> help_lines()[0]
    'show [NAME]                       show everything, or one assumption'
    """
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
