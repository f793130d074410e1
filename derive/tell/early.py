"""What is said of a search that ended before everything was tried: never nothing."""

from __future__ import annotations

from derive.steps import Step, Text


def stopped_early(looking_for: str, *, complete: bool) -> list[Step]:
    """Say that a search stopped at a limit; of one that is complete there is nothing to say.

    >>> stopped_early("the smallest misses", complete=True)
    []
    >>> stopped_early("the smallest misses", complete=False)[0].parts
    ('The search for the smallest misses stopped early, at a limit: not everything was tried.',)
    """
    if complete:
        return []
    said = f"The search for {looking_for} stopped early, at a limit: not everything was tried."
    return [Text(said)]
