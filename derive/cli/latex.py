"""`derive latex`: the derivation of a reading, to paste into a paper."""

from __future__ import annotations

import argparse

from derive.cli.answer import Answer
from derive.cli.asked import options_of, solutions_of
from derive.errors import UsageError
from derive.explaining.given import given, reading_at
from derive.model.case import AssumptionSet, Case
from derive.render.json import data, json
from derive.render.latex import fragment, macros, standalone
from derive.render.options import LatexOptions
from derive.render.text import text
from derive.solver.solutions import Solutions
from derive.steps import Document
from derive.tell.derivation import attempt, derivation
from derive.tell.quantities import quantities
from derive.tell.tables import component_table, configuration_table

LATEX_ONLY = ("standalone", "macros")


def write(asked: argparse.Namespace) -> Answer:
    """Answer with the part of a write-up asked for; the code is 1 where the claims are missed.

    Raises UsageError for a part that only LaTeX has in another format.

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
    found = solutions_of(asked, given=())
    told, case = _told(found, options_of(found.model, asked.given), asked.reading)
    document = _part(asked.part, told, case)
    settings = LatexOptions(
        width=asked.width,
        digits=asked.digits,
        label_prefix=asked.label_prefix,
        cite=asked.cite,
        longtable=asked.longtable,
    )

    def latex() -> str:
        if asked.part == "macros":
            return macros(quantities(case), prefix=asked.macro_prefix, options=settings)
        return (standalone if asked.part == "standalone" else fragment)(document, settings)

    return Answer(
        document=lambda: document,
        data=lambda: data(document),
        code=0 if case.chosen in found else 1,
        texts={
            "latex": latex,
            "text": lambda: text(document),
            "json": lambda: json(document),
        },
    )


def _told(found: Solutions, options: AssumptionSet, number: int | None) -> tuple[Document, Case]:
    """Tell the reading asked for, else the most usual one; without any, what the options count."""
    fitting = found.given(options) if options else found
    if fitting:
        reading = reading_at(fitting, number or 1)
        return derivation(fitting, reading), reading
    if number is not None:
        reading_at(fitting, number)  # there is none
    case = given(found, options)
    return attempt(case), case


def _part(part: str, told: Document, case: Case) -> Document:
    if part == "table":
        return component_table(case)
    if part == "configurations":
        return configuration_table(case)
    return told
