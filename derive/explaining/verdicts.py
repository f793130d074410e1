"""The verdict on two readings: one formula, equal by accident, equal in print, or different.

Where a formula has unknowns, each reading gives the numbers with values of its own.

    verdict       :: Reading, Reading -> Verdict
    against_first :: readings         -> the verdict on each with the first

The accident is named: the condition comes from factoring the difference of the two formulas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derive.explaining.coincidence import Coincidence, as_product, coincidence
from derive.formulas.formula import Formula
from derive.formulas.polynomial import Polynomial
from derive.formulas.tree import Exact
from derive.intervals import Interval, Intervals, union
from derive.model.case import Case
from derive.model.parts import Claimed
from derive.solver.readings import Reading

KINDS = ("identical", "coincident", "indistinct", "solved", "different")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimVerdict:
    """What two readings give one claim, and how the two compare.

    `difference` is the first formula less the second. Only a coincident one has a `condition`; a
    solved one has unknowns in the difference, and `values` at what each reading takes for them.
    """

    name: str
    kind: str
    values: tuple[Exact, Exact]
    difference: Formula
    condition: Coincidence | None = None

    @property
    def gap(self) -> Exact:
        """Give by how much the first counts more than the second."""
        return self.values[0] - self.values[1]

    @property
    def complete(self) -> bool:
        """Say whether the condition, if there is one, was looked for to the end."""
        return self.condition is None or self.condition.complete


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How two readings compare: the verdict on each claim, and the worst of them as `kind`.

    `unknowns` are the values of the unknowns with which each of the two gives the numbers, where
    the formulas differ in unknowns.
    """

    claims: tuple[ClaimVerdict, ...]
    unknowns: tuple[Mapping[str, Intervals], Mapping[str, Intervals]] = ({}, {})

    @property
    def kind(self) -> str:
        """Give the worst of the claims' kinds, in the order of KINDS."""
        return max((claim.kind for claim in self.claims), key=KINDS.index, default=KINDS[0])

    @property
    def conditions(self) -> tuple[Coincidence, ...]:
        """Give every condition once, in the order of the claims."""
        return tuple(dict.fromkeys(c.condition for c in self.claims if c.condition is not None))

    @property
    def complete(self) -> bool:
        """Say whether every condition was looked for to the end."""
        return all(claim.complete for claim in self.claims)

    @property
    def telling(self) -> tuple[ClaimVerdict, ...]:
        """Give the claims in which the two readings are not one formula."""
        return tuple(claim for claim in self.claims if claim.kind != "identical")


def verdict(first: Case, second: Case) -> Verdict:
    """Compare two readings, or any two cases of a model, claim by claim.

    >>> from derive import Assumption, Claim, Component, Hyperparameter, Model, solve
    >>> model = Model(
    ...     hyperparameters=(
    ...         Hyperparameter(name="V", value=200), Hyperparameter(name="W", value=100),
    ...         Hyperparameter(name="d", value=10),
    ...     ),
    ...     assumptions=(Assumption(name="table", options={"source": "V*d", "two": "2*W*d"}),),
    ...     components=(Component(name="c", formula="table + d*d"),),
    ...     claims=(Claim(printed="2,100", counts="c"),),
    ... )
    >>> found = verdict(*solve(model).readings())
    >>> found.kind, str(found.conditions[0]), found.claims[0].difference
    ('coincident', 'V = 2*W', (V - 2*W)*d)
    """
    claims = tuple(_claim_verdict(one, first, second) for one in first.model.claimed)
    solved = any(claim.kind == "solved" for claim in claims)
    return Verdict(claims=claims, unknowns=(left(first), left(second)) if solved else ({}, {}))


def left(case: Case) -> Mapping[str, Intervals]:
    """Give the values that a case leaves to each unknown: of a reading, all that fit.

    >>> from derive import Model
    >>> left(Case(model=Model(), chosen={}, known={"V": 7}))
    {'V': ((7, 7),)}
    """
    if isinstance(case, Reading):
        return case.unknowns
    return {
        name: (Interval(value, value),) if isinstance(value, int) else union(value)
        for name, value in case.known.items()
    }


def against_first(readings: Sequence[Case]) -> list[Verdict]:
    """Give the verdict on the first reading with each of the others, in their order.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> [str(v.conditions[0]) for v in against_first(found.readings())]
    ['V_in = 2*V_out', 'V_in = (L - 2)*V_out']
    """
    return [verdict(readings[0], other) for other in readings[1:]]


def _claim_verdict(one: Claimed, first: Case, second: Case) -> ClaimVerdict:
    difference = first.polynomials[one.name] - second.polynomials[one.name]
    values = (first.values[one.name], second.values[one.name])
    paper = first.model.values(one.row)
    here = _put_in(difference, paper)
    condition = None
    if not difference:
        kind = "identical"
    elif not here:
        kind, condition = "coincident", coincidence(difference, _example(difference, paper))
    elif _solved_for(one, first, second):
        kind = "solved" if _both_met(one, first, second) else "different"
    elif any(_same_print(one, case, values) for case in (first, second)):
        kind = "indistinct"
    else:
        kind = "different"
    return ClaimVerdict(
        name=one.name,
        kind=kind,
        values=values,
        difference=Formula(as_product(difference)),
        condition=condition,
    )


def _solved_for(one: Claimed, first: Case, second: Case) -> bool:
    """Say whether an unknown stands in one of the formulas: its values are each reading's own."""
    names = {*first.polynomials[one.name].names, *second.polynomials[one.name].names}
    return any(h.unknown for name in names if (h := first.model.known.get(name)))


def _both_met(one: Claimed, first: Case, second: Case) -> bool:
    return not first.miss(one) and not second.miss(one)


def _put_in(difference: Polynomial, values: Mapping[str, Exact]) -> Polynomial:
    """Put the paper's values in; what is unknown stays a symbol."""
    return difference.substitute({n: Polynomial.constant(v) for n, v in values.items()})


def _example(difference: Polynomial, values: Mapping[str, Exact]) -> dict[str, Exact]:
    """Give the values, and to what is unknown one as good as any: the difference is 0 at all."""
    return {**{name: 7_919 + at for at, name in enumerate(difference.names)}, **values}


def _same_print(one: Claimed, case: Case, values: tuple[Exact, Exact]) -> bool:
    """Say whether both numbers are what the claim prints, cut as a case says."""
    return not any(case.beyond(one, value) for value in values)
