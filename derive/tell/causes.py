"""Why claims are missed: the options that do it; where none does, arithmetic, said to be that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.explaining.accounts import Account
from derive.explaining.causes import Mend
from derive.explaining.explanation import Explanation, Miss
from derive.explaining.gaps import Expression
from derive.explaining.given import Change
from derive.explaining.verdicts import left
from derive.formulas.formula import Formula
from derive.formulas.polynomial import Polynomial
from derive.formulas.spelling import written_from_polynomial
from derive.model.case import Case
from derive.model.claims import figure
from derive.printed import grouped
from derive.steps import Cell, Code, Inline, Line, Math, Step, Table, Text, line
from derive.tell import figures
from derive.tell.changes import NONE
from derive.tell.early import stopped_early
from derive.tell.readings import codes
from derive.tell.unknowns import with_values


def missed_because(told: Explanation) -> list[Step]:
    """Tell what each claim misses by, and why.

    >>> from derive import Assumption, Claim, Component, Model, explain, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="d*d + bias*d"),),
    ...     claims=(Claim(printed="100", counts="c"),),
    ... ))
    >>> missed_because(explain(found, {"bias": "yes"}))[0].parts[-3:]
    (': with ', Code(text='no'), ' instead, every printed number is met.')
    """
    if told.nearest is not None:
        return [Text(*_caused(told.changes), *_elsewhere(told.case, told.nearest)), _table(told)]
    steps: list[Step] = []
    for miss in told.misses:
        steps.append(Text(*_alone(miss)))
        steps += stopped_early("what would mend it", complete=miss.complete)
    return [*steps, Text(NONE)]


def _caused(changes: Sequence[Change]) -> Iterator[Inline]:
    if len(changes) == 1:
        (change,) = changes
        yield from ("The cause is ", Code(f"{change.label} = {change.old}"), ": with ")
        yield from (Code(change.new), " instead, every printed number is met.")
        return
    yield "The causes are "
    for at, change in enumerate(changes):
        yield " and " if at == len(changes) - 1 else ", " if at else ""
        yield from (Code(f"{change.label} = {change.old}"), " (", Code(change.new), " instead)")
    yield ": with all of them chosen otherwise, every printed number is met."


def _elsewhere(case: Case, nearest: Case) -> Iterator[Inline]:
    """Say which values the unknowns take then, where a number moves by them and by no option."""
    moved = {n: its for n, its in left(nearest).items() if case.known.get(n) != nearest.known[n]}
    if moved:
        yield f" The unknowns are other ones then: {with_values(moved)}."


def _table(told: Explanation) -> Table:
    """Show for each missed claim by how much, and what the options in the way add to it."""
    head = [line("claim"), line("misses by")]
    head += [line(Code(f"{change.label} = {change.old}"), " adds") for change in told.changes]
    return Table(
        head=tuple(head),
        rows=tuple(
            (
                line(Code(miss.account.name)),
                _by(miss.account),
                *(_added(change, miss.account) for change in told.changes),
            )
            for miss in told.misses
        ),
        columns="ll" + "l" * len(told.changes),
    )


def _by(account: Account) -> Line:
    if account.window.empty:
        return line(f"none is printed as {figure(account.claim)}")
    return line(figures.beyond(account.miss))


def _added(change: Change, account: Account) -> Cell:
    """Give what the option in the way adds to a claim, as a formula and in numbers."""
    if account.name not in change.adds:
        words = change.label.partition("@")[0] in account.claim.words
        return line("cuts the figure otherwise" if words else "nothing")
    taken = _turned(change.adds[account.name])
    value = taken.value(account.values)
    shown = grouped(value)
    return line(shown) if not taken.names else line(Math(taken.written), f" = {shown}")


def _turned(adds: Formula) -> Formula:
    """Give what is added the other way round, what is taken away last."""
    terms = sorted((-adds.exact).terms.items(), key=lambda term: term[1] < 0)
    return Formula(written_from_polynomial(Polynomial(dict(terms))))


def _alone(miss: Miss) -> Iterator[Inline]:
    yield from missed(miss.account)
    if miss.account.window.empty:
        yield "."
    elif miss.mends:
        yield from _mended(miss.mends[0], len(miss.mends) - 1)
    elif miss.expressions:
        yield from _sized(miss.expressions[0])
    else:
        yield "; no other option mends it, and no few terms of the model are of that size."


def missed(account: Account) -> Line:
    """Say by how much a claim is missed.

    It is `figures.missed`, of an account.
    """
    printed = figure(account.claim)
    return figures.missed(Code(account.name), printed, account.window, account.miss)


def _mended(mend: Mend, others: int) -> Iterator[Inline]:
    yield "; "
    yield Code(f"{mend.change.label} = {mend.change.new}")
    yield f" instead of {mend.change.old} would mend it"
    if mend.missed:
        yield ", and leave "
        yield from codes(mend.missed) if len(mend.missed) < 4 else (f"{len(mend.missed)} claims",)
        yield " missed"
    options = "option" if others == 1 else "options"
    yield f" ({others} other {options} would too)." if others else "."


def _sized(expression: Expression) -> Iterator[Inline]:
    """Say that it is arithmetic: that a product has the size does not make it the cause."""
    yield "; no other option mends it. By arithmetic alone, "
    yield Math(expression.formula.written)
    value = figures.signed(expression.value)
    yield f" = {value} is {'exactly that' if expression.exact else 'so much that the rest fits'}"
    if expression.components:
        yield f" (such terms are in {', '.join(expression.components)})"
    yield "."
