"""Where an answer goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from derive.errors import UsageError


def put(text: str, file: str | None, *, force: bool = False) -> None:
    """Print a text (`file` None or "-"), or write it to a file, which must not exist unless forced.

    Raises UsageError where the file exists or cannot be written.

    >>> put("384M parameters\\n", None)
    384M parameters
    >>> put("384M parameters\\n", ".")
    Traceback (most recent call last):
    derive.errors.UsageError: . exists already; give --force to replace it
    """
    if file is None or file == "-":
        sys.stdout.write(text)
        return
    write_whole(Path(file), text, force=force)
    print(f"wrote {file}", file=sys.stderr)


def write_whole(
    path: Path, text: str, *, force: bool = False, advice: str = "give --force to replace it"
) -> None:
    """Write a file by way of a temporary one beside it, so that no half of it is ever there.

    Raises UsageError if the file exists and is not to be replaced, or cannot be written.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "a.tex", "whole")
    ...     [(path.name, path.read_text()) for path in Path(folder).iterdir()]
    [('a.tex', 'whole')]
    """
    if _exists(path) and not force:
        raise UsageError(f"{path} exists already", advice=advice)
    try:
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
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise UsageError(f"{path} cannot be written: {why}") from None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # no such path can be; opening it says why
        return False


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
