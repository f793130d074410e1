"""What a model divides by, and which values of the unknowns that leaves.

divisors    :: Model, row -> [Divisor]         through definitions and options, inner ones first
open_ranges :: Model      -> {unknown: range}  without values at its ends that divide by 0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from derive.errors import ModelError
from derive.formulas.divisors import divisors_in
from derive.formulas.exact import exact
from derive.formulas.polynomial import Polynomial
from derive.formulas.tree import Written
from derive.intervals import Interval
from derive.model.labels import unknown_label, unknown_ranges
from derive.model.model import Model
from derive.model.parts import Configuration


class Divisor(NamedTuple):
    """What is divided by, where that is written, and the option that brings it, if one does."""

    tree: Written
    place: str
    path: tuple[str, ...]
    option: tuple[str, int] | None = None


def divisors(model: Model, row: Configuration) -> Iterator[Divisor]:
    """Give what the claims of a row divide by, through definitions and options; inner ones first.

    Each is given once, where it is written first; one that an option brings, once an option.

    >>> from derive import Claim, Component, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=8, h=2),
    ...     definitions={"width": "d // h"},
    ...     components=(Component(name="c", formula="d * width"),),
    ...     claims=(Claim(printed="32", counts="c"),),
    ... )
    >>> from derive.formulas.spelling import spell
    >>> [(spell(its.tree), its.place) for its in divisors(model, model.rows[0])]
    [('h', 'definition width')]
    """
    written: dict[Divisor, None] = {}
    for a in model.assumptions:
        for at, option in enumerate(a.options):
            place = f"assumption {a.name}: option {option.name}"
            for formula in option.sets.values():
                where = ("assumptions", a.name, "options", option.name)
                written[Divisor(formula.written, place, where, (a.name, at))] = None
    for c in model.reached(row):
        for key in (key for key in c.written if key[0] != "measures"):
            path = ("components", c.name, *key)
            written[Divisor(c.written[key].written, f"component {c.name}", path)] = None
    inner = [
        Divisor(d.written, f"definition {n}", ("definitions", n))
        for n, d in model.definitions.items()
    ]
    once: dict[tuple[Written, tuple[str, int] | None], Divisor] = {}
    for its in (*inner, *written):
        for divisor in divisors_in(its.tree):
            once.setdefault((divisor, its.option), its._replace(tree=divisor))
    yield from once.values()


def polynomial_of(model: Model, divisor: Divisor) -> Polynomial:
    """Expand a divisor, with the definitions put in."""
    return exact(model.option_formula(divisor.tree).written)


def open_ranges(model: Model) -> dict[str, Interval[int]]:
    """Give the range of each unknown, without values at its ends with which a divisor is 0.

    >>> from derive import Claim, Component, Hyperparameter
    >>> from derive.model.symbols import Unknown
    >>> model = Model(
    ...     hyperparameters=(Hyperparameter(name="U", unknown=Unknown(first=0, last=9)),),
    ...     components=(Component(name="c", formula="60 // U"),),
    ...     claims=(Claim(printed="20", counts="c"),),
    ... )
    >>> open_ranges(model)
    {'U': (1, 9)}
    """
    ranges = {label: Interval(*its) for label, its in unknown_ranges(model).items()}
    for row in model.solved_rows if ranges else ():
        values = _row_values(model, row)
        for divisor in divisors(model, row):
            polynomial = polynomial_of(model, divisor).substitute(values)
            if len(polynomial.names) == 1 and (name := next(iter(polynomial.names))) in ranges:
                ranges[name] = _without_zeros(polynomial, name, ranges[name])
    return ranges


def _row_values(model: Model, row: Configuration) -> Mapping[str, Polynomial]:
    values = {name: Polynomial.constant(value) for name, value in model.values(row).items()}
    labels = {h.name: unknown_label(h, row) for h in model.known.values() if h.unknown}
    return values | {name: Polynomial.of(label) for name, label in labels.items()}


def _without_zeros(polynomial: Polynomial, name: str, its: Interval[int]) -> Interval[int]:
    low, high = its
    while low <= high and polynomial.evaluate({name: low}) == 0:
        low += 1
    while low <= high and polynomial.evaluate({name: high}) == 0:
        high -= 1
    if low > high:
        raise ModelError(f"every value of {name} makes a divisor 0", advice="widen its range")
    return Interval(low, high)
