"""From what the user calls a paper to its model: a key, a path, or - for standard input.

A path is that of a spec, or of a model's config.json or the folder it is in.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from derive import limits
from derive.cli.answer import Answer
from derive.cli.otherwise import changes_of, changing
from derive.data.changes import changes_data
from derive.errors import DeriveError, UsageError
from derive.model.amounts import number
from derive.model.changes import Changes
from derive.model.model import Model
from derive.papers.catalogue import keys, path_of
from derive.solver.layout import Layout
from derive.solver.solutions import Solutions, solving
from derive.steps import Document, Text


@dataclass(frozen=True, kw_only=True)
class Question:
    """A paper as it is asked about: as its file `stated` it, and with what is asked otherwise."""

    asked: argparse.Namespace
    stated: Model
    changes: Changes

    @cached_property
    def changed(self) -> Model:
        """Give the model with what is asked otherwise, its figures matched as they were."""
        return changing(self.stated, self.changes)

    @cached_property
    def model(self) -> Model:
        """Give the model with what is asked otherwise, its figures matched as was asked for."""
        match = getattr(self.asked, "match", None)
        return self.changed.matching(match) if match else self.changed

    @cached_property
    def given(self) -> Mapping[str, str]:
        """Give the options, and the values of unknowns that are left."""
        return options_of(self.model, _left(self.asked.given, self.changes))

    def solutions(self, *, options: bool = True) -> Solutions:
        """Solve it; without `options` every option is left open, and only unknowns have values."""
        from derive.cli.progress import shown

        given = self.given
        try:
            held = given if options else Layout(self.model).taken(given).values
            return shown(solving(self.model, given=held))
        except DeriveError as fault:
            raise placed(fault, self) from None

    @property
    def flags(self) -> tuple[str, ...]:
        """Give the words of the command line that ask for the same of the paper."""
        options, values = Layout(self.model).taken(self.given)
        pairs = [f"{name}={given}" for name, given in {**options, **values}.items()]
        given = (word for pair in pairs for word in ("--given", pair))
        match = getattr(self.asked, "match", None)
        return (*self.changes.flags, *given, *([f"--{match}"] if match else []))

    @property
    def told(self) -> list[Text]:
        """Tell what is asked otherwise."""
        if not self.changes:
            return []
        from derive.tell.otherwise import otherwise

        return otherwise(self.stated, self.changes)

    def opened(self, answer: Answer) -> Answer:
        """Open an answer with what is asked otherwise."""
        if not self.changes:
            return answer

        def document() -> Document:
            whole = answer.document()
            return replace(whole, steps=(*self.told, *whole.steps))

        def data() -> dict[str, Any]:
            return {**answer.data(), **changes_data(self.changes)}

        return replace(answer, document=document, data=data)


def question_of(asked: argparse.Namespace, paper: str = "") -> Question:
    """Read the paper that was asked for.

    >>> asked = argparse.Namespace(paper="sutskever2014", set=["L=2"], match="printed")
    >>> question = question_of(asked)
    >>> question.model.values(question.model.rows[0])["L"], question.model.claims[0].match
    (2, 'printed')
    """
    changes = changes_of(asked)
    return Question(asked=asked, stated=read_paper(paper or asked.paper), changes=changes)


def read_paper(name: str) -> Model:
    """Read a catalogue key, a path, or - for standard input.

    Raises UsageError where there is no such paper, SpecError where the file is wrong.

    >>> tuple(read_paper("sutskever2014").claim_named)
    ('total', 'recurrent', 'encoder', 'decoder')
    >>> read_paper("./missing.toml")
    Traceback (most recent call last):
    derive.errors.SpecError: missing.toml: there is no such file
    """
    from derive.papers.opening import opened, told
    from derive.papers.reading.document import decoded

    if name == "-":
        text = decoded(_standard_input(), "standard input")
        return told(text, "standard input", "standard input")
    return opened(Path(name) if _looks_like_path(name) else path_of(name))


def _standard_input() -> bytes:
    if sys.stdin is None:  # it was closed before we began
        raise UsageError("standard input is closed", advice="give the spec as a file")
    try:
        return sys.stdin.buffer.read(limits.FILE_BYTES + 1)
    except OSError as fault:
        why = fault.strerror or fault
        raise UsageError(
            f"standard input cannot be read: {why}", advice="give the spec as a file"
        ) from None


def _looks_like_path(name: str) -> bool:
    if name in keys():
        return False
    return name.endswith((".toml", ".json")) or "/" in name or Path(name).exists()


def chosen(pairs: Sequence[str]) -> Mapping[str, str]:
    """Read NAME=OPTION pairs, and NAME=VALUE for an unknown.

    >>> chosen(["tied=no"])
    {'tied': 'no'}
    >>> chosen(["tied"])
    Traceback (most recent call last):
    derive.errors.UsageError: --given 'tied' has no =; write NAME=OPTION, as in gate_bias=none
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, option = (part.strip() for part in pair.partition("="))
        if not sign:
            raise UsageError(
                f"--given {pair!r} has no =", advice="write NAME=OPTION, as in gate_bias=none"
            )
        if found.get(name, option) != option:
            raise UsageError(
                f"--given chooses {name} twice", advice=f"keep {found[name]} or {option}"
            )
        found[name] = option
    return found


def _left(pairs: Sequence[str], changes: Changes) -> list[str]:
    """Leave out the values of unknowns that `--set` gives too; raise UsageError for another one."""
    left = []
    for name, given in chosen(pairs).items():
        value = changes.sizes.get(name.partition("@")[0])
        if value is None:
            left.append(f"{name}={given}")
        elif number(given) != value:
            raise UsageError(
                f"--set has {name}={value}, and --given has {name}={given}", advice="keep one"
            )
    return left


def placed(fault: DeriveError, question: Question) -> DeriveError:
    """Show a fault that solving found at its place in the file, as those of reading are."""
    name, ours = question.asked.paper, "claims" in fault.path and question.changes.claims
    if not fault.path or ours or not _looks_like_path(name):
        return fault
    from derive.papers.families.config import is_config
    from derive.papers.opening import file_of
    from derive.papers.reading.locate import Source

    text = file_of(Path(name)).read_text(encoding="utf-8")
    if is_config(text):
        return fault
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return Source(text, name).error([(fault.path, fault)])


def options_of(model: Model, pairs: Sequence[str]) -> Mapping[str, str]:
    """Read NAME=OPTION pairs; `framework=pytorch` stands for all that follows from it.

    An option that is given itself goes before one that follows. Raises UsageError.

    >>> model = read_paper("zaremba2014")
    >>> options_of(model, ["framework=pytorch"])
    {'gate_bias': 'two', 'softmax_bias': 'one'}
    >>> options_of(model, ["framework=pytorch", "gate_bias=one"])
    {'gate_bias': 'one', 'softmax_bias': 'one'}
    """
    given = dict(chosen(pairs))
    if "framework" not in given or "framework" in model.assumption_named:
        return given
    from derive.papers.conventions.following import following

    return {**following(model, given.pop("framework")), **given}
