"""Facts told as steps: one function a fact, prose written once.

explained    :: Explanation            -> steps
unmet        :: Conflict, near, repairs -> steps
reconciled   :: Reconciliation         -> steps
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.explaining.conflicts import Alone, Conflict
from derive.explaining.explanation import Explanation
from derive.explaining.given import Change
from derive.explaining.reconcile import Pair, Reconciliation
from derive.explaining.repairs import Repair
from derive.explaining.unmet import Unmet
from derive.model.case import Case
from derive.printed import grouped
from derive.steps import Code, Inline, Math, Section, Step, Table, Text
from derive.tell import figures
from derive.tell.accounts import summed
from derive.tell.causes import missed, missed_because
from derive.tell.changes import changes_table
from derive.tell.early import stopped_early
from derive.tell.nominal import nominal_told
from derive.tell.readings import codes, departures


def explained(told: Explanation) -> list[Step]:
    """Tell one assumption set: what it misses, by how much and why, and its sums.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> from derive.explaining.explanation import explain
    >>> found = solve(read(path_of("sutskever2014")))
    >>> explained(explain(found))[0]
    Text(parts=('Every printed number is met.',))
    >>> explained(explain(found, {"gate_bias": "one"}))[0].parts[:2]
    ('The cause is ', Code(text='gate_bias = one'))
    """
    sums = [step for account in told.accounts for step in summed(account)]
    sums += nominal_told(told.nominal)
    if told.fits:
        return [Text("Every printed number is met."), *sums]
    return [*missed_because(told), *sums]


def unmet_told(found: Unmet, usual: Case | None = None) -> list[Step]:
    """Tell why nothing fits: the claims alone, the contradiction, what is near, what would mend.

    With `usual` an assumption set is named by what it has that is not usual.

    >>> from derive import Claim, Component, Model, solve
    >>> from derive.explaining.unmet import unmet
    >>> found = solve(Model(
    ...     components=(Component(name="c", formula="linear(2, 3)"),),
    ...     claims=(Claim(printed="7", counts="c"),),
    ... ))
    >>> unmet_told(unmet(found))[1]
    Text(parts=(Code(text='c'), ' cannot be met at all.'))
    """
    conflict = found.conflict
    steps: list[Step] = [
        Table(
            head=(("claim",), ("assumption sets that meet it alone",)),
            rows=tuple(((Code(c.name),), (_counted(c),)) for c in conflict.alone),
            columns="lr",
        ),
        Text(*_contradicting(conflict)),
    ]
    if conflict.example is not None and conflict.together:
        every = [claim.name for claim in conflict.alone]
        left = [name for name in every if name not in conflict.together]
        steps.append(
            Text(
                f"{len(conflict.together)} of {len(every)} claims go together, all but ",
                *codes(left),
                *_with(conflict.example, usual),
                ".",
            )
        )
    steps += stopped_early("claims that contradict each other", complete=conflict.complete)
    return [*steps, *_nearest(found, usual), *_speculation(found)]


def _counted(claim: Alone) -> str:
    return "too many to count" if claim.solutions is None else grouped(claim.solutions)


def _contradicting(conflict: Conflict) -> Iterator[Inline]:
    if len(conflict.group) == 1:
        yield Code(conflict.group[0])
        yield " cannot be met at all."
        return
    yield "These claims contradict each other: "
    yield from codes(conflict.group)
    yield "." if conflict.smallest else "; fewer claims may do so too."


def _nearest(found: Unmet, usual: Case | None) -> Iterator[Step]:
    of = "of all" if found.near_complete else "found"
    for one in found.near[:1]:
        misses = figures.all_missed(map(missed, one.missed))
        yield Text(f"The smallest misses {of}", *_with(one.case, usual), ": ", *misses, ".")
    yield from stopped_early("the smallest misses", complete=found.near_complete)


def _speculation(found: Unmet) -> Iterator[Step]:
    if found.speculation:
        yield Text("Speculation: one of these, were it so, would make everything fit.")
        yield _repairs(found.speculation)
    further = found.speculation_in_all - len(found.speculation)
    if further:
        guesses = "one further guess" if further == 1 else f"{grouped(further)} further guesses"
        yield Text(f"And {guesses}, none plainer.")
    looking_for = "one thing that would make everything fit"
    yield from stopped_early(looking_for, complete=found.speculation_complete)


def _with(case: Case, usual: Case | None) -> Iterator[Inline]:
    """Name what an assumption set has that is not usual."""
    if usual is None:
        return
    yield " (with "
    yield from codes(departures(case, usual) or ["the usual choice everywhere"])
    yield ")"


def _repairs(repairs: Sequence[Repair]) -> Table:
    return Table(
        head=(("what",), ("printed",), ("would have to be",), ("kind",)),
        rows=tuple(
            (
                (Code(r.name), f" of {r.row}" if r.row and r.what != "claim" else ""),
                (r.old,),
                (r.new,),
                (r.kind,),
            )
            for r in repairs
        ),
        columns="lrrl",
    )


def reconciled(found: Reconciliation) -> list[Step]:
    """Tell how a printed figure and a measured count go together, term by term.

    >>> from derive import Assumption, Component, Model
    >>> from derive.explaining.reconcile import reconcile
    >>> model = Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(20, 30, bias=bias)"),),
    ... )
    >>> reconciled(reconcile(model, printed="0.60K", count=630))[1].parts[0]
    'The count is +30 from it: '
    """
    if not found.complete:
        return stopped_early("assumption sets that explain both", complete=False)
    if not found.pairs:
        alone = {
            f"the figure {found.printed}": found.printed_alone,
            f"the count {grouped(found.count)}": found.count_alone,
        }
        none = [what for what, number_of in alone.items() if not number_of]
        return [Text(f"No assumption set gives {' nor '.join(none)}.")]
    told = (tuple(_reconciling(pair, found.printed)) for pair in found.pairs)
    first, *others = dict.fromkeys(told)  # pairs that differ in nothing that is said are one
    return [*first, *(Section("Or", *other) for other in others)]


def _reconciling(pair: Pair, printed: str) -> list[Step]:
    cut = "" if pair.usual_cut else f" ({', '.join(pair.cut)})"
    steps: list[Step] = [Text(f"{printed} is {grouped(pair.printed)} as printed{cut}.")]
    if not pair.changes:
        return [*steps, Text("The count is the same number, of the same assumption set.")]
    gap = pair.counted - pair.printed
    if gap:
        less = Math(pair.difference.written)
        steps.append(Text(f"The count is {figures.signed(gap)} from it: ", less, "."))
    else:
        steps.append(Text("The count is the same number, by another assumption set."))
    return [*steps, changes_table(tuple(_once(change) for change in pair.changes))]


def _once(change: Change) -> Change:
    """Both claims count one thing: show what a change adds to it once."""
    first = next(iter(change.adds.values()), None)
    return Change(
        label=change.label,
        old=change.old,
        new=change.new,
        adds={} if first is None else {"the count": first},
    )
