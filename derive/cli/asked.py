"""From what the user calls a paper to its model: a key, a path, or - for standard input.

A path is that of a spec, or of a model's config.json or the folder it is in.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from derive import limits
from derive.errors import DeriveError, ModelError, UsageError
from derive.model.model import Model
from derive.papers.catalogue import keys, path_of
from derive.solver.layout import Layout
from derive.solver.solutions import Solutions, solving


def model_of(asked: argparse.Namespace) -> Model:
    """Read the paper that was asked for, matched as was asked for.

    >>> asked = argparse.Namespace(paper="sutskever2014", match="printed")
    >>> {claim.match for claim in model_of(asked).claims}
    {'printed'}
    """
    model = read_paper(asked.paper)
    match = getattr(asked, "match", None)
    return model.matching(match) if match else model


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


def solutions_of(asked: argparse.Namespace, *, options: bool = True) -> Solutions:
    """Read and solve the paper that was asked for.

    Unknowns have the values that were given; without `options` every option is left open.

    >>> asked = argparse.Namespace(paper="sutskever2014", given=["softmax_bias=none"])
    >>> solutions_of(asked).count, solutions_of(asked, options=False).count
    (19, 31)
    """
    from derive.cli.progress import shown

    model = model_of(asked)
    given = options_of(model, asked.given)
    try:
        held = given if options else Layout(model).taken(given).values
        return shown(solving(model, given=held))
    except ModelError as fault:
        raise _placed(fault, asked.paper) from None


def _placed(fault: ModelError, name: str) -> DeriveError:
    """Show a fault that solving found at its place in the file, as those of reading are."""
    if not fault.path or not _looks_like_path(name):
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
