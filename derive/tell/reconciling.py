"""How a printed figure and a measured count go together: always an answer."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.explaining.given import Change
from derive.explaining.reconcile import Pair, Reconciliation
from derive.explaining.remainder import Other, Remainder
from derive.formulas.tree import Exact
from derive.model.model import Model
from derive.printed import grouped
from derive.steps import Code, Inline, Math, Section, Step, Text
from derive.tell.changes import changes_table
from derive.tell.early import stopped_early
from derive.tell.readings import in_words
from derive.tell.unknowns import with_values

CUT = {
    "down": "cut off, not rounded",
    "up": "rounded up",
    "binary": "in powers of 1,024",
    "placeholders": "its last zeros are no digits",
}


def reconciled(found: Reconciliation) -> list[Step]:
    """Tell how a printed figure and a measured count go together, or what is left between them.

    >>> from derive import Assumption, Component, Model
    >>> from derive.explaining.reconcile import reconcile
    >>> model = Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(20, 30, bias=bias)"),),
    ... )
    >>> reconciled(reconcile(model, printed="0.60K", count=630))[1].parts
    ('Your count is 30 higher', '.')
    """
    if not found.complete:
        return stopped_early("assumption sets that explain both", complete=False)
    if not found.pairs:
        return [*_sides(found), *_left(found)]
    told = (tuple(_reconciling(pair, found)) for pair in found.pairs)
    first, *others = dict.fromkeys(told)  # pairs that differ in nothing that is said are one
    return [*first, *(Section("Or", *other) for other in others)]


def _reconciling(pair: Pair, found: Reconciliation) -> list[Step]:
    cut = [CUT[word] for word in pair.cut if word in CUT]
    how = f" ({', '.join(cut)})" if cut else ""
    known = [f" with {name} = {grouped(value)}" for name, value in pair.known.items()]
    shown = f"{found.printed} stands for {grouped(pair.printed)}{how}{' and'.join(known)}"
    if not pair.changes:
        means = in_words(found.model, pair.second)
        return [Text(f"{shown}, and your count is the same number: ", *means, ".")]
    gap = pair.counted - pair.printed
    less: list[Inline] = [": ", Math(pair.difference.written)] if pair.difference.names else []
    return [
        Text(f"{shown}: ", *in_words(found.model, pair.first), "."),
        Text(f"Your count is {_further(gap)}", *less, "."),
        changes_table(tuple(_once(change) for change in pair.changes)),
    ]


def _further(gap: Exact) -> str:
    return f"{grouped(abs(Fraction(gap)))} {'higher' if gap > 0 else 'lower'}"


def _once(change: Change) -> Change:
    """Both claims count one thing: show what a change adds to it once."""
    first = next(iter(change.adds.values()), None)
    return Change(
        label=change.label,
        old=change.old,
        new=change.new,
        adds={} if first is None else {"the count": first},
    )


def _sides(found: Reconciliation) -> Iterator[Step]:
    """Say of each number how many ways of counting give it."""
    figure, count = found.printed_alone, found.count_alone
    yours = grouped(found.count)
    if not figure and not count:
        yield Text(f"No way of counting gives {found.printed}, and none gives {yours}.")
    elif figure and count:
        first, second = map(with_values, found.unknowns)
        yield Text(f"{found.printed} is given by {_ways(figure)}, with {first}.")
        yield Text(f"Your count, {yours}, is given by {_ways(count)}, with {second}.")
        yield Text("No values give both.")
    else:
        given, missing = (found.printed, yours) if figure else (yours, found.printed)
        yield Text(f"{given} is given by {_ways(figure or count)}; {missing} by none.")


def _ways(number: int) -> str:
    return "one way of counting" if number == 1 else f"{grouped(number)} ways of counting"


def _left(found: Reconciliation) -> Iterator[Step]:
    """Say what the number that nothing gives is beyond the set that explains most of it."""
    if (left := found.left) is None:
        return
    whose = "The figure" if found.count_alone else "Your count"
    yield Text(
        f"Nearest in the model's own terms is {grouped(left.value)} (",
        *in_words(found.model, left.chosen),
        f"). {whose} is {_further(left.gap)}: ",
        *_named(left, found.model),
        ".",
    )


def _named(left: Remainder, model: Model) -> Iterator[Inline]:
    more = left.gap > 0
    if left.component:
        component = model.component_named[left.component]
        yield f"as much as {component.means or 'the component'} ("
        yield Code(left.component)
        yield f") {'once more' if more else 'left out'}"
        if more and "batch" in f"{component.name} {component.means}":
            yield "; where it is a scale and a shift, its running means and variances are as many"
    elif left.other is not None:
        yield from _other(left.other, model)
    elif left.formula is not None:
        yield "by arithmetic alone, "
        yield Math(left.formula.written)
        if left.biased:
            yield ", perhaps a bias vector for each matrix of "
            yield Code(left.biased)
        elif left.components:
            yield f" (such terms are in {', '.join(left.components)})"
    else:
        yield "no few terms of the model are of that size"


def _other(other: Other, model: Model) -> Iterator[Inline]:
    means = model.known[other.name].means or "the value"
    yield "" if other.multiple else "by arithmetic alone, "
    yield f"as much as {means} of {grouped(other.new)} instead of {grouped(other.old)} gives ("
    yield Code(f"{other.name} = {other.new}")
    yield f", padded to a multiple of {other.multiple})" if other.multiple else ")"
