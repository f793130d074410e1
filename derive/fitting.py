"""Whether the parts of a model fit together: every fault, not only the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from derive import limits
from derive.claims import Claim
from derive.errors import DeriveError, ModelError
from derive.formulas.written import Written, names_in
from derive.printed import ROUNDINGS, UNITS, ZEROS, Printed

if TYPE_CHECKING:
    from derive.model import Configuration, Model

WORDS = {"rounding": ROUNDINGS, "unit": UNITS, "zeros": ZEROS}


def faults_of(model: Model) -> list[DeriveError]:
    """Give everything in a model that does not fit, in the order in which a file is read."""
    found: list[DeriveError] = [*_limits(model), *_clashes(model)]
    if found:
        return found
    found += [*_definitions(model), *_options(model), *_components(model)]
    found += [*_claims(model), *_rows(model), *_requires(model)]
    return found or [*_unused(model), *_values(model)]


def _limits(model: Model) -> Iterator[DeriveError]:
    for what, count, limit in (
        ("hyperparameters", len(model.known), limits.SYMBOLS),
        ("definitions", len(model.definitions), limits.SYMBOLS),
        ("assumptions", len(model.assumptions), limits.ASSUMPTIONS),
        ("components", len(model.components), limits.COMPONENTS),
        ("configurations", len(model.configurations), limits.CONFIGURATIONS),
        ("claims", len(model.claimed), limits.CLAIMS),
        ("options", max((len(a.options) for a in model.assumptions), default=0), limits.OPTIONS),
    ):
        if count > limit:
            yield ModelError(
                f"{count} {what} are over the limit of {limit}",
                advice="raise it in derive.limits from Python",
            )


def _clashes(model: Model) -> Iterator[DeriveError]:
    taken = {"total": "reserved word"}
    for kind, names in namespaces(model):
        for name in names:
            if name in taken and not (kind == taken[name] == "group"):
                yield ModelError(
                    f"the {kind} {name} has the name of a {taken[name]}",
                    advice="hyperparameters, definitions, assumptions, what options set, "
                    "components and groups share one namespace: rename one",
                )
            taken.setdefault(name, kind)
    rows = [row.name for row in model.configurations]
    for name in dict.fromkeys(row for row in rows if rows.count(row) > 1):
        yield ModelError(f"two configurations are called {name}", advice="rename one")


def _unknown(tree: Written, known: Iterable[str], place: str) -> Iterator[DeriveError]:
    names = list(known)
    for name in names_in(tree):
        if name not in names:
            near = get_close_matches(name, names, n=1)
            listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
            advice = f"did you mean {near[0]}?" if near else f"a formula knows {listed}"
            yield ModelError(f"unknown name {name!r}", advice=advice, place=(place,))


def _leaves(model: Model) -> list[str]:
    return [*model.known, *model.setting, *model.definitions]


def _all_names(model: Model) -> list[str]:
    names = [*_leaves(model), *model.component_named, *model.groups, "total"]
    return list(dict.fromkeys(names))


def _definitions(model: Model) -> Iterator[DeriveError]:
    for name, definition in model.definitions.items():
        yield from _unknown(definition.written, _leaves(model), f"definition {name}")
    yield from _circles({n: set(d.names) for n, d in model.definitions.items()}, "definition")


def _circles(edges: dict[str, set[str]], kind: str) -> Iterator[DeriveError]:
    """Take away whatever waits for nothing; what then remains goes round in a circle."""
    open_names = dict(edges)
    while ready := [n for n, needs in open_names.items() if not needs & open_names.keys()]:
        for name in ready:
            del open_names[name]
    if open_names:
        yield ModelError(
            f"{kind}s go round in a circle: {', '.join(open_names)}",
            advice="write one of them without the others",
        )


def _options(model: Model) -> Iterator[DeriveError]:
    edges: dict[str, set[str]] = {}
    for assumption in model.assumptions:
        for option in assumption.options:
            for symbol, formula in option.sets.items():
                place = f"assumption {assumption.name}: option {option.name}"
                yield from _unknown(formula.written, _leaves(model), place)
                edges.setdefault(symbol, set()).update(formula.names)
    if not any(True for _ in _circles({n: set(d.names) for n, d in model.definitions.items()}, "")):
        for name, definition in model.definitions.items():
            edges.setdefault(name, set()).update(definition.names)
        yield from _circles(edges, "option")


def _components(model: Model) -> Iterator[DeriveError]:
    for component in model.components:
        place = f"component {component.name}"
        known = _leaves(model)
        for name in component.formula.names:
            if name in model.component_named and name not in known:
                yield ModelError(
                    f"{name} is a component, and a component names no other",
                    advice="make the common piece a definition",
                    place=(place,),
                )
        if not set(component.formula.names) & set(model.component_named):
            yield from _unknown(component.formula.written, [*known, *_named(model)], place)


def _named(model: Model) -> list[str]:
    return [*model.component_named, "total"]


def _claims(model: Model) -> Iterator[DeriveError]:
    for row, claim in model.claimed:
        place = f"claim {claim.name}" + (f" of {row.name}" if row.name else "")
        yield from _unknown(claim.counts.written, _all_names(model), place)
        yield from _counts_nothing(model, row, claim, place)
        try:
            Printed.parse(claim.printed, claim.scale)
        except DeriveError as fault:
            yield fault.within(place)
        for (kind, words), word in zip(WORDS.items(), claim.words, strict=True):
            yield from _word(model, kind, words, word, place)


def _counts_nothing(
    model: Model, row: Configuration, claim: Claim, place: str
) -> Iterator[DeriveError]:
    if not claim.counts.names and claim.counts.exact.value == 0:
        yield ModelError("it counts nothing", advice="name what it counts", place=(place,))
    for name in claim.counts.names:
        if model.meaning_of(name, row) == ():
            yield ModelError(
                f"it counts {name}, which has no component here",
                advice="name a component that exists in this row",
                place=(place,),
            )


def _word(
    model: Model, kind: str, words: tuple[str, ...], word: str, place: str
) -> Iterator[DeriveError]:
    if word in words:
        return
    assumption = model.assumption_named.get(word)
    if assumption is None:
        near = get_close_matches(word, [*words, *model.assumption_named], n=1)
        advice = f"did you mean {near[0]}?" if near else f"use {', '.join(words)}"
        yield ModelError(
            f"{kind} = {word!r} is neither a word nor an assumption", advice=advice, place=(place,)
        )
        return
    for option in assumption.names:
        if option not in words:
            yield ModelError(
                f"{kind} = {word!r} is an assumption whose option {option!r} is no such word",
                advice=f"its options may be {', '.join(words)}",
                place=(place,),
            )


def _rows(model: Model) -> Iterator[DeriveError]:
    for row in model.configurations:
        place = f"configuration {row.name}"
        for name in row.components or ():
            if name not in model.component_named:
                near = get_close_matches(name, list(model.component_named), n=1)
                advice = f"did you mean {near[0]}?" if near else "name components of the file"
                yield ModelError(f"no component is called {name}", advice=advice, place=(place,))
        for name in row.values:
            if model.known[name].unknown is not None:
                yield ModelError(
                    f"{name} is unknown and has a value here", advice="keep one", place=(place,)
                )


def _requires(model: Model) -> Iterator[DeriveError]:
    known = [*model.known, *model.setting, *(a.name for a in model.assumptions)]
    for requirement in model.requires:
        worded = dict(requirement.words)
        for name in requirement.names:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                advice = f"did you mean {near[0]}?" if near else "it may name hyperparameters "
                "and assumptions"
                yield ModelError(f"unknown name {name!r}", advice=advice, place=("requires",))
            elif name not in worded and name not in model.known and name not in model.setting:
                yield ModelError(
                    f"{name} has options of words or of several symbols, and no number",
                    advice=f"compare it with an option's name: {name} == '...'",
                    place=("requires",),
                )
        for name, word in requirement.words:
            yield from _option_word(model, name, word)


def _option_word(model: Model, name: str, word: str) -> Iterator[DeriveError]:
    assumption = model.assumption_named.get(name)
    try:
        if assumption is None:
            raise ModelError(f"{name} is no assumption, and has no option {word!r}")
        assumption.index(word)
    except ModelError as fault:
        yield fault.within("requires")


def _unused(model: Model) -> Iterator[DeriveError]:
    used = {name for c in model.components for name in c.formula.names}
    used |= {name for d in model.definitions.values() for name in d.names}
    used |= {
        n for a in model.assumptions for o in a.options for f in o.sets.values() for n in f.names
    }
    used |= {name for r in model.requires for name in r.names}
    used |= {name for _, claim in model.claimed for name in (*claim.counts.names, *claim.words)}
    for assumption in model.assumptions:
        if not used & {assumption.name, *assumption.symbols}:
            yield ModelError(
                f"nothing uses the assumption {assumption.name}",
                advice="name it in a formula, or remove it",
            )


def _values(model: Model) -> Iterator[DeriveError]:
    for row in model.rows:
        given = {*model.values(row), *(h.name for h in model.known.values() if h.unknown)}
        for claim in row.claims:
            needed = _reached(model, model.unfold(claim.counts.written, row))
            missing = [name for name in needed if name not in given]
            if missing:
                where = f"configuration {row.name}" if row.name else "the claims of the paper"
                yield ModelError(
                    f"{', '.join(missing)} has no value here, and {claim.name} needs it",
                    advice="give it in [hyperparameters] or in the row",
                    place=(where,),
                )


def _reached(model: Model, tree: Written) -> list[str]:
    """Give the hyperparameters that a formula needs, through the options of its assumptions."""
    seen: dict[str, None] = {}
    waiting = list(names_in(tree))
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen[name] = None
        if name in model.setting:
            for option in model.setting[name].options:
                waiting += model.option_formula(option.sets[name].written).names
    return [name for name in seen if name in model.known]


def namespaces(model: Model) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the names of each kind, in the order in which a file lists them.

    >>> from derive.model import Component, Model
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
