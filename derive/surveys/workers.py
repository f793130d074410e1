"""Worker processes that end with the process that started them, however that one ends.

A worker would not notice: it waits for work in a pipe whose other end the other workers hold too.
So each watches a further pipe, whose writing end only the starting process keeps. The system
closes that when the process is gone, be it killed.
"""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Thread

WINDOWS_WORKERS = 61  # ProcessPoolExecutor refuses more there


class Workers(ProcessPoolExecutor):
    """A pool of so many processes; with `cancel_futures` its end does not wait for what they do.

    >>> with Workers(1) as pool:
    ...     pool.submit(sum, [1, 2, 3]).result()
    6
    """

    def __init__(self, number: int) -> None:
        watched, self._life = Pipe(duplex=False)
        most = WINDOWS_WORKERS if sys.platform == "win32" else number
        super().__init__(min(number, most), initializer=_begin, initargs=(watched, self._life))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: when they have done what they were given, or now."""
        if cancel_futures:
            self._leave()
        super().shutdown(wait=wait or cancel_futures, cancel_futures=cancel_futures)

    def _leave(self) -> None:
        """End the workers now.

        One that ends while it sends an answer leaves half of it, and the pool's thread waits for
        the rest while anybody could send it: this process, too.
        """
        self._life.close()
        if self._result_queue is not None:
            self._result_queue._writer.close()  # type: ignore[attr-defined]


def _begin(watched: Connection, life: Connection) -> None:
    """Begin a worker: what ends it is the process that started it, and no key on a terminal."""
    life.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` stays in force
            signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: Connection) -> None:
    try:
        watched.recv_bytes()  # nothing is ever sent
    except (EOFError, OSError):
        os._exit(1)
