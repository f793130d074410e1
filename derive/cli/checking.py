"""`derive check`: for an author's own tests, does the declared assumption set give every claim."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from typing import Any

from derive.cli.answer import Answer
from derive.cli.asked import read_paper
from derive.errors import DeriveError
from derive.model.case import Case, usual
from derive.model.model import Model
from derive.model.parts import Claimed
from derive.render.text import line
from derive.steps import Document, Text
from derive.tell.figures import checked, figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One claim of one file, and whether the declared assumption set gives it."""

    file: str
    case: Case
    claimed: Claimed

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
    wrong = False
    for file in asked.papers:
        try:
            case = _declared(read_paper(file))
            found += [Checked(file=file, case=case, claimed=one) for one in case.model.claimed]
        except DeriveError as fault:
            wrong = True
            print(f"derive: {fault}", file=sys.stderr)
    return Answer(
        document=lambda: Document(title="", steps=tuple(one.said for one in found)),
        data=lambda: {"claims": [one.data for one in found]},
        code=2 if wrong else 0 if all(one.met for one in found) else 1,
        texts={"text": lambda: "".join(f"{line(one.said.parts)}\n" for one in found)},
    )


def _declared(model: Model) -> Case:
    """Give the case of [declares], with the usual options for what it leaves out."""
    chosen = {
        label: model.declared.get(label, model.declared.get(label.partition("@")[0], option))
        for label, option in usual(model).chosen.items()
    }
    return Case(model=model, chosen=chosen)
