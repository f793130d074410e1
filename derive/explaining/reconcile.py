"""Two counts of one model: a printed figure and a number that somebody measured.

    reconcile :: Model, printed, count -> Reconciliation

Every assumption becomes a pair of options, one for each count; a pair of two different options
costs. One diagram then holds all pairs of assumption sets that explain both counts, and its
cheapest paths are those with fewest changes between them. How the printed figure was cut is one
more choice: rounding, unit and zeros.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from derive import limits
from derive.diagrams import walks
from derive.diagrams.diagram import Diagram, unroll
from derive.diagrams.problem import Choice, Part, Problem, Sum, Table, Windows
from derive.errors import BudgetError, InternalError, UsageError
from derive.explaining.given import Change, changes_between, formulas_of
from derive.formulas.formula import Formula
from derive.formulas.spelling import written_from_polynomial
from derive.model.case import AssumptionSet, Case
from derive.model.claims import Claim, window
from derive.model.model import Model
from derive.model.parts import TOTAL, Configuration
from derive.printed import ROUNDINGS, UNITS, ZEROS
from derive.solver.encode import Encoding, encode
from derive.solver.solutions import solve

CUTS = tuple(product(ROUNDINGS, UNITS, ZEROS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two assumption sets, one for each count, and what changes from the printed to the measured.

    `cut` is the rounding, the unit and the zeros of the printed figure; `printed` and `counted`
    are what the two sets count; `difference` is the second formula less the first.
    """

    first: AssumptionSet
    second: AssumptionSet
    cut: tuple[str, str, str]
    printed: int
    counted: int
    changes: tuple[Change, ...]
    difference: Formula

    @property
    def usual_cut(self) -> bool:
        """Say whether the figure was cut as most are."""
        return self.cut == CUTS[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A printed figure, a measured count, and the pairs that explain both, fewest changes first.

    Without a pair, the numbers of assumption sets that explain one of them alone say which of
    the two is the trouble; unless it is not `complete`: then the pairs were too many to look for.
    """

    printed: str
    count: int
    counts: str
    row: str
    pairs: tuple[Pair, ...]
    printed_alone: int
    count_alone: int
    complete: bool


def reconcile(
    model: Model, *, printed: str, count: int, counts: str = TOTAL, row: str = "", most: int = 3
) -> Reconciliation:
    """Explain a printed figure and a measured count of one quantity of a model together.

    Raises UsageError for a row that does not exist, BudgetError where one number alone is too much.

    >>> from derive import Assumption, Component, hyperparameters
    >>> bert = Model(
    ...     hyperparameters=hyperparameters(V=100, d=10),
    ...     assumptions=(Assumption(name="tied", usual="yes"),),
    ...     components=(Component(name="tables", formula="(2 - tied)*V*d"),),
    ... )
    >>> found = reconcile(bert, printed="1.0K", count=2000)
    >>> [(c.label, c.old, c.new) for c in found.pairs[0].changes], found.pairs[0].difference
    ([('tied', 'yes', 'no')], V*d)
    >>> reconcile(bert, printed="0.98K", count=1000).pairs[0].cut
    ('nearest', 'binary', 'digits')
    """
    place = _row(model, row)
    figure = Claim(printed=printed, counts=counts, name="printed")
    exact = Claim(printed=str(count), counts=counts, name="count", match="exact")
    both = _claiming(model, place, (figure, exact))
    encoding = encode(both)
    cuts = tuple(cut for cut in CUTS if not window(_cut(figure, cut), {}).empty)
    try:
        diagram = unroll(_paired(encoding, figure, cuts), budget=limits.PAIR_NODES)
    except BudgetError:
        diagram = None
    pairs = islice(_pairs(both, encoding, diagram, cuts), most) if diagram else ()
    return Reconciliation(
        printed=printed,
        count=count,
        counts=counts,
        row=row,
        pairs=tuple(pairs),
        printed_alone=_alone(_claiming(model, place, (figure,))),
        count_alone=_alone(_claiming(model, place, (exact,))),
        complete=diagram is not None,
    )


def _alone(model: Model) -> int:
    """Count the assumption sets; a budget or options, which `solve` advises, are not asked here."""
    try:
        return solve(model).count
    except BudgetError:
        raise BudgetError(
            "the assumption sets that give one of the two numbers are too many to find",
            advice="leave out assumptions that are settled",
        ) from None


def _row(model: Model, name: str) -> Configuration:
    if not name:
        return Configuration(name="")
    for row in model.configurations:
        if row.name == name:
            return row
    known = ", ".join(row.name for row in model.configurations)
    raise UsageError(
        f"there is no configuration {name!r}",
        advice=f"there are {known}" if known else "leave it out: this model has none",
    )


def _claiming(model: Model, row: Configuration, claims: tuple[Claim, ...]) -> Model:
    """Give the model with these claims only; assumptions that only others named are dropped."""
    named = _named(model, claims)
    return replace(
        model,
        assumptions=tuple(a for a in model.assumptions if named & {a.name, *a.symbols}),
        claims=() if row.name else claims,
        configurations=(replace(row, claims=claims),) if row.name else (),
        declared={},
        expected={},
    )


def _named(model: Model, claims: tuple[Claim, ...]) -> set[str]:
    """Give every name that a count may depend on."""
    formulas = [
        *(component.formula for component in model.components),
        *model.definitions.values(),
        *(f for a in model.assumptions for o in a.options for f in o.sets.values()),
        *(claim.counts for claim in claims),
    ]
    return {name for part in (*formulas, *model.requires) for name in part.names}


def _cut(claim: Claim, cut: tuple[str, str, str]) -> Claim:
    return replace(claim, rounding=cut[0], unit=cut[1], zeros=cut[2])


def _paired(encoding: Encoding, figure: Claim, cuts: tuple[tuple[str, str, str], ...]) -> Problem:
    """Give the problem of pairs: a variable of k options becomes one of k*k, and one is the cut."""
    problem = encoding.problem
    sizes = problem.sizes
    first, second = problem.sums
    sums = (
        Sum(
            parts=tuple(_part(part, sizes, 0) for part in first.parts),
            windows=Windows(
                scope=(len(sizes),),
                intervals=tuple(
                    window(_cut(figure, cut), {}).scaled(encoding.scales[0]) for cut in cuts
                ),
            ),
        ),
        Sum(parts=tuple(_part(part, sizes, 1) for part in second.parts), windows=second.windows),
    )
    return Problem(
        sizes=(*(size * size for size in sizes), len(cuts)),
        sums=sums,
        allowed=tuple(_side(table, sizes, side) for table in problem.allowed for side in (0, 1)),
        costs=(*_pair_costs(encoding), tuple(_cut_cost(encoding, cut) for cut in cuts)),
    )


def _part(part: Part, sizes: tuple[int, ...], side: int) -> Part:
    return replace(part, tables=tuple(_side(table, sizes, side) for table in part.tables))


def _side(table: Table, sizes: tuple[int, ...], side: int) -> Table:
    """Spread a table over pairs of options; only the first or the second of a pair matters."""
    entries = 1
    for variable in table.scope:
        entries *= sizes[variable] ** 2
    if entries > limits.PAIR_ENTRIES:
        raise BudgetError(f"{len(table.scope)} assumptions have too many pairs of options")
    picked = [
        [pair // sizes[v] if side == 0 else pair % sizes[v] for pair in range(sizes[v] ** 2)]
        for v in table.scope
    ]
    whole = product(*(range(sizes[v]) for v in table.scope))
    entry = dict(zip(whole, table.values, strict=True))
    return Table(scope=table.scope, values=tuple(entry[options] for options in product(*picked)))


def _many(encoding: Encoding) -> int:
    return 2 * len(encoding.problem.sizes) + 1


def _pair_costs(encoding: Encoding) -> Iterator[tuple[int, ...]]:
    """Cost a change much, and each departure from the usual a little."""
    many = _many(encoding)
    for usual in encoding.layout.costs:
        yield tuple(
            many * (a != b) + usual[a] + usual[b]
            for a in range(len(usual))
            for b in range(len(usual))
        )


def _cut_cost(encoding: Encoding, cut: tuple[str, str, str]) -> int:
    """Cost an unusual cut like a change: one for each word of it."""
    return _many(encoding) * sum(word != plain for word, plain in zip(cut, CUTS[0], strict=True))


def _pairs(
    model: Model,
    encoding: Encoding,
    diagram: Diagram,
    cuts: tuple[tuple[str, str, str], ...],
) -> Iterator[Pair]:
    sizes = encoding.problem.sizes
    for _, choice in walks.best(diagram):
        first = tuple(pair // size for pair, size in zip(choice, sizes, strict=False))
        second = tuple(pair % size for pair, size in zip(choice, sizes, strict=False))
        yield _pair(model, encoding, first, second, cuts[choice[-1]])


def _pair(
    model: Model, encoding: Encoding, first: Choice, second: Choice, cut: tuple[str, str, str]
) -> Pair:
    one, other = encoding.assumption_set(first), encoding.assumption_set(second)
    figure, exact = model.claimed
    printed = Case(model=model, chosen=one).values[figure.name]
    counted = Case(model=model, chosen=other).values[exact.name]
    cut_so = _cut(figure.claim, cut)
    if printed not in window(cut_so, {}) or counted not in window(exact.claim, {}):
        raise InternalError(f"{printed} and {counted} do not explain the two counts")
    formulas = formulas_of(encoding, first)[figure.name], formulas_of(encoding, second)[exact.name]
    return Pair(
        first=one,
        second=other,
        cut=cut,
        printed=printed,
        counted=counted,
        changes=changes_between(encoding, one, other),
        difference=Formula(written_from_polynomial(formulas[1] - formulas[0])),
    )
