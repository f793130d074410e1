"""Read a spec file: TOML to a model, with all faults at once. Nothing in it is ever run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from derive.errors import DeriveError, ModelError, UnusedError
from derive.formulas.work import together
from derive.model.model import Model
from derive.papers.reading import files, parts
from derive.papers.reading.document import decoded, document
from derive.papers.reading.faults import Faults
from derive.papers.reading.fitting import misfits
from derive.papers.reading.locate import Source
from derive.papers.reading.outgrown import outgrown
from derive.papers.reading.tables import COUNTS, TOP
from derive.papers.reading.taking import refuse_many, take
from derive.terminal import plain_text

# The library of conventions as the reader sees it: tables with the keys of [assumptions.NAME].
Conventions = Mapping[str, Mapping[str, Any]]


def read(path: str | Path, *, conventions: Conventions | None = None) -> Model:
    """Read a spec file; the model is named after the file.

    Raises SpecError with every fault of the file, each with its line and a caret.

    >>> read("no-such.toml")
    Traceback (most recent call last):
    derive.errors.SpecError: no-such.toml: there is no such file
    """
    file = Path(path)
    text = decoded(files.contents(file), str(path))
    return read_text(text, file.stem, file=str(path), conventions=conventions)


@together()
def read_text(
    text: str, name: str = "model", *, file: str = "", conventions: Conventions | None = None
) -> Model:
    """Read the text of a spec; `file` is what the messages call it (default: the name).

    >>> model = read_text('''
    ... [hyperparameters]
    ... d = 1000
    ... [components.layer]
    ... formula = "4*(d*d + d)"
    ... [[claims]]
    ... printed = "4M"
    ... counts = "layer"
    ... ''')
    >>> model.components[0].formula, model.claims[0].printed
    (4*(d*d + d), '4M')
    >>> read_text('[components.layer]\\nformula = "4*dd"\\n[hyperparameters]\\nd = 4', "my")
    Traceback (most recent call last):
    derive.errors.SpecError: my:2:14: components.layer.formula: unknown name 'dd'; did you mean d?
      2 | formula = "4*dd"
        |              ^^
    """
    source = Source(text.removeprefix("\ufeff").replace("\r\n", "\n"), file or name)
    faults = Faults()
    tables = document(source)
    given = _parts(tables, conventions, faults)
    model = _model(plain_text(name), given, faults)
    if model and conventions is None:
        outgrown(model, tables, faults)
    if model is None or faults.found:
        raise source.error(faults.found)
    return model


def _parts(
    tables: Mapping[str, Any], conventions: Conventions | None, faults: Faults
) -> dict[str, Any]:
    top = _counted(take(tables, TOP, (), faults), faults)
    defaults = parts.defaults(top, faults)
    given: dict[str, Any] = {
        "requires": parts.requires(top, faults),
        "paper": parts.paper(top, faults),
        "hyperparameters": parts.hyperparameters(top, faults),
        "definitions": parts.definitions(top, faults),
        "assumptions": parts.assumptions(top, conventions, faults),
        "components": parts.components(top, faults),
        "claims": parts.claims(top.get("claims"), defaults, ("claims",), faults),
        "configurations": parts.configurations(top, defaults, faults),
        "expected": parts.expected(top, faults),
    }
    if conventions is None:
        misfits(top, _meant(given), faults)
    known = {one.name: one for one in given["assumptions"]}
    given["declared"] = parts.declared(top, known, given["configurations"], faults)
    if not (given["components"] or given["claims"] or faults.found):
        faults.add((), ModelError("the file has no component", advice="add [components.NAME]"))
    return given


def _meant(given: Mapping[str, Any]) -> set[str]:
    """Give the names that have a meaning in the formulas of a file."""
    return {
        *(one.name for one in given["hyperparameters"]),
        *given["definitions"],
        *(symbol for one in given["assumptions"] for symbol in one.symbols),
        *(name for row in given["configurations"] for name in row.values),
    }


def _counted(top: dict[str, Any], faults: Faults) -> dict[str, Any]:
    """Leave out what has more entries than the limit: reading it would take its time."""
    for key, limit in COUNTS.items():
        with faults.at(key):
            refuse_many(len(top.get(key, ())), key, limit)
            continue
        del top[key]
    return top


def _model(name: str, given: Mapping[str, Any], faults: Faults) -> Model | None:
    """Give the model, or none if there is a fault; what follows from a broken part is none."""
    try:
        model = Model(name=name, **given)
    except DeriveError as error:
        for one in error.faults:
            if not _follows(one, faults):
                faults.add(one.path, one)
        return None
    return None if faults.found else model


def _follows(fault: DeriveError, faults: Faults) -> bool:
    if not faults.broken:
        return False
    return isinstance(fault, UnusedError) or fault.word in faults.broken
