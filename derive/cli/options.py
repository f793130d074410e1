"""The options and arguments of commands: a function each, which adds it to a command's parser."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Collection

from derive import limits
from derive.allowance import told
from derive.render import FORMATS

Addition = Callable[[argparse.ArgumentParser], None]


def paper(command: argparse.ArgumentParser) -> None:
    """Add the paper."""
    command.add_argument(
        "paper", metavar="PAPER", help="a catalogue key, the path of a spec or a config.json, or -"
    )


def source(command: argparse.ArgumentParser) -> None:
    """Add the file itself."""
    command.add_argument(
        "--source", action="store_true", help="show the file as it is; a family's, too"
    )


def start(command: argparse.ArgumentParser) -> None:
    """Add what a spec starts from, and where it goes."""
    command.add_argument(
        "--from",
        dest="start",
        metavar="KEY",
        help="a family, a catalogue key, or the path of a config.json (default: list the families)",
    )
    command.add_argument(
        "file", metavar="FILE", nargs="?", help="what to write (default: KEY.toml); - prints it"
    )
    command.set_defaults(output=None)


def replacing(command: argparse.ArgumentParser) -> None:
    """Add that a file may be replaced."""
    command.add_argument("--force", action="store_true", help="replace the file if it exists")


def question(command: argparse.ArgumentParser) -> None:
    """Add a formula, what its names are, and a file for the spec that these stand for."""
    command.add_argument(
        "formula",
        metavar="FORMULA",
        help="what is counted; {0|1|2} or {none: 0, one: 1} is a choice that is open",
    )
    command.add_argument(
        "values",
        metavar="NAME=VALUE",
        nargs="*",
        help="a size such as d=1024 or V=32K, a formula, or a choice used in several places",
    )
    command.add_argument("--save", metavar="FILE", help="write the spec of the question to a file")


def files(command: argparse.ArgumentParser) -> None:
    """Add one file or more."""
    command.add_argument("papers", metavar="FILE", nargs="+", help="a path, a catalogue key, or -")


def name(command: argparse.ArgumentParser) -> None:
    """Add the name of a convention."""
    command.add_argument(
        "name", metavar="NAME", nargs="?", help="one convention, such as lstm.bias"
    )


def component(command: argparse.ArgumentParser) -> None:
    """Add the name of a component, of one word or several."""
    command.add_argument(
        "name",
        metavar="NAME",
        nargs="*",
        help="one component as the field calls it, such as swiglu, or a family, such as attention",
    )


def part(command: argparse.ArgumentParser) -> None:
    """Add words to look for."""
    command.add_argument(
        "words", metavar="TEXT", nargs="*", help="words of a key, a title or a year"
    )


def reading(command: argparse.ArgumentParser) -> None:
    """Add a reading by its number."""
    command.add_argument(
        "--reading", metavar="N", type=_positive, help="explain a reading of `derive solve`"
    )


def two_readings(command: argparse.ArgumentParser) -> None:
    """Add two readings by their numbers."""
    for name, metavar in (("first", "A"), ("second", "B")):
        command.add_argument(
            name, metavar=metavar, type=_positive, help="the number of a reading in `derive solve`"
        )


def two_numbers(command: argparse.ArgumentParser) -> None:
    """Add a printed figure and a measured count."""
    command.add_argument(
        "--printed", metavar="FIGURE", required=True, help="the figure as printed, such as 12.6M"
    )
    command.add_argument(
        "--count", metavar="COUNT", required=True, help="the count somebody measured"
    )
    command.add_argument(
        "--counts", metavar="FORMULA", default="total", help="what both count (default: total)"
    )


def form(command: argparse.ArgumentParser) -> None:
    """Add the parts of `derive latex`, and the formats by the names they had before `--format`."""
    either = command.add_mutually_exclusive_group()
    for part, help_line in (
        ("fragment", "to \\input into a paper (the default)"),
        ("standalone", "a document that pdflatex takes as it is"),
        ("macros", "a command for every value, so that the text never goes stale"),
        ("table", "the components: formula and count"),
        ("configurations", "one row a configuration"),
    ):
        either.add_argument(
            f"--{part}", dest="part", action="store_const", const=part, help=help_line
        )
    command.set_defaults(part="fragment")
    formats = command.add_mutually_exclusive_group()
    _formats(formats, "latex")
    for name in ("markdown", "text", "html"):
        formats.add_argument(
            f"--{name}", dest="format", action="store_const", const=name, help=f"--format {name}"
        )


def latex(command: argparse.ArgumentParser) -> None:
    """Add what LaTeX is set with."""
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


def output(command: argparse.ArgumentParser) -> None:
    """Add where the answer goes."""
    command.add_argument(
        "--output", "-o", metavar="FILE", help="write to a file, whole or not at all"
    )
    command.add_argument("--force", action="store_true", help="replace the file if it exists")


def lines(command: argparse.ArgumentParser) -> None:
    """Add the line mode."""
    command.add_argument(
        "--lines", action="store_true", help="line by line, without drawing a screen"
    )


def answer(command: argparse.ArgumentParser) -> None:
    """Add the format of an answer, `--json` for short, and whether a long one is shown whole."""
    _formats(command, "text")
    command.add_argument("--all", action="store_true", help="show a long answer to its end")


def answer_or_csv(command: argparse.ArgumentParser) -> None:
    """Add the same for an answer that is a table of numbers too."""
    _formats(command, "text", (*FORMATS, "csv"))
    command.add_argument("--all", action="store_true", help="show a long answer to its end")


def _formats(
    command: argparse._ActionsContainer, usual: str, formats: Collection[str] = FORMATS
) -> None:
    command.add_argument("--format", choices=formats, default=usual, help=f"default: {usual}")
    command.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="answer in JSON (docs/json.md)",
    )


def json(command: argparse.ArgumentParser) -> None:
    """Add `--json` where the answer has no other format to choose."""
    command.add_argument("--json", action="store_true", help="answer in JSON (docs/json.md)")


def given(command: argparse.ArgumentParser) -> None:
    """Add options that are chosen, and values of unknowns."""
    command.add_argument(
        "--given",
        metavar="NAME=OPTION",
        action="append",
        default=[],
        help="choose an option by name or number, or an unknown's value; may be repeated",
    )


def sizes(command: argparse.ArgumentParser) -> None:
    """Add sizes other than those that the paper states."""
    command.add_argument(
        "--set",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="another size than the paper states, such as V=32K, 8Ki or 2**15; may be repeated",
    )


def figures(command: argparse.ArgumentParser) -> None:
    """Add figures in place of those that the paper prints."""
    command.add_argument(
        "--claim",
        metavar="[WHAT=]FIGURE",
        action="append",
        default=[],
        help="a figure in place of the paper's, such as 345M, and what it counts (default: "
        "total); may be repeated",
    )


def rows(command: argparse.ArgumentParser) -> None:
    """Add the rows that are looked at, the others left out."""
    command.add_argument(
        "--row",
        metavar="ROW",
        action="append",
        default=[],
        help="one configuration alone, by its name; may be repeated",
    )


def match(command: argparse.ArgumentParser) -> None:
    """Add how figures are matched."""
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


def top(command: argparse.ArgumentParser) -> None:
    """Add how many are shown."""
    command.add_argument(
        "--top", metavar="N", type=_positive, default=10, help="show at most N (default: 10)"
    )


def hypothetical(command: argparse.ArgumentParser) -> None:
    """Add counts of models that nobody need have trained."""
    command.add_argument(
        "--hypothetical",
        action="store_true",
        help="also name counts of a model with a hyperparameter twice as large",
    )


def few(command: argparse.ArgumentParser) -> None:
    """Add how many ways are shown."""
    command.add_argument(
        "--top", metavar="N", type=_positive, default=2, help="show at most N ways (default: 2)"
    )


def allowance(command: argparse.ArgumentParser) -> None:
    """Add how much time, memory and work the answer may take."""
    _allowance(command)


def paper_allowance(command: argparse.ArgumentParser) -> None:
    """Add how much of it each paper of a survey may take."""
    _allowance(command, a_paper=" on a paper", for_one=" for a paper", usual=limits.SURVEY_SECONDS)


def _allowance(
    command: argparse.ArgumentParser, *, a_paper: str = "", for_one: str = "", usual: int = 0
) -> None:
    bounded = command.add_argument_group("limits")
    bounded.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=usual or None,
        help=f"give up{a_paper} when they are over" + (f" (default: {usual})" if usual else ""),
    )
    bounded.add_argument(
        "--memory",
        metavar="SIZE",
        type=_size,
        default=limits.MEMORY,
        help=f"give up{a_paper} beyond, as in 500M or 4Gi (default: {told(limits.MEMORY)})",
    )
    bounded.add_argument(
        "--budget",
        metavar="NODES",
        type=_positive,
        help=f"largest diagram to build{for_one}, in nodes",
    )


def survey(command: argparse.ArgumentParser) -> None:
    """Add what a survey takes."""
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


def _seconds(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", text, re.ASCII) or not float(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return float(text)


def _size(text: str) -> int:
    """Read a number of bytes: K, M and G are powers of 1,000, Ki, Mi and Gi of 1,024."""
    found = re.fullmatch(r"([1-9][0-9]{0,14})(?:([KMG])(i?))?B?", text, re.ASCII)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 500M or 4Gi")
    digits, unit, binary = found.groups()
    factor: int = (1024 if binary else 1000) ** " KMG".index(unit or " ")
    return int(digits) * factor
