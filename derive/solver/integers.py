"""The whole numbers for which a formula of one unknown lies in a window, exactly.

    inside :: Polynomial, name, (first, last), window -> Intervals

A polynomial rises or falls between the places where its difference f(x+1) - f(x) changes sign,
and the difference is a polynomial of a degree less: that finds the monotone stretches, and
bisection the ends of the window in each. What is no polynomial is halved, with interval
arithmetic to say which halves need no further look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import comb

from derive import limits
from derive.allowance import ask
from derive.diagrams.work import spend
from derive.errors import BudgetError
from derive.formulas.polynomial import Polynomial
from derive.formulas.tree import Exact
from derive.intervals import Interval, Intervals, Window, halves, union
from derive.solver.enclosing import enclose

HALVING = 25  # steps of work for one look at a part of a range


def inside(polynomial: Polynomial, name: str, span: Interval[int], window: Window) -> Intervals:
    """Give the values in a span for which a formula of one unknown lies in a window.

    >>> from derive.formulas.formula import formula
    >>> inside(formula("V**2 - 10*V").exact, "V", Interval(0, 300), Interval(-24, -16))
    ((2, 4), (6, 8))
    >>> inside(formula("7*ceil_to(V, 64)").exact, "V", Interval(1, 300_000), Interval(1000, 2000))
    ((129, 256),)
    """
    coefficients = coefficients_of(polynomial, name)
    if coefficients is None:
        return _halved(polynomial, name, span, window)
    low, high = window
    if len(coefficients) <= 2:
        return _linear(coefficients, span, window)
    found: list[Interval[int]] = [span]
    if low is not None:
        found = [s for one in found for s in at_least(_shifted(coefficients, -low), one)]
    if high is not None:
        negated = [-c for c in _shifted(coefficients, -high)]
        found = [s for one in found for s in at_least(negated, one)]
    return union(found)


def coefficients_of(polynomial: Polynomial, name: str) -> list[int] | None:
    """Give whole coefficients c0, c1, ..., None for what is no such polynomial of one unknown.

    >>> from derive.formulas.formula import formula
    >>> coefficients_of(formula("3*V**2 + 7").exact, "V")
    [7, 0, 3]
    >>> coefficients_of(formula("V//2").exact, "V")
    """
    found: dict[int, Exact] = {}
    for monomial, coefficient in polynomial.terms.items():
        exponents = dict(monomial)
        degree = exponents.pop(name, 0)
        if exponents or degree < 0:
            return None
        found[degree] = coefficient
    if any(c.denominator != 1 for c in found.values()):
        return None
    return [int(found.get(degree, 0)) for degree in range(max(found, default=0) + 1)]


def _shifted(coefficients: Sequence[int], by: int) -> list[int]:
    return [coefficients[0] + by, *coefficients[1:]]


def _linear(coefficients: Sequence[int], span: Interval[int], window: Window) -> Intervals:
    """Solve a + b x, the usual case, by two divisions."""
    start, slope = (*coefficients, 0)[:2]
    if slope == 0:
        return (span,) if start in window else ()
    found = span & window.shifted(-start).divided(slope)
    return () if found.empty else (found,)


def at_least(coefficients: Sequence[int], span: Interval[int]) -> list[Interval[int]]:
    """Give the spans, apart and in order, in which a polynomial is 0 or more.

    >>> at_least([-4, 0, 1], Interval(-10, 10))
    [(-10, -2), (2, 10)]
    """
    stretches = monotone(coefficients, span)
    return list(union(*(_rise(coefficients, stretch) for stretch in stretches)))


def monotone(coefficients: Sequence[int], span: Interval[int]) -> list[Interval[int]]:
    """Part a span into stretches in each of which a polynomial only rises or only falls.

    >>> monotone([0, -10, 1], Interval(0, 300))
    [(0, 4), (5, 300)]
    """
    first, last = span
    if len(coefficients) <= 2 or first == last:
        return [span]
    rising = at_least(difference(coefficients), Interval(first, last - 1))
    begins = {first, *(low for low, _ in rising), *(high + 1 for _, high in rising)} - {last}
    return [Interval(low, after - 1) for low, after in pairwise((*sorted(begins), last + 1))]


def difference(coefficients: Sequence[int]) -> list[int]:
    """Give the coefficients of f(x+1) - f(x).

    >>> difference([0, 0, 1])
    [1, 2]
    """
    degree = len(coefficients) - 1
    return [
        sum(coefficients[power] * comb(power, low) for power in range(low + 1, degree + 1))
        for low in range(degree)
    ]


def _rise(coefficients: Sequence[int], stretch: Interval[int]) -> Iterator[Interval[int]]:
    """Give the part of a monotone stretch in which the polynomial is 0 or more."""

    def reaches(x: int) -> bool:
        return value(coefficients, x) >= 0

    first, last = stretch
    if reaches(first) and reaches(last):
        yield stretch
    elif reaches(last):
        yield Interval(_change(reaches, first, last), last)
    elif reaches(first):
        yield Interval(first, _change(lambda x: not reaches(x), first, last) - 1)


def _change(holds: Callable[[int], bool], first: int, last: int) -> int:
    """Give the least x that holds, where it does not at first, does at last and changes once."""
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (first, middle) if holds(middle) else (middle, last)
    return last


def value(coefficients: Sequence[int], x: int) -> int:
    """Give a polynomial's value.

    >>> value([1, 0, 2], 10)
    201
    """
    found = 0
    for coefficient in reversed(coefficients):
        found = found * x + coefficient
    return found


def _halved(polynomial: Polynomial, name: str, span: Interval[int], window: Window) -> Intervals:
    found: list[Interval[int]] = []
    waiting = [span]
    for _ in range(limits.UNKNOWN_HALVINGS):
        if not waiting:
            return union(found)
        here = waiting.pop()
        ask()
        spend(HALVING)
        around = enclose(polynomial, {name: here})
        both = around & window
        if both == around:
            found.append(here)
        elif not both.empty:
            waiting += halves(here)
    raise BudgetError(
        f"the values of {name} take more than {limits.UNKNOWN_HALVINGS} steps to find",
        advice=f"give {name} a smaller range",
    )
