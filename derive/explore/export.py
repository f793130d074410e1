"""What is on the screen, to take away: the command that reproduces it, JSON, LaTeX."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from derive.data import answer, written
from derive.data.changes import changes_data
from derive.errors import UsageError, did_you_mean
from derive.explore.account import account
from derive.explore.state import Exploration
from derive.explore.view import View, view
from derive.files import write_whole
from derive.formulas.spelling import spell
from derive.steps import Document, Equation, walk
from derive.terminal import plain_text


def command(exploration: Exploration) -> str:
    """Give the command that reproduces the solutions that remain.

    >>> from derive import Assumption, Claim, Component, Model
    >>> from derive.explore.state import begin
    >>> model = Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="7 + bias"),),
    ...     claims=(Claim(printed="7", counts="c"),),
    ... )
    >>> command(begin(model, paper="my paper.toml").pin("bias", "no").loosen("exact"))
    "derive solve 'my paper.toml' --given bias=no --exact"
    """
    words = ["derive", "solve", exploration.paper, *exploration.changes.flags]
    for name, option in {**exploration.grounds.held, **exploration.pins}.items():
        words += ["--given", f"{name}={option}"]
    if exploration.now.match:
        words.append(f"--{exploration.now.match}")
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    """Quote a word for the shell; what a terminal would obey is spelled in bytes.

    >>> _quoted("my paper"), _quoted("a\\x1b[2J")
    ("'my paper'", "$'a\\\\x1b[2J'")
    """
    if word.isprintable():
        return shlex.quote(word)
    return f"$'{''.join(map(_spelled, word))}'"


def _spelled(character: str) -> str:
    if character.isprintable() and character not in "\\'":
        return character
    raw = character.encode("utf-8", "surrogateescape")
    return "".join(f"\\x{byte:02x}" for byte in raw)


def _as_json(exploration: Exploration) -> str:
    """Give everything on the screen as JSON.

    >>> import json
    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> json.loads(_as_json(start.pin("tied", "no")))["pins"]
    {'tied': 'no'}
    """
    return written(answer("explore", state_data(exploration)), indent=2)


def state_data(exploration: Exploration) -> dict[str, Any]:
    """Give everything on the screen as plain data.

    >>> from derive import Claim, Component, Model
    >>> from derive.explore.state import begin
    >>> part, claim = Component(name="c", formula=7), Claim(printed="7", counts="c")
    >>> state_data(begin(Model(components=(part,), claims=(claim,))))["solutions"]
    1
    """
    seen = view(exploration)
    return {
        "paper": exploration.paper,
        "matching": seen.matching,
        "pins": dict(exploration.pins),
        "space": seen.space,
        "permitted": seen.permitted,
        "solutions": seen.solutions,
        "assumptions": _assumptions(seen),
        "claims": _claims(seen),
        "shown": _shown(exploration, seen),
        **changes_data(exploration.changes),
    }


def _assumptions(seen: View) -> dict[str, object]:
    return {
        one.label: {
            option.name: {"solutions": option.solutions, "mark": option.mark}
            for option in one.options
        }
        for one in seen.assumptions
    }


def _claims(seen: View) -> dict[str, object]:
    return {
        one.name: {
            "printed": one.printed,
            "admits": one.admits,
            "verdict": one.verdict,
            "range": one.range,
            "value": one.value,
            "miss": one.miss,
        }
        for one in seen.claims
    }


def _shown(exploration: Exploration, seen: View) -> dict[str, object]:
    on_show = seen.shown
    chains = [
        [spell(side) for side in one.sides]
        for step in walk(account(exploration, seen).steps)
        if isinstance(step, Equation)
        for one in step.rows
    ]
    return {
        "kind": on_show.kind,
        "solutions": on_show.solutions,
        "readings": on_show.readings,
        "assumptions": dict(on_show.chosen),
        "repair": None if on_show.repair is None else {c.label: c.new for c in on_show.repair},
        "derivation": chains,
    }


def _as_latex(exploration: Exploration) -> str:
    """Give the derivation of the reading on the screen as LaTeX.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> _as_latex(start).splitlines()[0]
    '% How the printed figures are counted'
    """
    from derive.render import render

    return render(_document(exploration), "latex")


def _document(exploration: Exploration) -> Document:
    """Give the reading on the screen as a whole derivation; pins that are forbidden have none.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> _document(start).title, _document(start.pin("gates", "gru")).title
    ('How the printed figures are counted', 'What these assumptions count')
    """
    from derive.explaining.declared import reading_with
    from derive.tell.derivation import attempt, derivation

    seen, found = view(exploration), exploration.ground.solutions
    on_show = seen.shown
    if on_show.case is None:
        return account(exploration, seen)
    if on_show.kind == "pinned" or not on_show.solutions:
        return attempt(on_show.case, found.held)
    remaining = found.given(exploration.pins)
    if on_show.kind == "declared":
        return derivation(remaining, reading_with(remaining, on_show.case))
    return derivation(remaining, remaining.readings(1)[0])


FORMATS: Mapping[str, Callable[[Exploration], str]] = {
    "latex": _as_latex,
    "command": command,
    "json": _as_json,
}
ENDINGS = {".tex": "latex", ".sh": "command", ".json": "json"}


def export(exploration: Exploration, format: str) -> str:
    """Give what is on the screen in a format: "latex", "command" or "json".

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> export(start, "command")
    'derive solve sutskever2014'
    """
    if format not in FORMATS:
        advice = did_you_mean(format, FORMATS, f"use {', '.join(FORMATS)}")
        raise UsageError(f"there is no format {format!r}", advice=advice)
    return FORMATS[format](exploration)


def save(exploration: Exploration, format: str, name: str) -> str:
    """Write what is on the screen to a new file, and say so; a file that is there stays.

    >>> from derive.papers.catalogue import path_of
    >>> from derive.papers.reading.reader import read
    >>> from derive.explore.state import begin
    >>> start = begin(read(path_of("sutskever2014")), paper="sutskever2014")
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     said = save(start, "command", f"{folder}/again.sh")
    ...     said == f"Command written to {folder}/again.sh."
    True
    """
    text = export(exploration, format).rstrip("\n") + "\n"
    write_whole(_path(name), text, advice="give another name")
    return f"{format.capitalize() if format != 'json' else 'JSON'} written to {plain_text(name)}."


def _path(name: str) -> Path:
    """Give a path as a shell does: ~NAME is a home only where there is such a user."""
    try:
        return Path(name).expanduser()
    except (RuntimeError, ValueError):
        return Path(name)
