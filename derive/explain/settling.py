"""Which further number would tell the surviving readings apart?

    settling :: Solutions, readings -> Settling: further numbers, the most telling first

A further number is a component, a group, the total of another configuration, or a claim of the
same model with a hyperparameter of another value. Every reading is as likely as any other: how
many solutions it has is only how many questions do not matter to it; within a reading every
solution is as likely as any other. `bits` is what the number says about the reading on average,
`remaining` how many readings it leaves on average.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from derive.errors import DeriveError
from derive.explain.given import at as entry_at
from derive.explain.survivors import Survivors, survivors
from derive.formulas.polynomial import Polynomial, total
from derive.model import TOTAL, Configuration, Model
from derive.solver.enclosing import Range, enclose
from derive.solver.layout import Scope
from derive.solver.numeric import numeric
from derive.solver.problem import Choice, Table
from derive.solver.solutions import Solutions
from derive.solver.tabulating import Tabulator
from derive.solver.unknowns import ending_of

# What papers usually print, the usual first: it decides between numbers that tell as much.
KINDS = ("configuration", "group", "components", "component", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that could be asked for: what it counts, where, and with which other value.

    `changed` names a hyperparameter and the value it has instead of the paper's.
    """

    kind: str
    counts: tuple[str, ...]
    row: str
    changed: tuple[str, int] | None = None

    @property
    def label(self) -> str:
        """Give a name of it.

        >>> Number(kind="value", counts=("total",), row="", changed=("L", 8)).label
        'total with L = 8'
        """
        where = f" of {self.row}" if self.row else ""
        other = f" with {self.changed[0]} = {self.changed[1]:,}" if self.changed else ""
        return " + ".join(self.counts) + where + other


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the number might be: a value, or a range where unknowns leave one; who would say so.

    `readings` are the places of the readings that can give it, counted from 0.
    """

    value: tuple[int, int]
    readings: tuple[int, ...]
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A further number, what it says on average and its outcomes, the likeliest first."""

    number: Number
    bits: float
    remaining: float
    outcomes: tuple[Outcome, ...]

    @property
    def settles(self) -> bool:
        """Say whether every outcome leaves one reading."""
        return all(len(outcome.readings) == 1 for outcome in self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """The questions, most telling first, and what they were judged by."""

    questions: tuple[Question, ...]
    survivors: Survivors


def settling(found: Solutions, readings: Sequence[int] | None = None) -> Settling:
    """Rank further numbers by how well they tell readings apart (packed ones, by default all).

    >>> from derive import Assumption, Claim, Component, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(V=200, W=100, d=10),
    ...     assumptions=(Assumption(name="tables", options={"source": "V*d", "two": "2*W*d"}),),
    ...     components=(
    ...         Component(name="embedding", formula="tables"),
    ...         Component(name="layers", formula="d*d"),
    ...     ),
    ...     claims=(Claim(printed="2,100", counts="total"),),
    ... ))
    >>> [(q.number.label, q.bits, q.remaining) for q in settling(found).questions]
    [('total with V = 400', 1.0, 1.0), ('total with W = 200', 1.0, 1.0)]
    """
    alive = survivors(found, readings)
    asked = [_question(found, alive, number) for number in numbers(found.model)]
    ranked = sorted(filter(None, asked), key=_rank)
    return Settling(questions=tuple(_apart(ranked)), survivors=alive)


def numbers(model: Model) -> Iterator[Number]:
    """Give the further numbers that a paper could print, and does not."""
    printed = {(row.name, name) for row, claim in model.claimed for name in [str(claim.counts)]}
    for row in model.configurations or model.rows:
        for number in _of_row(model, row):
            if (row.name, " + ".join(number.counts)) not in printed:
                yield number
    yield from _of_values(model)


def _of_row(model: Model, row: Configuration) -> Iterator[Number]:
    present = model.present(row)
    yield Number(kind="configuration", counts=(TOTAL,), row=row.name)
    for group in model.groups:
        if any(group in component.groups for component in present):
            yield Number(kind="group", counts=(group,), row=row.name)
    for component in present:
        yield Number(kind="component", counts=(component.name,), row=row.name)
    for names in _alike([c.name for c in present if c.counted]):
        yield Number(kind="components", counts=names, row=row.name)


def _alike(names: list[str]) -> Iterator[tuple[str, ...]]:
    """Give components that share a word of their names: all the embeddings, both softmaxes."""
    words = Counter(word for name in names for word in {*name.split("_")})
    for word, times in words.items():
        if 1 < times < len(names):
            yield tuple(name for name in names if word in name.split("_"))


def _of_values(model: Model) -> Iterator[Number]:
    """Give each first claim again, with one hyperparameter twice as large."""
    for row in model.solved_rows[:1]:
        claim = row.claims[0]
        for name, value in model.values(row).items():
            if value and not model.known[name].switch:
                other = (name, 2 * int(value))
                yield Number(kind="value", counts=(str(claim.counts),), row=row.name, changed=other)


def _rank(question: Question) -> tuple[float, float, int, int]:
    kind = KINDS.index(question.number.kind)
    return (-round(question.bits, 9), question.remaining, kind, len(question.number.counts))


def _apart(ranked: Sequence[Question]) -> Iterator[Question]:
    """Leave out what says nothing, and rows that say what another row has said already."""
    seen: set[tuple[tuple[str, ...], object, object]] = set()
    for question in ranked:
        same = (
            question.number.counts,
            question.number.changed,
            frozenset(outcome.readings for outcome in question.outcomes),
        )
        if question.bits > 1e-9 and same not in seen:
            seen.add(same)
            yield question


def _question(found: Solutions, alive: Survivors, number: Number) -> Question | None:
    """Judge a number; None where it has no value in its row."""
    try:
        tables = _tables(found, number)
        worth = [[_worth(found, tables, c) for c in own] for own in alive.choices]
    except DeriveError:
        return None
    classes = _classes(span for own in worth for span in own)
    chances: dict[tuple[int, int], dict[int, float]] = {}
    for reading, own in enumerate(worth):
        for span, times in Counter(classes[one] for one in own).items():
            share = times / len(own) / len(worth)
            chances.setdefault(span, {})[reading] = share
    outcomes = sorted(
        (
            Outcome(value=span, readings=tuple(shares), probability=sum(shares.values()))
            for span, shares in chances.items()
        ),
        key=lambda outcome: (-outcome.probability, outcome.value),
    )
    return Question(
        number=number,
        bits=_information(chances, len(worth)),
        remaining=sum(o.probability * len(o.readings) for o in outcomes),
        outcomes=tuple(outcomes),
    )


def _information(chances: Mapping[tuple[int, int], Mapping[int, float]], readings: int) -> float:
    """Give the bits that an outcome says about the reading: how far it narrows them, on average."""
    bits = 0.0
    for shares in chances.values():
        whole = sum(shares.values())
        bits += sum(share * log2(share / whole * readings) for share in shares.values())
    return max(0.0, bits)


def _classes(spans: Iterator[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Join ranges that overlap: an unknown could bring both to one number."""
    joined: dict[tuple[int, int], tuple[int, int]] = {}
    group: list[tuple[int, int]] = []
    end = -1
    for span in [*sorted(set(spans)), None]:
        if group and (span is None or span[0] > end):
            joined.update(dict.fromkeys(group, (group[0][0], end)))
            group, end = [], -1
        if span is not None:
            group.append(span)
            end = max(end, span[1])
    return joined


_Tables = list[tuple[Scope, tuple[Polynomial, ...]]]


def _tables(found: Solutions, number: Number) -> _Tables:
    """Give the tables of a number, with the values of its row put in."""
    model, layout = found.model, found.encoding.layout
    row = next(row for row in (*model.rows, Configuration(name="")) if row.name == number.row)
    tabulator = Tabulator(model)
    polynomial = total(_polynomial(model, row, name) for name in number.counts)
    if number.changed is not None:
        name, value = number.changed
        row = replace(row, values={**row.values, name: value})
    return numeric(layout, tabulator.tables(polynomial), row)


def _polynomial(model: Model, row: Configuration, name: str) -> Polynomial:
    meaning = model.meaning_of(name, row)
    if meaning is not None:
        return total(model.exact_components[component.name] for component in meaning)
    claim = next(claim for claim in row.claims if str(claim.counts) == name)
    meanings = {
        inner: total(model.exact_components[c.name] for c in parts)
        for inner in claim.counts.names
        if (parts := model.meaning_of(inner, row)) is not None
    }
    return model.unfolded(claim.counts.exact).substitute(meanings)


def _worth(found: Solutions, tables: _Tables, choice: Choice) -> tuple[int, int]:
    """Give the number for a solution: one number, or a range for all values of the unknowns."""
    sizes = found.encoding.problem.sizes
    entries = (_entry(scope, entries, choice, sizes) for scope, entries in tables)
    polynomial = total(entries)
    number = polynomial.value
    if number is not None:
        return int(number), int(number)
    low, high = enclose(polynomial, _hulls(found, choice))
    return int(low), int(high)


def _entry(
    scope: Scope, entries: tuple[Polynomial, ...], choice: Choice, sizes: tuple[int, ...]
) -> Polynomial:
    place = entry_at(Table(scope=scope, values=tuple(range(len(entries)))), choice, sizes)
    return entries[place]


def _hulls(found: Solutions, choice: Choice) -> dict[str, Range]:
    fit = found.solved.fitting(ending_of(found.diagram, choice))
    assert fit is not None
    return {name: (its[0][0], its[-1][1]) for name, its in fit.values.items()}
