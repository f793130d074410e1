"""A record: what became of a paper, as one line; and whether an earlier one still holds.

mark  :: Paper, Settings -> str             what a record was made from
holds :: Record, Paper, Settings -> bool    an earlier record needs not be made again
line  :: Record -> str
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from derive import limits
from derive.data import answer
from derive.surveys.papers import Paper

Record = dict[str, Any]

BEGINNING = b'{"f'  # of every line, be it torn
LIMITS = ("timeout", "memory", "budget")  # of a paper, by the flags that set them


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to match the printed numbers (None: as each file says), and what a paper may take.

    >>> Settings(match="exact").timeout == limits.SURVEY_SECONDS
    True
    """

    match: str | None = None
    timeout: float = field(default_factory=lambda: limits.SURVEY_SECONDS)
    memory: int = field(default_factory=lambda: limits.MEMORY)
    budget: int = field(default_factory=lambda: limits.NODES)


def mark(paper: Paper, settings: Settings) -> str:
    """Give what a record was made from: another text or another question has another mark.

    What a paper may take is no part of it: an answer is the same however much was allowed.

    >>> mark(Paper(file="a.toml", text=""), Settings(match="exact", timeout=1))
    'e3b0c44298fc1c14 exact'
    """
    text = sha256((paper.fault or paper.text).encode("utf-8", errors="surrogateescape"))
    return f"{text.hexdigest()[:16]} {settings.match or 'as written'}"


def holds(record: Record, paper: Paper, settings: Settings) -> bool:
    """Say whether a record answers what is asked now, or was stopped where it would be again.

    >>> paper, now = Paper(file="a.toml"), Settings(timeout=60)
    >>> stopped = {"of": mark(paper, now), "error": "no answer", "limit": {"timeout": 60}}
    >>> holds(stopped, paper, now), holds(stopped, paper, Settings(timeout=61))
    (True, False)
    """
    stopped = record.get("limit", {})
    more = any(getattr(settings, name) > limit for name, limit in stopped.items())
    return not more and bool(record.get("of") == mark(paper, settings))


def line(record: Record) -> str:
    """Give a record as one line.

    >>> line({"file": "a.toml", "solutions": 3})
    '{"format": "derive-survey", "version": 1, "file": "a.toml", "solutions": 3}\\n'
    """
    return json.dumps(answer("survey", record), ensure_ascii=True) + "\n"


def record_of(line: bytes) -> Record | None:
    """Give what a run must know of an earlier record, or None where the line is none.

    >>> record_of(b'{"file": "a.toml", "solutions": 3, "forced": {}}')
    {'file': 'a.toml', 'solutions': 3}
    >>> record_of(b'{"file": "a.toml", "solutions": -3}')
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    known = ("file", "of", "solutions", "error", "limit")
    return {key: found[key] for key in known if key in found} if _is_record(found) else None


def _is_record(found: Any) -> bool:
    """Say whether it is a paper's outcome: an error, or a count."""
    if not isinstance(found, dict) or not isinstance(found.get("file"), str):
        return False
    if not _is_limit(found.get("limit", {})):
        return False
    count = found.get("solutions")
    return isinstance(found.get("error"), str) or (isinstance(count, int) and count >= 0)


def _is_limit(found: Any) -> bool:
    return isinstance(found, dict) and all(
        name in LIMITS and isinstance(limit, int | float) for name, limit in found.items()
    )
