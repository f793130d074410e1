"""Names: one thing a name in one namespace, and nothing unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from derive.errors import DeriveError, ModelError, did_you_mean
from derive.model.faults.placing import Path

if TYPE_CHECKING:
    from derive.model.lookups import Parts


def namespaces(model: Parts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the names of each kind, in the order in which a file lists them.

    >>> from derive.model.model import Model
    >>> from derive.model.parts import Component
    >>> dict(namespaces(Model(components=(Component(name="c", formula=1, groups=["g"]),))))["group"]
    ('g',)
    """
    assumed = tuple(a.name for a in model.assumptions)
    return (
        ("hyperparameter", tuple(model.known)),
        ("definition", tuple(model.definitions)),
        ("assumption", assumed),
        ("symbol of an assumption", tuple(s for s in model.setting if s not in assumed)),
        ("component", tuple(c.name for c in model.components)),
        ("group", model.groups),
    )


def clashes(model: Parts) -> Iterator[DeriveError]:
    """Find names that two things have, and rows of one name."""
    taken = {"total": "reserved word"}
    for kind, names in namespaces(model):
        for name in names:
            if name in taken and not (kind == taken[name] == "group"):
                yield ModelError(
                    f"the {kind} {name} has the name of a {taken[name]}",
                    advice="hyperparameters, definitions, assumptions, what options set, "
                    "components and groups share one namespace: rename one",
                    path=_path_of(model, kind, name),
                    word=name,
                )
            taken.setdefault(name, kind)
    rows = [row.name for row in model.configurations]
    for name, times in Counter(rows).items():
        if times > 1:
            yield ModelError(
                f"two configurations are called {name}",
                advice="rename one",
                path=("configurations", name),
            )


def _path_of(model: Parts, kind: str, name: str) -> Path:
    """Give where a file names a thing of a kind first."""
    if kind == "symbol of an assumption":
        assumption = model.setting[name]
        return ("assumptions", assumption.name, "options", assumption.names[0], name)
    if kind == "group":
        first = next(c for c in model.components if name in c.groups)
        return ("components", first.name, "groups", first.groups.index(name))
    if kind == "hyperparameter" and all(name != h.name for h in model.hyperparameters):
        row = next(row for row in model.configurations if name in row.values)
        return ("configurations", row.name, "hyperparameters", name)
    return (f"{kind}s", name)


def unknown(
    names: Iterable[str], known: Mapping[str, object], place: str, path: Path
) -> Iterator[DeriveError]:
    """Find the names that are not known where they are used."""
    for name in names:
        if name not in known:
            listed = ", ".join(islice(known, 12)) + (", ..." if len(known) > 12 else "")
            advice = did_you_mean(name, known, f"a formula knows {listed}" if listed else "")
            yield ModelError(
                f"unknown name {name!r}", advice=advice, place=(place,), path=path, word=name
            )


def formula_names(model: Parts) -> dict[str, None]:
    """Give the names that a component may use."""
    return dict.fromkeys((*model.known, *model.setting, *model.definitions))


def claim_names(model: Parts) -> dict[str, None]:
    """Give the names that a claim may use."""
    names = (*formula_names(model), *model.component_named, *model.groups, "total")
    return dict.fromkeys(names)
