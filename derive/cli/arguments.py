"""The parser of the whole command line, and "did you mean" for slips."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from derive.allowance import Bounds
from derive.cli.commands import COMMANDS
from derive.errors import UsageError, nearest
from derive.render import FORMATS


class Parser(argparse.ArgumentParser):
    """argparse, but a slip raises UsageError, names what was meant and points at the help."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of printing the usage and leaving."""
        command = re.search(r"argument COMMAND: invalid choice: '([^']*)'", message)
        if command:
            message = f"there is no command {command[1]!r}"
        option = re.search(r"unrecognized arguments: (\S+)", message)
        slip = command or option
        meant = self._meant(slip[1]) if slip else ""
        raise UsageError(message, advice=f"{meant} see `{self.prog} --help`".strip())

    def _meant(self, slip: str) -> str:
        known = self._known()
        if "--format" in known and slip.strip("-") in FORMATS:
            return f"did you mean --format {slip.strip('-')}?"
        bare = {word.lstrip("-"): word for word in known}  # dashes alone make nothing alike
        near = nearest(slip.lstrip("-"), bare, cutoff=0.5)
        return f"did you mean {bare[near]}?" if near else ""

    def _known(self) -> list[str]:
        """Give every word that would be understood here: options, and the names of commands."""
        words = list(self._option_string_actions)
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                words += action.choices
        return words


class CommandParser(Parser):
    """The parser of one command; options are written out, so that a slip is found."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)

    def parse_known_args(self, *given: Any, **more: Any) -> tuple[argparse.Namespace, list[str]]:  # type: ignore[override]
        """Refuse what is not known here, where it is known what the command takes."""
        asked, unknown = super().parse_known_args(*given, **more)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return asked, unknown


class Version(argparse.Action):
    """Print the version, asked for only when it is wanted."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        """Print and leave."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"derive {version('derive-counts')}")
        except PackageNotFoundError:
            print("derive, not installed")
        raise SystemExit(0)


def parser() -> argparse.ArgumentParser:
    """Give the parser of the whole command line.

    It raises UsageError for a slip, and SystemExit only after --help and --version.

    >>> asked = parser().parse_args(["solve", "sutskever2014", "--given", "tied=no"])
    >>> asked.paper, asked.given, asked.top
    ('sutskever2014', ['tied=no'], 10)
    >>> parser().parse_args(["slove", "sutskever2014"])
    Traceback (most recent call last):
    derive.errors.UsageError: there is no command 'slove'; ...
    """
    whole = Parser(
        prog="derive",
        description="Which reading of the paper gives the number it prints?",
        epilog="PAPER is a key of the catalogue (see `derive list`), a path, or - for standard "
        "input. Exit codes: 0 reproduced, 1 nothing reproduces it, 2 wrong call or file.",
    )
    whole.set_defaults(run="derive.cli.start:start", command="", each=True)
    whole.add_argument(
        "--version", "-V", action=Version, nargs=0, help="print the version and leave"
    )
    commands = whole.add_subparsers(metavar="COMMAND", parser_class=CommandParser)
    for one in COMMANDS:
        command = commands.add_parser(
            one.name,
            help=one.does,
            description=_sentence(one.does),
            epilog=f"Example: {one.example}",
        )
        command.set_defaults(run=one.run, command=one.name, each=one.each)
        for addition in (*one.takes, one.allows):
            addition(command)
    return whole


def bounds_of(asked: argparse.Namespace) -> Bounds:
    """Give what an answer may take of time, memory and nodes.

    >>> bounds_of(parser().parse_args(["solve", "gpt2", "--timeout", "5", "--memory", "1Gi"]))
    Bounds(seconds=5.0, memory=1073741824, nodes=None)
    """
    return Bounds(seconds=asked.timeout, memory=asked.memory, nodes=asked.budget)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
