"""`derive check`: for an author's own tests, does the declared assumption set give every claim."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from derive.cli.answer import Answer
from derive.cli.asked import read_paper
from derive.errors import DeriveError
from derive.model.case import Case, usual
from derive.model.model import Model
from derive.printed import grouped
from derive.steps import Document, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One claim of one file, and whether the declared assumption set gives it."""

    file: str
    claim: str
    printed: str
    counted: int
    met: bool


def check(asked: argparse.Namespace) -> Answer:
    """Answer with a line a claim; the code is 1 when one is missed, 2 when a file is wrong.

    >>> from derive.cli import main
    >>> main(["check", "sutskever2014"])
    ok   sutskever2014: total is printed 384M, counted 384,000,000
    ok   sutskever2014: recurrent is printed 64M, counted 64,000,000
    ok   sutskever2014: encoder is printed 32M, counted 32,000,000
    ok   sutskever2014: decoder is printed 32M, counted 32,000,000
    0
    """
    found: list[Checked] = []
    wrong = False
    for file in asked.papers:
        try:
            found += _checked(read_paper(file), file)
        except DeriveError as fault:
            wrong = True
            print(f"derive: {fault}", file=sys.stderr)
    met = all(one.met for one in found)
    return Answer(
        document=lambda: Document(title="", steps=tuple(Text(_line(one)) for one in found)),
        data=lambda: {"claims": [asdict(one) for one in found]},
        code=2 if wrong else 0 if met else 1,
        texts={"text": lambda: "".join(f"{_line(one)}\n" for one in found)},
    )


def _checked(model: Model, file: str) -> Iterator[Checked]:
    """Count every claim for what a file declares; what it does not declare is as usual."""
    case = _declared(model)
    allowed = case.permitted
    for one in model.claimed:
        yield Checked(
            file=file,
            claim=one.name,
            printed=one.claim.printed + one.claim.scale,
            counted=case.values[one.name],
            met=allowed and not case.miss(one),
        )


def _declared(model: Model) -> Case:
    """Give the case of [declares], with the usual options for what it leaves out."""
    chosen = {
        label: model.declared.get(label, model.declared.get(label.partition("@")[0], option))
        for label, option in usual(model).chosen.items()
    }
    return Case(model=model, chosen=chosen)


def _line(one: Checked) -> str:
    sign = "ok  " if one.met else "MISS"
    return (
        f"{sign} {one.file}: {one.claim} is printed {one.printed}, counted {grouped(one.counted)}"
    )
