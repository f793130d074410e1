"""A model with other claims: `claiming :: Model, claims by row -> Model`, and nothing left over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from derive.model.claims import Claim
from derive.model.model import Model


def claiming(model: Model, claims: Mapping[str, Sequence[Claim]]) -> Model:
    """Give the model with these claims only, by the name of their row ("" is the paper itself).

    Rows without one are left out, and so are assumptions that only other claims named, with what
    was declared of them.

    >>> from derive.model.parts import Component
    >>> model = Model(
    ...     components=(Component(name="c", formula=7),),
    ...     claims=(Claim(printed="7", counts="c"),),
    ... )
    >>> other = claiming(model, {"": [Claim(printed="9", counts="c")]})
    >>> [one.claim.printed for one in other.claimed]
    ['9']
    """
    named = _named(model, [claim for its in claims.values() for claim in its])
    assumptions = tuple(a for a in model.assumptions if named & {a.name, *a.symbols})
    kept = {a.name for a in assumptions}
    return replace(
        model,
        assumptions=assumptions,
        claims=tuple(claims.get("", ())),
        configurations=tuple(
            replace(row, claims=tuple(claims[row.name]))
            for row in model.configurations
            if row.name in claims
        ),
        declared={
            label: option
            for label, option in model.declared.items()
            if label.partition("@")[0] in kept and label.partition("@")[2] in {"", *claims}
        },
        expected={},
    )


def _named(model: Model, claims: Iterable[Claim]) -> set[str]:
    """Give every name that a count may depend on."""
    formulas = [
        *(its for component in model.components for its in component.written.values()),
        *model.definitions.values(),
        *(f for a in model.assumptions for o in a.options for f in o.sets.values()),
        *(claim.counts for claim in claims),
    ]
    return {name for part in (*formulas, *model.requires) for name in part.names}
