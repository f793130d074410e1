"""`derive` alone: three things to do next."""

from __future__ import annotations

import argparse

START = """\
Which reading of the paper gives the number it prints?

  derive solve sutskever2014    every way of counting that gives a paper's numbers
  derive count mistral7b        how many parameters, component by component
  derive ask "d*{0|V} + 12*L*d**2" V=50257 d=768 L=12 --claim 124M
                                the same of one formula, without a file

`derive list` shows the papers, `derive COMMAND --help` what a command takes,
`derive --help` all of them. A paper of your own is a file: docs/writing-a-spec.md.
"""


def start(asked: argparse.Namespace) -> int:
    """Print three commands that answer at once.

    >>> from derive.cli import main
    >>> main([])  # doctest: +ELLIPSIS
    Which reading of the paper gives the number it prints?
    ...
    0
    """
    print(START, end="")
    return 0
