"""Which further number would tell the surviving readings apart?

    settling :: Solutions, readings -> Settling: further numbers, the most telling first

A further number is a component, a group, the total of another configuration, or a claim of the
same model with a hyperparameter of another value. Every reading is as likely as any other: how
many solutions it has is only how many questions do not matter to it; within a reading every
solution is as likely as any other. `bits` is what the number says about the reading on average,
`remaining` how many readings it leaves on average.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from derive.diagrams.problem import Choice, place
from derive.diagrams.walks import ending_of
from derive.errors import DeriveError
from derive.explaining.questions import KINDS, Number, Tables, numbers, tables
from derive.explaining.survivors import Survivors, survivors
from derive.formulas.polynomial import total
from derive.intervals import Interval, hull
from derive.solver.enclosing import enclose
from derive.solver.solutions import Solutions


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the number might be: a value, or a range where unknowns leave one; who would say so.

    `readings` are the places of the readings that can give it, counted from 0.
    """

    value: Interval[int]
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
    """The questions, most telling first, and what they were judged by."""

    questions: tuple[Question, ...]
    survivors: Survivors


def settling(found: Solutions, readings: Sequence[int] | None = None) -> Settling:
    """Rank further numbers by how well they tell readings apart (packed ones, by default all).

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
    >>> [(q.number.label, q.bits, q.remaining) for q in settling(found).questions]
    [('total with V = 400', 1.0, 1.0), ('total with W = 200', 1.0, 1.0)]
    """
    alive = survivors(found, readings)
    asked = [_question(found, alive, number) for number in numbers(found.model)]
    ranked = sorted(filter(None, asked), key=_rank)
    return Settling(questions=tuple(_apart(ranked)), survivors=alive)


def _rank(question: Question) -> tuple[float, float, int, int]:
    kind = KINDS.index(question.number.kind)
    return (-round(question.bits, 9), question.remaining, kind, len(question.number.counts))


def _apart(ranked: Sequence[Question]) -> Iterator[Question]:
    """Leave out what says nothing, and rows that say what another row has said already."""
    seen: set[tuple[tuple[str, ...], object, object]] = set()
    for question in ranked:
        same = (
            question.number.counts,
            question.number.changed,
            frozenset(outcome.readings for outcome in question.outcomes),
        )
        if question.bits > 1e-9 and same not in seen:
            seen.add(same)
            yield question


def _question(found: Solutions, alive: Survivors, number: Number) -> Question | None:
    """Judge a number; None where it has no value in its row."""
    try:
        its = tables(found, number)
        worth = [[_worth(found, its, c) for c in own] for own in alive.choices]
    except DeriveError:
        return None
    classes = _classes(span for own in worth for span in own)
    chances: dict[Interval[int], dict[int, float]] = {}
    for reading, own in enumerate(worth):
        for span, times in Counter(classes[one] for one in own).items():
            share = times / len(own) / len(worth)
            chances.setdefault(span, {})[reading] = share
    outcomes = sorted(
        (
            Outcome(value=span, readings=tuple(shares), probability=sum(shares.values()))
            for span, shares in chances.items()
        ),
        key=lambda outcome: (-outcome.probability, outcome.value),
    )
    return Question(
        number=number,
        bits=_information(chances, len(worth)),
        remaining=sum(o.probability * len(o.readings) for o in outcomes),
        outcomes=tuple(outcomes),
    )


def _information(chances: Mapping[Interval[int], Mapping[int, float]], readings: int) -> float:
    """Give the bits that an outcome says about the reading: how far it narrows them, on average."""
    bits = 0.0
    for shares in chances.values():
        whole = sum(shares.values())
        bits += sum(share * log2(share / whole * readings) for share in shares.values())
    return max(0.0, bits)


def _classes(spans: Iterator[Interval[int]]) -> dict[Interval[int], Interval[int]]:
    """Join ranges that overlap: an unknown could bring both to one number."""
    joined: dict[Interval[int], Interval[int]] = {}
    group: list[Interval[int]] = []
    end = -1
    for span in [*sorted(set(spans)), None]:
        if group and (span is None or span.low > end):
            joined.update(dict.fromkeys(group, Interval(group[0].low, end)))
            group, end = [], -1
        if span is not None:
            group.append(span)
            end = max(end, span.high)
    return joined


def _worth(found: Solutions, its: Tables, choice: Choice) -> Interval[int]:
    """Give the number for a solution: one number, or a range for all values of the unknowns."""
    sizes = found.encoding.problem.sizes
    polynomial = total(entries[place(scope, choice, sizes)] for scope, entries in its)
    number = polynomial.value
    if number is not None:
        return Interval(int(number), int(number))
    low, high = enclose(polynomial, _hulls(found, choice))
    return Interval(int(low), int(high))


def _hulls(found: Solutions, choice: Choice) -> dict[str, Interval[int]]:
    fit = found.solved.fitting(ending_of(found.diagram, choice))
    assert fit is not None
    return {name: hull(its) for name, its in fit.values.items()}
