"""A miss in the model's own terms: which products of hyperparameters are as large as the gap?

    expressions :: Solutions, Case, Account -> Expressions: sums of few products, the simplest first

The words are the products that some option of some component has. First a few of the terms that
the assumption set itself has are tried, then any product a few times, then two products; a gap
that is none of these is not expressed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from derive import limits
from derive.diagrams.problem import place
from derive.errors import DeriveError
from derive.explaining.accounts import Account
from derive.explaining.given import formulas_of
from derive.formulas.formula import Formula
from derive.formulas.polynomial import Monomial, Polynomial, evaluate_monomial
from derive.formulas.spelling import written_from_polynomial
from derive.intervals import Interval, Window
from derive.model.case import Case
from derive.solver.solutions import Solutions
from derive.solver.tabulating import Tabulator

MOST_TIMES = 24  # of one term: both directions, four gates, three matrices
MOST_TIMES_OF_TWO = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A product of hyperparameters, its value, how often the set has it, and the components."""

    monomial: Monomial
    value: int
    coefficient: int
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A gap as a sum of few products: the formula, its value, and who has such terms.

    `held` says that the assumption set has just these terms, so that leaving them out would do;
    `assumptions` are those of which one other option would bring these terms, or some of them.
    It is `exact` where it is the gap to the last digit; else it leads into what the figure admits.
    """

    formula: Formula
    value: int
    components: tuple[str, ...]
    assumptions: tuple[str, ...]
    held: bool
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Expressions:
    """The simplest expressions of a gap; `complete` says that every product was tried."""

    simplest: tuple[Expression, ...]
    complete: bool


def expressions(found: Solutions, case: Case, account: Account, most: int = 3) -> Expressions:
    """Express a miss as one product a few times, or as two; the simplest first.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> from derive.explaining.given import given
    >>> from derive.explaining.accounts import accounts
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(L=4, d=100),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="encoder", formula="L * lstm(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="320,000", counts="total"),),
    ... ))
    >>> chosen = given(found, {"bias": "yes"})
    >>> (account,) = accounts(chosen)
    >>> first = expressions(found, chosen, account).simplest[0]
    >>> account.miss, first.formula, first.components, first.assumptions
    (1600, 4*L*d, ('encoder',), ('bias',))
    """
    if account.hit or account.window.empty:
        return Expressions(simplest=(), complete=True)
    words = _words(case, account)
    known = words[: limits.GAP_PRODUCTS]
    span = _closed(account.gaps)
    ranked = [*_held_terms(known, span)] or [*_ones(known, span)] or [*_twos(known, span)]
    ranked.sort(key=lambda one: one[0])
    moved = _moved(found, case, account.name) if ranked else []
    return Expressions(
        simplest=tuple(_expression(terms, moved, span) for _, terms in ranked[:most]),
        complete=len(words) == len(known) and len(_held(known)) <= limits.GAP_HELD,
    )


def _words(case: Case, account: Account) -> list[Word]:
    """Give the products that the components of a claim have, with any of their options."""
    model, row = case.model, case.model.claim_named[account.name].row
    tabulator = Tabulator(model)
    options = {a.name: a.index(case.option(a, row).name) for a in model.assumptions}
    owners: dict[Monomial, dict[str, bool]] = {}
    for component in account.components:
        for names, entries in tabulator.tables(model.exact_components[component.name]).items():
            own_place = place(names, options, tabulator.sizes)
            for index, entry in enumerate(entries):
                for monomial in entry.terms:
                    own = owners.setdefault(monomial, {})
                    own[component.name] = own.get(component.name, False) or index == own_place
    polynomial = case.polynomials[account.name]
    found = (
        Word(
            monomial=monomial,
            value=_value(monomial, account),
            coefficient=int(polynomial.terms.get(monomial, 0)),
            components=tuple(c for c, has in own.items() if has) or tuple(own),
        )
        for monomial, own in owners.items()
    )
    return [word for word in found if word.monomial and word.value]


def _moved(found: Solutions, case: Case, claim: str) -> list[tuple[str, Polynomial]]:
    """Give what one other option of one assumption takes away from a claim."""
    encoding = found.encoding
    own = case.polynomials[claim]
    moved = []
    for variable in encoding.layout.variables:
        for option in variable.assumption.names:
            if option != case.chosen[variable.label]:
                other = encoding.choice({**case.chosen, variable.label: option})
                moved.append((variable.label, own - formulas_of(encoding, other)[claim]))
    return moved


def _value(monomial: Monomial, account: Account) -> int:
    try:
        value = evaluate_monomial(monomial, account.values)
    except DeriveError:
        return 0
    return int(value) if value == int(value) else 0


def _closed(gaps: Window) -> Interval[int]:
    """Close an open end with the other: no more is to be explained than brings the count inside."""
    ends = [end for end in gaps if end is not None]
    return Interval(ends[0], ends[-1])


def _times(span: Interval[int], value: int, most: int, start: int = 0) -> Iterator[int]:
    """Give the few multiples of a value that, from a start, lie inside."""
    low, high = span
    first, last = -((start - low) // value), (high - start) // value
    ordered = sorted((k for k in (first, last) if k and first <= k <= last), key=abs)
    yield from (k for k in dict.fromkeys(ordered) if abs(k) <= most)


_Terms = list[tuple[int, Word]]
_Ranked = tuple[tuple[int, int, int], _Terms]


def _held(known: list[Word]) -> _Terms:
    return [(word.coefficient, word) for word in known if word.coefficient]


def _held_terms(known: list[Word], span: Interval[int]) -> Iterator[_Ranked]:
    """Try up to three of the terms that the set has, whole."""
    own = _held(known)[: limits.GAP_HELD]
    for number in (1, 2, 3):
        for chosen in combinations(own, number):
            if sum(k * word.value for k, word in chosen) in span:
                yield _rank([*chosen]), [*chosen]


def _ones(known: list[Word], span: Interval[int]) -> Iterator[_Ranked]:
    for word in known:
        for k in _times(span, word.value, MOST_TIMES):
            yield _rank([(k, word)]), [(k, word)]


def _twos(known: list[Word], span: Interval[int]) -> Iterator[_Ranked]:
    for at, first in enumerate(known):
        for k in range(-MOST_TIMES_OF_TWO, MOST_TIMES_OF_TWO + 1):
            if k:
                for second in known[at + 1 :]:
                    for j in _times(span, second.value, MOST_TIMES_OF_TWO, k * first.value):
                        terms = [(k, first), (j, second)]
                        yield _rank(terms), terms


def _rank(terms: _Terms) -> tuple[int, int, int]:
    """Rank few terms first, then small numbers, then short products."""
    degree = sum(abs(e) for _, word in terms for _, e in word.monomial)
    return (len(terms), sum(abs(k) for k, _ in terms), degree)


def _expression(
    terms: _Terms, moved: list[tuple[str, Polynomial]], span: Interval[int]
) -> Expression:
    polynomial = Polynomial({word.monomial: k for k, word in terms})
    return Expression(
        formula=Formula(written_from_polynomial(polynomial)),
        value=sum(k * word.value for k, word in terms),
        components=tuple(dict.fromkeys(c for _, word in terms for c in word.components)),
        assumptions=tuple(dict.fromkeys(a for term in terms for a in _movers(*term, moved))),
        held=all(k == word.coefficient for k, word in terms),
        exact=span.low == span.high,
    )


def _movers(k: int, word: Word, moved: list[tuple[str, Polynomial]]) -> list[str]:
    """Give the assumptions of which another option takes the term away, and as little else."""
    gone = [(label, delta) for label, delta in moved if delta.terms.get(word.monomial, 0) == k]
    least = min((len(delta.terms) for _, delta in gone), default=0)
    return [label for label, delta in gone if len(delta.terms) == least]
