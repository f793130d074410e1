"""Facts told as steps: one function a fact, prose written once.

explained    :: Explanation            -> steps
reconciled   :: Reconciliation         -> steps
"""

from __future__ import annotations

from derive.explaining.explanation import Explanation
from derive.explaining.given import Change
from derive.explaining.reconcile import Pair, Reconciliation
from derive.printed import grouped
from derive.steps import Math, Section, Step, Text
from derive.tell import figures
from derive.tell.accounts import summed
from derive.tell.causes import missed_because
from derive.tell.changes import changes_table, nearest
from derive.tell.early import stopped_early
from derive.tell.nominal import nominal_told


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
    if not told.misses:  # every number is met, by options that `requires` forbids together
        return [*nearest(told.changes or None), *sums]
    return [*missed_because(told), *sums]


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
