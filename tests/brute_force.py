"""All answers the slow way: every assumption set counted, no polynomial, no table, no diagram."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from derive.model.counting import claim_counts, label_in, permitted, variables
from derive.model.model import Model
from derive.model.windows import admits


def assumption_sets(model: Model) -> Iterator[dict[str, str]]:
    choices = variables(model)
    for options in product(*(v.assumption.names for v in choices)):
        chosen = {v.label: option for v, option in zip(choices, options, strict=True)}
        if permitted(model, chosen):
            yield chosen


def gives_the_claims(model: Model, chosen: dict[str, str]) -> bool:
    counts = claim_counts(model, chosen)
    for name, (row, claim) in zip(model.claim_names, model.claimed, strict=True):
        named = model.assumption_named
        words = {w: chosen[label_in(named[w], row)] for w in claim.words if w in named}
        if not admits(claim, words, counts[name]):
            return False
    return True


def solutions(model: Model) -> list[dict[str, str]]:
    return [chosen for chosen in assumption_sets(model) if gives_the_claims(model, chosen)]
