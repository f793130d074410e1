"""`derive survey`: a folder of specs, one JSON line a paper, resumable."""

from __future__ import annotations

import argparse
import sys

from derive.cli.interrupts import Interrupted, interrupts
from derive.cli.tally import Tally


def survey_folder(asked: argparse.Namespace) -> int:
    """Write a line a paper; 0 when every paper is reproduced, 1 when one is not, 2 when one fails.

    Papers that an earlier run has written to the same file are left out. A signal ends it with
    whole lines and no worker left; the code is 128 and the signal's number.

    >>> from derive.cli import main
    >>> main(["survey", "no such folder"])
    2
    """
    tally = Tally(out=asked.out)
    with interrupts() as calls:
        try:
            from derive.cli.side_by_side import write_records  # an interrupt may come meanwhile

            write_records(asked, tally, calls)
            print(f"derive: {tally.told()}", file=sys.stderr)
        except KeyboardInterrupt as stop:
            signal = stop if isinstance(stop, Interrupted) else Interrupted()
            print(f"derive: {signal.word}; {tally.so_far()}", file=sys.stderr)
            return signal.code
    return tally.code()
