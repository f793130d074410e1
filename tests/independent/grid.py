"""A second opinion on a spec: NumPy over the grid of all choices, sharing no code with the package.

    answers :: text of a spec -> Answers | None     None where some permitted choice is a fault

It knows the plain part of the language: no library, no definitions, no groups. Exact throughout:
the arrays hold whole numbers and fractions.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

Array = Any

ROUNDED = {
    "nearest": (Fraction(1, 2), True, Fraction(1, 2), True),
    "down": (Fraction(0), True, Fraction(1), False),
    "up": (Fraction(1), False, Fraction(0), True),
}


@dataclass(frozen=True)
class Answers:
    """How many sets `requires` permits, which give every claim, and the unknowns' values then."""

    space: int
    solutions: frozenset[tuple[tuple[str, str], ...]]
    unknowns: dict[str, frozenset[int]]


class Fault(Exception):
    """Some permitted choice counts below zero, no whole number, or divides by 0."""


@dataclass
class Row:
    """A row, with the name of everything in the grid's columns and where nothing has a value."""

    name: str
    values: dict[str, Array]
    words: dict[str, Array]
    bad: Array


def answers(text: str) -> Answers | None:
    """Work a spec out over the whole grid."""
    try:
        return _Grid(tomllib.loads(text)).answers()
    except Fault:
        return None


def claim_values(text: str, pick: Callable[[int], int]) -> list[Fraction]:
    """Give what each claim counts in one picked world, the same for all; 0 without a value."""
    grid = _Grid(tomllib.loads(text))
    world = pick(grid.many)
    found = []
    for name, claims, own in grid.rows:
        row = grid.row(name, own)
        counts, _ = grid.components(row, claims)
        for claim in claims:
            both = Row(row.name, {**row.values, **counts}, row.words, row.bad)
            found.append(Fraction(grid.value(claim["counts"], both)[0][world]))
    return found


class _Grid:
    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec = spec
        stated = spec.get("hyperparameters", {})
        self.ranges = {
            name: range(its["unknown"]["from"], its["unknown"]["to"] + 1)
            for name, its in stated.items()
            if isinstance(its, dict) and "unknown" in its
        }
        self.stated = {
            name: Fraction(its["value"]) if isinstance(its, dict) else its
            for name, its in stated.items()
            if name not in self.ranges
        }
        self.rows = [("", spec.get("claims", []), {})] if spec.get("claims") else []
        for name, row in spec.get("configurations", {}).items():
            if row.get("claims"):
                self.rows.append((name, row["claims"], row.get("hyperparameters", {})))
        self.labels = [
            (f"{name}@{row}" if its.get("per") and row else name, name)
            for name, its in spec.get("assumptions", {}).items()
            for row in ([r[0] for r in self.rows] if its.get("per") else [""])
        ]
        self.options = {
            name: _options(its.get("options", ["no", "yes"]), name)
            for name, its in spec.get("assumptions", {}).items()
        }
        sizes = [range(len(self.options[name])) for _, name in self.labels]
        self.sets = list(product(*sizes))
        worlds = list(product(self.sets, product(*self.ranges.values())))
        self.chosen = {
            label: np.array([choice[at] for choice, _ in worlds], dtype=object)
            for at, (label, _) in enumerate(self.labels)
        }
        self.unknown = {
            name: np.array([values[at] for _, values in worlds], dtype=object)
            for at, name in enumerate(self.ranges)
        }
        self.many = len(worlds)
        self.each = max(1, self.many // max(1, len(self.sets)))

    def answers(self) -> Answers:
        permitted = np.ones(self.many, dtype=bool)
        met = np.ones(self.many, dtype=bool)
        valid = np.ones(self.many, dtype=bool)
        rows = [self.row(name, own) for name, _, own in self.rows]
        for row in rows:
            for condition in self.spec.get("requires", []):
                permitted &= self._holds(ast.parse(condition, mode="eval").body, row)
        if not permitted.any():
            raise Fault
        for row, (_, claims, _) in zip(rows, self.rows, strict=True):
            counts, whole = self.components(row, claims)
            for name, fits in whole.items():
                if not self._any(fits)[self._any(permitted)].all():
                    raise Fault(name)
                valid &= fits
            for claim in claims:
                met &= self._met(claim, row, counts)
        good = self._any(permitted & valid & met)
        return Answers(
            space=int(self._any(permitted).sum()),
            solutions=frozenset(
                tuple(sorted((label, self.options[name][at][0]) for (label, name), at in pairs))
                for choice, is_good in zip(self.sets, good, strict=True)
                if is_good
                for pairs in [list(zip(self.labels, choice, strict=True))]
            ),
            unknowns={
                name: frozenset(map(int, its[permitted & valid & met]))
                for name, its in self.unknown.items()
            },
        )

    def _any(self, mask: Array) -> Array:
        """Fold the unknowns away: does some value do?"""
        return mask.reshape(len(self.sets), self.each).any(axis=1)

    def row(self, name: str, own: dict[str, int]) -> Row:
        values = {n: self._full(v) for n, v in {**self.stated, **own}.items()} | self.unknown
        row = Row(name=name, values=values, words={}, bad=np.zeros(self.many, dtype=bool))
        for assumption, options in self.options.items():
            label = next(
                label
                for label, its in self.labels
                if its == assumption
                and label in (assumption, f"{assumption}@{name}")
                and (label == assumption) == (not self._per(assumption) or not name)
            )
            at = self.chosen[label]
            names = np.array([option for option, _ in options], dtype=object)
            row.words[assumption] = names[at.astype(int)]
            for symbol in options[0][1]:
                found, bad = self._full(0), np.zeros(self.many, dtype=bool)
                for place, (_, sets) in enumerate(options):
                    here = at == place
                    value, wrong = self.value(sets[symbol], row)
                    found = np.where(here, value, found)
                    bad |= here & wrong
                row.values[symbol] = found
                row.bad |= bad
        return row

    def _per(self, assumption: str) -> bool:
        return bool(self.spec["assumptions"][assumption].get("per"))

    def _full(self, value: Any) -> Array:
        return np.full(self.many, value, dtype=object)

    def components(self, row: Row, claims: list[dict[str, Any]]) -> tuple[Any, Any]:
        """Give the count of each component, and where it is one; only those that claims reach."""
        formulas = self.spec["components"]
        named = {n.id for c in claims for n in _names(c["counts"])}
        reached = formulas if "total" in named else [name for name in formulas if name in named]
        counts, whole = {}, {}
        for name in reached:
            value, wrong = self.value(formulas[name]["formula"], row)
            fits = [v >= 0 and Fraction(v).denominator == 1 for v in value]
            counts[name] = value
            whole[name] = np.array(fits, dtype=bool) & ~wrong & ~row.bad
        counts["total"] = sum(counts.values(), self._full(0))
        return counts, whole

    def _met(self, claim: dict[str, Any], row: Row, counts: dict[str, Array]) -> Array:
        both = Row(row.name, {**row.values, **counts}, row.words, row.bad)
        value, wrong = self.value(claim["counts"], both)
        rounding = claim.get("rounding", "nearest")
        words = row.words[rounding] if rounding in row.words else self._full(rounding)
        met = [
            v >= 0 and _admits(claim, word, Fraction(v))
            for v, word in zip(value, words, strict=True)
        ]
        return np.array(met, dtype=bool) & ~wrong

    def value(self, formula: Any, row: Row) -> tuple[Array, Array]:
        """Give a formula's value everywhere, and where it has none."""
        wrong = np.zeros(self.many, dtype=bool)
        value = self._walk(ast.parse(str(formula), mode="eval").body, row, wrong)
        return value, wrong

    def _walk(self, node: ast.expr, row: Row, wrong: Array) -> Array:
        match node:
            case ast.Constant(value=value):
                return self._full(value)
            case ast.Name(id=name):
                return row.values[name]
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return -self._walk(inner, row, wrong)
            case ast.BinOp(left=left, op=op, right=right):
                return self._apply(op, self._walk(left, row, wrong), right, row, wrong)
            case ast.Call(func=ast.Name(id="ceil_to"), args=[number, multiple]):
                first, second = self._walk(number, row, wrong), self._walk(multiple, row, wrong)
                safe = _unless_zero(second, wrong)
                return -(-first // safe) * safe
            case ast.Call(func=ast.Name(id=function), args=arguments):
                columns = [self._walk(one, row, wrong) for one in arguments]
                choose = np.minimum if function == "min" else np.maximum
                found = columns[0]
                for column in columns[1:]:
                    found = choose(found, column)
                return found
        raise AssertionError(ast.dump(node))

    def _apply(
        self, op: ast.operator, left: Array, node: ast.expr, row: Row, wrong: Array
    ) -> Array:
        right = self._walk(node, row, wrong)
        match op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case ast.FloorDiv():
                return left // _unless_zero(right, wrong)
            case ast.Div():
                return left * np.array([Fraction(1) / v for v in _unless_zero(right, wrong)])
        raise AssertionError(op)

    def _holds(self, node: ast.expr, row: Row) -> Array:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return np.logical_and.reduce([self._holds(value, row) for value in values])
            case ast.BoolOp(op=ast.Or(), values=values):
                return np.logical_or.reduce([self._holds(value, row) for value in values])
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return ~self._holds(inner, row)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                if isinstance(right, ast.Constant) and isinstance(right.value, str):
                    assert isinstance(left, ast.Name)
                    sides = row.words[left.id], self._full(right.value)
                else:
                    wrong = np.zeros(self.many, dtype=bool)
                    sides = self._walk(left, row, wrong), self._walk(right, row, wrong)
                return _compared(op, *sides)
        raise AssertionError(ast.dump(node))


def _compared(op: ast.cmpop, left: Array, right: Array) -> Array:
    match op:
        case ast.Eq():
            found = left == right
        case ast.NotEq():
            found = left != right
        case ast.LtE():
            found = left <= right
        case _:
            raise AssertionError(op)
    return found.astype(bool)


def _unless_zero(divisor: Array, wrong: Array) -> Array:
    zero = divisor == 0
    wrong |= zero.astype(bool)
    return np.where(zero, 1, divisor)


def _options(given: Any, name: str) -> list[tuple[str, dict[str, Any]]]:
    """Give each option with what it sets; words set nothing."""
    if isinstance(given, list):
        if given == ["no", "yes"]:
            return [("no", {name: 0}), ("yes", {name: 1})]
        return [(word, {}) for word in given]
    return [(word, its if isinstance(its, dict) else {name: its}) for word, its in given.items()]


def _names(formula: str) -> list[ast.Name]:
    return [node for node in ast.walk(ast.parse(formula)) if isinstance(node, ast.Name)]


def _admits(claim: dict[str, Any], rounding: str, value: Fraction) -> bool:
    """Say whether a number is printed so: digits, an optional point, an optional K, "~" before."""
    text = claim["printed"].removeprefix("~")
    unit = 1000 if text.endswith("K") else 1
    digits = text.removesuffix("K")
    places = len(digits.partition(".")[2])
    number = Fraction(digits) * unit
    match = claim.get("match", "printed")
    if claim["printed"].startswith("~") and match != "exact":
        zeros = 0 if places or not int(digits) else len(digits) - len(digits.rstrip("0"))
        near = Fraction(unit * 10**zeros, 10**places)
        below, above = number - near <= value, value <= number + near
        return (below or match == "at_most") and (above or match == "at_least")
    match match:
        case "exact":
            return value == number
        case "at_least":
            return value >= number
        case "at_most":
            return value <= number
    step = Fraction(unit, 10**places)
    below, closed_below, above, closed_above = ROUNDED[rounding]
    low, high = number - below * step, number + above * step
    return (value > low or (closed_below and value == low)) and (
        value < high or (closed_above and value == high)
    )
