"""What a survey says of its papers: how many came out how, and how many so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from derive.terminal import plain_line, plain_text

if TYPE_CHECKING:
    from derive.surveys.records import Record


@dataclass(slots=True)
class Tally:
    """What became of how many papers, of which some were written by an earlier run."""

    out: str | None
    of: int = 0
    earlier: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def begin(self, of: int, earlier: Iterable[Record]) -> None:
        """Enter how many papers there are, and what an earlier run wrote of them."""
        self.outcomes.update(map(outcome, earlier))
        self.earlier = self.outcomes.total()
        self.of = of

    def add(self, record: Record) -> None:
        """Enter a record that is written."""
        self.outcomes[outcome(record)] += 1

    def code(self) -> int:
        """Give the exit code.

        >>> Tally(out=None, outcomes=Counter({"reproduced": 2, "failed": 1})).code()
        2
        """
        return 2 if self.outcomes["failed"] else 1 if self.outcomes["not reproduced"] else 0

    def told(self) -> str:
        """Tell what became of all papers.

        >>> Tally(out=None, of=2, outcomes=Counter({"reproduced": 2})).told()
        '2 papers: 2 reproduced, 0 not reproduced, 0 failed'
        """
        words = ("reproduced", "not reproduced", "failed")
        parts = ", ".join(f"{self.outcomes[word]} {word}" for word in words)
        earlier = f"; {self.earlier} of them in an earlier run" if self.earlier else ""
        return f"{self.of} papers: {parts}{earlier}"

    def so_far(self) -> str:
        """Tell how many are written where that is not all, and how to go on.

        >>> Tally(out="a.jsonl", of=3, outcomes=Counter({"reproduced": 2})).so_far()
        '2 of 3 papers are written; the same command goes on from there'
        >>> Tally(out="a.jsonl").so_far()
        'nothing was added to a.jsonl; the same command goes on from there'
        """
        done = self.outcomes.total()
        if self.of and done == self.of:
            return f"all {done} papers are written"
        resume = "the same command goes on from there" if self.out else "with --out it could go on"
        if self.of:
            return f"{done} of {self.of} papers are written; {resume}"
        return f"nothing was added to {self.out}; {resume}" if self.out else "nothing was written"


def outcome(record: Record) -> str:
    """Say in a word what became of a paper.

    >>> outcome({"file": "a.toml", "solutions": 0})
    'not reproduced'
    """
    if "error" in record:
        return "failed"
    return "reproduced" if record["solutions"] else "not reproduced"


def shown(record: Record) -> str:
    """Tell a paper's fault and its file, once; what that is called is a stranger's text.

    >>> shown({"file": "a\\x1b[2J.toml", "error": "torn"})
    'a.toml: torn'
    """
    error = "\n".join(map(plain_line, record["error"].split("\n")))
    file = plain_text(record["file"])
    return error if error.startswith(f"{file}:") else f"{file}: {error}"
