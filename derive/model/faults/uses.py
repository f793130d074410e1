"""Whether every claim has the values it needs, and every assumption is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from derive.errors import DeriveError, ModelError, UnusedError
from derive.model.faults.claims import claim_paths

if TYPE_CHECKING:
    from derive.model.lookups import Parts
    from derive.model.parts import Claimed, Configuration


def values(model: Parts) -> Iterator[DeriveError]:
    """Find hyperparameters without a value in a row whose claims need it."""
    needed = _Needed(model)
    for one, path in claim_paths(model):
        given = {*model.values(one.row), *(h.name for h in model.known.values() if h.unknown)}
        for name in needed.by(one):
            if name not in given:
                row = one.row.name
                where = f"configuration {row}" if row else "the claims of the paper"
                yield ModelError(
                    f"{name} has no value here, and {one.claim.name} needs it",
                    advice="give it in [hyperparameters] or in the row",
                    place=(where,),
                    path=path,
                    word=name,
                )


class _Needed:
    """The hyperparameters that a claim needs, through components, definitions and options.

    Rows of one set of components share the answer for a name: a table has many rows.
    """

    def __init__(self, model: Parts) -> None:
        self.model = model
        self.found: dict[tuple[tuple[str, ...] | None, str], tuple[str, ...]] = {}

    def by(self, one: Claimed) -> dict[str, None]:
        return dict.fromkeys(h for name in one.claim.counts.names for h in self.of(name, one.row))

    def of(self, name: str, row: Configuration) -> tuple[str, ...]:
        key = (row.components, name)
        if key not in self.found:
            meaning = self.model.meaning_of(name, row)
            names = (name,) if meaning is None else (n for c in meaning for n in c.whole.names)
            self.found[key] = tuple(_reached(self.model, names))
        return self.found[key]


def _reached(model: Parts, names: Iterable[str]) -> list[str]:
    """Give the hyperparameters behind names, through definitions and options."""
    seen: dict[str, None] = {}
    waiting = list(dict.fromkeys(names))
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen[name] = None
        if name in model.definitions:
            waiting += model.definitions[name].names
        if name in model.setting:
            for option in model.setting[name].options:
                waiting += option.sets[name].names
    return [name for name in seen if name in model.known]


def named(model: Parts) -> set[str]:
    """Give every name that stands in a formula, in a requirement or as a word of a claim.

    >>> from derive.model.lookups import Parts
    >>> from derive.model.parts import Component
    >>> sorted(named(Parts(components=(Component(name="c", formula="d*(d + bias)"),))))
    ['bias', 'd']
    """
    formulas = [
        *(its for component in model.components for its in component.written.values()),
        *model.definitions.values(),
        *(f for a in model.assumptions for o in a.options for f in o.sets.values()),
        *(one.claim.counts for one in model.figures),
    ]
    words = {word for one in model.figures for word in one.claim.words}
    return words | {name for part in (*formulas, *model.requires) for name in part.names}


def unused(model: Parts) -> Iterator[DeriveError]:
    """Find assumptions on which nothing depends."""
    names = named(model)
    for assumption in model.assumptions:
        if not names & {assumption.name, *assumption.symbols}:
            yield UnusedError(
                f"nothing uses the assumption {assumption.name}",
                advice="name it in a formula, or remove it",
                path=("assumptions", assumption.name),
                word=assumption.name,
            )
