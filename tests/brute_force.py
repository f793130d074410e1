"""All answers the slow way: every assumption set counted, no polynomial, no table, no diagram."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from derive.model.case import Case
from derive.model.claims import window
from derive.model.labels import variables
from derive.model.model import Model


def assumption_sets(model: Model) -> Iterator[dict[str, str]]:
    return (dict(case.chosen) for case in cases(model))


def cases(model: Model) -> Iterator[Case]:
    """Give every assumption set that is permitted."""
    choices = variables(model)
    for options in product(*(v.assumption.names for v in choices)):
        chosen = {v.label: option for v, option in zip(choices, options, strict=True)}
        case = Case(model=model, chosen=chosen)
        if case.permitted:
            yield case


def met(case: Case) -> list[bool]:
    """Say of each claim whether its count lies between the ends of what it admits."""
    found = []
    for one in case.model.claimed:
        low, high = window(one.claim, case.words(one))
        value = case.values[one.name]
        found.append((low is None or low <= value) and (high is None or value <= high))
    return found


def solutions(model: Model) -> list[dict[str, str]]:
    return [dict(case.chosen) for case in cases(model) if all(met(case))]
