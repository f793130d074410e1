"""Cases of a solved model: filled in from a few options, and what changes from one to another.

given      :: Solutions, options            -> Case          the rest filled in
reading_at :: Solutions, number             -> Reading       or which numbers there are
changes    :: Solutions, two sets           -> changes, each with what it adds to each claim
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from derive.diagrams import walks
from derive.diagrams.problem import Choice
from derive.errors import UsageError
from derive.formulas.formula import Formula
from derive.formulas.polynomial import Polynomial
from derive.formulas.spelling import written_from_polynomial
from derive.model.case import AssumptionSet, Case
from derive.solver.encode import Encoding
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One assumption that changes, and what that adds to each claim it touches."""

    label: str
    old: str
    new: str
    adds: Mapping[str, Formula]


def reading_at(found: Solutions, number: int) -> Reading:
    """Give a reading by its number, counted from 1 in the order of `solve`.

    Raises UsageError where there is no such reading, BudgetError where they are too many to count.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> reading_at(found, 3).formulas["total"]
    16*L*d**2 + L*V_out*d
    >>> reading_at(found, 4)
    Traceback (most recent call last):
    derive.errors.UsageError: reading 4 does not exist; there are readings 1 to 3
    """
    readings = len(found.groups)
    if not 1 <= number <= readings:
        has = "there is no reading" if not readings else f"there are readings 1 to {readings}"
        raise UsageError(f"reading {number} does not exist", advice=has)
    return found.reading([*found.groups][number - 1])


def given(found: Solutions, options: Mapping[str, str | int] = {}) -> Case:
    """Give the case that has these options, the others filled in.

    They are filled in by the solution with fewest departures that has the options given; where
    none has them, by the solution that has most of them, as far as `requires` permits; and by
    what is usual where there is no solution at all.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="(2 - tied)*d*d + bias*d"),),
    ...     claims=(Claim(printed="100", counts="c"),),
    ... ))
    >>> given(found, {"bias": "yes"}).values, given(found, {"bias": "yes"}).chosen
    ({'c': 110}, {'bias': 'yes', 'tied': 'yes'})
    """
    found, names = narrowed(found, options)
    permitted = found.given(names).permitted  # refuses what `requires` forbids
    near = _nearest_choice(found, names)
    costs = found.encoding.layout.costs if near is None else _away(found.encoding, near)
    choice = next(choice for _, choice in walks.best(replace(permitted, costs=costs)))
    chosen = found.encoding.assumption_set(choice)
    return case_of(found, chosen)


def narrowed(found: Solutions, given: Mapping[str, str | int]) -> tuple[Solutions, dict[str, str]]:
    """Hold the unknowns whose values are given, and give the options by their names.

    Raises what `Solutions.given` raises for a name, an option or a value.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> narrowed(found, {"gate_bias": 1})[1]
    {'gate_bias': 'one'}
    """
    options, values = found.encoding.layout.taken(given)
    return (found.given(values) if values else found), options


def case_of(
    found: Solutions, chosen: AssumptionSet, known: Mapping[str, int] | None = None
) -> Case:
    """Give the case of a whole assumption set.

    `known` are values of the unknowns; by default such as fit, or meet many of the claims.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> case = case_of(found, {**found.best(1)[0], "gate_bias": "one"})
    >>> case.values["encoder"], case.formulas["encoder"]
    (32016000, 8*L*d**2 + 4*L*d)
    """
    choice = found.encoding.choice(chosen)
    return Case(
        model=found.model,
        chosen=dict(chosen),
        known=_unknowns_at(found, choice) if known is None else known,
        carried=formulas_of(found.encoding, choice),
    )


def labels_of(found: Solutions, options: Mapping[str, str]) -> tuple[str, ...]:
    """Give the labels that options by name or label choose.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> labels_of(solve(read(path_of("sutskever2014"))), {"gate_bias": "one"})
    ('gate_bias',)
    """
    variables = found.encoding.layout.variables
    return tuple(v.label for v in variables if {v.label, v.assumption.name} & options.keys())


def nearest(found: Solutions, chosen: AssumptionSet) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the solutions, those first that change fewest assumptions, with how many they change.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> best = found.best(1)[0]
    >>> [changed for changed, _ in nearest(found, {**best, "gate_bias": "one", "tied": "yes"})][:4]
    [2, 4, 4, 5]
    """
    costs = _away(found.encoding, found.encoding.choice(chosen))
    for cost, choice in walks.best(replace(found.diagram, costs=costs)):
        yield cost // _many(found.encoding), found.encoding.assumption_set(choice)


def formulas_of(encoding: Encoding, choice: Choice) -> dict[str, Polynomial]:
    """Give each claim's formula for any choice, a solution or not.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> choice = found.encoding.choice({**found.best(1)[0], "gate_bias": "two"})
    >>> formulas_of(found.encoding, choice)["encoder"].evaluate({"L": 4, "d": 1000})
    32032000
    """
    sizes = encoding.problem.sizes
    return encoding.formulas(sum(table.at(choice, sizes) for table in encoding.problem.carried))


def changes(found: Solutions, first: AssumptionSet, second: AssumptionSet) -> tuple[Change, ...]:
    """Give what changes from one assumption set of a solved model to another.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> first, second = (reading.chosen for reading in found.readings(2))
    >>> [(c.label, c.new) for c in changes(found, first, second)]
    [('decoder_table', 'of_source_size'), ('softmax_counted', 'no'), ('softmax_bias', 'one')]
    """
    return changes_between(found.encoding, first, second)


def changes_between(
    encoding: Encoding, first: AssumptionSet, second: AssumptionSet
) -> tuple[Change, ...]:
    """Give what changes from one assumption set to another, one assumption after the other.

    What the changes add is the whole difference; which of them has a product of two is a matter
    of their order, which is the model's.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> best = found.best(1)[0]
    >>> (change,) = changes_between(found.encoding, best, {**best, "gate_bias": "one"})
    >>> change.label, change.adds["encoder"], change.adds["total"]
    ('gate_bias', 4*L*d, 8*L*d)
    """
    here = dict(first)
    made = []
    for label, new in second.items():
        if first[label] != new:
            after = {**here, label: new}
            adds = _adds(encoding, here, after)
            made.append(Change(label=label, old=first[label], new=new, adds=adds))
            here = after
    return tuple(made)


def _adds(encoding: Encoding, before: AssumptionSet, after: AssumptionSet) -> dict[str, Formula]:
    old = formulas_of(encoding, encoding.choice(before))
    new = formulas_of(encoding, encoding.choice(after))
    return {n: Formula(written_from_polynomial(p - old[n])) for n, p in new.items() if p != old[n]}


def _unknowns_at(found: Solutions, choice: Choice) -> dict[str, int]:
    """Give values of the unknowns: some that fit, or some with which many claims are met."""
    if not found.solved.ranges:
        return {}
    if walks.contains(found.diagram, choice):
        return found.solved.example(walks.ending_of(found.diagram, choice))
    return found.solved.closest(choice)


def _nearest_choice(found: Solutions, options: Mapping[str, str]) -> Choice | None:
    """Give the solution that has most of the options, and among those fewest departures."""
    layout, many = found.encoding.layout, _many(found.encoding)
    costs = []
    for variable, usual in zip(layout.variables, layout.costs, strict=True):
        asked = options.get(variable.label, options.get(variable.assumption.name))
        against = [asked not in (None, option) for option in variable.assumption.names]
        costs.append(tuple(many * a + departs for a, departs in zip(against, usual, strict=True)))
    ranked = walks.best(replace(found.diagram, costs=tuple(costs)))
    return next((choice for _, choice in ranked), None)


def _away(encoding: Encoding, choice: Choice) -> tuple[tuple[int, ...], ...]:
    """Cost what differs from a choice, and a little what departs from the usual."""
    many = _many(encoding)
    return tuple(
        tuple(many * (at != choice[v]) + departs for at, departs in enumerate(usual))
        for v, usual in enumerate(encoding.layout.costs)
    )


def _many(encoding: Encoding) -> int:
    """Give a cost that no number of departures reaches."""
    return 1 + len(encoding.layout.variables)
