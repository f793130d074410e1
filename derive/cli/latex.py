"""`derive latex`: the derivation of a reading, to paste into a paper."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from derive.cli.asked import options_of, solutions_of
from derive.explaining.given import given, reading_at
from derive.files import put
from derive.model.case import AssumptionSet, Case
from derive.render.html import page
from derive.render.json import json
from derive.render.latex import fragment, macros, standalone
from derive.render.markdown import markdown
from derive.render.options import LatexOptions
from derive.render.text import text
from derive.solver.solutions import Solutions
from derive.steps import Document
from derive.tell.derivation import attempt, derivation
from derive.tell.quantities import quantities
from derive.tell.tables import component_table, configuration_table

FORMATS: dict[str, Callable[[Document], str]] = {
    "markdown": markdown,
    "text": text,
    "html": page,
    "json": json,
}


def write(asked: argparse.Namespace) -> int:
    """Write a reading in the form that was asked for; 1 where the claims are missed.

    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["latex", "sutskever2014", "--macros"])
    >>> code, "deriveTotal}{384{,}000{,}000}" in out.getvalue()
    (0, True)
    """
    found = solutions_of(argparse.Namespace(**{**vars(asked), "given": []}))
    options = options_of(found.model, asked.given)
    document, case = _told(found, options, asked.reading)
    settings = LatexOptions(
        width=asked.width,
        digits=asked.digits,
        label_prefix=asked.label_prefix,
        cite=asked.cite,
        longtable=asked.longtable,
    )
    put(_set(asked, document, case, settings), asked.output, force=asked.force)
    return 0 if case.chosen in found else 1


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


def _set(asked: argparse.Namespace, document: Document, case: Case, settings: LatexOptions) -> str:
    if asked.form == "macros":
        return macros(quantities(case), prefix=asked.macro_prefix, options=settings)
    if asked.form == "table":
        document = component_table(case)
    if asked.form == "configurations":
        document = configuration_table(case)
    if asked.form in FORMATS:
        return FORMATS[asked.form](document)
    setting = standalone if asked.form == "standalone" else fragment
    return setting(document, settings)
