"""`derive latex`: the derivation of a reading, to paste into a paper."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace

from derive.cli.answer import Answer
from derive.cli.asked import Question, question_of
from derive.cli.counting import counted_of
from derive.data.changes import changes_data
from derive.errors import UsageError
from derive.explaining.declared import declaration, default, reading_with
from derive.explaining.given import labels_of, reading_at
from derive.model.case import Case, declared
from derive.render.json import data, json
from derive.render.latex import fragment, macros, standalone
from derive.render.options import LatexOptions
from derive.render.text import line, text
from derive.solver.solutions import Solutions
from derive.steps import Document, Text
from derive.tell.counted_rows import columns
from derive.tell.counting import counted as counting_told
from derive.tell.declared import overruled, stands
from derive.tell.derivation import attempt, derivation
from derive.tell.quantities import quantities
from derive.tell.tables import component_table, configuration_table

LATEX_ONLY = ("standalone", "macros")


def write(asked: argparse.Namespace) -> Answer:
    """Answer with the part of a write-up asked for; the code is 1 where the claims are missed.

    Without a claim it is the count. Raises UsageError for a part that only LaTeX has in another
    format, and for a reading where nothing is claimed.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["latex", "sutskever2014", "--macros"])
    >>> code, "deriveTotal}{384{,}000{,}000}" in out.getvalue()
    (0, True)
    """
    if asked.part in LATEX_ONLY and asked.format != "latex":
        raise UsageError(
            f"--{asked.part} is LaTeX only",
            advice=f"leave out --{asked.part}, or --format {asked.format}",
        )
    question = question_of(asked)
    if not question.model.claimed:
        return _counted(question)
    found = question.solutions(options=False)
    options = found.encoding.layout.taken(question.given).options
    told, case = _told(found, options, asked.reading)
    notes = [*question.told, *_notes(found, options, case, asked.reading)]
    whole = _part(asked.part, told, case)
    code = 0 if case.chosen in found else 1
    return _written(question, whole, notes, case, code)


def _counted(question: Question) -> Answer:
    """Answer with the count of every component, where no figure is printed."""
    if question.asked.reading:
        raise UsageError(
            "there is no claim, and so no reading", advice="leave out --reading, or give --claim"
        )
    found = counted_of(question)
    whole = counting_told(columns(found))
    return _written(question, whole, question.told, found.case, 0)


def _written(
    question: Question, whole: Document, notes: Sequence[Text], case: Case, code: int
) -> Answer:
    """Answer with a write-up in the formats that have settings of their own."""
    asked, settings = question.asked, _settings(question.asked)
    document = replace(whole, steps=(*notes, *whole.steps))

    def latex() -> str:
        if asked.part == "macros":
            said = "".join(f"% {line(note.parts)}\n" for note in notes)
            return said + macros(quantities(case), prefix=asked.macro_prefix, options=settings)
        return (standalone if asked.part == "standalone" else fragment)(document, settings)

    return Answer(
        document=lambda: document,
        data=lambda: data(document),
        code=code,
        texts={
            "latex": latex,
            "text": lambda: text(document),
            "json": lambda: json(document, changes_data(question.changes)),
        },
    )


def _settings(asked: argparse.Namespace) -> LatexOptions:
    return LatexOptions(
        width=asked.width,
        digits=asked.digits,
        label_prefix=asked.label_prefix,
        cite=asked.cite,
        longtable=asked.longtable,
    )


def _told(
    found: Solutions, options: Mapping[str, str], number: int | None
) -> tuple[Document, Case]:
    """Tell the reading asked for, else the declared case, else the most usual reading.

    What is no solution is told as an attempt.
    """
    fitting, own = found.given(options) if options else found, default(found, options)
    if number is not None:
        reading = reading_at(fitting, number)
    elif not fitting or (found.model.declared and own.chosen not in found):
        return attempt(own, found.held), own
    elif found.model.declared:
        reading = reading_with(fitting, own)
    else:
        reading = reading_at(fitting, 1)
    return derivation(fitting, reading), reading


def _notes(
    found: Solutions, options: Mapping[str, str], case: Case, number: int | None
) -> list[Text]:
    """Say where the case told is not the one that the file declares."""
    own = declared(found.model)
    if number is not None:
        stood = declaration(found)
        return stands(stood) if case.chosen != own.chosen else []
    return overruled(own, case, labels_of(found, options))


def _part(part: str, told: Document, case: Case) -> Document:
    if part == "table":
        return component_table(case)
    if part == "configurations":
        return configuration_table(case)
    return told
