"""From a model to a problem of sums: the one file that knows both models and diagrams.

    encode :: Model -> Encoding

Every claim becomes a sum of small tables, its printed number a window, `requires` becomes tables
of what is allowed, and the claims' formulas, packed into whole numbers, are carried along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from derive.diagrams.absorbing import absorbed
from derive.diagrams.problem import Choice, Problem, Sum, Table, Windows
from derive.errors import DeriveError
from derive.formulas.polynomial import Monomial, Polynomial, evaluate_monomial
from derive.formulas.simplified import simplified
from derive.formulas.work import together
from derive.intervals import Window
from derive.model.case import AssumptionSet
from derive.model.claims import window
from derive.model.model import Model
from derive.model.parts import Claimed, Configuration
from derive.solver.checking import check_components
from derive.solver.dividing import check_divisors
from derive.solver.kronecker import Packed
from derive.solver.layout import Layout
from derive.solver.numeric import Scaled, Symbolic, as_tables, numeric, scaled
from derive.solver.requirements import allowed
from derive.solver.tabulating import Tabulator


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """A model as a problem, and how to read the answers.

    The sums are those of the claims, then `rules` sums that unknowns must leave whole and above
    zero. For each there are the products of unknowns that its parts are multiplied with (`keys`),
    the factor that made its numbers whole (`scales`), and what must divide it (`divisors`).
    """

    layout: Layout
    problem: Problem
    packed: Packed
    keys: tuple[tuple[Monomial, ...], ...]
    scales: tuple[int, ...]
    divisors: tuple[int, ...]
    rules: int = 0

    @property
    def claims(self) -> range:
        """Give the places of the sums that are claims."""
        return range(len(self.problem.sums) - self.rules)

    @property
    def model(self) -> Model:
        """Give the model that was encoded."""
        return self.layout.model

    @property
    def space(self) -> Problem:
        """Give the problem without claims: every assumption set that `requires` permits."""
        return self.meeting(()).problem

    def meeting(self, claims: Sequence[int]) -> Encoding:
        """Keep some of the claims, by their places, with the rules, and carry nothing.

        >>> from derive import read
        >>> from derive.papers.catalogue import path_of
        >>> some = encode(read(path_of("sutskever2014"))).meeting([0, 2])
        >>> len(some.problem.sums), len(some.scales), some.problem.carried
        (2, 2, ())
        """
        rules = range(self.claims.stop, len(self.problem.sums)) if claims else range(0)
        kept = (*claims, *rules)
        return replace(
            self,
            problem=self.problem.keeping(kept).carrying(()),
            keys=tuple(self.keys[at] for at in kept),
            scales=tuple(self.scales[at] for at in kept),
            divisors=tuple(self.divisors[at] for at in kept),
            rules=len(rules),
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

    def counts(
        self, choice: Choice, known: Mapping[str, int] = {}
    ) -> Iterator[tuple[int, Window, int]]:
        """Give what each claim counts for a choice, its window, and by how much both are scaled.

        >>> from derive import read
        >>> from derive.papers.catalogue import path_of
        >>> encoding = encode(read(path_of("sutskever2014")))
        >>> next(encoding.counts((0,) * len(encoding.problem.sizes)))
        (384000000, (384000000, 384000000), 1)
        """
        sizes = self.problem.sizes
        for at in self.claims:
            its = self.problem.sums[at]
            value = sum(
                sum([table.at(choice, sizes) for table in part.tables])
                * evaluate_monomial(key, known)
                for part, key in zip(its.parts, self.keys[at], strict=True)
            )
            yield int(value), its.windows.at(choice, sizes), self.scales[at]

    def formulas(self, carried: int) -> dict[str, Polynomial]:
        """Give each claim's formula from the number carried along a path."""
        found = self.packed.read(carried)
        claims = enumerate(self.model.claimed)
        return {one.name: found.get(at, Polynomial({})) for at, one in claims}


@together()
def encode(model: Model, held: Mapping[str, int] = {}) -> Encoding:
    """Give the problem of a model, its unknowns at the values of `held` where they have one.

    What some value of an unknown breaks is looked for in its whole range, whatever is held.
    Raises ModelError for a component that is below zero or no whole number for some choice.

    >>> from derive import Assumption, Claim, Component
    >>> encode(Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(2, 3, bias=bias)"),),
    ...     claims=(Claim(printed="9", counts="c"),),
    ... )).problem.sums[0].parts[0].tables
    (Table(scope=(0,), values=(6, 9)),)
    """
    whole, tabulator = Layout(model), Tabulator(model)
    permitted = allowed(whole, tabulator)
    check_divisors(whole, tabulator, permitted)
    rules = check_components(whole, tabulator, permitted)
    layout = Layout(model, held)
    symbolic = [_symbolic(tabulator, one) for one in model.claimed]
    numbers = [
        scaled(layout, numeric(layout, tables, one.row))
        for one, tables in zip(model.claimed, symbolic, strict=True)
    ]
    packed, carried = _carried(layout, symbolic)
    problem = Problem(
        sizes=layout.sizes,
        sums=(*_sums(layout, tabulator, numbers), *(rule.sum for rule in rules)),
        allowed=permitted,
        carried=carried,
        costs=layout.costs,
    )
    return Encoding(
        layout=layout,
        problem=problem,
        packed=packed,
        keys=(*(number.keys for number in numbers), *(rule.keys for rule in rules)),
        scales=(*(number.scale for number in numbers), *(rule.divisor for rule in rules)),
        divisors=(*(1 for _ in numbers), *(rule.divisor for rule in rules)),
        rules=len(rules),
    )


def _symbolic(tabulator: Tabulator, one: Claimed) -> Symbolic:
    try:
        return tabulator.tables(tabulator.model.polynomial(one.claim.counts, one.row))
    except DeriveError as fault:
        raise fault.within(f"claim {one.name}") from None


def _sums(layout: Layout, tabulator: Tabulator, numbers: Sequence[Scaled]) -> Iterator[Sum]:
    for one, number in zip(layout.model.claimed, numbers, strict=True):
        yield _sum(layout, tabulator, one, number)


def _sum(layout: Layout, tabulator: Tabulator, one: Claimed, number: Scaled) -> Sum:
    named = layout.model.assumption_named
    words = tuple(w for w in dict.fromkeys(one.claim.words) if w in named)
    intervals = tuple(
        window(one.claim, layout.words(words, chosen), parts=number.scale)
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
    return packed, as_tables(absorbed(joined, layout.sizes))


def _switched(model: Model, row: Configuration, tables: Symbolic) -> Symbolic:
    """Put in a row's values of the hyperparameters that are only switches, and simplify.

    What is left is named by hyperparameters alone, so that one formula is one polynomial.
    """
    switches = model.switches(row)
    return {
        names: tuple(simplified(entry.substitute(switches), model.rational) for entry in entries)
        for names, entries in tables.items()
    }
