"""One assumption set explained: its sums, where it misses and by what, the solution nearest to it.

explain :: Solutions, options -> Explanation
explain_reading :: Solutions, number -> Explanation
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.explaining.accounts import Account, accounts
from derive.explaining.causes import Mend, Mends, mends
from derive.explaining.declared import default
from derive.explaining.gaps import Expression, expressions
from derive.explaining.given import (
    Change,
    case_of,
    changes,
    labels_of,
    narrowed,
    nearest,
    reading_at,
)
from derive.explaining.nominal import Nominal, nominal
from derive.formulas.tree import Exact
from derive.model.case import Case
from derive.solver.solutions import Solutions


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A claim that is missed and, where no solution says why, what would mend it.

    `mends` are single options that would; only where there are none, `expressions` are products of
    the model that would, which is arithmetic. `complete` says that all of them were tried.
    """

    account: Account
    mends: tuple[Mend, ...] = ()
    expressions: tuple[Expression, ...] = ()
    complete: bool = True

    @property
    def by(self) -> Exact:
        """Give by how much the sum is too large, or (below 0) too small."""
        return self.account.miss


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A case, its sums and misses, and the changes that lead to the nearest solution.

    The changes are the cause of all misses at once. `given` are the labels that were chosen, the
    others were filled in; `nearest` is None where the set is a solution itself, or there is none.
    `nominal` are sizes by name.
    """

    case: Case
    given: tuple[str, ...]
    accounts: tuple[Account, ...]
    misses: tuple[Miss, ...]
    nearest: Case | None
    changes: tuple[Change, ...]
    nominal: tuple[Nominal, ...]

    @property
    def fits(self) -> bool:
        """Say whether every claim is met, by options that may go together."""
        return self.case.permitted and not self.misses


def explain(found: Solutions, options: Mapping[str, str | int] = {}) -> Explanation:
    """Explain the assumption set with these options; `default` says how the rest is filled in.

    It is what the file declares where it declares something. A value of an unknown may be given.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(L=4, d=100),
    ...     assumptions=(Assumption(name="bias", options={"none": 0, "one": 1}),),
    ...     components=(Component(name="encoder", formula="L * lstm(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="320,000", counts="total"),),
    ... ))
    >>> told = explain(found, {"bias": "one"})
    >>> told.misses[0].by
    1600
    >>> [(c.label, c.old, c.new, str(c.adds["total"])) for c in told.changes]
    [('bias', 'one', 'none', '-4*L*d')]
    """
    found, names = narrowed(found, options)
    return _explain(found, default(found, names), labels_of(found, names))


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
    missed = [account for account in sums if account.miss]
    fits = case.permitted and not missed
    near = None if fits else next((chosen for _, chosen in nearest(found, case.chosen)), None)
    if near is not None or not missed:
        misses = tuple(Miss(account=account) for account in missed)
    else:
        single = mends(found, case)
        misses = tuple(_miss(found, case, account, single) for account in missed)
    return Explanation(
        case=case,
        given=labels,
        accounts=sums,
        misses=misses,
        nearest=None if near is None else case_of(found, near),
        changes=() if near is None else changes(found, case.chosen, near),
        nominal=nominal(case),
    )


def _miss(found: Solutions, case: Case, account: Account, single: Mends) -> Miss:
    """Look at arithmetic only where no option mends the claim."""
    if its := single.by_claim[account.name]:
        return Miss(account=account, mends=its, complete=single.complete)
    sized = expressions(found, case, account)
    complete = single.complete and sized.complete
    return Miss(account=account, expressions=sized.simplest, complete=complete)
