"""The command line: read, ask, render, print; one short function a command.

Nothing heavy is imported before a command is known to need it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from derive.allowance import OverMemoryError, OverTimeError
from derive.cli.arguments import bounds_of, parser
from derive.errors import BudgetError, DeriveError, InternalError, OutgrownError

if TYPE_CHECKING:
    from derive.cli.answer import Answer

__all__ = ["main", "parser"]

REPRODUCED, WRONG, OURS, INTERRUPTED = 0, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code.

    0 reproduced, 1 nothing reproduces it, 2 wrong call, 3 a fault of ours, 130 interrupted.

    >>> main(["slove", "sutskever2014"])
    2
    """
    try:
        asked = parser().parse_args(arguments)
        code = _run(asked) if asked.each else _bounded(asked)
        sys.stdout.flush()
    except InternalError as fault:
        _complain(f"this is a fault of derive, please report it: {fault}")
        return OURS
    except DeriveError as fault:
        return _complain(str(fault))
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as fault:
        return _complain(f"{fault.filename or 'output'}: {fault.strerror or fault}")
    except KeyboardInterrupt as interrupt:
        print(f"derive: interrupted; {str(interrupt) or 'nothing was written'}", file=sys.stderr)
        return INTERRUPTED
    return code


def _bounded(asked: argparse.Namespace) -> int:
    """Run a command within what it may take, and say which flags would let it take more."""
    try:
        with bounds_of(asked).held():
            return _run(asked)
    except BudgetError as fault:
        fault.advice = _advice(fault, choosing="given" in asked)
        raise


def _advice(fault: BudgetError, *, choosing: bool) -> str:
    flag = {OverTimeError: "--timeout SECONDS", OverMemoryError: "--memory SIZE"}.get(type(fault))
    if isinstance(fault, OutgrownError):
        flag = {"nodes": "--budget NODES", "memory": "--memory SIZE"}[fault.limit]
    if flag is None:
        return fault.advice
    if not choosing:
        return f"allow more with {flag}"
    option = f"{fault.word}=OPTION" if fault.word else "NAME=OPTION"
    return f"choose an option, as in --given {option}, or allow more with {flag}"


def _run(asked: argparse.Namespace) -> int:
    home, _, name = asked.run.partition(":")
    command = getattr(import_module(home), name)
    answered = command(asked)
    return answered if isinstance(answered, int) else _give(answered, asked)


def _give(answer: Answer, asked: argparse.Namespace) -> int:
    """Write an answer, the one way out; what it needs is imported only now."""
    from derive.cli.answer import give

    return give(answer, asked)


def _complain(message: str) -> int:
    from derive.terminal import plain_line

    safe = "\n".join(map(plain_line, message.split("\n")))
    print(f"derive: {safe}", file=sys.stderr)
    return WRONG


def _pipe_closed() -> int:
    """Point standard output at nothing, so that closing it at exit raises no second error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return REPRODUCED
