"""`derive explore`: try assumptions and see what remains."""

from __future__ import annotations

import argparse

from derive.cli.arguments import bounds_of
from derive.cli.asked import question_of
from derive.errors import UsageError
from derive.explore import explore


def explore_paper(asked: argparse.Namespace) -> int:
    """Explore a paper on the screen, or line by line; give the explorer's exit code.

    Raises UsageError for a spec on standard input, from which the explorer reads its commands.

    >>> explore_paper(argparse.Namespace(paper="-"))
    Traceback (most recent call last):
    derive.errors.UsageError: the explorer reads its commands from standard input; ...
    """
    if asked.paper == "-":
        raise UsageError(
            "the explorer reads its commands from standard input",
            advice="give the spec as a file, as in `derive explore ./my.toml`",
        )
    bounds = bounds_of(asked)
    with bounds.held():
        question = question_of(asked)
        model, given = question.changed, question.given
    return explore(
        model,
        paper=asked.paper,
        match=asked.match or "",
        given=given,
        changes=question.changes,
        lines=asked.lines,
        json=asked.json,
        bounds=bounds,
    )
