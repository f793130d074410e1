"""Facts told as steps: one function a fact, prose written once.

compared     :: Verdict, names         -> steps
explained    :: Explanation            -> steps
settled_by   :: Settling, names        -> steps
unmet        :: Conflict, near, repairs -> steps
reconciled   :: Reconciliation         -> steps
solved_for   :: {unknown: intervals}   -> steps
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from derive.explaining.accounts import Account
from derive.explaining.coincidence import Coincidence
from derive.explaining.conflicts import Alone, Conflict
from derive.explaining.explanation import Explanation, Miss
from derive.explaining.gaps import Expression
from derive.explaining.given import Change
from derive.explaining.nearby import Near
from derive.explaining.reconcile import Pair, Reconciliation
from derive.explaining.repairs import Repair
from derive.explaining.settling import Question, Settling
from derive.explaining.survivors import Survivors
from derive.explaining.unmet import Unmet
from derive.explaining.verdicts import ClaimVerdict, Verdict
from derive.formulas.tree import number
from derive.intervals import Intervals
from derive.model.case import Case
from derive.printed import grouped
from derive.steps import Code, Equation, Inline, Math, Row, Section, Step, Table, Text, row
from derive.tell import figures
from derive.tell.early import stopped_early

LIKELY = 5  # outcomes of a further number that are named


def compared(verdict: Verdict, names: tuple[str, str] = ("the first", "the second")) -> list[Step]:
    """Tell how two readings compare, claim by claim where they are not one formula.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> from derive.explaining.verdicts import verdict
    >>> found = solve(read(path_of("sutskever2014")))
    >>> first, second = found.readings(2)
    >>> compared(verdict(first, first))
    [Text(parts=('The two readings are one formula for every claim.',))]
    """
    if verdict.kind == "identical":
        return [Text("The two readings are one formula for every claim.")]
    steps: list[Step] = []
    if verdict.kind == "coincident":
        steps.append(
            Text("Both give the same numbers, only because ", *_all(verdict.conditions), ".")
        )
    steps += [Text(*_differing(claim, names)) for claim in verdict.telling]
    return [*steps, *stopped_early("a simpler condition", complete=verdict.complete)]


def _differing(claim: ClaimVerdict, names: tuple[str, str]) -> Iterator[Inline]:
    difference = Math(claim.difference.written)
    yield Code(claim.name)
    if claim.kind == "coincident":
        assert claim.condition is not None
        yield f": {names[0]} less {names[1]} is "
        yield difference
        yield ", which is 0 because "
        yield _equation(claim.condition)
        yield "."
        return
    first, second = claim.values
    same = ", which print alike" if claim.kind == "indistinct" else ""
    yield f" is {grouped(first)} in {names[0]} and {grouped(second)} in {names[1]}{same}: "
    yield difference
    yield f" = {_signed(claim.gap)}."


def _equation(condition: Coincidence) -> Math:
    return Math(condition.left, condition.right)


def _all(conditions: Sequence[Coincidence]) -> Iterator[Inline]:
    for at, condition in enumerate(conditions):
        if at:
            yield " and "
        yield _equation(condition)


def explained(told: Explanation) -> list[Step]:
    """Tell one assumption set: its sums, what it misses and by how much, the nearest solution.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> from derive.explaining.explanation import explain
    >>> found = solve(read(path_of("sutskever2014")))
    >>> explained(explain(found))[-1]
    Text(parts=('Every claim is met.',))
    >>> explained(explain(found, {"tied": "yes"}))[-2]
    Text(parts=('The nearest solution changes one assumption:',))
    """
    steps: list[Step] = []
    for account in told.accounts:
        steps += _summed(account)
    for miss in told.misses:
        steps.append(Text(*_missed(miss)))
        steps += stopped_early("terms of that size", complete=miss.complete)
    if told.fits:
        steps.append(Text("Every claim is met."))
    elif told.nearest is not None:
        many = "one assumption" if len(told.changes) == 1 else f"{len(told.changes)} assumptions"
        steps.append(Text(f"The nearest solution changes {many}:"))
        steps.append(_changes(told.changes))
    else:
        steps.append(Text("No assumption set meets every claim."))
    return steps


def _summed(account: Account) -> list[Step]:
    rows = [row(part.name, part.formula.written, account.values) for part in account.components]
    said = figures.verdict(account.claim, account.value, account.miss)
    whole = Row(sides=(account.counts.written, number(account.value)), verdict=said)
    return [Text(Code(account.name), ":"), Equation(*rows, whole)]


def _missed(miss: Miss) -> Iterator[Inline]:
    account = miss.account
    if account.window.empty:
        yield Code(account.name)
        yield f" can be no whole number: none is printed as {account.printed}."
        return
    yield Code(account.name)
    yield f" has {figures.beyond(miss.by)}"
    if not miss.expressions:
        yield "; no few terms of the model are of that size."
        return
    yield from _sized(miss.expressions[0])


def _sized(expression: Expression) -> Iterator[Inline]:
    yield "; "
    yield Math(expression.formula.written)
    yield f" = {_signed(expression.value)} is of that size"
    if expression.components:
        yield f", in {', '.join(expression.components)}"
    if expression.assumptions:
        yield " (see "
        yield from _codes(expression.assumptions)
        yield ")"
    yield "."


def _codes(names: Iterable[str]) -> Iterator[Inline]:
    for at, name in enumerate(names):
        if at:
            yield ", "
        yield Code(name)


def _changes(changes: Sequence[Change]) -> Table:
    claims = list(dict.fromkeys(name for change in changes for name in change.adds))
    return Table(
        head=(("assumption",), ("from",), ("to",), *((f"adds to {name}",) for name in claims)),
        rows=tuple(
            (
                (Code(change.label),),
                (Code(change.old),),
                (Code(change.new),),
                *(change.adds[n].written if n in change.adds else ("",) for n in claims),
            )
            for change in changes
        ),
        columns="lll" + "l" * len(claims),
    )


def _signed(value: int) -> str:
    return f"+{grouped(value)}" if value > 0 else f"-{grouped(-value)}"


def settled_by(
    settling: Settling, most: int = 5, numbers: Sequence[int] | None = None
) -> list[Step]:
    """Tell which further numbers would tell the readings apart best, and what each would say.

    `most` is how many numbers the table has; `numbers` are what the readings are called, by default
    counted from 1.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> from derive.explaining.settling import settling
    >>> found = solve(read(path_of("sutskever2014")))
    >>> settled_by(settling(found))[0].parts[:2]
    ('It would help most to know ', Code(text='source_embedding + target_embedding'))
    """
    alive = settling.survivors
    if alive.readings_in_all < 2:
        return [Text("There is one reading left: nothing to settle.")]
    if not settling.questions:
        none = Text("No further number of this model would tell the readings apart.")
        return [none, *_sampled(alive)]
    best = settling.questions[0]
    return [
        Text(
            "It would help most to know ", Code(best.number.label), ": ", *_says(best, numbers), "."
        ),
        Table(
            head=(("number",), ("bits",), ("readings left on average",)),
            rows=tuple(
                ((Code(q.number.label),), (f"{q.bits:.2f}",), (f"{q.remaining:.2f}",))
                for q in settling.questions[:most]
            ),
            columns="lrr",
        ),
        *_sampled(alive),
    ]


def _sampled(alive: Survivors) -> list[Step]:
    if alive.complete:
        return []
    return [
        Text(
            f"Judged by a sample: {grouped(alive.readings)} of "
            f"{grouped(alive.readings_in_all)} readings, a few solutions of each."
        )
    ]


def _says(question: Question, numbers: Sequence[int] | None) -> Iterator[Inline]:
    values: dict[tuple[int, ...], list[str]] = {}
    for outcome in question.outcomes:
        values.setdefault(outcome.readings, []).append(str(outcome.value))
    for at, (readings, spelled_values) in enumerate(list(values.items())[:LIKELY]):
        many = [str(numbers[place] if numbers else place + 1) for place in readings]
        which = "reading " + many[0] if len(many) == 1 else "readings " + ", ".join(many)
        yield f"{'; ' if at else ''}{' or '.join(spelled_values)} would mean {which}"
    if len(values) > LIKELY:
        yield f"; and {len(values) - LIKELY} further outcomes"


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
        missed = [name for name in every if name not in conflict.together]
        steps.append(
            Text(
                f"{len(conflict.together)} of {len(every)} claims go together, all but ",
                *_codes(missed),
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
    yield from _codes(conflict.group)
    yield "." if conflict.smallest else "; fewer claims may do so too."


def _nearest(found: Unmet, usual: Case | None) -> Iterator[Step]:
    of = "of all" if found.near_complete else "found"
    for one in found.near[:1]:
        yield Text(f"The smallest misses {of}", *_with(one.case, usual), ": ", *_misses(one), ".")
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
    changed = [f"{n} = {o}" for n, o in case.chosen.items() if o != usual.chosen.get(n)]
    yield " (with "
    yield from _codes(changed or ["nothing but the usual"])
    yield ")"


def _misses(near: Near) -> Iterator[Inline]:
    for at, account in enumerate(near.missed):
        yield "; " if at else ""
        yield Code(account.name)
        yield f", {figures.beyond(account.miss)}"


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
        steps.append(Text(f"The count is {_signed(gap)} from it: ", less, "."))
    else:
        steps.append(Text("The count is the same number, by another assumption set."))
    return [*steps, _changes(tuple(_once(change) for change in pair.changes))]


def _once(change: Change) -> Change:
    """Both claims count one thing: show what a change adds to it once."""
    first = next(iter(change.adds.values()), None)
    return Change(
        label=change.label,
        old=change.old,
        new=change.new,
        adds={} if first is None else {"the count": first},
    )


def solved_for(unknowns: Mapping[str, Intervals]) -> list[Step]:
    """Tell for which values of the unknowns the claims are met.

    >>> from derive.intervals import Interval
    >>> solved_for({"V": (Interval(1, 3), Interval(9, 9))})
    [Text(parts=(Code(text='V'), ' is 1 to 3 or 9.'))]
    """
    return [Text(Code(name), f" is {spelled(its)}.") for name, its in unknowns.items() if its]


def spelled(intervals: Intervals, most: int = 6) -> str:
    """Spell a set of whole numbers.

    >>> from derive.intervals import Interval
    >>> spelled((Interval(1, 3), Interval(9, 9)))
    '1 to 3 or 9'
    """
    told, further = " or ".join(map(str, intervals[:most])), len(intervals) - most
    return f"{told} or in {further} further intervals" if further > 0 else told
