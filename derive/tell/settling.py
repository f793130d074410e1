"""What would settle which reading is meant: the further numbers, and what each would leave.

settled_by :: Settling, names -> steps
left_after :: what, how many on average -> text      the same in one line, of an assumption
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from derive.explaining.settling import Question, Settling
from derive.explaining.survivors import Survivors
from derive.printed import grouped
from derive.render.text import line
from derive.steps import Code, Inline, Section, Step, Table, Text
from derive.tell.asking import asked_for
from derive.tell.figures import LARGE, amount

LIKELY = 5  # outcomes of a further number that are named, and answers of one outcome
FEW = 3  # where there is little room
ONE_LEFT = "There is one reading left: nothing to settle."
NONE_TELLS = "No further number of this model would tell the readings apart."
SUPPOSE = "The count of a model with other values would (`derive next PAPER --hypothetical`)."


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
    >>> line(settled_by(settling(found))[0].parts)[:80]
    'Ask the authors for the size of the table of source words and the table of targe'
    """
    alive = settling.survivors
    if alive.readings_in_all < 2:
        return [Text(ONE_LEFT)]
    if not settling.questions:
        return [Text(NONE_TELLS), *[Text(SUPPOSE)] * settling.supposing, *_sampled(alive)]
    best = settling.questions[0]
    return [
        Text("Ask the authors for ", *asked_for(best.number), ": ", *_says(best, numbers), "."),
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
    answers: dict[tuple[int, ...], list[str]] = {}
    for outcome in question.outcomes:
        answers.setdefault(outcome.readings, []).extend(outcome.answers)
    for at, (readings, own) in enumerate(list(answers.items())[:LIKELY]):
        many = [str(numbers[place] if numbers else place + 1) for place in readings]
        which = "reading " + many[0] if len(many) == 1 else "readings " + ", ".join(many)
        yield f"{'; ' if at else ''}{_either(own)} would mean {which}"
    if (more := len(answers) - LIKELY) > 0:
        yield f"; and {more} further outcome{'s' * (more > 1)}"


def _either(answers: Sequence[str]) -> str:
    """Name one answer or another; of many the first.

    >>> _either(["1"]), _either(["1", "2"]), _either([*"12345678"])
    ('1', '1 or 2', '1 or 2 or 3 or 4 or 5 or one of 3 further answers')
    """
    named = [*answers[:LIKELY]]
    if (more := len(answers) - LIKELY) > 0:
        named.append(f"one of {more} further answers" if more > 1 else "one further answer")
    return " or ".join(named)


def number_line(question: Question) -> str:
    """Say in one line how many readings a further number would leave, and what it may be.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> from derive.explaining.settling import settling
    >>> number_line(settling(solve(read(path_of("sutskever2014")))).questions[1])[:75]
    '1.00 after the size of the matrix and bias of the output (softmax): 0, 320,'
    """
    told = [_either(outcome.answers) for outcome in question.outcomes[:FEW]]
    told += ["..."] * (len(question.outcomes) > FEW)
    what = line(asked_for(question.number))
    return f"{average(question.remaining)} after {what}: {', '.join(told)}"


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
