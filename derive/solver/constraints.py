"""Constraints on unknowns: a formula, the window it must lie in, and which values fit them all.

    fits :: constraints, {name: Intervals} -> [Fit]          one, or none

Constraints with one unknown are solved for it. Where several unknowns stand in one constraint, the
one with fewest values left is halved until interval arithmetic has ruled out what it can, each
value left is tried, and the others are solved for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from derive import limits
from derive.allowance import ask
from derive.errors import BudgetError
from derive.formulas.polynomial import Monomial, Polynomial
from derive.intervals import Interval, Intervals, Window, halves, hull, size, union
from derive.solver.congruences import divisible
from derive.solver.enclosing import enclose
from derive.solver.integers import coefficients_of, inside

Space = Mapping[str, Intervals]

# As many values looked at: one whose formula is no polynomial, one for which others are solved.
SLOW = 20
TRIED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The values of each unknown for which some values of the others fit, and one that fits."""

    values: Mapping[str, Intervals]
    example: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A formula of unknowns, the window it must lie in, and what must divide it."""

    formula: Polynomial
    window: Window
    divisor: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """Give the unknowns it depends on."""
        return tuple(self.formula.names)

    def possible(self, space: Space) -> bool:
        """Say whether interval arithmetic leaves it open."""
        hulls = {name: hull(its) for name, its in space.items()}
        return not (enclose(self.formula, hulls) & self.window).empty

    def divides(self, chosen: Mapping[str, int]) -> bool:
        """Say whether the divisor divides the formula for these values."""
        return self.formula.evaluate(chosen) % self.divisor == 0

    def put_in(self, name: str, value: int) -> Constraint:
        """Give the constraint with a value for one unknown."""
        formula = self.formula.substitute({name: Polynomial.constant(value)})
        return Constraint(formula=formula, window=self.window, divisor=self.divisor)


def constraint(
    keys: Iterable[Monomial], parts: Iterable[int], window: Window, divisor: int = 1
) -> Constraint:
    """Make the constraint that a path through a diagram leaves: of each part, how much there is.

    >>> from derive.formulas.formula import formula
    >>> constraint(((("U", 1),), ()), (2, 5), Interval(0, 9)).formula == formula("2*U + 5").exact
    True
    """
    terms = {key: part for key, part in zip(keys, parts, strict=True) if part}
    return Constraint(formula=Polynomial(terms), window=window, divisor=divisor)


class Looked:
    """How many values of unknowns one question may still look at, one by one.

    >>> looked = Looked(10)
    >>> looked.at("U", 7)
    >>> looked.at("U", 7)
    Traceback (most recent call last):
    derive.errors.BudgetError: more than 10 values of U are to be looked at one by one; ...
    """

    def __init__(self, most: int | None = None) -> None:
        self.most = self.left = limits.UNKNOWN_CHECKED if most is None else most

    def at(self, name: str, number: int) -> None:
        """Count so many values of an unknown; raises BudgetError beyond the limit."""
        ask()
        self.left -= number
        if self.left < 0:
            raise BudgetError(
                f"more than {self.most} values of {name} are to be looked at one by one",
                advice=f"give {name} a smaller range, or a claim of its own",
            )


def fits(
    constraints: Iterable[Constraint], space: Space, looked: Looked | None = None
) -> list[Fit]:
    """Give what fits all constraints: one Fit, or none. `looked` counts over several questions.

    Raises BudgetError where too many values are to be looked at.

    >>> from derive.formulas.formula import formula
    >>> product = Constraint(formula=formula("a*b").exact, window=Interval(35, 35))
    >>> fits([product], {"a": (Interval(1, 6),), "b": (Interval(1, 100),)})[0].values
    {'a': ((1, 1), (5, 5)), 'b': ((7, 7), (35, 35))}
    """
    looked = looked or Looked()
    narrowed = _narrowed([*constraints], dict(space), looked)
    if narrowed is None:
        return []
    joint = [c for c in constraints if len(c.names) > 1]
    if not joint:
        return [Fit(values=narrowed, example={n: its[0].low for n, its in narrowed.items()})]
    return _tried(joint, narrowed, looked)


def _narrowed(
    constraints: list[Constraint], space: dict[str, Intervals], looked: Looked
) -> Space | None:
    """Solve the constraints with at most one unknown; None where nothing is left.

    What must divide a count is looked at last: it is tried value by value.
    """
    ordered = sorted(constraints, key=lambda one: len(one.names))
    for constraint in ordered:
        if len(names := constraint.names) == 1:
            (name,) = names
            formula, window = constraint.formula, constraint.window
            space[name] = union(*(inside(formula, name, its, window) for its in space[name]))
            if not space[name]:
                return None
        elif not _holds(constraint, space):
            return None
    for constraint in ordered:
        if constraint.divisor > 1 and len(names := constraint.names) == 1:
            space[names[0]] = _divided(constraint, names[0], space[names[0]], looked)
            if not space[names[0]]:
                return None
    return space


def _holds(constraint: Constraint, space: Space) -> bool:
    if not constraint.names and int(constraint.formula.value or 0) % constraint.divisor:
        return False
    return constraint.possible(space)


def _divided(constraint: Constraint, name: str, within: Intervals, looked: Looked) -> Intervals:
    """Keep the values for which the divisor divides."""
    found = []
    for its in within:
        for value in _divisible(constraint, name, its, looked):
            looked.at(name, 1)
            found.append((value, value))
    return union(found)


def _divisible(
    constraint: Constraint, name: str, its: Interval[int], looked: Looked
) -> Iterator[int]:
    """Give the values of an interval for which the divisor divides, in order."""
    coefficients = coefficients_of(constraint.formula, name)
    if coefficients is not None:
        look = partial(looked.at, name)
        return divisible(coefficients, constraint.divisor, its, look)
    return _tried_one_by_one(constraint, name, its, looked)


def _tried_one_by_one(
    constraint: Constraint, name: str, its: Interval[int], looked: Looked
) -> Iterator[int]:
    for value in range(its.low, its.high + 1):
        looked.at(name, SLOW)
        if constraint.divides({name: value}):
            yield value


def values(intervals: Intervals) -> Iterator[int]:
    """Give the numbers of a set, in order.

    >>> [*values((Interval(1, 2), Interval(9, 9)))]
    [1, 2, 9]
    """
    return (value for low, high in intervals for value in range(low, high + 1))


def can_be_met(constraint: Constraint, space: Space, looked: Looked | None = None) -> bool:
    """Say whether some values of the unknowns meet one constraint; True where it cannot tell.

    Of several unknowns only the window is looked at.

    >>> from derive.formulas.formula import formula
    >>> half = Constraint(formula=formula("2*U + 1").exact, window=Interval(0, None), divisor=2)
    >>> can_be_met(half, {"U": (Interval(1, 10**12),)})
    False
    """
    if len(constraint.names) > 1:
        return constraint.possible(space)
    if constraint.divisor == 1 or not constraint.names:
        return bool(fits([constraint], space, looked))
    (name,) = constraint.names
    plain = Constraint(formula=constraint.formula, window=constraint.window)
    left = [its for fit in fits([plain], space) for its in fit.values[name]]
    counted = looked or Looked()
    return any(any(True for _ in _divisible(constraint, name, its, counted)) for its in left)


def _tried(joint: list[Constraint], space: Space, looked: Looked) -> list[Fit]:
    """Try each value of the unknown with fewest, of those that stand together in a constraint."""
    name = min((n for c in joint for n in c.names), key=lambda n: (size(space[n]), n))
    merged: dict[str, Intervals] = {}
    example: Mapping[str, int] | None = None
    found: dict[str, list[Intervals]] = {other: [] for other in space}
    for value in _open(joint, space, name, looked):
        here = {**space, name: (Interval(value, value),)}
        for fit in fits([c.put_in(name, value) for c in joint], here, looked):
            example = example or fit.example
            for other, its in fit.values.items():
                found[other].append(its)
    if example is None:
        return []
    merged = {other: union(*its) for other, its in found.items()}
    return [Fit(values=merged, example=example)]


def _open(joint: list[Constraint], space: Space, name: str, looked: Looked) -> Iterator[int]:
    """Give the values of an unknown that interval arithmetic does not rule out, in order."""
    waiting = [*reversed(space[name])]
    while waiting:
        here = waiting.pop()
        if not all(constraint.possible({**space, name: (here,)}) for constraint in joint):
            continue
        if here.low < here.high:
            waiting += reversed(halves(here))
            continue
        looked.at(name, TRIED)
        yield here.low
