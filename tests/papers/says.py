"""How an option's sentence is written: as a clause that answers may join to others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.model.assumptions import Assumption

LONGEST = 90


def misspoken(assumption: Assumption) -> list[str]:
    """Give each option that has no sentence or a wrong one, with what is wrong."""
    return [
        f"{assumption.name}.{option.name}: {fault}"
        for option in assumption.options
        for fault in _faults(option.says)
    ]


def _faults(says: str) -> Iterator[str]:
    if not says:
        yield "no sentence"
    if re.match(r"[A-Z][a-z]*\b", says):
        yield "a capital; only a name with another capital or digit may begin, as GPT-2 and XLNet"
    if says.endswith("."):
        yield "a full stop"
    if "_" in says:
        yield "an identifier"
    if len(says) > LONGEST:
        yield f"longer than {LONGEST} characters"
