"""Nothing fits: the assumption sets that come nearest to all claims at once.

    nearby :: Solutions, how many -> Nearby: assumption sets, the nearest first

Every window is widened by one share of its number until something fits: the widest relative miss
is what is made small.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from derive import limits
from derive.diagrams import folds, walks
from derive.diagrams.diagram import Diagram, unroll
from derive.diagrams.problem import Choice
from derive.diagrams.work import Share, sharing
from derive.errors import BudgetError
from derive.explaining.accounts import Account, accounts
from derive.explaining.given import case_of
from derive.formulas.tree import Exact
from derive.intervals import Window
from derive.model.case import Case
from derive.solver.encode import Encoding
from derive.solver.solutions import Solutions
from derive.solver.unknowns import Unknowns

FIRST = Fraction(1, 1 << 20)  # of a number: the first widening, and then four times as much


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An assumption set that misses some claims, by at most `share` of any number."""

    case: Case
    accounts: tuple[Account, ...]

    @property
    def missed(self) -> tuple[Account, ...]:
        """Give the claims that are missed."""
        return tuple(account for account in self.accounts if account.miss)

    @property
    def share(self) -> Fraction:
        """Give the largest miss, as a share of what is printed."""
        shares = (_share(account.window, account.miss) for account in self.accounts)
        return max(shares, default=Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """The nearest assumption sets; `complete` says that no nearer one can have been passed over."""

    near: tuple[Near, ...]
    complete: bool


def nearby(found: Solutions, most: int = 3) -> Nearby:
    """Give the assumption sets whose largest relative miss is least.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="a", formula="d*d + bias*d"),),
    ...     claims=(Claim(printed="113", counts="a"),),
    ... ))
    >>> [(dict(near.case.chosen), near.missed[0].miss) for near in nearby(found, 1).near]
    [({'bias': 'yes'}, -3)]
    """
    diagram = _widened_until(found)
    if diagram is None:
        return Nearby(near=(), complete=_hopeless(found))
    choices = islice(walks.best(diagram), limits.NEARBY_SETS)
    solved = Unknowns(found.encoding)  # of the widened windows, which the endings hold
    known = [(choice, solved.example(walks.ending_of(diagram, choice))) for _, choice in choices]
    known.sort(key=lambda one: _widest(found.encoding, *one))
    near = tuple(_near(found, *one) for one in known[:most])
    return Nearby(near=near, complete=folds.count(diagram) <= limits.NEARBY_SETS)


def _near(found: Solutions, choice: tuple[int, ...], unknowns: dict[str, int]) -> Near:
    case = case_of(found, found.encoding.assumption_set(choice), unknowns)
    return Near(case=case, accounts=accounts(case))


def _widest(encoding: Encoding, choice: Choice, known: Mapping[str, int]) -> Fraction:
    """Give the largest miss as a share, from the tables: a case takes a hundred times as long."""
    counted = encoding.counts(choice, known)
    return max(
        (_share(window, window.miss(value), scale) for value, window, scale in counted),
        default=Fraction(0),
    )


def _share(window: Window, miss: Exact, scale: int = 1) -> Fraction:
    low, high = window
    size = high if high is not None and miss > 0 else low
    return abs(Fraction(miss)) / max(scale, abs(size or scale))


def _hopeless(found: Solutions) -> bool:
    """Say whether some claim is none of any whole number: no widening brings that about."""
    windows = (total.windows.intervals for total in found.asked.problem.sums)
    return any(all(interval.empty for interval in intervals) for intervals in windows)


def _widened_until(found: Solutions) -> Diagram | None:
    """Widen four times as much until something fits, then halve back towards what did not."""
    share, failed = FIRST, Fraction(0)
    work = Share(limits.NEARBY_WORK)
    for _ in range(limits.NEARBY_WIDENINGS):
        diagram = _unrolled(found, share, work)
        if diagram is not None and diagram.endings:
            break
        share, failed = 4 * share, share
    else:
        return None
    for _ in range(limits.NEARBY_HALVINGS):
        middle = (share + failed) / 2
        closer = _unrolled(found, middle, work)
        if closer is not None and closer.endings:
            diagram, share = closer, middle
        else:
            failed = middle
    return diagram


def _unrolled(found: Solutions, share: Fraction, work: Share) -> Diagram | None:
    problem = found.asked.problem.carrying(()).widened(lambda _, end: int(abs(end) * share))
    accept = Unknowns(found.encoding).accept
    try:
        with sharing(work):
            return unroll(problem, accept=accept, budget=limits.NEARBY_NODES)
    except BudgetError:
        return None
