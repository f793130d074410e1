"""The file of a survey: one survey at a time, whole lines only, and never somebody else's file.

opened :: path -> Output     locked; its records checked; a line that was not finished cut off
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from derive import limits
from derive.errors import UsageError
from derive.surveys.locking import locked
from derive.surveys.records import BEGINNING, Record, line, record_of


class Output:
    """A file to which records are added; `before` has what an earlier run needs told, by paper."""

    def __init__(self, file: FileIO, path: Path) -> None:
        self.file = file
        self.before, self.whole = _kept(file, path)
        if self.whole < path.stat().st_size:
            file.truncate(self.whole)

    def add(self, record: Record) -> None:
        """Add a line, whole: what there was no room for is taken away again.

        Raises OSError where it cannot be written.
        """
        content = line(record).encode("ascii")
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[self.file.write(rest) :]
        except BaseException:
            self.file.truncate(self.whole)
            raise
        self.whole += len(content)


@contextmanager
def opened(path: Path) -> Iterator[Output]:
    """Open the file of a survey, a new one or that of an earlier run.

    Raises UsageError where it is held by another survey, is no regular file or holds anything but
    records; then it is left as it is.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "out.jsonl"
    ...     _ = path.write_text(line({"file": "a.toml", "solutions": 3}) + '{"file": "b')
    ...     with opened(path) as out:
    ...         out.add({"file": "b.toml", "solutions": 1})
    ...     list(out.before), path.read_text().count("file")
    (['a.toml'], 2)
    """
    with _file(path) as file:
        if not locked(file):
            raise UsageError(
                f"another survey is writing to {path}",
                advice="wait for it, or give another file with --out",
            )
        yield Output(file, path)


def _file(path: Path) -> FileIO:
    """Open a file to read and to append; a pipe or a device is not even opened."""
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is no file", advice="give a file with --out")
        return path.open("a+b", buffering=0)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise UsageError(
            f"{path} cannot be opened: {why}", advice="give another file with --out"
        ) from None


def _kept(file: FileIO, path: Path) -> tuple[dict[str, Record], int]:
    """Give the records by paper, the last of each, and how many bytes their lines have."""
    found: dict[str, Record] = {}
    number = whole = 0
    with open(file.fileno(), "rb", closefd=False) as lines:
        lines.seek(0)
        while not _is_torn(one := lines.readline(limits.RECORD_BYTES)):
            number += 1
            record = record_of(one) if one.endswith(b"\n") else None
            if record is None:
                raise _no_record(path, number)
            found[record["file"]] = record
            whole += len(one)
    return found, whole


def _is_torn(line: bytes) -> bool:
    """Say whether a line is the beginning of a record, or the end of the file."""
    if line.endswith(b"\n") or len(line) == limits.RECORD_BYTES:
        return False
    return line.startswith(BEGINNING) or BEGINNING.startswith(line)


def _no_record(path: Path, number: int) -> UsageError:
    return UsageError(
        f"{path}: line {number} is no record of a survey",
        advice="give another file with --out; nothing was changed",
    )
