"""The papers of a folder: all names at once, each text only when a worker is ready for it.

names :: folder -> [name]
paper :: folder, name -> Paper
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from derive.errors import SpecError, UsageError
from derive.papers.reading.document import decoded
from derive.papers.reading.faults import Fault
from derive.papers.reading.files import contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A spec by its path below the folder, with its text or with the reason why it has none."""

    file: str
    text: str = ""
    fault: str = ""


def names(folder: Path) -> list[str]:
    """Give the paths of all specs below a folder, and of the folders that cannot be looked into.

    Raises UsageError where there is no such folder, or no spec below it.

    >>> from derive.papers.catalogue import PAPERS
    >>> names(PAPERS)[:2]
    ['adaptive-inputs.toml', 'albert.toml']
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder", advice="give a folder of spec files")
    found = sorted(_below(folder))
    if not found:
        raise UsageError(f"no *.toml below {folder}", advice="give a folder of spec files")
    return found


def _below(folder: Path) -> Iterator[str]:
    shut: list[str] = []

    def note(fault: OSError) -> None:
        if fault.filename == str(folder):
            raise fault
        shut.append(fault.filename)

    for home, _, files in os.walk(folder, onerror=note):
        inner = Path(home).relative_to(folder)
        yield from ((inner / name).as_posix() for name in files if name.endswith(".toml"))
    yield from (Path(one).relative_to(folder).as_posix() for one in shut)


def paper(folder: Path, name: str) -> Paper:
    """Read a paper; what cannot be read has the message of `derive solve` as its fault.

    >>> paper(Path("no-such-folder"), "a.toml")
    Paper(file='a.toml', text='', fault='a.toml: there is no such file; its folder does not ...')
    """
    try:
        return Paper(file=name, text=decoded(_bytes(folder / name, name), name))
    except SpecError as fault:
        return Paper(file=name, fault=str(fault))


def _bytes(path: Path, name: str) -> bytes:
    """Give the bytes of a file; opening a pipe would wait for somebody to write to it."""
    if path.is_dir():
        message = "the folder cannot be looked into"
    elif path.exists() and not path.is_file():
        message = "this is no file, but a pipe or a device"
    else:
        return contents(path, name)
    raise SpecError([Fault(message, file=name)])
