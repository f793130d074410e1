"""Two counts of one model: a printed figure and a number that somebody measured.

    reconcile :: Model, printed, count -> Reconciliation

Every assumption becomes a pair of options, one for each count; a pair of two different options
costs. One diagram then holds all pairs of assumption sets that explain both counts, and its
cheapest paths are those with fewest changes between them. How the printed figure was cut is one
more choice: rounding, unit and zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, product

from derive import limits
from derive.diagrams import walks
from derive.diagrams.diagram import Diagram, unroll
from derive.diagrams.problem import Choice, Problem, Sum, Table, Windows
from derive.errors import BudgetError, InternalError, OutgrownError
from derive.explaining.given import Change, changes_between, formulas_of
from derive.explaining.nearby import nearby
from derive.explaining.remainder import Remainder, remainder
from derive.formulas.formula import Formula
from derive.formulas.spelling import written_from_polynomial
from derive.formulas.tree import Exact
from derive.intervals import Intervals
from derive.model.case import AssumptionSet, Case, declared
from derive.model.changes import row_named, with_only
from derive.model.claims import Claim, window
from derive.model.model import Model
from derive.model.parts import TOTAL, Configuration
from derive.printed import ROUNDINGS, UNITS, ZEROS
from derive.solver.encode import Encoding, encode
from derive.solver.solutions import Solutions, solve
from derive.solver.unknowns import Unknowns

CUTS = tuple(product(ROUNDINGS, UNITS, ZEROS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two assumption sets, one for each count, and what changes from the printed to the measured.

    `cut` is the rounding, the unit and the zeros of the printed figure; `printed` and `counted`
    are what the two sets count, with these values of the unknowns; `difference` is the second
    formula less the first.
    """

    first: AssumptionSet
    second: AssumptionSet
    cut: tuple[str, str, str]
    known: Mapping[str, int]
    printed: Exact
    counted: Exact
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
    the two is the trouble, and `left` what that one is beyond some set; where each is given, but
    with other values of the `unknowns`, these are it. If it is not `complete`, the pairs were too
    many to look for.
    `declared` says whether what the file declares gives the figure, and the count; None where it
    declares nothing.
    """

    model: Model = field(repr=False)
    printed: str
    count: int
    counts: str
    row: str
    pairs: tuple[Pair, ...]
    printed_alone: int
    count_alone: int
    complete: bool
    left: Remainder | None = None
    unknowns: tuple[Mapping[str, Intervals], Mapping[str, Intervals]] = ({}, {})
    declared: tuple[bool, bool] | None = None


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
    place = row_named(model, row) if row else Configuration(name="")
    figure = Claim(printed=printed, counts=counts, name="printed")
    exact = Claim(printed=str(count), counts=counts, name="count", match="exact")
    both = _claiming(model, place, (figure, exact))
    try:
        pairs, complete = _cheapest(both, figure, most), True
    except BudgetError:
        pairs, complete = (), False
    alone = tuple(_alone(_claiming(model, place, (claim,))) for claim in (figure, exact))
    return Reconciliation(
        model=both,
        printed=printed,
        count=count,
        counts=counts,
        row=row,
        pairs=pairs,
        printed_alone=alone[0].count,
        count_alone=alone[1].count,
        complete=complete,
        left=None if pairs or not complete else _left(*alone),
        unknowns=({}, {}) if pairs else (alone[0].unknowns, alone[1].unknowns),
        declared=(_declares(model, alone[0]), _declares(model, alone[1]))
        if model.declared
        else None,
    )


def _cheapest(both: Model, figure: Claim, most: int) -> tuple[Pair, ...]:
    """Give the pairs with fewest changes; raises BudgetError where there are too many to search."""
    encoding, cuts = encode(both), _told_apart(figure)
    paired = _paired(encoding, figure, cuts)
    solved = Unknowns(paired)
    diagram = unroll(paired.problem, accept=solved.accept, budget=limits.PAIR_NODES)
    return tuple(islice(_pairs(both, encoding, diagram, solved, cuts), most))


def _declares(model: Model, alone: Solutions) -> bool:
    """Say whether what a model declares gives one of the numbers."""
    return declared(replace(alone.model, declared=model.declared)).chosen in alone


def _left(figure: Solutions, count: Solutions) -> Remainder | None:
    """Explain the number that nothing gives: the count, or a figure that is printed in full.

    The sets to begin from: the plainest that gives the other number, the usual one, the nearest.
    """
    if count and figure:
        return None
    missing, other = (figure, count) if count else (count, figure)
    if count:
        if not _in_full(missing.model.claimed[0].claim):
            return None
        missing = solve(_exactly(missing.model))
    sets: list[AssumptionSet] = [*other.best(1)] if other else []
    usual = islice(walks.best(missing.permitted), 1)
    sets += [missing.encoding.assumption_set(choice) for _, choice in usual]
    sets += [near.case.chosen for near in nearby(missing, 1).near]
    return remainder(missing, sets)


def _in_full(figure: Claim) -> bool:
    low, high = window(figure, {})
    return low == high


def _exactly(model: Model) -> Model:
    """Take a model's one claim to the last digit."""
    claims = tuple(replace(claim, match="exact") for claim in model.claims)
    rows = tuple(
        replace(row, claims=tuple(replace(claim, match="exact") for claim in row.claims))
        for row in model.configurations
    )
    return replace(model, claims=claims, configurations=rows)


def _told_apart(figure: Claim) -> tuple[tuple[str, str, str], ...]:
    """Give the cuts, the usual one first; those that admit the same numbers are one."""
    plainest = sorted(CUTS, key=_unusual)
    windows = {window(_cut(figure, cut), {}): cut for cut in reversed(plainest)}
    return tuple(cut for cut in plainest if cut in windows.values() and not _empty(figure, cut))


def _empty(figure: Claim, cut: tuple[str, str, str]) -> bool:
    return window(_cut(figure, cut), {}).empty


def _unusual(cut: tuple[str, str, str]) -> int:
    return sum(word != plain for word, plain in zip(cut, CUTS[0], strict=True))


def _alone(model: Model) -> Solutions:
    """Find the assumption sets; a budget or options, which `solve` advises, are not asked here."""
    try:
        return solve(model)
    except OutgrownError as fault:
        raise OutgrownError(
            "the assumption sets that give one of the two numbers are too many to find",
            advice="leave out assumptions that are settled",
            limit=fault.limit,
        ) from None


def _claiming(model: Model, row: Configuration, claims: tuple[Claim, ...]) -> Model:
    """Give the model with these claims only; what it declares was declared of others."""
    if row.name:
        return with_only(model, (), (replace(row, claims=claims),), declared={})
    return with_only(model, claims, (), declared={})


def _cut(claim: Claim, cut: tuple[str, str, str]) -> Claim:
    return replace(claim, rounding=cut[0], unit=cut[1], zeros=cut[2])


def _paired(encoding: Encoding, figure: Claim, cuts: tuple[tuple[str, str, str], ...]) -> Encoding:
    """Give the problem of pairs: a variable of k options becomes one of k*k, and one is the cut.

    An unknown has one value for both counts.
    """
    problem = encoding.problem
    sizes = problem.sizes
    first, second, *rules = problem.sums
    windows = (window(_cut(figure, cut), {}, parts=encoding.scales[0]) for cut in cuts)
    cut_so = Windows(scope=(len(sizes),), intervals=tuple(windows))
    pairs = Problem(
        sizes=(*(size * size for size in sizes), len(cuts)),
        sums=(
            replace(_sum(first, sizes, 0), windows=cut_so),
            _sum(second, sizes, 1),
            *(_sum(rule, sizes, side) for side in (0, 1) for rule in rules),
        ),
        allowed=tuple(_side(table, sizes, side) for table in problem.allowed for side in (0, 1)),
        costs=(*_pair_costs(encoding), tuple(_cut_cost(encoding, cut) for cut in cuts)),
    )
    return replace(
        encoding,
        problem=pairs,
        keys=(*encoding.keys, *encoding.keys[2:]),
        divisors=(*encoding.divisors, *encoding.divisors[2:]),
    )


def _sum(total: Sum, sizes: tuple[int, ...], side: int) -> Sum:
    parts = (
        replace(part, tables=tuple(_side(table, sizes, side) for table in part.tables))
        for part in total.parts
    )
    return replace(total, parts=tuple(parts))


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
    """Cost a change twice what all departures from the usual do together."""
    many = _many(encoding)
    for usual in encoding.layout.costs:
        yield tuple(
            2 * many * (a != b) + usual[a] + usual[b]
            for a in range(len(usual))
            for b in range(len(usual))
        )


def _cut_cost(encoding: Encoding, cut: tuple[str, str, str]) -> int:
    """Cost each unusual word of a cut more than one change, and less than two."""
    return 3 * _many(encoding) * _unusual(cut)


def _pairs(
    model: Model,
    encoding: Encoding,
    diagram: Diagram,
    solved: Unknowns,
    cuts: tuple[tuple[str, str, str], ...],
) -> Iterator[Pair]:
    """Give the pairs, each answer once: what is the same on both sides is no other answer."""
    sizes = encoding.problem.sizes
    told = set()
    for _, choice in islice(walks.best(diagram), limits.PAIRS_LOOKED_AT):
        first = tuple(pair // size for pair, size in zip(choice, sizes, strict=False))
        second = tuple(pair % size for pair, size in zip(choice, sizes, strict=False))
        known = solved.example(walks.ending_of(diagram, choice))
        pair = _pair(model, encoding, (first, second), known, cuts[choice[-1]])
        answer = (pair.printed, pair.counted, tuple((c.label, c.old, c.new) for c in pair.changes))
        if answer not in told:
            told.add(answer)
            yield pair
        if not pair.changes:
            return  # one set is behind both: what changes to another one explains nothing


def _pair(
    model: Model,
    encoding: Encoding,
    choices: tuple[Choice, Choice],
    known: Mapping[str, int],
    cut: tuple[str, str, str],
) -> Pair:
    first, second = choices
    one, other = encoding.assumption_set(first), encoding.assumption_set(second)
    figure, exact = model.claimed
    cut_so = replace(figure, claim=_cut(figure.claim, cut))
    earlier = Case(model=model, chosen=one, known=known)
    later = Case(model=model, chosen=other, known=known)
    printed, counted = earlier.values[figure.name], later.values[exact.name]
    if earlier.miss(cut_so) or later.miss(exact):
        raise InternalError(f"{printed} and {counted} do not explain the two counts")
    formulas = formulas_of(encoding, first)[figure.name], formulas_of(encoding, second)[exact.name]
    return Pair(
        first=one,
        second=other,
        cut=cut,
        known=dict(known),
        printed=printed,
        counted=counted,
        changes=changes_between(encoding, one, other),
        difference=Formula(written_from_polynomial(formulas[1] - formulas[0])),
    )
