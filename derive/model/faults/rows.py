"""Rows and `requires`: what they name is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from derive.errors import DeriveError, ModelError, did_you_mean
from derive.model.faults.placing import Path, placed

if TYPE_CHECKING:
    from derive.model.lookups import Parts


def rows(model: Parts) -> Iterator[DeriveError]:
    """Find rows that list no component, or give an unknown a value."""
    for row in model.configurations:
        place, path = f"configuration {row.name}", ("configurations", row.name)
        for index, name in enumerate(row.components or ()):
            if name not in model.component_named:
                yield ModelError(
                    f"no component is called {name}",
                    advice=did_you_mean(name, model.component_named, "name components of the file"),
                    place=(place,),
                    path=(*path, "components", index),
                    word=name,
                )
        for name in row.values:
            if model.known[name].unknown is not None:
                yield ModelError(
                    f"{name} is unknown and has a value here",
                    advice="keep one",
                    place=(place,),
                    path=(*path, "hyperparameters", name),
                    word=name,
                )


def requires(model: Parts) -> Iterator[DeriveError]:
    """Find conditions on names, options and numbers that are not there."""
    known = dict.fromkeys((*model.known, *model.setting, *model.assumption_named))
    for index, requirement in enumerate(model.requires):
        path = ("requires", index)
        for name in requirement.names:
            if name not in known:
                yield ModelError(
                    f"unknown name {name!r}",
                    advice=did_you_mean(name, known, "it may name hyperparameters and assumptions"),
                    place=("requires",),
                    path=path,
                    word=name,
                )
        for name in requirement.numbers:
            if name in known and name not in model.known and name not in model.setting:
                yield ModelError(
                    f"{name} has options of words or of several symbols, and no number",
                    advice=f"compare it with an option's name: {name} == '...'",
                    place=("requires",),
                    path=path,
                    word=name,
                )
        for name, word in requirement.words:
            if name in known:
                yield from _option_word(model, name, word, path)


def _option_word(model: Parts, name: str, word: str, path: Path) -> Iterator[DeriveError]:
    assumption = model.assumption_named.get(name)
    try:
        if assumption is None:
            raise ModelError(f"{name} is no assumption, and has no option {word!r}")
        assumption.index(word)
    except ModelError as fault:
        yield placed(fault, "requires", path, word if assumption else name)
