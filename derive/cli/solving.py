"""`derive solve`: every assumption set that gives the claims, as readings."""

from __future__ import annotations

import argparse
from dataclasses import replace

from derive import limits
from derive.cli.answer import Answer
from derive.cli.asked import Question, question_of
from derive.data.answers import solutions_data
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions
from derive.steps import Document, Step


def solve_paper(asked: argparse.Namespace) -> Answer:
    """Answer with the readings; the code is 1 when there is none.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["solve", "sutskever2014", "--json"])
    >>> code, [reading["formulas"]["total"] for reading in json.loads(out.getvalue())["readings"]]
    (0, ['V_in*d + 2*V_out*d + 16*L*d**2', '2*V_in*d + 16*L*d**2', '16*L*d**2 + L*V_out*d'])
    """
    return solved(question_of(asked), asked.top)


def solved(question: Question, top: int) -> Answer:
    """Answer a question about a model with at most `top` readings.

    >>> asked = argparse.Namespace(paper="-", given=[])
    >>> from derive import Claim, Component, Model
    >>> from derive.model.changes import Changes
    >>> model = Model(
    ...     components=(Component(name="c", formula="2*3"),),
    ...     claims=(Claim(printed="6", counts="c"),),
    ... )
    >>> solved(Question(asked=asked, stated=model, changes=Changes()), 1).data()["solutions"]
    1
    """
    found = question.solutions()
    readings = found.readings(top)
    if not found:
        return question.opened(nothing(found))
    return question.opened(
        Answer(
            document=lambda: _told(found, readings, question),
            data=lambda: solutions_data(found, readings),
        )
    )


def _told(found: Solutions, readings: list[Reading], question: Question) -> Document:
    from derive.explaining.declared import declaration
    from derive.tell.answer import summary
    from derive.tell.declared import stands
    from derive.tell.unknowns import solved_for

    said = summary(found, readings)
    further = (*solved_for(found.unknowns), *_settling(found), *stands(declaration(found)))
    return replace(said, steps=(*said.steps, *further, *_further(question, readings)))


def _further(question: Question, readings: list[Reading]) -> list[Step]:
    """Say what to type next; what came through standard input cannot be asked for again."""
    from derive.tell.answer import next_commands

    paper = question.asked.paper
    return [] if paper == "-" else [next_commands(paper, readings, question.flags)]


def _settling(found: Solutions) -> list[Step]:
    """Name the further number that would help most, where the readings are few enough to judge."""
    if (
        not found.reading_count.exact
        or not 1 < found.reading_count.number <= limits.JUDGED_READINGS
    ):
        return []
    from derive.explaining.settling import settling
    from derive.tell.settling import settled_by

    return settled_by(settling(found))[:1]


def nothing(found: Solutions) -> Answer:
    """Answer that nothing reproduces the claims, what contradicts what, and what comes nearest.

    >>> from derive import Claim, Component, Model, solve
    >>> part, claim = Component(name="c", formula="2*3"), Claim(printed="7", counts="c")
    >>> answer = nothing(solve(Model(components=(part,), claims=(claim,))))
    >>> answer.code, answer.data()["unmet"]["conflict"]["group"]
    (1, ['c'])
    """
    from derive.data.facts import data
    from derive.explaining.unmet import unmet

    why = unmet(found)

    def document() -> Document:
        from derive.explaining.declared import declaration
        from derive.model.case import usual
        from derive.tell.answer import summary
        from derive.tell.declared import stands
        from derive.tell.unmet import unmet_told

        said = summary(found, [])
        first, *others = unmet_told(why, usual(found.model), found.chosen)  # opens with more
        others += stands(declaration(found))
        return replace(said, steps=(first, *said.steps[1:], *others))

    return Answer(
        document=document,
        data=lambda: {**solutions_data(found, []), "unmet": data(why)},
        code=1,
    )
