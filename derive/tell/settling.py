"""What would settle which reading is meant: the further numbers, and what each would leave.

settled_by :: Settling, names -> steps
left_after :: what, how many on average -> text      the same in one line, of any one question
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from derive.explaining.settling import Question, Settling
from derive.explaining.survivors import Survivors
from derive.printed import grouped
from derive.steps import Code, Inline, Section, Step, Table, Text
from derive.tell.figures import LARGE, amount

LIKELY = 5  # outcomes of a further number that are named
FEW = 3  # where there is little room
ONE_LEFT = "There is one reading left: nothing to settle."


def settled_by(
    settling: Settling, most: int = 5, numbers: Sequence[int] | None = None
) -> list[Step]:
    """Tell which further numbers would tell the readings apart best, and what each would say.

    `most` is how many numbers the table has; `numbers` are what the readings are called, by default
    counted from 1.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> from derive.explaining.settling import settling
    >>> found = solve(read(path_of("sutskever2014")))
    >>> settled_by(settling(found))[0].parts[:2]
    ('It would help most to know ', Code(text='source_embedding + target_embedding'))
    """
    alive = settling.survivors
    if alive.readings_in_all < 2:
        return [Text(ONE_LEFT)]
    if not settling.questions:
        none = Text("No further number of this model would tell the readings apart.")
        return [none, *_sampled(alive)]
    best = settling.questions[0]
    return [
        Text(
            "It would help most to know ", Code(best.number.label), ": ", *_says(best, numbers), "."
        ),
        Table(
            head=(("number",), ("bits",), ("readings left on average",)),
            rows=tuple(
                ((Code(q.number.label),), (f"{q.bits:.2f}",), (average(q.remaining),))
                for q in settling.questions[:most]
            ),
            columns="lrr",
        ),
        *_sampled(alive),
    ]


def _sampled(alive: Survivors) -> list[Step]:
    if alive.complete:
        return []
    return [
        Text(
            f"Judged by a sample: {grouped(alive.readings)} of "
            f"{grouped(alive.readings_in_all)} readings, a few solutions of each."
        )
    ]


def told_apart(settling: Settling, most: int, numbers: Sequence[int]) -> Section:
    """Tell in a section of its own which further numbers would tell two readings apart.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> from derive.explaining.settling import settling
    >>> told_apart(settling(solve(read(path_of("sutskever2014")))), 5, [1, 2, 3]).title
    'What would tell them apart'
    """
    return Section("What would tell them apart", *settled_by(settling, most, numbers))


def _says(question: Question, numbers: Sequence[int] | None) -> Iterator[Inline]:
    values: dict[tuple[int, ...], list[str]] = {}
    for outcome in question.outcomes:
        values.setdefault(outcome.readings, []).append(str(outcome.value))
    for at, (readings, spelled_values) in enumerate(list(values.items())[:LIKELY]):
        many = [str(numbers[place] if numbers else place + 1) for place in readings]
        which = "reading " + many[0] if len(many) == 1 else "readings " + ", ".join(many)
        yield f"{'; ' if at else ''}{' or '.join(spelled_values)} would mean {which}"
    left = len(values) - LIKELY
    if left > 0:
        yield f"; and {left} further outcome{'s' if left > 1 else ''}"


def number_line(question: Question) -> str:
    """Say in one line how many readings a further number would leave, and what it may be.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> from derive.explaining.settling import settling
    >>> number_line(settling(solve(read(path_of("sutskever2014")))).questions[1])
    '1.00 after the number of softmax (0, 320,000,000, 160,000,000, ...)'
    """
    told = [str(outcome.value) for outcome in question.outcomes[:FEW]]
    told += ["..."] * (len(question.outcomes) > FEW)
    return left_after(f"the number of {question.number.label}", question.remaining, told)


def left_after(what: str, left: Fraction | float, outcomes: Sequence[str]) -> str:
    """Say how many would be left on average after an answer, and which answers there are.

    >>> left_after("the answer to bias", Fraction(5, 3), ["yes 2", "no 1"])
    '1.67 after the answer to bias (yes 2, no 1)'
    """
    return f"{average(left)} after {what} ({', '.join(outcomes)})"


def average(left: Fraction | float) -> str:
    """Write how many are left on average.

    >>> average(Fraction(5, 3)), average(2.5e11)
    ('1.67', '2.50e11')
    """
    return f"{float(left):.2f}" if left < LARGE else amount(int(left))
