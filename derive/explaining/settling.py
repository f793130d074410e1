"""Which further number would tell the surviving readings apart?

    settling :: Solutions, readings -> Settling: further numbers, the most telling first

A further number is one that somebody could find out: a component or a group, what another row
claims, one more digit of a figure, an unknown; on request, a claim of the same model with another
value of a hyperparameter. Every reading is as likely as any other: how many solutions it has is
only how many questions do not matter to it; within a reading every solution is as likely as any
other. `bits` is what the number says about the reading on average, `remaining` how many readings
it leaves on average. Where unknowns leave a solution several answers, solutions that share one
are not told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from derive.errors import DeriveError
from derive.explaining.closer import Answers, answers_of
from derive.explaining.questions import KINDS, Number, hypothetical, numbers
from derive.explaining.survivors import Survivors, survivors
from derive.explaining.worth import Worths
from derive.intervals import Intervals, hull, union
from derive.solver.solutions import Solutions

SPANS = 5  # so many parts of an answer are told apart where no other answer lies between them


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the answer might be, counted (`values`) and as it is written; who would say so.

    It is several numbers where unknowns leave several. `readings` are the places of the readings
    that can give it, counted from 0.
    """

    values: Intervals
    answers: tuple[str, ...]
    readings: tuple[int, ...]
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A further number, what it says on average and its outcomes, the likeliest first."""

    number: Number
    bits: float
    remaining: float
    outcomes: tuple[Outcome, ...]

    @property
    def settles(self) -> bool:
        """Say whether every outcome leaves one reading."""
        return all(len(outcome.readings) == 1 for outcome in self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """The questions, most telling first, and what they were judged by.

    `supposing`: there are none, but models with other values would tell the readings apart.
    """

    questions: tuple[Question, ...]
    survivors: Survivors
    supposing: bool = False


def settling(
    found: Solutions, readings: Sequence[int] | None = None, *, suppose: bool = False
) -> Settling:
    """Rank further numbers by how well they tell readings apart (packed ones, by default all).

    Those of models with another value of a hyperparameter are among them only with `suppose`.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(V=200, W=100, d=10),
    ...     assumptions=(Assumption(name="tables", options={"source": "V*d", "two": "2*W*d"}),),
    ...     components=(
    ...         Component(name="embedding", formula="tables"),
    ...         Component(name="layers", formula="d*d"),
    ...     ),
    ...     claims=(Claim(printed="2,100", counts="total"),),
    ... ))
    >>> settling(found).questions, settling(found).supposing
    ((), True)
    >>> [(q.number.label, q.bits, q.remaining) for q in settling(found, suppose=True).questions]
    [('total with V = 400', 1.0, 1.0), ('total with W = 200', 1.0, 1.0)]
    """
    worths, alive = Worths(found), survivors(found, readings)
    asked = _judged(worths, alive, numbers(found.model))
    others = [] if asked and not suppose else _judged(worths, alive, hypothetical(found.model))
    shown = _apart(sorted([*asked, *others] if suppose else asked, key=_rank))
    return Settling(questions=tuple(shown), survivors=alive, supposing=bool(others) and not suppose)


def _judged(worths: Worths, alive: Survivors, asked: Iterable[Number]) -> list[Question]:
    """Judge numbers; those that have no value, or say nothing, are left out."""
    questions = (_question(worths, alive, number) for number in asked)
    return [question for question in questions if question and question.bits > 1e-9]


def _rank(question: Question) -> tuple[float, float, int, int]:
    kind = KINDS.index(question.number.kind)
    return (-round(question.bits, 9), question.remaining, kind, len(question.number.counts))


def _apart(ranked: Sequence[Question]) -> Iterator[Question]:
    """Leave out rows, and further digits, that say what has been said already."""
    seen: set[tuple[tuple[str, ...], object, object]] = set()
    for question in ranked:
        same = (
            question.number.counts,
            question.number.changed,
            frozenset(outcome.readings for outcome in question.outcomes),
        )
        if same not in seen:
            seen.add(same)
            yield question


@dataclass(frozen=True, slots=True, kw_only=True)
class _Class:
    """Answers that are not told apart: which, for what counts, and how likely by each reading."""

    answers: Intervals
    counts: Intervals
    shares: Mapping[int, float]


Heard = Counter[tuple[Intervals, Intervals]]  # what is written, and the count it is written for


def _question(worths: Worths, alive: Survivors, number: Number) -> Question | None:
    """Judge a number; None where it has no value, or one that its change does not move."""
    try:
        counts = _counts(worths, alive, number)
        if number.changed and counts == _counts(worths, alive, replace(number, changed=None)):
            return None
    except DeriveError:
        return None
    written = answers_of(worths.found, number)
    classes = _classes(
        [
            Counter((written.of(one, its), its) for one, its in zip(choices, own, strict=True))
            for choices, own in zip(alive.choices, counts, strict=True)
        ]
    )
    outcomes = sorted(
        (_outcome(one, classes, written) for one in classes),
        key=lambda outcome: (-outcome.probability, outcome.values),
    )
    return Question(
        number=number,
        bits=_information(classes, alive.readings),
        remaining=sum(o.probability * len(o.readings) for o in outcomes),
        outcomes=tuple(outcomes),
    )


def _counts(worths: Worths, alive: Survivors, number: Number) -> list[list[Intervals]]:
    """Give what a number would be, solution by solution, for each reading."""
    worth = worths.of(number)
    return [[worth(choice) for choice in choices] for choices in alive.choices]


def _outcome(one: _Class, classes: Sequence[_Class], written: Answers) -> Outcome:
    answers = _spans(one.answers, [other.answers for other in classes])
    return Outcome(
        values=_spans(one.counts, [other.counts for other in classes]),
        answers=tuple(written.text(span) for span in answers),
        readings=tuple(one.shares),
        probability=sum(one.shares.values()),
    )


def _spans(own: Intervals, every: Iterable[Intervals]) -> Intervals:
    """Join many parts of a set to one, where none of another set lies between them."""
    if len(own) <= SPANS:
        return own
    whole = hull(own)
    between = sum(not (span & whole).empty for spans in every for span in spans)
    return (whole,) if between == len(own) else own


def _information(classes: Iterable[_Class], readings: int) -> float:
    """Give the bits that an outcome says about the reading: how far it narrows them, on average."""
    bits = 0.0
    for one in classes:
        whole = sum(one.shares.values())
        bits += sum(share * log2(share / whole * readings) for share in one.shares.values())
    return max(0.0, bits)


def _classes(heard: Sequence[Heard]) -> list[_Class]:
    """Join the answers of each reading that overlap: one number could be either."""
    place = _joined({written for own in heard for written, _ in own})
    classes: dict[int, list[tuple[int, float, Intervals, Intervals]]] = {}
    for reading, own in enumerate(heard):
        for (written, counts), times in own.items():
            share = times / own.total() / len(heard)
            classes.setdefault(place[written], []).append((reading, share, written, counts))
    return [_class(members) for members in classes.values()]


def _class(members: Sequence[tuple[int, float, Intervals, Intervals]]) -> _Class:
    readings, _, written, counts = zip(*members, strict=True)
    return _Class(
        answers=union(*written),
        counts=union(*counts),
        shares={
            own: sum(share for reading, share, _, _ in members if reading == own)
            for own in dict.fromkeys(readings)
        },
    )


def _joined(sets: Iterable[Intervals]) -> dict[Intervals, int]:
    """Number sets so that those which overlap, themselves or by way of others, have one number."""
    own = sorted(sets)
    leads = [*range(len(own))]

    def lead(at: int) -> int:
        while leads[at] != at:
            at = leads[at]
        return at

    spans = sorted((span, at) for at, its in enumerate(own) for span in its)
    end, last = spans[0][0].low, spans[0][1]
    for (low, high), at in spans:
        if low <= end:
            leads[lead(at)] = lead(last)
        end, last = max((end, last), (high, at))
    return {its: lead(at) for at, its in enumerate(own)}
