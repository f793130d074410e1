"""Whatever is raised, wherever: one message, the right exit code, a traceback if asked for."""

from __future__ import annotations

import errno
import io
import os
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import NoReturn

import pytest

import derive.cli.listing
from derive.allowance import Allowance, Stopped
from derive.cli import main
from derive.cli.commands import COMMANDS, Command
from derive.errors import BudgetError, InternalError, UsageError
from tests.documents import ROOT


def recursion(*_: object) -> NoReturn:
    recursion()


def memory(*_: object) -> bytearray:
    return bytearray(sys.maxsize)


def number(*_: object) -> str:
    return str(10**5000)


class Untold(Exception):
    def __str__(self) -> str:
        raise ValueError("no words")


def raising(fault: BaseException) -> Callable[..., NoReturn]:
    def command(*_: object, **__: object) -> NoReturn:
        raise fault.with_traceback(None)

    return command


HERE = Allowance(seconds=0, memory=None, nodes=None, outer=None)
STOPPED = Stopped(HERE, BudgetError("too late"))
OURS = {
    "TypeError: no number": raising(TypeError("no number")),
    "KeyError: 'tied'": raising(KeyError("tied")),
    "AttributeError: no x": raising(AttributeError("no x")),
    "AssertionError": raising(AssertionError()),
    "RecursionError: maximum recursion depth exceeded": recursion,
    "ValueError: Exceeds the limit": number,
    "Stopped: too late": raising(STOPPED),
    "SystemExit: 0": raising(SystemExit(0)),
    "GeneratorExit": raising(GeneratorExit()),
    "ExceptionGroup: two (1 sub-exception)": raising(ExceptionGroup("two", [KeyError("x")])),
    "UnicodeEncodeError: 'ascii' codec": raising(UnicodeEncodeError("ascii", "²", 0, 1, "no")),
    "Untold": raising(Untold()),
    "ValueError: a b": raising(ValueError("a\x1b[2J\nb\u202e")),
    "two ways differ": raising(InternalError("two ways differ")),
}
THEIRS = {
    "there is no memory left; choose an option": memory,
    "b.toml: Permission denied": raising(
        PermissionError(errno.EACCES, "Permission denied", "b.toml")
    ),
    "the system reports: Broken pipe": raising(BrokenPipeError(errno.EPIPE, "Broken pipe")),
    "the system reports: torn": raising(OSError("torn")),
    "no such thing; look": raising(UsageError("no such thing", advice="look")),
}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DERIVE_DEBUG", raising=False)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    seen = capsys.readouterr()
    return code, seen.out, seen.err


@pytest.mark.parametrize("said", OURS)
def test_a_fault_of_ours(
    said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derive.cli.listing, "list_papers", OURS[said])
    code, out, err = run(capsys, "list", "--json")
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert err.startswith(f"derive: this is a fault of derive, please report it: {said}")
    assert err.endswith("; DERIVE_DEBUG=1 shows more\n")
    assert err.rstrip("\n").isprintable()
    monkeypatch.setenv("DERIVE_DEBUG", "1")
    code, out, err = run(capsys, "list")
    message, *more = err.splitlines()
    assert (code, out) == (3, "") and "Traceback (most recent call last):" in more[0]
    assert said in message and "DERIVE_DEBUG" not in message
    assert "in _command" in err and all(line.isprintable() for line in more)


@pytest.mark.parametrize("said", THEIRS)
def test_a_fault_of_the_call_or_the_machine(
    said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derive.cli.listing, "list_papers", THEIRS[said])
    code, out, err = run(capsys, "list")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"derive: {said}") and "please report" not in err
    monkeypatch.setenv("DERIVE_DEBUG", "1")
    code, out, err = run(capsys, "list")
    assert (code, out) == (2, "")
    assert ("Traceback" in err) is not said.startswith("no such thing")


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), STOPPED, KeyError("x")])
def test_a_stop_while_something_is_thrown_away(
    fault: BaseException, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Thrown:
        __del__ = raising(fault)

    def command(asked: object) -> int:
        Thrown()
        return 0

    heard: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: heard.append(lost.exc_type))
    monkeypatch.setattr(derive.cli.listing, "list_papers", command)
    assert run(capsys, "list") == (0, "", "")
    assert heard == ([KeyError] if isinstance(fault, KeyError) else [])


def test_the_place_is_the_innermost_of_ours(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derive.cli.listing, "entries", OURS["KeyError: 'tied'"])
    _, _, err = run(capsys, "list")
    assert re.search(r"KeyError: 'tied' in derive/cli/listing\.py:\d+, list_papers;", err)


@pytest.mark.parametrize("json", [False, True])
def test_the_explorer_line_by_line(
    json: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from derive.explore import words

    monkeypatch.setattr(words, "assumption_lines", OURS["TypeError: no number"])
    monkeypatch.setattr("sys.stdin", io.StringIO("export command\nshow tied\nundo\n"))
    code, out, err = run(capsys, "explore", "sutskever2014", "--json" if json else "--lines")
    assert code == 3 and "derive solve sutskever2014" in out
    assert re.fullmatch(r"derive: this is a fault .*TypeError: no number.*shows more\n", err)


@pytest.mark.explore
def test_the_screen_is_left_before_a_fault_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from derive.explore import screen
    from tests.explore.seed import start

    def run_headless(self: screen.Explorer, **_: object) -> None:
        super(screen.Explorer, self).run(headless=True, auto_pilot=lambda pilot: pilot.press("n"))

    monkeypatch.setattr(screen, "next_splits", OURS["KeyError: 'tied'"])
    monkeypatch.setattr(screen.Explorer, "run", run_headless)
    with pytest.raises(KeyError, match="tied"):
        screen.run(start())


def test_an_interrupt(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derive.cli.listing, "list_papers", raising(KeyboardInterrupt()))
    before = signal.getsignal(signal.SIGINT)
    assert run(capsys, "list") == (130, "", "derive: interrupted; nothing was written\n")
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.name)
def test_every_command_is_behind_the_same_door(
    one: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one.run.replace(":", "."), OURS["TypeError: no number"])
    assert run(capsys, *shlex.split(one.example)[1:])[0] == 3


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.name)
def test_an_error_with_json_is_text_on_standard_error(
    one: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, one.name, "--json", "--no-such-flag")
    assert (code, out) == (2, "")
    assert err.startswith("derive: ") and err.count("\n") == 1


# Where an interrupt comes: Python asks every finder of modules for each that is imported.
INTERRUPTED = """
import sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from derive.cli import main
raise SystemExit(main(["solve", "sutskever2014"]))
"""


def python(*words: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        **options,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "derive.cli.running",
        "derive.cli.streams",
        "argparse",
        "derive.allowance",
        "derive.cli.solving",
        "derive.render.text",
        "tabulate",
    ],
)
def test_an_interrupt_while_importing(name: str) -> None:
    work = python(INTERRUPTED, name, stdout=subprocess.PIPE)
    out, err = work.communicate(timeout=60)
    assert (work.returncode, out) == (130, b"")
    assert err == b"derive: interrupted; nothing was written\n"


FULL = """
import resource
from derive.cli import main
import derive.cli.listing
resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))
def fill(asked):
    kept, size = [], 10**6
    while True:
        try:
            kept.append(bytearray(size))
        except MemoryError:
            if size < 20:
                raise
            size //= 4
derive.cli.listing.list_papers = fill
raise SystemExit(main(["list"]))
"""


LONG = """
import sys
from derive.cli import main
from derive.cli.answer import Answer
import derive.cli.listing
texts = {"text": lambda: "x" * 10_000_000}
derive.cli.listing.list_papers = lambda asked: Answer(document=None, data=dict, texts=texts)
raise SystemExit(main(["list", *sys.argv[1:]]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the limit does not hold")
@pytest.mark.parametrize("debug", ["", "1"])
def test_a_message_where_not_a_byte_is_left(debug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DERIVE_DEBUG", debug)
    work = python(FULL, stdout=subprocess.PIPE)
    out, err = work.communicate(timeout=60)
    assert (work.returncode, out) == (2, b"")
    message, *more = err.decode().splitlines()
    assert message.startswith("derive: there is no memory left; choose an option")
    assert (len(more) > 5 and more[-1] == "MemoryError") if debug else not more


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGINT is sent the Unix way")
def test_an_interrupt_while_the_answer_is_written() -> None:
    reading, writing = os.pipe()
    work = python(LONG, stdout=writing)
    os.close(writing)
    assert select.select([reading], [], [], 60)[0]  # it writes, and waits for a reader
    time.sleep(0.5)
    work.send_signal(signal.SIGINT)
    _, err = work.communicate(timeout=60)
    os.close(reading)
    assert work.returncode == 130
    assert err == b"derive: interrupted; what was written is not whole\n"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no timer to stop a write")
def test_time_runs_out_while_nobody_reads() -> None:
    reading, writing = os.pipe()
    work = python(LONG, "--timeout", "1", stdout=writing)
    os.close(writing)
    _, err = work.communicate(timeout=60)
    os.close(reading)
    assert work.returncode == 2
    assert err.startswith(b"derive: no answer within 1 s; ") and err.count(b"\n") == 1
