"""From a model to a problem of sums: the one file that knows both models and diagrams.

    encode :: Model -> Encoding

Every claim becomes a sum of small tables, its printed number a window, `requires` becomes tables
of what is allowed, and the claims' formulas, packed into whole numbers, are carried along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derive.diagrams.absorbing import absorbed
from derive.diagrams.problem import Problem, Sum, Table, Windows
from derive.formulas.polynomial import Monomial, Polynomial
from derive.formulas.simplified import simplified
from derive.model.case import AssumptionSet
from derive.model.claims import window
from derive.model.model import Model
from derive.model.parts import Claimed, Configuration
from derive.solver.checking import check_components
from derive.solver.kronecker import Packed
from derive.solver.layout import Layout
from derive.solver.numeric import Scaled, Symbolic, numeric, scaled
from derive.solver.requirements import allowed
from derive.solver.tabulating import Tabulator


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """A model as a problem, and how to read the answers.

    `keys` holds, for each claim, the product of unknowns that each part is multiplied with, and
    `scales` the factor that made the claim's numbers whole.
    """

    layout: Layout
    problem: Problem
    packed: Packed
    keys: tuple[tuple[Monomial, ...], ...]
    scales: tuple[int, ...]

    @property
    def model(self) -> Model:
        """Give the model that was encoded."""
        return self.layout.model

    @property
    def space(self) -> Problem:
        """Give the problem without claims: every assumption set that `requires` permits."""
        return self.meeting(()).problem

    def meeting(self, claims: Sequence[int]) -> Encoding:
        """Keep some of the claims, by their places, and carry nothing.

        >>> from derive import read
        >>> from derive.papers.catalogue import path_of
        >>> some = encode(read(path_of("sutskever2014"))).meeting([0, 2])
        >>> len(some.problem.sums), len(some.scales), some.problem.carried
        (2, 2, ())
        """
        return replace(
            self,
            problem=self.problem.keeping(claims).carrying(()),
            keys=tuple(self.keys[at] for at in claims),
            scales=tuple(self.scales[at] for at in claims),
        )

    def assumption_set(self, choice: tuple[int, ...]) -> dict[str, str]:
        """Give the options that a choice stands for."""
        return {
            v.label: v.assumption.options[at].name
            for v, at in zip(self.layout.variables, choice, strict=True)
        }

    def choice(self, chosen: AssumptionSet) -> tuple[int, ...]:
        """Give the choice that an assumption set stands for."""
        return tuple(v.assumption.index(chosen[v.label]) for v in self.layout.variables)

    def formulas(self, carried: int) -> dict[str, Polynomial]:
        """Give each claim's formula from the number carried along a path."""
        found = self.packed.read(carried)
        claims = enumerate(self.model.claimed)
        return {one.name: found.get(at, Polynomial({})) for at, one in claims}


def encode(model: Model) -> Encoding:
    """Give the problem of a model.

    Raises ModelError for a component that is below zero or no whole number for some choice.

    >>> from derive import Assumption, Claim, Component
    >>> encode(Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(2, 3, bias=bias)"),),
    ...     claims=(Claim(printed="9", counts="c"),),
    ... )).problem.sums[0].parts[0].tables
    (Table(scope=(0,), values=(6, 9)),)
    """
    layout, tabulator = Layout(model), Tabulator(model)
    permitted = allowed(layout, tabulator)
    check_components(layout, tabulator, permitted)
    symbolic: list[Symbolic] = [
        tabulator.tables(model.polynomial(one.claim.counts, one.row)) for one in model.claimed
    ]
    numbers = [
        scaled(layout, numeric(layout, tables, one.row))
        for one, tables in zip(model.claimed, symbolic, strict=True)
    ]
    packed, carried = _carried(layout, symbolic)
    problem = Problem(
        sizes=layout.sizes,
        sums=tuple(
            _sum(layout, tabulator, one, number)
            for one, number in zip(model.claimed, numbers, strict=True)
        ),
        allowed=permitted,
        carried=carried,
        costs=layout.costs,
    )
    return Encoding(
        layout=layout,
        problem=problem,
        packed=packed,
        keys=tuple(number.keys for number in numbers),
        scales=tuple(number.scale for number in numbers),
    )


def _sum(layout: Layout, tabulator: Tabulator, one: Claimed, number: Scaled) -> Sum:
    named = layout.model.assumption_named
    words = tuple(w for w in dict.fromkeys(one.claim.words) if w in named)
    intervals = tuple(
        window(one.claim, layout.words(words, chosen)).scaled(number.scale)
        for chosen in tabulator.combinations(words)
    )
    scope = layout.scope(words, one.row)
    return Sum(parts=number.parts, windows=Windows(scope=scope, intervals=intervals))


def _carried(layout: Layout, symbolic: list[Symbolic]) -> tuple[Packed, tuple[Table, ...]]:
    """Pack every claim's formula; tables of one scope are added up."""
    kept = [
        _switched(layout.model, one.row, tables)
        for one, tables in zip(layout.model.claimed, symbolic, strict=True)
    ]
    packed = Packed.fitting((at, es) for at, tables in enumerate(kept) for es in tables.values())
    joined: dict[tuple[int, ...], list[int]] = {}
    for at, (one, tables) in enumerate(zip(layout.model.claimed, kept, strict=True)):
        for names, entries in tables.items():
            values = joined.setdefault(layout.scope(names, one.row), [0] * len(entries))
            for place, entry in enumerate(entries):
                values[place] += packed.pack(at, entry)
    fewer = absorbed(joined, layout.sizes).items()
    return packed, tuple(Table(scope=scope, values=values) for scope, values in fewer)


def _switched(model: Model, row: Configuration, tables: Symbolic) -> Symbolic:
    """Put in a row's values of the hyperparameters that are only switches, and simplify.

    What is left is named by hyperparameters alone, so that one formula is one polynomial.
    """
    switches = model.switches(row)
    return {n: tuple(simplified(e.substitute(switches)) for e in es) for n, es in tables.items()}
