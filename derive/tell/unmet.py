"""Nothing fits, told as steps: the best there is, what contradicts what, and then guesses.

unmet_told :: Unmet -> steps
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from derive.explaining.accounts import Account, accounts
from derive.explaining.conflicts import Alone, Conflict
from derive.explaining.repairs import Changed
from derive.explaining.unmet import Unmet
from derive.model.case import Case
from derive.printed import grouped
from derive.steps import Code, Inline, Line, Step, Table, Text
from derive.tell import figures
from derive.tell.causes import missed as missed_by
from derive.tell.early import stopped_early
from derive.tell.readings import codes, departures

NAMED = 6  # of the numbers that fit, or that do not


def unmet_told(
    found: Unmet,
    usual: Case | None = None,
    chosen: Mapping[str, str] = MappingProxyType({}),
) -> list[Step]:
    """Tell why nothing fits: what fits best, the contradiction, what is near, what would mend.

    With `usual` a way of counting is named by its unusual choices; `chosen` is what was settled
    before anybody asked.

    >>> from derive import Claim, Component, Model, solve
    >>> from derive.explaining.unmet import unmet
    >>> found = solve(Model(
    ...     components=(Component(name="c", formula="linear(2, 3)"),),
    ...     claims=(Claim(printed="7", counts="c"),),
    ... ))
    >>> unmet_told(unmet(found))[0].parts[:2]
    ('No way of counting gives the printed number', '; in the nearest')
    """
    conflict = found.conflict
    none = none_gives(len(conflict.alone), chosen)
    steps: list[Step] = [Text(none, *_best(found, usual), ".")]
    if len(conflict.alone) > 1:
        steps += _contradictions(conflict, "else " if chosen else "")
    steps += stopped_early("claims that contradict each other", complete=conflict.complete)
    steps += _nearest(found, usual)
    steps += stopped_early("the smallest misses", complete=found.near_complete)
    return [*steps, *_speculation(found)]


def none_gives(claims: int, chosen: Mapping[str, str] = MappingProxyType({})) -> str:
    """Say that nothing gives so many printed numbers, with what was chosen beforehand.

    >>> none_gives(1), none_gives(7)
    ('No way of counting gives the printed number', 'No way of counting gives all 7 numbers')
    >>> none_gives(2, {"gates": "gru"})
    'With gates = gru, no way of counting gives both numbers'
    """
    numbers = {1: "the printed number", 2: "both numbers"}.get(claims, f"all {claims} numbers")
    told = f"o way of counting gives {numbers}"
    pairs = ", ".join(f"{name} = {option}" for name, option in chosen.items())
    return f"With {pairs}, n{told}" if chosen else f"N{told}"


def _best(found: Unmet, usual: Case | None) -> Iterator[Inline]:
    """Go on with how many numbers fit at once, and which do not."""
    case = found.conflict.example
    if case is None:
        yield from _at_best_near(found, usual)
        return
    every = accounts(case)
    missed = [one for one in every if one.miss]
    given = [one.name for one in every if not one.miss]
    if len(given) > NAMED:
        yield ". "
        yield from _at_once(len(every), missed)
        yield from _where(case, usual, before="With ", after=", ", else_="Then ")
        yield from figures.all_missed(map(missed_by, missed[:NAMED]))
    else:
        yield "; the best"
        yield from _where(case, usual, before=", with ", after=",")
        yield f" gives {len(given)}: "
        yield from codes(given)
        yield ", and misses "
        yield from _few([_by(one) for one in missed], ", ")


def _at_best_near(found: Unmet, usual: Case | None) -> Iterator[Inline]:
    for near in found.near[:1]:
        yield "; in the nearest" if found.near_complete else "; in the nearest found"
        yield from _where(near.case, usual, before=", with ")
        yield ", "
        yield from figures.all_missed(map(missed_by, near.missed))


def _at_once(claims: int, missed: Sequence[Account]) -> Iterator[Inline]:
    yield f"{claims - len(missed)} of the {claims} numbers fit at once; "
    yield from _few([(Code(one.name),) for one in missed], " and ")
    yield " does not. " if len(missed) == 1 else " do not. "


def _few(named: Sequence[Line], last: str) -> Iterator[Inline]:
    """Put some in one line, and count the others."""
    if len(named) > NAMED + 1:
        others = (f"{len(named) - NAMED} others",)
        named, last = [*named[:NAMED], others], " and "
    for at, each in enumerate(named):
        if at:
            yield last if at == len(named) - 1 else ", "
        yield from each


def _by(account: Account) -> Line:
    by = "no whole number" if account.window.empty else figures.beyond(account.miss)
    return (Code(account.name), f" ({by})")


def _where(
    case: Case, usual: Case | None, *, before: str, after: str = "", else_: str = ""
) -> Iterator[Inline]:
    """Name the unusual choices of a way of counting, where there is anything to choose."""
    if usual is None or not case.chosen:
        yield from [else_] if else_ else []
        return
    unusual = departures(case, usual)
    yield before
    yield from codes(unusual) if unusual else ["the usual choice everywhere"]
    yield from [after] if after else []


def _contradictions(conflict: Conflict, other: str) -> Iterator[Step]:
    yield Table(
        head=(("claim",), ("ways of counting that give it alone",)),
        rows=tuple(((Code(c.name),), (_counted(c),)) for c in conflict.alone),
        columns="lr",
    )
    if conflict.hopeless:
        cannot = f" cannot be met, whatever {other}is chosen."
        yield Text(*codes(conflict.hopeless, " and "), cannot)
    else:
        more = "." if conflict.smallest else "; fewer claims may do so too."
        yield Text("These claims contradict each other: ", *codes(conflict.group), more)


def _counted(claim: Alone) -> str:
    return "too many to count" if claim.solutions is None else grouped(claim.solutions)


def _nearest(found: Unmet, usual: Case | None) -> Iterator[Step]:
    """Tell the smallest misses, unless the best that there is has them, or they were told."""
    best = found.conflict.example
    of = "of all" if found.near_complete else "found"
    for one in found.near[:1]:
        if best is not None and (one.case.chosen, one.case.known) != (best.chosen, best.known):
            where = _where(one.case, usual, before=" (with ", after=")")
            misses = figures.all_missed(map(missed_by, one.missed))
            yield Text(f"The smallest misses {of}", *where, ": ", *misses, ".")


def _speculation(found: Unmet) -> Iterator[Step]:
    guess = "Speculation (a guess, not a finding): "
    if found.speculation:
        yield Text(f"{guess}one of these, were it so, would make everything fit.")
        yield _changes(found.speculation)
    for two in found.speculation_of_two[:1]:
        first, second = map(_were, two.changes)
        yield Text(f"{guess}if ", *first, " and ", *second, ", everything would fit.")
        yield _changes(two.changes)
    told = len(found.speculation) or len(found.speculation_of_two[:1])
    further = found.speculation_in_all - told
    if further:
        guesses = "one further guess" if further == 1 else f"{grouped(further)} further guesses"
        yield Text(f"And {guesses}, none plainer.")
    looking_for = "what would make everything fit"
    yield from stopped_early(looking_for, complete=found.speculation_complete)


def _were(change: Changed) -> Line:
    if change.what == "claim":
        otherwise = "read as " if change.kind == "cut" else ""
        return (f"{change.old} were {otherwise}{change.new}",)
    where = f" of {change.row}" if change.row else ""
    return (Code(change.name), f"{where} were {change.new}, not {change.old},")


def _changes(changes: Sequence[Changed]) -> Table:
    return Table(
        head=(("what",), ("printed",), ("would have to be",), ("kind",)),
        rows=tuple(
            (
                (Code(r.name), f" of {r.row}" if r.row and r.what != "claim" else ""),
                (r.old,),
                (r.new,),
                (r.kind,),
            )
            for r in changes
        ),
        columns="lrrl",
    )
