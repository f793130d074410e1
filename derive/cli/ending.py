"""How a run ends that has no answer: one message on standard error, and the exit code.

    ended   :: exception -> exit code   0 answered, 1 not met, 2 the call, a file or a limit,
                                        3 a fault of ours, 130 interrupted
    unheard :: () -> context            a stop that Python cannot raise is not printed either

DERIVE_DEBUG=1 in the environment shows the traceback after the message.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from derive import limits
from derive.allowance import Stopped
from derive.cli.streams import Output, Unwritten, complain
from derive.errors import DeriveError, InternalError
from derive.terminal import plain_lines, plain_text

ANSWERED, WRONG, OURS, INTERRUPTED = 0, 2, 3, 130
FULL = (
    "there is no memory left; choose an option, as in --given NAME=OPTION, or let the process have "
    "more"
)


def ended(fault: BaseException, output: Output) -> int:
    """Say why there is no answer, and give the exit code.

    >>> from contextlib import redirect_stderr
    >>> with redirect_stderr(sys.stdout):
    ...     ended(KeyError("tied"), Output(sys.stdout))
    derive: this is a fault of derive, please report it: KeyError: 'tied'; DERIVE_DEBUG=1 shows more
    3
    """
    with _undisturbed():
        _release(fault)
        if output.pending:
            output.drop()  # the rest is missing, and whoever was to read it may have stopped
        if isinstance(fault, Unwritten) and fault.quiet:
            return ANSWERED
        message, code = _told(fault, output)
        complain(message)
        if _debugging() and (code == OURS or not isinstance(fault, DeriveError)):
            print(_traceback(fault), file=sys.stderr)
        return code


@contextmanager
def unheard() -> Iterator[None]:
    """Print no traceback of a stop that comes while an object is thrown away.

    Nothing can be raised there: what is used up stops the next loop that asks, and Ctrl-C is
    pressed again.
    """
    before = sys.unraisablehook

    def hook(lost: sys.UnraisableHookArgs) -> None:
        if not issubclass(lost.exc_type, KeyboardInterrupt | Stopped):
            before(lost)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before


def _release(fault: BaseException) -> None:
    """Let go of all that was under way: a message takes memory too."""
    step = fault.__traceback__
    while step is not None:
        with suppress(RuntimeError):  # a frame that goes on
            step.tb_frame.clear()
        step = step.tb_next


def _told(fault: BaseException, output: Output) -> tuple[str, int]:
    match fault:
        case KeyboardInterrupt():
            written = "what was written is not whole" if output.begun else "nothing was written"
            return f"interrupted; {_said(fault) or written}", INTERRUPTED
        case Unwritten():
            return f"the answer cannot be written to standard output: {_said(fault)}", WRONG
        case InternalError():
            return _ours(f"{fault}{_place(fault)}"), OURS
        case DeriveError():
            return str(fault), WRONG
        case MemoryError():
            return FULL, WRONG
        case OSError():
            where = plain_text(str(fault.filename or "the system reports"))
            return f"{where}: {fault.strerror or _said(fault)}", WRONG
    kind = f"{type(fault).__name__}: {_said(fault)}".removesuffix(": ")
    return _ours(f"{kind}{_place(fault)}"), OURS


def _ours(said: str) -> str:
    more = "" if _debugging() else "; DERIVE_DEBUG=1 shows more"
    return f"this is a fault of derive, please report it: {said}{more}"


def _said(fault: BaseException) -> str:
    """Give the words of any exception; those that cannot be told are none."""
    try:
        return plain_text(str(fault), limits.FAULT_LENGTH)
    except Exception:
        return ""


def _place(fault: BaseException) -> str:
    """Name the innermost line of ours."""
    from pathlib import Path
    from traceback import walk_tb

    home = Path(__file__).parents[1]
    ours = [
        f" in {Path(frame.f_code.co_filename).relative_to(home.parent).as_posix()}:{line}, "
        f"{frame.f_code.co_qualname}"
        for frame, line in walk_tb(fault.__traceback__)
        if Path(frame.f_code.co_filename).is_relative_to(home)
    ]
    return ours[-1] if ours else ""


def _traceback(fault: BaseException) -> str:
    from traceback import format_exception

    return plain_lines("".join(format_exception(fault)).rstrip())


def _debugging() -> bool:
    return os.environ.get("DERIVE_DEBUG", "") not in ("", "0")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no second interrupt cut short what is said of the first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
