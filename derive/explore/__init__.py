"""The terminal explorer: a screen where Textual is installed, and a line mode that is always there.

explore :: Model -> exit code
words.py    what is shown, as lines of text: both faces say the same
lines.py    the line mode, for pipes, screen readers and terminals that cannot do more
screen.py   the application (extra `derive-counts[explore]`)
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec

from derive.allowance import UNBOUNDED, Bounds
from derive.explore.state import begin
from derive.model.changes import UNCHANGED, Changes
from derive.model.model import Model

INSTALL = 'pip install "derive-counts[explore]"'


def explore(
    model: Model,
    *,
    paper: str = "",
    match: str = "",
    given: Mapping[str, str] | None = None,
    changes: Changes = UNCHANGED,
    lines: bool = False,
    json: bool = False,
    bounds: Bounds = UNBOUNDED,
) -> int:
    """Explore a model until the user leaves; gives 0, or 2 when a line of a script was wrong.

    `paper` is how the command line calls the model, `match` "exact" or "printed" (left out: as
    the file has it), `given` the first pins, `changes` what is not as the file has it. With
    `lines`, without a terminal that can draw and without Textual the line mode answers; with `json`
    a line of JSON answers each line. What `bounds` say holds for each question.

    >>> import io
    >>> from unittest.mock import patch
    >>> from derive import Claim, Component
    >>> model = Model(components=(Component(name="c", formula=7),),
    ...               claims=(Claim(printed="7", counts="c"),))
    >>> with patch("sys.stdin", io.StringIO("export command")):
    ...     explore(model, paper="my.toml", lines=True)
    >> export command
    derive solve my.toml
    0
    """
    start = begin(
        model, paper=paper, match=match, given=given or {}, changes=changes, bounds=bounds
    )
    if json:
        from derive.explore.lines import stream

        return stream(start)
    if not lines and _can_draw():
        if find_spec("textual") is not None:
            from derive.explore.screen import run

            return run(start)
        print(f"The screen needs Textual: {INSTALL}", file=sys.stderr)
        print("Going on line by line; `help` lists the commands.", file=sys.stderr)
    from derive.explore.lines import converse

    return converse(start)


def _can_draw() -> bool:
    """Say whether all ends are a terminal that moves its cursor (Textual draws on stderr)."""
    moves = os.environ.get("TERM", "dumb") not in ("", "dumb") or os.name == "nt"
    ends = (sys.stdin, sys.stdout, sys.stderr)
    return moves and all(end is not None and end.isatty() for end in ends)
