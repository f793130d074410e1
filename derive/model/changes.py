"""A model asked about otherwise than its paper states it: other sizes, other figures, fewer rows.

Changes             what is asked otherwise; its `flags` are how the command line says it
changed             :: Model, Changes        -> Model
with_only           :: Model, claims, rows   -> Model   what they do not need is left out
row_named           :: Model, name           -> Configuration
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from derive.errors import FormulaError, UsageError, did_you_mean
from derive.formulas.tree import Exact
from derive.frozen import Frozen
from derive.model.assumptions import Assumption
from derive.model.claims import Claim
from derive.model.faults.names import claim_names, namespaces
from derive.model.faults.uses import named
from derive.model.fields import keep
from derive.model.lookups import Parts
from derive.model.model import Model
from derive.model.parts import Component, Configuration
from derive.model.symbols import Hyperparameter
from derive.printed import Printed, grouped

LISTED = 8  # rows that a message names
FREELY = ("printed", "exact")  # the matches that another figure keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is asked otherwise: sizes by name, claims as what is counted and a figure, and rows.

    >>> Changes(sizes={"V": 32_000}, claims=[("total", "345M")], rows=["24 layers"]).flags
    ('--set', 'V=32000', '--claim', 'total=345M', '--row', '24 layers')
    """

    sizes: Mapping[str, Exact] = field(default_factory=dict)
    claims: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        keep(self, sizes=Frozen(self.sizes), claims=tuple(self.claims), rows=tuple(self.rows))

    def __bool__(self) -> bool:
        return bool(self.sizes or self.claims or self.rows)

    @property
    def flags(self) -> tuple[str, ...]:
        """Give the words of the command line that ask for the same."""
        pairs = [
            *(("--set", f"{name}={value}") for name, value in self.sizes.items()),
            *(("--claim", f"{counts}={figure}") for counts, figure in self.claims),
            *(("--row", row) for row in self.rows),
        ]
        return tuple(word for pair in pairs for word in pair)


UNCHANGED = Changes()


def changed(model: Model, changes: Changes) -> Model:
    """Give the model with other sizes, with other claims, and with some rows alone.

    A size wins over what the paper and its rows state, and an unknown has no other then. The
    claims are those of the rows chosen; one that counts what the paper prints is that claim with
    another figure. Raises UsageError for what does not exist or is not chosen clearly enough,
    FormulaError for a claim's formula, PrintedError for its figure.

    >>> from derive import Component, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     components=(Component(name="c", formula="d*d"),),
    ... )
    >>> found = changed(model, Changes(sizes={"d": 20}, claims=[("total", "400")]))
    >>> found.values(found.rows[0]), found.claimed[0].claim.printed
    ({'d': 20}, '400')
    >>> changed(model, Changes(sizes={"D": 20}))
    Traceback (most recent call last):
    derive.errors.UsageError: there is no hyperparameter 'D'; did you mean d?
    """
    if not changes:
        return model
    chosen = _chosen(model, changes.rows)
    for name, value in changes.sizes.items():
        _refuse_size(model, name, value, chosen)
    claims, rows = model.claims, model.configurations
    if chosen:
        claims, rows = (), chosen
    if changes.claims:
        claims, rows = _claiming(model, changes.claims, chosen)
    sized = _sized(model, changes.sizes)
    rows = tuple(replace(row, values=_of_row(row, changes.sizes)) for row in rows)
    if not (changes.claims or chosen):
        return replace(model, hyperparameters=sized, configurations=rows, expected={})
    return with_only(model, claims, rows, hyperparameters=sized)


def with_only(
    model: Model, claims: Iterable[Claim], rows: Iterable[Configuration], **more: object
) -> Model:
    """Give the model with these claims and rows alone, and without what only others need.

    These are components that no row has, assumptions that nothing names, and what is declared for
    them; nothing is expected of it. `more` are other fields to replace.

    >>> from derive import Assumption, Component
    >>> model = Model(
    ...     assumptions=(Assumption(name="rounding", options=["nearest", "up"]),),
    ...     components=(Component(name="c", formula=7),),
    ...     claims=(Claim(printed="7", counts="c", rounding="rounding"),),
    ... )
    >>> with_only(model, [Claim(printed="8", counts="c")], []).assumptions
    ()
    """
    claims, rows = tuple(claims), tuple(rows)
    new: dict[str, Any] = {"claims": claims, "configurations": rows, "expected": {}}
    new["hyperparameters"] = tuple(model.known.values())  # those that only other rows bring too
    new |= more
    new["components"] = _present(model, claims, rows)
    parts = Parts(**{one.name: getattr(model, one.name) for one in fields(Parts)} | new)
    kept = _needed(parts)
    labels = {f"{a.name}{at}" for a in kept for at in ("", *(f"@{row.name}" for row in rows))}
    declared = {label: option for label, option in model.declared.items() if label in labels}
    return replace(model, **{"assumptions": kept, "declared": declared, **new})


def _needed(parts: Parts) -> tuple[Assumption, ...]:
    """Give the assumptions that something names; one whose options alone named another one goes."""
    names = named(parts)
    kept = tuple(a for a in parts.assumptions if names & {a.name, *a.symbols})
    less = len(kept) < len(parts.assumptions)
    return _needed(replace(parts, assumptions=kept)) if less else kept


def row_named(model: Model, name: str) -> Configuration:
    """Give a row by its name; raises UsageError that says which was meant.

    >>> row_named(Model(configurations=(Configuration(name="12 layers"),)), "12 layer")
    Traceback (most recent call last):
    derive.errors.UsageError: there is no configuration '12 layer'; did you mean 12 layers?
    """
    for row in model.configurations:
        if row.name == name:
            return row
    names = [row.name for row in model.configurations]
    known = (
        f"there are {_listed(names, quoted=True)}" if names else "leave it out: this model has none"
    )
    raise UsageError(f"there is no configuration {name!r}", advice=did_you_mean(name, names, known))


def _chosen(model: Model, names: tuple[str, ...]) -> tuple[Configuration, ...]:
    wanted = {row_named(model, name).name for name in names}
    return tuple(row for row in model.configurations if row.name in wanted)


def _listed(names: Iterable[str], quoted: bool = False) -> str:
    names = [repr(name) if quoted else name for name in names]
    return ", ".join(names[:LISTED]) + (", ..." if len(names) > LISTED else "")


# Sizes


def _refuse_size(model: Model, name: str, value: Exact, chosen: tuple[Configuration, ...]) -> None:
    if name not in model.known:
        raise _unfound(model, name)
    if name not in named(model):
        raise UsageError(f"no formula uses {name}", advice="setting it would change nothing")
    if value < 0 or (value != int(value) and name not in model.rational):
        raise UsageError(
            f"{name} = {grouped(value)} is no whole number of 0 or more",
            advice="a size is counted in ones",
        )
    stands = [row.name for row in model.configurations if name in row.values]
    if stands and not chosen and len(model.configurations) > 1:
        raise UsageError(
            f"{name} has a value of its own in {len(stands)} rows",
            advice=f"choose one: --row {_listed(stands, quoted=True)}",
        )


def _unfound(model: Model, name: str) -> UsageError:
    setting = model.assumption_named.get(name) or model.setting.get(name)
    if setting:
        options = ", ".join(setting.names)
        return UsageError(
            f"{name} is left open by the paper, and no size",
            advice=f"choose an option, as in --given {setting.name}=OPTION ({options})",
        )
    kinds = {n: kind for kind, its in namespaces(model) for n in its}
    if name in kinds:
        return UsageError(
            f"{name} is a {kinds[name]}, and no hyperparameter", advice="set what it is made of"
        )
    known = f"the hyperparameters are {_listed(model.known)}" if model.known else ""
    return UsageError(
        f"there is no hyperparameter {name!r}", advice=did_you_mean(name, model.known, known)
    )


def _sized(model: Model, sizes: Mapping[str, Exact]) -> tuple[Hyperparameter, ...]:
    """Give every hyperparameter, those included that only rows bring."""
    return tuple(
        replace(h, value=_like(h, sizes[h.name]), unknown=None, per_configuration=False)
        if h.name in sizes
        else h
        for h in model.known.values()
    )


def _like(stated: Hyperparameter, value: Exact) -> Exact:
    """Keep a fraction one of those, though it be whole now: its symbol may be any."""
    return value if stated.value is None else type(stated.value)(value)


def _of_row(row: Configuration, sizes: Mapping[str, Exact]) -> dict[str, int]:
    return {name: int(sizes.get(name, value)) for name, value in row.values.items()}


# Claims


def _claiming(
    model: Model, asked: tuple[tuple[str, str], ...], chosen: tuple[Configuration, ...]
) -> tuple[tuple[Claim, ...], tuple[Configuration, ...]]:
    """Give the paper's own claims and the rows, with the claims that are asked in their place."""
    rows = model.configurations
    if not chosen and rows and not model.claims:
        if len(rows) > 1:
            raise UsageError(
                f"{model.name} has rows, and a figure belongs to one of them",
                advice=f"choose one: --row {_listed((row.name for row in rows), quoted=True)}",
            )
        chosen = rows
    if not chosen:
        return _claims(model, asked, model.claims), tuple(replace(r, claims=()) for r in rows)
    return (), tuple(replace(row, claims=_claims(model, asked, row.claims)) for row in chosen)


def _claims(
    model: Model, asked: tuple[tuple[str, str], ...], stated: tuple[Claim, ...]
) -> tuple[Claim, ...]:
    return tuple(_claim(model, counts, figure, stated) for counts, figure in asked)


def _claim(model: Model, counts: str, figure: str, stated: tuple[Claim, ...]) -> Claim:
    """Make a claim like the paper's: the one that counts the same, or as they are all cut."""
    new = Claim(printed=figure, counts=counts)
    Printed.parse(figure)
    known = claim_names(model)
    for name in new.counts.names:
        if name not in known:
            raise FormulaError(
                f"unknown name {name!r}",
                advice=did_you_mean(name, known, f"known are {_listed(known)}"),
                text=counts,
                at=_place(name, counts),
                width=len(name),
            )
    same = [claim for claim in stated if claim.counts == new.counts]
    like = same or stated
    return replace(
        new,
        name=same[0].name if same else new.name,
        rounding=_agreed((claim.rounding for claim in like), new.rounding),
        unit=_agreed((claim.unit for claim in like), new.unit),
        zeros=_agreed((claim.zeros for claim in like), new.zeros),
        match=_agreed(map(_match, like), new.match),
    )


def _agreed(words: Iterable[str], otherwise: str) -> str:
    found = set(words)
    return found.pop() if len(found) == 1 else otherwise


def _match(stated: Claim) -> str:
    return stated.match if stated.match in FREELY else FREELY[0]


def _place(name: str, text: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return found.start() if found else 0


def _present(
    model: Model, claims: tuple[Claim, ...], rows: tuple[Configuration, ...]
) -> tuple[Component, ...]:
    """Leave out the components that are in none of the rows, where there is nothing but rows."""
    if claims or not rows or any(row.components is None for row in rows):
        return model.components
    kept = {name for row in rows for name in row.components or ()}
    kept |= {name for row in rows for claim in row.claims for name in claim.counts.names}
    return tuple(c for c in model.components if c.name in kept)
