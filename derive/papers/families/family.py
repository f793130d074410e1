"""A family as a value: which types of model it serves, and what each key of a config settles."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from derive.frozen import Frozen
from derive.papers.families import keys, text_of

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A hyperparameter: the fields of a config that may hold it, the first of which wins.

    `absent` is what a missing or null one means, a formula of sizes above it; `unset` are the
    words that mean the same as null.
    """

    name: str
    fields: tuple[str, ...] = ()
    absent: str | int | None = None
    unset: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An assumption that a config settles: an option for each value, as a pattern of its text."""

    name: str
    fields: tuple[str, ...]
    settled: Mapping[str, str]
    absent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A type of model: what its program takes for a missing key, and its way of counting."""

    name: str
    absent: Table
    declares: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family; `expects` are the fields that have this value or are missing, else it is wrong."""

    key: str
    text: str
    title: str
    sizes: tuple[Size, ...]
    choices: tuple[Choice, ...]
    kinds: Mapping[str, Kind]
    expects: Table


@cache
def family(key: str) -> Family:
    """Read a family.

    >>> [(one.fields, one.absent) for one in family("llama").sizes if one.name == "g"]
    [(('num_key_value_heads',), 'h')]
    """
    text = text_of(key)
    table = tomllib.loads(text)
    own = table.get("family", {})
    types = own.get("types", {})
    return Family(
        key=key,
        text=text,
        title=table["paper"]["title"],
        sizes=tuple(_size(name, one) for name, one in table["hyperparameters"].items()),
        choices=tuple(
            _choice(name, one)
            for name, one in table.get("assumptions", {}).items()
            if "field" in one
        ),
        kinds=Frozen({name: _kind(name, types.get(name, {})) for name in own["model_types"]}),
        expects=Frozen(own.get("expects", {})),
    )


def family_of(model_type: str) -> Family | None:
    """Give the family that serves a type of model, or none.

    >>> family_of("mistral").key, family_of("sparrow")
    ('llama', None)
    """
    return next((one for one in map(family, keys()) if model_type in one.kinds), None)


def known_types() -> tuple[str, ...]:
    """Give every type of model that some family serves.

    >>> {"llama", "mistral"} <= set(known_types())
    True
    """
    return tuple(sorted(name for one in map(family, keys()) for name in one.kinds))


def _size(name: str, one: Table) -> Size:
    return Size(
        name=name,
        fields=_several(one.get("field", ())),
        absent=one.get("absent"),
        unset=_several(one.get("unset", ())),
    )


def _choice(name: str, one: Table) -> Choice:
    return Choice(
        name=name,
        fields=_several(one["field"]),
        settled=Frozen(one["settled"]),
        absent=one.get("absent"),
    )


def _kind(name: str, one: Table) -> Kind:
    return Kind(
        name=name,
        absent=Frozen(one.get("absent", {})),
        declares=Frozen(one.get("declares", {})),
    )


def _several(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
