"""The bytes of a spec file, or what stands in the way of reading them."""

from __future__ import annotations

from pathlib import Path

from derive import limits
from derive.errors import SpecError, did_you_mean
from derive.papers.reading.faults import Fault
from derive.terminal import plain_text


def contents(path: Path, called: str = "") -> bytes:
    """Give the bytes of a file, one more than `limits.FILE_BYTES` at most.

    `called` is what the messages call it (default: the path).

    >>> contents(Path("no/such.toml"))
    Traceback (most recent call last):
    derive.errors.SpecError: no/such.toml: there is no such file; its folder does not exist either
    """
    try:
        with path.open("rb") as file:
            return file.read(limits.FILE_BYTES + 1)
    except (OSError, ValueError) as fault:
        message, advice = _why(path, fault)
        raise SpecError([Fault(message, advice=advice, file=called or str(path))]) from None


def _why(path: Path, fault: OSError | ValueError) -> tuple[str, str]:
    if isinstance(fault, FileNotFoundError):
        return "there is no such file", _near(path)
    if isinstance(fault, IsADirectoryError):
        return "this is a folder", "name a file in it"
    if isinstance(fault, PermissionError):
        return "the file may not be read", "change its permissions"
    reason = fault.strerror if isinstance(fault, OSError) else str(fault)
    return f"the file cannot be read ({plain_text(reason or 'unknown reason')})", ""


def _near(path: Path) -> str:
    try:
        found = {one.name for one in path.parent.iterdir() if one.suffix == ".toml"}
    except OSError:
        return "its folder does not exist either"
    return did_you_mean(path.name, sorted(found - {path.name}))  # it may be a link to nothing
