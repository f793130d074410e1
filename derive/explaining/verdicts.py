"""The verdict on two readings: one formula, equal by accident, equal in print, or different.

    verdict       :: Model, Reading, Reading -> Verdict
    against_first :: Model, readings         -> the verdict on each with the first

The accident is named: the condition comes from factoring the difference of the two formulas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from derive.explaining.coincidence import Coincidence, as_product, coincidence
from derive.formulas.formula import Formula
from derive.formulas.polynomial import Polynomial
from derive.formulas.tree import Exact
from derive.model.claims import Claim
from derive.model.counting import AssumptionSet, chosen_words
from derive.model.model import Model
from derive.model.parts import Configuration
from derive.model.windows import admits

KINDS = ("identical", "coincident", "indistinct", "different")


class Read(Protocol):
    """What a verdict needs of a reading: a formula and a value for each claim, and an example."""

    @property
    def polynomials(self) -> Mapping[str, Polynomial]:
        """Give each claim's formula."""

    @property
    def values(self) -> Mapping[str, int]:
        """Give each claim's value for the example."""

    @property
    def example(self) -> AssumptionSet:
        """Give one assumption set of the reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimVerdict:
    """What two readings give one claim, and how the two compare.

    `difference` is the first formula less the second. Only a coincident one has a `condition`.
    """

    name: str
    kind: str
    values: tuple[int, int]
    difference: Formula
    condition: Coincidence | None = None

    @property
    def gap(self) -> int:
        """Give by how much the first counts more than the second."""
        return self.values[0] - self.values[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How two readings compare: the verdict on each claim, and the worst of them as `kind`."""

    claims: tuple[ClaimVerdict, ...]

    @property
    def kind(self) -> str:
        """Give the worst of the claims' kinds, in the order of KINDS."""
        return max((claim.kind for claim in self.claims), key=KINDS.index, default=KINDS[0])

    @property
    def conditions(self) -> tuple[Coincidence, ...]:
        """Give every condition once, in the order of the claims."""
        return tuple(dict.fromkeys(c.condition for c in self.claims if c.condition is not None))

    @property
    def telling(self) -> tuple[ClaimVerdict, ...]:
        """Give the claims in which the two readings are not one formula."""
        return tuple(claim for claim in self.claims if claim.kind != "identical")


def verdict(model: Model, first: Read, second: Read) -> Verdict:
    """Compare two readings claim by claim.

    >>> from derive import Assumption, Claim, Component, Hyperparameter, solve
    >>> model = Model(
    ...     hyperparameters=(
    ...         Hyperparameter(name="V", value=200), Hyperparameter(name="W", value=100),
    ...         Hyperparameter(name="d", value=10),
    ...     ),
    ...     assumptions=(Assumption(name="table", options={"source": "V*d", "two": "2*W*d"}),),
    ...     components=(Component(name="c", formula="table + d*d"),),
    ...     claims=(Claim(printed="2,100", counts="c"),),
    ... )
    >>> found = verdict(model, *solve(model).readings())
    >>> found.kind, str(found.conditions[0]), found.claims[0].difference
    ('coincident', 'V = 2*W', (V - 2*W)*d)
    """
    return Verdict(
        claims=tuple(
            _claim_verdict(model, name, row, claim, first, second)
            for name, (row, claim) in zip(model.claim_names, model.claimed, strict=True)
        )
    )


def against_first(model: Model, readings: Sequence[Read]) -> list[Verdict]:
    """Give the verdict on the first reading with each of the others, in their order.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> [str(v.conditions[0]) for v in against_first(found.model, found.readings())]
    ['V_in = 2*V_out', 'V_in = (L - 2)*V_out']
    """
    return [verdict(model, readings[0], other) for other in readings[1:]]


def _claim_verdict(
    model: Model, name: str, row: Configuration, claim: Claim, first: Read, second: Read
) -> ClaimVerdict:
    difference = first.polynomials[name] - second.polynomials[name]
    values = (first.values[name], second.values[name])
    paper = model.values(row)
    here = _put_in(difference, paper)
    condition = None
    if not difference:
        kind = "identical"
    elif not here:
        kind, condition = "coincident", coincidence(difference, _example(difference, paper))
    elif _same_print(model, row, claim, first, values) or _same_print(
        model, row, claim, second, values
    ):
        kind = "indistinct"
    else:
        kind = "different"
    return ClaimVerdict(
        name=name,
        kind=kind,
        values=values,
        difference=Formula(as_product(difference)),
        condition=condition,
    )


def _put_in(difference: Polynomial, values: Mapping[str, Exact]) -> Polynomial:
    """Put the paper's values in; what is unknown stays a symbol."""
    return difference.substitute({n: Polynomial.constant(v) for n, v in values.items()})


def _example(difference: Polynomial, values: Mapping[str, Exact]) -> dict[str, Exact]:
    """Give the values, and to what is unknown one as good as any: the difference is 0 at all."""
    return {**{name: 7_919 + at for at, name in enumerate(difference.names)}, **values}


def _same_print(
    model: Model, row: Configuration, claim: Claim, read: Read, values: tuple[int, int]
) -> bool:
    """Say whether both numbers are what the claim prints, cut as a reading says."""
    words = chosen_words(model, row, claim, read.example)
    return all(admits(claim, words, value) for value in values)
