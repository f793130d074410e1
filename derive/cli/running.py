"""One run of the command line: what was asked for is read, answered and written."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from derive.cli.ending import ended, unheard
from derive.cli.streams import steady
from derive.errors import BudgetError, OutgrownError

if TYPE_CHECKING:
    from argparse import Namespace

    from derive.cli.answer import Answer


SIGNALLED = 128  # what is above is the code of a command that a signal ended


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; whatever goes wrong is one message.

    >>> run(["slove", "sutskever2014"])
    2
    """
    with steady() as output, unheard():
        try:
            code = _answered(arguments)
            if code <= SIGNALLED:
                output.flush()
            elif output.pending:  # whoever was to read it may have stopped
                output.drop()
        except BaseException as fault:
            code = ended(fault, output)
    return code


def _answered(arguments: Sequence[str] | None) -> int:
    from derive.cli.arguments import parser

    try:
        asked = parser().parse_args(arguments)
    except SystemExit as left:  # after --help and --version
        return int(left.code or 0)
    return _command(asked) if asked.each else _bounded(asked)


def _bounded(asked: Namespace) -> int:
    """Run a command within what it may take, and say which flags would let it take more."""
    from derive.cli.arguments import bounds_of

    try:
        with bounds_of(asked).held():
            return _command(asked)
    except BudgetError as fault:
        fault.advice = _advice(fault, choosing="given" in asked)
        raise


def _advice(fault: BudgetError, *, choosing: bool) -> str:
    from derive.allowance import OverMemoryError, OverTimeError

    flag = {OverTimeError: "--timeout SECONDS", OverMemoryError: "--memory SIZE"}.get(type(fault))
    if isinstance(fault, OutgrownError):
        flag = {"nodes": "--budget NODES", "memory": "--memory SIZE"}[fault.limit]
    if flag is None:
        return fault.advice
    if not choosing:
        return f"allow more with {flag}"
    option = f"{fault.word}=OPTION" if fault.word else "NAME=OPTION"
    return f"choose an option, as in --given {option}, or allow more with {flag}"


def _command(asked: Namespace) -> int:
    home, _, name = asked.run.partition(":")
    command = getattr(import_module(home), name)
    answered = command(asked)
    return answered if isinstance(answered, int) else _give(answered, asked)


def _give(answer: Answer, asked: Namespace) -> int:
    """Write an answer, the one way out; what it needs is imported only now."""
    from derive.cli.answer import give

    return give(answer, asked)
