"""What can be asked on the command line: the parser, and "did you mean" for slips."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, NoReturn

from derive.errors import UsageError


class Parser(argparse.ArgumentParser):
    """argparse, but a slip raises UsageError, names what was meant and points at the help."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of printing the usage and leaving."""
        command = re.search(r"argument COMMAND: invalid choice: '([^']*)'", message)
        if command:
            message = f"there is no command {command[1]!r}"
        option = re.search(r"unrecognized arguments: (\S+)", message)
        slip = command or option
        near = get_close_matches(slip[1], self._known(), n=1, cutoff=0.5) if slip else []
        meant = f"did you mean {near[0]}? " if near else ""
        raise UsageError(message, advice=f"{meant}see `{self.prog} --help`")

    def _known(self) -> list[str]:
        """Give every option and command word, those of the commands included."""
        words: list[str] = []
        for action in self._actions:
            words += action.option_strings
            if isinstance(action, argparse._SubParsersAction):
                words += action.choices
                words += [o for sub in action.choices.values() for o in sub._option_string_actions]
        return words


class Command(Parser):
    """The parser of one command; options are written out, so that a slip is found."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)


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
    whole.add_argument("--version", action=Version, nargs=0, help="print the version and leave")
    commands = whole.add_subparsers(metavar="COMMAND", required=True, parser_class=Command)
    for name, (help_line, run, additions) in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=help_line,
            description=_sentence(help_line),
            epilog=f"Example: {EXAMPLES[name]}",
        )
        command.set_defaults(run=run)
        for addition in additions:
            addition(command)
    return whole


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


Addition = Callable[[argparse.ArgumentParser], object]


def _paper(command: argparse.ArgumentParser) -> None:
    command.add_argument("paper", metavar="PAPER", help="a catalogue key, a path, or -")


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument("papers", metavar="FILE", nargs="+", help="a path, a catalogue key, or -")


def _name(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "name", metavar="NAME", nargs="?", help="one convention, such as lstm.bias"
    )


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--reading", metavar="N", type=_positive, help="explain a reading of `derive solve`"
    )


def _two_readings(command: argparse.ArgumentParser) -> None:
    for name, metavar in (("first", "A"), ("second", "B")):
        command.add_argument(
            name, metavar=metavar, type=_positive, help="the number of a reading in `derive solve`"
        )


def _two_numbers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--printed", metavar="FIGURE", required=True, help="the figure as printed, such as 12.6M"
    )
    command.add_argument(
        "--count", metavar="COUNT", required=True, help="the count somebody measured"
    )
    command.add_argument(
        "--counts", metavar="FORMULA", default="total", help="what both count (default: total)"
    )
    command.add_argument(
        "--row", metavar="ROW", default="", help="the configuration that both belong to"
    )


def _form(command: argparse.ArgumentParser) -> None:
    either = command.add_mutually_exclusive_group()
    for form, help_line in (
        ("fragment", "to \\input into a paper (the default)"),
        ("standalone", "a document that pdflatex takes as it is"),
        ("macros", "a command for every value, so that the text never goes stale"),
        ("table", "the components: formula and count"),
        ("configurations", "one row a configuration"),
        ("markdown", "Markdown with $...$ instead of LaTeX"),
        ("text", "plain text instead of LaTeX"),
        ("html", "a page with MathML instead of LaTeX"),
    ):
        either.add_argument(
            f"--{form}", dest="form", action="store_const", const=form, help=help_line
        )
    either.add_argument(
        "--json", dest="form", action="store_const", const="json", help="the steps in JSON"
    )
    command.set_defaults(form="fragment")


def _latex(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--width",
        metavar="POINTS",
        type=_positive,
        default=345,
        help="width of the column; 345 (default) for one column, 219 for two",
    )
    command.add_argument(
        "--digits",
        choices=("comma", "thin", "siunitx"),
        default="comma",
        help="384{,}000, 384\\,000 or \\num{384000}",
    )
    command.add_argument(
        "--label-prefix", metavar="PREFIX", default="derive:", help="before each label"
    )
    command.add_argument(
        "--macro-prefix", metavar="LETTERS", default="derive", help="before each macro's name"
    )
    command.add_argument(
        "--cite", action="store_true", help="cite the paper by its key in your bibliography"
    )
    command.add_argument(
        "--longtable", action="store_true", help="let long tables break across pages"
    )


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--output", "-o", metavar="FILE", help="write to a file, whole or not at all"
    )
    command.add_argument("--force", action="store_true", help="replace the file if it exists")


def _lines(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lines", action="store_true", help="line by line, without drawing a screen"
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="answer in JSON (docs/json.md)")


def _given(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--given",
        metavar="NAME=OPTION",
        action="append",
        default=[],
        help="choose an option; may be repeated",
    )


def _match(command: argparse.ArgumentParser) -> None:
    either = command.add_mutually_exclusive_group()
    either.add_argument(
        "--exact",
        dest="match",
        action="store_const",
        const="exact",
        help="the printed number itself, to the last digit",
    )
    either.add_argument(
        "--printed",
        dest="match",
        action="store_const",
        const="printed",
        help="any number that prints so",
    )


def _top(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--top", metavar="N", type=_positive, default=10, help="show at most N (default: 10)"
    )


def _few(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--top", metavar="N", type=_positive, default=2, help="show at most N ways (default: 2)"
    )


def _budget(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--budget", metavar="NODES", type=_positive, help="largest diagram to build, in nodes"
    )


def _timeout(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--timeout", metavar="SECONDS", type=_positive, help="give up when they are over"
    )


def _survey(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", metavar="DIR", help="a folder of spec files")
    command.add_argument(
        "--out", metavar="FILE", help="append to this file, leaving out what it has already"
    )
    command.add_argument(
        "--processes", metavar="N", type=_positive, help="worker processes (default: one a core)"
    )
    command.add_argument("--dask", metavar="ADDRESS", help="solve on this Dask cluster instead")


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 10**12:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


ASKING: tuple[Addition, ...] = (_paper, _given, _match, _budget, _json)

COMMANDS: dict[str, tuple[str, str, tuple[Addition, ...]]] = {
    "list": ("show the catalogue", "derive.cli.listing:list_papers", (_json,)),
    "show": (
        "show one paper's components, assumptions and claims",
        "derive.cli.showing:show",
        (_paper, _json),
    ),
    "solve": (
        "find every assumption set that gives the claims",
        "derive.cli.solving:solve_paper",
        (*ASKING, _timeout, _top),
    ),
    "explain": (
        "explain one assumption set: the sum behind each claim, what is missed and by how much",
        "derive.cli.explaining:explain_set",
        (_paper, _given, _reading, _match, _budget, _json),
    ),
    "compare": (
        "compare two readings: one formula, equal by accident, equal in print, or different",
        "derive.cli.explaining:compare",
        (_paper, _two_readings, _given, _match, _budget, _json, _top),
    ),
    "next": (
        "name the further number that would tell the readings apart best",
        "derive.cli.explaining:next_number",
        (*ASKING, _top),
    ),
    "reconcile": (
        "explain a printed figure and a measured count of one model together",
        "derive.cli.explaining:reconcile_counts",
        (_paper, _two_numbers, _json, _few),
    ),
    "latex": (
        "write the derivation of a reading for a paper",
        "derive.cli.latex:write",
        (_paper, _given, _reading, _match, _budget, _form, _latex, _output),
    ),
    "explore": (
        "try assumptions in the terminal and see what remains",
        "derive.cli.exploring:explore_paper",
        (_paper, _given, _match, _lines),
    ),
    "check": (
        "say whether every claim is met by the assumption set that a file declares",
        "derive.cli.checking:check",
        (_files, _json),
    ),
    "conventions": (
        "show the library of ready-made assumptions",
        "derive.cli.conventions:show_conventions",
        (_name, _json),
    ),
    "survey": (
        "solve a folder of specs side by side, one JSON line a paper",
        "derive.cli.surveying:survey_folder",
        (_survey, _match, _budget),
    ),
}

EXAMPLES = {
    "list": "derive list",
    "show": "derive show sutskever2014",
    "solve": "derive solve sutskever2014 --printed --given gate_bias=one",
    "explain": "derive explain sutskever2014 --given gate_bias=one",
    "compare": "derive compare sutskever2014 1 3",
    "next": "derive next gpt2",
    "reconcile": "derive reconcile gpt2 --row '12 layers' --printed 117M --count 124439808",
    "latex": "derive latex sutskever2014 --standalone -o count.tex",
    "explore": "derive explore sutskever2014",
    "check": "derive check ./our-paper.toml",
    "conventions": "derive conventions lstm.bias",
    "survey": "derive survey ./specs",
}
