"""The sum, component by component, for one assumption set: as written, with numbers, evaluated.

accounts :: Model, Given -> one Account a claim
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.errors import InternalError
from derive.explaining.given import Given
from derive.formulas.formula import Formula
from derive.formulas.tree import Exact, Written, substitute
from derive.model.claims import Claim
from derive.model.counting import (
    AssumptionSet,
    chosen_words,
    claim_count,
    component_count,
    label_in,
    row_values,
)
from derive.model.model import Model
from derive.model.parts import Component, Configuration
from derive.model.windows import Window, window


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A component for one assumption set: the author's formula, the options put in, the count."""

    name: str
    means: str
    asked: Formula
    formula: Formula
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A claim's sum: its components, its value, the numbers that it admits.

    `values` are the numbers of the hyperparameters, for showing them put in.
    """

    name: str
    row: str
    printed: str
    counts: Formula
    components: tuple[Counted, ...]
    values: Mapping[str, Exact]
    value: int
    window: Window

    @property
    def hit(self) -> bool:
        """Say whether the value is what the claim prints."""
        return self.miss == 0 and self.window != (1, 0)

    @property
    def miss(self) -> int:
        """Give by how much the value is above (or, below 0, under) what the claim admits."""
        low, high = self.window
        if high is not None and self.value > high:
            return self.value - high
        return min(0, self.value - low) if low is not None else 0

    @property
    def gaps(self) -> tuple[int | None, int | None]:
        """Give the least and the most that may be too much: one number where the claim is exact."""
        low, high = self.window
        return (
            None if high is None else self.value - high,
            None if low is None else self.value - low,
        )


def accounts(model: Model, given: Given) -> tuple[Account, ...]:
    """Give every claim's sum for an assumption set, counted component by component.

    >>> from derive import Assumption, Hyperparameter, solve
    >>> from derive.explaining.given import given
    >>> found = solve(Model(
    ...     hyperparameters=(Hyperparameter(name="d", value=10),),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="100", counts="total"),),
    ... ))
    >>> account = accounts(found.model, given(found, {"bias": "yes"}))[0]
    >>> [(c.name, c.formula, c.count) for c in account.components], account.miss
    ([('layer', d*d + d, 110)], 10)
    """
    return tuple(
        _account(model, name, row, claim, given)
        for name, (row, claim) in zip(model.claim_names, model.claimed, strict=True)
    )


def _account(model: Model, name: str, row: Configuration, claim: Claim, given: Given) -> Account:
    values = row_values(model, row, given.example, given.at)
    options = _option_trees(model, row, given.example)
    counts = Formula(substitute(claim.counts.written, options))
    named = {c.name: c for n in counts.names for c in model.meaning_of(n, row) or ()}
    value = claim_count(model, row, claim, given.example, given.at)
    if value != given.values[name]:
        raise InternalError(f"{name} counts {value} and {given.values[name]}")
    return Account(
        name=name,
        row=row.name,
        printed=claim.printed,
        counts=counts,
        components=tuple(_counted(model, c, values, options) for c in named.values()),
        values={n: v for n, v in values.items() if n in model.known},
        value=value,
        window=_window_of(model, row, claim, given.example),
    )


def _counted(
    model: Model,
    component: Component,
    values: Mapping[str, Exact],
    options: Mapping[str, Written],
) -> Counted:
    written = model.component_formula(component).written
    return Counted(
        name=component.name,
        means=component.means,
        asked=component.formula,
        formula=Formula(substitute(written, options)),
        count=component_count(model, component, values),
    )


def _option_trees(model: Model, row: Configuration, chosen: AssumptionSet) -> dict[str, Written]:
    """Give what each symbol of an assumption stands for, no such symbol left inside."""
    trees = {
        symbol: model.option_formula(a[chosen[label_in(a, row)]].sets[symbol].written).written
        for symbol, a in model.setting.items()
    }
    for _ in trees:  # an option may name another's symbol, but never in a circle
        deeper = {symbol: substitute(tree, trees) for symbol, tree in trees.items()}
        if deeper == trees:
            break
        trees = deeper
    return trees


def _window_of(model: Model, row: Configuration, claim: Claim, chosen: AssumptionSet) -> Window:
    """Give the interval that a claim admits, cut by the words of an assumption set."""
    words = chosen_words(model, row, claim, chosen)
    return window(claim, words)
