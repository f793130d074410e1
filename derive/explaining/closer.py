"""What somebody who is asked for a number would write: all of it, or one digit more than printed.

Answers(found, number).of   :: solution, what it counts -> Intervals, of numbers or of last digits
Answers(found, number).text :: Interval                 -> as it would be written
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.diagrams.problem import Choice
from derive.explaining.questions import Number, longer_figure
from derive.intervals import Interval, Intervals, union
from derive.model.case import Case
from derive.model.claims import figure
from derive.model.parts import Claimed
from derive.printed import Printed, last_digits, spelled
from derive.solver.solutions import Solutions


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What would be written for a number: where `like` is None, the number itself.

    >>> from derive import Claim, Component, Model, solve
    >>> found = solve(Model(
    ...     components=(Component(name="c", formula="12345678"),),
    ...     claims=(Claim(printed="12.35M", counts="c"),),
    ... ))
    >>> asked = Number(kind="digits", counts=("c",), printed="12.35M", digits=5)
    >>> answers = answers_of(found, asked)
    >>> answers.of((), (Interval(12_345_678, 12_345_678),)), answers.text(Interval(12346, 12346))
    (((12346, 12346),), '12.346M')
    """

    found: Solutions
    claim: Claimed | None = None
    like: Printed | None = None

    def of(self, choice: Choice, counts: Intervals) -> Intervals:
        """Give what a solution that counts so many would have written, in last digits."""
        if self.claim is None or self.like is None:
            return counts
        rounding, unit = self._cut(choice, self.claim)
        ends = (
            [last_digits(end, like=self.like, rounding=rounding, unit=unit) for end in span]
            for span in counts
        )
        return union((least.low, most.high) for least, most in ends)

    def _cut(self, choice: Choice, one: Claimed) -> tuple[str, str]:
        """Give how the figure is rounded, and its unit: by the choice where that is open."""
        words = {}
        if any(word in self.found.model.assumption_named for word in one.claim.words):
            chosen = self.found.encoding.assumption_set(choice)
            words = Case(model=self.found.model, chosen=chosen).words(one)
        rounding, unit, _ = (words.get(word, word) for word in one.claim.words)
        return rounding, unit

    def text(self, span: Interval[int]) -> str:
        """Write an answer, or the answers from one to another."""
        if self.like is None:
            return str(span)
        return " to ".join(dict.fromkeys(spelled(end, self.like) for end in span))


def answers_of(found: Solutions, number: Number) -> Answers:
    """Tell how a number would be written: like a figure of the paper, or in full."""
    if not number.digits:
        return Answers(found=found)
    asked = (number.counts, number.row, number.printed)
    claim = next(
        one
        for one in found.model.claimed
        if ((str(one.claim.counts),), one.row.name, figure(one.claim)) == asked
    )
    return Answers(found=found, claim=claim, like=longer_figure(claim))
