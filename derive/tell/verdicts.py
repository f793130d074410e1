"""How readings compare: at length, in a sentence, and in a cell of a table.

compared   :: Verdict, names -> steps
accidents  :: Readings       -> steps    why each further one gives the numbers of the first
agreement  :: Verdict        -> Line     the same in a cell
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from derive.explaining.coincidence import Coincidence
from derive.explaining.verdicts import ClaimVerdict, Verdict, against_first
from derive.printed import grouped
from derive.solver.readings import Reading
from derive.steps import Code, Inline, Line, Math, Step, Text
from derive.tell.early import stopped_early
from derive.tell.figures import signed
from derive.tell.unknowns import with_values


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
        steps.append(Text("Both give the same numbers, ", *_because(verdict.conditions), "."))
    if verdict.kind == "solved":
        one, other = map(with_values, verdict.unknowns)
        told = f"{one} in {names[0]} and {other} in {names[1]}"
        steps.append(Text(f"Both give the printed numbers, with {told}."))
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
        yield Math(claim.condition.left, claim.condition.right)
        yield "."
        return
    first, second = claim.values
    if claim.kind == "solved":
        yield f": {names[0]} less {names[1]} is "
        yield difference
        yield ", each with values of its own."
        return
    same = ", which print alike" if claim.kind == "indistinct" else ""
    yield f" is {grouped(first)} in {names[0]} and {grouped(second)} in {names[1]}{same}: "
    yield difference
    yield f" = {signed(claim.gap)}."


def accidents(readings: Sequence[Reading]) -> Iterator[Step]:
    """Say of each further reading why it gives the same numbers as the first.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> next(accidents(found.readings())).parts[:2]
    ('Reading 2 gives the numbers of reading 1 ', 'only because ')
    """
    if len(readings) < 2:
        return
    unprinted = []
    verdicts = against_first(list(readings))
    for at, verdict in enumerate(verdicts, 2):
        if verdict.kind == "coincident":
            because = _because(verdict.conditions)
            yield Text(f"Reading {at} gives the numbers of reading 1 ", *because, ".")
        elif verdict.kind == "solved":
            first, other = map(with_values, verdict.unknowns)
            yield Text(
                f"Reading {at} gives the printed numbers with {other}, where reading 1 has {first}."
            )
        else:
            unprinted.append(str(at))
    if unprinted:
        one = len(unprinted) == 1
        which = f"{'Reading' if one else 'Readings'} {', '.join(unprinted)}"
        both = "rounds" if one else "round"
        yield Text(f"{which} {both} to the same printed numbers as reading 1.")
    complete = all(verdict.complete for verdict in verdicts)
    yield from stopped_early("a simpler condition", complete=complete)


def agreement(verdict: Verdict) -> Line:
    """Say in a cell on what terms two readings agree.

    >>> agreement(Verdict(claims=()))
    ('always',)
    """
    if verdict.kind == "coincident":
        return tuple(_because(verdict.conditions))
    if verdict.kind == "solved":
        return (f"with {with_values(verdict.unknowns[1])}",)
    gaps = sorted({abs(Fraction(c.gap)) for c in verdict.telling if c.gap})
    ends = " to ".join(map(grouped, dict.fromkeys([gaps[0], gaps[-1]]))) if gaps else ""
    return (f"in print, {ends} apart" if gaps else "always",)


def _because(conditions: Sequence[Coincidence]) -> Iterator[Inline]:
    for at, condition in enumerate(conditions):
        yield " and " if at else "only because "
        yield Math(condition.left, condition.right)
