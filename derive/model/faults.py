"""Whether the parts of a model fit together: every fault, not only the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from derive import limits
from derive.errors import DeriveError, ModelError, PrintedError, UnusedError, did_you_mean
from derive.formulas.exact import measure, refuse_the_enormous
from derive.formulas.order import in_order
from derive.formulas.size import Size, size
from derive.model.claims import Claim
from derive.printed import ROUNDINGS, UNITS, ZEROS, Printed

if TYPE_CHECKING:
    from derive.model.assumptions import Assumption
    from derive.model.lookups import Parts
    from derive.model.parts import Configuration

WORDS = {"rounding": ROUNDINGS, "unit": UNITS, "zeros": ZEROS}

# Where a spec file says it, key by key.
Path = tuple[str | int, ...]


def faults_of(model: Parts) -> list[DeriveError]:
    """Give everything in a model that does not fit, in the order in which a file is read.

    What follows from an earlier fault is not looked for, and `limits.FAULTS` are enough. A `Model`
    asks for them itself, and raises them:

    >>> from derive import Component, Model, hyperparameters
    >>> d = hyperparameters(d=10)
    >>> faults_of(Model(hyperparameters=d, components=(Component(name="c", formula="d*d"),)))
    []
    >>> Model(hyperparameters=d, components=(Component(name="c", formula="d*e"),))
    Traceback (most recent call last):
    derive.errors.ModelError: component c: unknown name 'e'; a formula knows d
    """
    for check in (
        (_limits, _clashes),
        (_definitions, _options, _components, _claims, _rows, _requires),
        (_sizes,),
        (_degrees,),
        (_nothing, _unused, _values),
    ):
        faults = (fault for one in check for fault in one(model))
        if found := list(islice(faults, limits.FAULTS)):
            return found
    return []


def _limits(model: Parts) -> Iterator[DeriveError]:
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
                advice="write fewer, or split the model",
            )


def _clashes(model: Parts) -> Iterator[DeriveError]:
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


def _unknown(
    names: Iterable[str], known: Mapping[str, object], place: str, path: Path
) -> Iterator[DeriveError]:
    for name in names:
        if name not in known:
            listed = ", ".join(islice(known, 12)) + (", ..." if len(known) > 12 else "")
            advice = did_you_mean(name, known, f"a formula knows {listed}" if listed else "")
            yield ModelError(
                f"unknown name {name!r}", advice=advice, place=(place,), path=path, word=name
            )


def _leaves(model: Parts) -> dict[str, None]:
    return dict.fromkeys((*model.known, *model.setting, *model.definitions))


def _all_names(model: Parts) -> dict[str, None]:
    names = (*_leaves(model), *model.component_named, *model.groups, "total")
    return dict.fromkeys(names)


def _definitions(model: Parts) -> Iterator[DeriveError]:
    leaves = _leaves(model)
    for name, definition in model.definitions.items():
        path = ("definitions", name)
        yield from _unknown(definition.names, leaves, f"definition {name}", path)
    if circle := _circle({n: set(d.names) for n, d in model.definitions.items()}):
        yield _going_round("definition", circle, ("definitions", circle[0]))


def _circle(edges: Mapping[str, set[str]]) -> list[str]:
    """Give the names that go round in a circle, or wait for one that does."""
    ordered = set(in_order(edges))
    return [name for name in edges if name not in ordered]


def _going_round(kind: str, names: list[str], path: Path) -> ModelError:
    listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return ModelError(
        f"{kind}s go round in a circle: {listed}",
        advice="write one of them without the others",
        path=path,
    )


def _options(model: Parts) -> Iterator[DeriveError]:
    edges = {name: set(definition.names) for name, definition in model.definitions.items()}
    leaves = _leaves(model)
    circular = bool(_circle(edges))
    for assumption in model.assumptions:
        for option in assumption.options:
            for symbol, formula in option.sets.items():
                place = f"assumption {assumption.name}: option {option.name}"
                path = _option_path(assumption, option.name, symbol)
                yield from _unknown(formula.names, leaves, place, path)
                edges.setdefault(symbol, set()).update(formula.names)
    if not circular and (circle := _circle(edges)):
        symbol = next((name for name in circle if name in model.setting), circle[0])
        yield _going_round("option", circle, ("assumptions", model.setting[symbol].name, "options"))


def _option_path(assumption: Assumption, option: str, symbol: str) -> Path:
    path = ("assumptions", assumption.name, "options", option)
    return path if symbol == assumption.name else (*path, symbol)


def _components(model: Parts) -> Iterator[DeriveError]:
    known = _leaves(model)
    all_known = known | dict.fromkeys((*model.component_named, "total"))
    for component in model.components:
        place, path = f"component {component.name}", ("components", component.name, "formula")
        others = [n for n in component.formula.names if n in all_known and n not in known]
        for name in others:
            what = "the sum of all components" if name == "total" else "a component"
            yield ModelError(
                f"{name} is {what}, and a component names no other",
                advice="make the common piece a definition",
                place=(place,),
                path=path,
                word=name,
            )
        unknown = (name for name in component.formula.names if name not in others)
        yield from _unknown(unknown, known, place, path)


def _claim_paths(model: Parts) -> Iterator[tuple[Configuration, Claim, Path]]:
    """Give every claim with its row and where a spec file writes it."""
    for row in model.rows:
        outer: Path = ("configurations", row.name) if row.name else ()
        for index, claim in enumerate(row.claims):
            yield row, claim, (*outer, "claims", index)


def _claims(model: Parts) -> Iterator[DeriveError]:
    names = _all_names(model)
    absent = _Absent(model)
    for row, claim, path in _claim_paths(model):
        place = f"claim {claim.name}" + (f" of {row.name}" if row.name else "")
        yield from _unknown(claim.counts.names, names, place, (*path, "counts"))
        yield from _counts_absent(absent, row, claim, place, path)
        try:
            Printed.parse(claim.printed, claim.scale)
        except PrintedError as fault:
            yield _placed(fault, place, (*path, fault.key))
        for (kind, words), word in zip(WORDS.items(), claim.words, strict=True):
            yield from _word(model, kind, words, word, place, (*path, kind))


class _Absent:
    """Whether a name adds up no component in a row; found once for rows of the same components."""

    def __init__(self, model: Parts) -> None:
        self.model = model
        self.found: dict[tuple[tuple[str, ...] | None, str], bool] = {}

    def has(self, name: str, row: Configuration) -> bool:
        key = (row.components, name)
        if key not in self.found:
            self.found[key] = self.model.meaning_of(name, row) == ()
        return self.found[key]


def _counts_absent(
    absent: _Absent, row: Configuration, claim: Claim, place: str, path: Path
) -> Iterator[DeriveError]:
    for name in claim.counts.names:
        if absent.has(name, row):
            yield ModelError(
                f"it counts {name}, which has no component here",
                advice="name a component that exists in this row",
                place=(place,),
                path=(*path, "counts"),
                word=name,
            )


def _nothing(model: Parts) -> Iterator[DeriveError]:
    for _, claim, path in _claim_paths(model):
        place, path = f"claim {claim.name}", (*path, "counts")
        try:
            if not claim.counts.names and claim.counts.value({}) == 0:
                raise ModelError("it counts nothing", advice="name what it counts")
        except DeriveError as fault:
            yield _placed(fault, place, path)


def _placed(fault: DeriveError, place: str, path: Path, word: str = "") -> ModelError:
    """Give a fault of a part its place in the model and in a spec file."""
    return ModelError(fault.message, advice=fault.advice, place=(place,), path=path, word=word)


def _word(
    model: Parts, kind: str, words: tuple[str, ...], word: str, place: str, path: Path
) -> Iterator[DeriveError]:
    if word in words:
        return
    assumption = model.assumption_named.get(word)
    if assumption is None:
        yield ModelError(
            f"{kind} = {word!r} is neither a word nor an assumption",
            advice=did_you_mean(word, [*words, *model.assumption_named], f"use {', '.join(words)}"),
            place=(place,),
            path=path,
            word=word,
        )
        return
    for option in assumption.names:
        if option not in words:
            yield ModelError(
                f"{kind} = {word!r} is an assumption whose option {option!r} is no such word",
                advice=f"its options may be {', '.join(words)}",
                place=(place,),
                path=path,
                word=word,
            )


def _rows(model: Parts) -> Iterator[DeriveError]:
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


def _requires(model: Parts) -> Iterator[DeriveError]:
    known = dict.fromkeys((*model.known, *model.setting, *model.assumption_named))
    for index, requirement in enumerate(model.requires):
        path = ("requires", index)
        worded = dict(requirement.words)
        for name in requirement.names:
            if name not in known:
                yield ModelError(
                    f"unknown name {name!r}",
                    advice=did_you_mean(name, known, "it may name hyperparameters and assumptions"),
                    place=("requires",),
                    path=path,
                    word=name,
                )
            elif name not in worded and name not in model.known and name not in model.setting:
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
        yield _placed(fault, "requires", path, word if assumption else name)


def _sizes(model: Parts) -> Iterator[DeriveError]:
    """Measure every formula with the definitions put in, before any is.

    Forty definitions of the kind `b = "a*a"` are a formula of 2**40 factors.
    """
    sizes: dict[str, Size] = {}
    for name in in_order({n: set(d.names) for n, d in model.definitions.items()}):
        sizes[name] = size(model.definitions[name].written, sizes)
        if sizes[name].too_large:
            yield _too_large(f"definition {name}", sizes[name], ("definitions", name))
            return
    for assumption in model.assumptions:
        for option in assumption.options:
            for symbol, formula in option.sets.items():
                if (found := size(formula.written, sizes)).too_large:
                    place = f"assumption {assumption.name}: option {option.name}"
                    path = _option_path(assumption, option.name, symbol)
                    yield _too_large(place, found, path)
    for component in model.components:
        sizes[component.name] = found = size(component.formula.written, sizes)
        if found.too_large:
            path = ("components", component.name, "formula")
            yield _too_large(f"component {component.name}", found, path)
    yield from _claim_sizes(model, sizes)


def _degrees(model: Parts) -> Iterator[DeriveError]:
    """Measure every component as a polynomial, before any is expanded."""
    for component in model.components:
        try:
            refuse_the_enormous(measure(model.component_formula(component).written, {}))
        except DeriveError as fault:
            path = ("components", component.name, "formula")
            yield _placed(fault, f"component {component.name}", path)


def _claim_sizes(model: Parts, sizes: dict[str, Size]) -> Iterator[DeriveError]:
    together: dict[tuple[tuple[str, ...] | None, str], Size] = {}
    for row, claim, path in _claim_paths(model):
        meanings = {}
        for name in claim.counts.names:
            key = (row.components, name)
            if key not in together:
                meaning = model.meaning_of(name, row)
                known = sizes.get(name, Size())
                found = Size.together(sizes[c.name] for c in meaning) if meaning else known
                together[key] = found
            meanings[name] = together[key]
        if (found := size(claim.counts.written, meanings)).too_large:
            yield _too_large(f"claim {claim.name}", found, (*path, "counts"))


def _too_large(place: str, found: Size, path: Path) -> ModelError:
    return ModelError(
        f"with what it names put in, the formula has {found}, over the limit of "
        f"{limits.UNFOLDED_NODES:,} parts in {limits.UNFOLDED_NESTING} levels",
        advice="count it in smaller pieces (limit UNFOLDED_NODES)",
        place=(place,),
        path=path,
    )


def _unused(model: Parts) -> Iterator[DeriveError]:
    used = {name for c in model.components for name in c.formula.names}
    used |= {name for d in model.definitions.values() for name in d.names}
    used |= {
        n for a in model.assumptions for o in a.options for f in o.sets.values() for n in f.names
    }
    used |= {name for r in model.requires for name in r.names}
    used |= {name for one in model.claimed for name in (*one.claim.counts.names, *one.claim.words)}
    for assumption in model.assumptions:
        if not used & {assumption.name, *assumption.symbols}:
            yield UnusedError(
                f"nothing uses the assumption {assumption.name}",
                advice="name it in a formula, or remove it",
                path=("assumptions", assumption.name),
                word=assumption.name,
            )


def _values(model: Parts) -> Iterator[DeriveError]:
    needed = _Needed(model)
    for row, claim, path in _claim_paths(model):
        given = {*model.values(row), *(h.name for h in model.known.values() if h.unknown)}
        for name in needed.by(claim, row):
            if name not in given:
                where = f"configuration {row.name}" if row.name else "the claims of the paper"
                yield ModelError(
                    f"{name} has no value here, and {claim.name} needs it",
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

    def by(self, claim: Claim, row: Configuration) -> dict[str, None]:
        return dict.fromkeys(h for name in claim.counts.names for h in self.of(name, row))

    def of(self, name: str, row: Configuration) -> tuple[str, ...]:
        key = (row.components, name)
        if key not in self.found:
            meaning = self.model.meaning_of(name, row)
            names = (name,) if meaning is None else (n for c in meaning for n in c.formula.names)
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
