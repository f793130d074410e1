"""Where an answer goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from derive.characters import carried
from derive.errors import UsageError
from derive.terminal import plain_text


def put(text: str, file: str | None, *, format: str = "text", force: bool = False) -> None:
    """Print a text (`file` None or "-"), or write it to a file, which must not exist unless forced.

    A file is in UTF-8; standard output as it is set, and `format` says how what its encoding
    lacks is spelled. Raises UsageError where the file exists or cannot be written.

    >>> put("384M parameters\\n", None)
    384M parameters
    >>> put("384M parameters\\n", ".")
    Traceback (most recent call last):
    derive.errors.UsageError: . exists already; give --force to replace it
    """
    if file is None or file == "-":
        sys.stdout.write(carried(text, sys.stdout.encoding, format))
        return
    write_whole(Path(file), text, force=force)
    print(f"wrote {plain_text(file)}", file=sys.stderr)


def write_whole(
    path: Path, text: str, *, force: bool = False, advice: str = "give --force to replace it"
) -> None:
    """Write a file by way of a temporary one beside it, so that no half of it is ever there.

    A link is followed; a device or a pipe is written into.

    Raises UsageError if the file exists and is not to be replaced, or cannot be written.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "a.tex", "whole")
    ...     [(path.name, path.read_text()) for path in Path(folder).iterdir()]
    [('a.tex', 'whole')]
    """
    try:
        if _is_stream(path):
            path.write_text(carried(text, "utf-8"), encoding="utf-8")
            return
        if _exists(path) and not force:
            raise UsageError(f"{plain_text(str(path))} exists already", advice=advice)
        _replace(path.resolve(), carried(text, "utf-8"))
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise UsageError(f"{plain_text(str(path))} cannot be written: {why}") from None


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # no such path can be; opening it says why
        return False


def _is_stream(path: Path) -> bool:
    """Say whether it is a device or a pipe, of which nothing is replaced, and which must stay."""
    return _exists(path) and not path.is_file() and not path.is_dir()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
