"""One assumption set explained: its sums, where it misses and by what, the solution nearest to it.

explain :: Solutions, options -> Explanation
explain_reading :: Solutions, number -> Explanation
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.explaining.accounts import Account, accounts
from derive.explaining.gaps import Expression, expressions
from derive.explaining.given import (
    Change,
    case_of,
    changes,
    given,
    labels_of,
    nearest,
    reading_at,
)
from derive.formulas.tree import Exact
from derive.model.case import Case
from derive.solver.solutions import Solutions


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A claim that is missed, by how much, and which terms are that size (none if no few are).

    `complete` says that every product of the model was tried.
    """

    account: Account
    expressions: tuple[Expression, ...]
    complete: bool

    @property
    def by(self) -> Exact:
        """Give by how much the sum is too large, or (below 0) too small."""
        return self.account.miss


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A case, its sums and misses, and the changes that lead to the nearest solution.

    `given` are the labels that were chosen, the others were filled in; `nearest` is None where
    the set is a solution itself, or there is none at all.
    """

    case: Case
    given: tuple[str, ...]
    accounts: tuple[Account, ...]
    misses: tuple[Miss, ...]
    nearest: Case | None
    changes: tuple[Change, ...]

    @property
    def fits(self) -> bool:
        """Say whether every claim is met."""
        return not self.misses


def explain(found: Solutions, options: Mapping[str, str] = {}) -> Explanation:
    """Explain the assumption set with these options; `given` says how the rest is filled in.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(L=4, d=100),
    ...     assumptions=(Assumption(name="bias", options={"none": 0, "one": 1}),),
    ...     components=(Component(name="encoder", formula="L * lstm(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="320,000", counts="total"),),
    ... ))
    >>> told = explain(found, {"bias": "one"})
    >>> told.misses[0].by, told.misses[0].expressions[0].formula
    (1600, 4*L*d)
    >>> [(c.label, c.old, c.new, str(c.adds["total"])) for c in told.changes]
    [('bias', 'one', 'none', '-4*L*d')]
    """
    return _explain(found, given(found, options), labels_of(found, options))


def explain_reading(found: Solutions, number: int) -> Explanation:
    """Explain the reading of a number, counted from 1, by its solution with fewest departures.

    Raises UsageError where there is no such reading.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> told = explain_reading(found, 2)
    >>> told.fits, told.case.chosen["decoder_table"]
    (True, 'of_source_size')
    """
    return _explain(found, case_of(found, reading_at(found, number).chosen))


def _explain(found: Solutions, case: Case, labels: tuple[str, ...] = ()) -> Explanation:
    sums = accounts(case)
    misses = tuple(_miss(found, case, account) for account in sums if account.miss)
    near = next((chosen for _, chosen in nearest(found, case.chosen)), None) if misses else None
    return Explanation(
        case=case,
        given=labels,
        accounts=sums,
        misses=misses,
        nearest=None if near is None else case_of(found, near),
        changes=() if near is None else changes(found, case.chosen, near),
    )


def _miss(found: Solutions, case: Case, account: Account) -> Miss:
    sized = expressions(found, case, account)
    return Miss(account=account, expressions=sized.simplest, complete=sized.complete)
