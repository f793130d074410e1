"""A lock on an open file, which the system takes back when the process is gone."""

from __future__ import annotations

import sys
from io import FileIO
from multiprocessing.util import register_after_fork

if sys.platform == "win32":
    import msvcrt

    FAR = 2**31 - 2  # a place beyond what is written: nobody can read where a lock is

    def _lock(file: FileIO) -> None:
        file.seek(FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None

else:
    import fcntl

    def _lock(file: FileIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def locked(file: FileIO) -> bool:
    """Lock a file for this process alone and say so; False where another one holds it.

    A worker that is forked has the file too, and closes it: it must not hold the lock when this
    process is gone. Where a file system knows no locks, nobody holds one.

    >>> from tempfile import TemporaryFile
    >>> with TemporaryFile(buffering=0) as file:
    ...     locked(file)
    True
    """
    register_after_fork(file, FileIO.close)
    try:
        _lock(file)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True
