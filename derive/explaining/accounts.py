"""The sum, component by component, for one assumption set: as written, with numbers, evaluated.

accounts :: Case -> one Account a claim
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.formulas.formula import Formula
from derive.formulas.tree import Exact, Written, substitute
from derive.intervals import Window
from derive.model.case import Case
from derive.model.claims import Claim
from derive.model.parts import Claimed, Component


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

    `miss` is how far the value is from these, below 0 if it is too small; `values` are the numbers
    of the hyperparameters, for showing them put in.
    """

    name: str
    row: str
    printed: str
    claim: Claim
    counts: Formula
    components: tuple[Counted, ...]
    values: Mapping[str, Exact]
    value: Exact
    window: Window
    miss: Exact

    @property
    def hit(self) -> bool:
        """Say whether the value is what the claim prints."""
        return not self.miss

    @property
    def gaps(self) -> Window:
        """Give the least and the most that may be too much: one number where the claim is exact."""
        return self.window.scaled(-1).shifted(self.value)


def accounts(case: Case) -> tuple[Account, ...]:
    """Give every claim's sum in a case, counted component by component.

    >>> from derive import Assumption, Hyperparameter, Model
    >>> model = Model(
    ...     hyperparameters=(Hyperparameter(name="d", value=10),),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="100", counts="total"),),
    ... )
    >>> account = accounts(Case(model=model, chosen={"bias": "yes"}))[0]
    >>> [(c.name, c.formula, c.count) for c in account.components], account.miss
    ([('layer', d*d + d, 110)], 10)
    """
    return tuple(_account(case, one) for one in case.model.claimed)


def _account(case: Case, one: Claimed) -> Account:
    values, options = case.numbers(one.row), _options_put_in(case, one)
    counts = Formula(substitute(one.claim.counts.written, options))
    named = {c.name: c for n in counts.names for c in case.model.meaning_of(n, one.row) or ()}
    return Account(
        name=one.name,
        row=one.row.name,
        printed=one.claim.printed,
        claim=one.claim,
        counts=counts,
        components=tuple(_counted(case, c, values, options) for c in named.values()),
        values={n: v for n, v in values.items() if n in case.model.known},
        value=case.values[one.name],
        window=case.window(one),
        miss=case.miss(one),
    )


def _counted(
    case: Case, component: Component, values: Mapping[str, Exact], options: Mapping[str, Written]
) -> Counted:
    written = case.model.component_formula(component).written
    return Counted(
        name=component.name,
        means=component.means,
        asked=component.whole,
        formula=Formula(substitute(written, options)),
        count=case.component_count(component, values),
    )


def _options_put_in(case: Case, one: Claimed) -> dict[str, Written]:
    """Give what each symbol of an assumption stands for, no such symbol left inside."""
    trees: dict[str, Written] = {}
    for symbol in case.model.symbols_in_order:
        trees[symbol] = substitute(case.sets(symbol, one.row).written, trees)
    return trees
