"""`derive check`: for an author's own tests, does the declared assumption set give every claim."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from derive.cli.answer import Answer
from derive.cli.asked import question_of
from derive.cli.otherwise import changes_of
from derive.cli.streams import complain
from derive.data.changes import changes_data
from derive.data.facts import data
from derive.errors import DeriveError, UsageError
from derive.explaining.declared import declared_case
from derive.explaining.nominal import nominal
from derive.intervals import Intervals
from derive.model.case import Case
from derive.model.changes import Changes
from derive.model.claims import figure
from derive.model.parts import Claimed
from derive.render.text import line
from derive.steps import Document, Text
from derive.tell.checks import checked, counted, named


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One claim of one file, and whether the declared assumption set gives it."""

    file: str
    case: Case
    claimed: Claimed
    fitting: Mapping[str, Intervals]

    @property
    def met(self) -> bool:
        """Say whether the claim is met, by options that may go together."""
        return self.case.permitted and not self.case.miss(self.claimed)

    @property
    def said(self) -> Text:
        """Tell it in one line."""
        return checked(self.file, self.case, self.claimed, met=self.met)

    @property
    def data(self) -> dict[str, Any]:
        """Give it as plain data."""
        name, claim = self.claimed.name, self.claimed.claim
        counted = self.case.values[name]
        return {
            "file": self.file,
            "claim": name,
            "printed": figure(claim),
            "counted": counted,
            "met": self.met,
            "unknowns": {name: [list(one) for one in its] for name, its in self.fitting.items()},
        }


def check(asked: argparse.Namespace) -> Answer:
    """Answer with a line a claim; the code is 1 when one is missed, 2 when a file is wrong.

    >>> from derive.cli import main
    >>> main(["check", "sutskever2014"])
    ok   sutskever2014: total is 384,000,000, printed as 384M, exactly
    ok   sutskever2014: recurrent is 64,000,000, printed as 64M, exactly
    ok   sutskever2014: encoder is 32,000,000, printed as 32M, exactly
    ok   sutskever2014: decoder is 32,000,000, printed as 32M, exactly
    0
    """
    found: list[Checked] = []
    said: list[Text] = []
    sizes: list[dict[str, Any]] = []
    wrong = False
    changes = _changes(asked)
    for file in asked.papers:
        try:
            question = question_of(asked, file)
            case, fitting = declared_case(question.model)
            claims = [
                Checked(file=file, case=case, claimed=one, fitting=fitting)
                for one in case.model.claimed
            ]
            names = nominal(case)
            said += [
                *question.told,
                *(one.said for one in claims),
                *(named(file, one) for one in names),
            ]
            said += counted(file, case, fitting)
            sizes += [{"file": file, **data(one)} for one in names]
            found += claims
        except DeriveError as fault:
            wrong = True
            complain(str(fault))
    return Answer(
        document=lambda: Document(title="", steps=tuple(said)),
        data=lambda: {
            "claims": [one.data for one in found],
            "nominal": sizes,
            **changes_data(changes),
        },
        code=2 if wrong else 0 if all(one.met for one in found) else 1,
        texts={"text": lambda: "".join(f"{line(one.parts)}\n" for one in said)},
    )


def _changes(asked: argparse.Namespace) -> Changes:
    """Give what is asked otherwise, of one file only: others have other sizes and rows."""
    changes = changes_of(asked)
    if changes and len(asked.papers) > 1:
        raise UsageError(
            f"{' and '.join(dict.fromkeys(changes.flags[::2]))} ask of one file, and here are "
            f"{len(asked.papers)}",
            advice="check them one by one",
        )
    return changes
