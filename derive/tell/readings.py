"""Solutions and readings told as steps, as far as they need no explanation.

solutions_told :: Solutions -> Document        opening, readings_table, left_out :: its parts
reading_told   :: Reading   -> Document        claims_of :: its part
"""

from __future__ import annotations

from collections.abc import Iterable

from derive.formulas.tree import Name, Written, number
from derive.model.case import Case, usual
from derive.model.model import Model
from derive.model.parts import Claimed
from derive.printed import grouped
from derive.solver.readings import Reading
from derive.solver.solutions import ReadingCount, Solutions
from derive.steps import Code, Document, Equation, Row, Step, Table, Text, line
from derive.tell.figures import amount
from derive.tell.names import document
from derive.tell.unknowns import counted_with, spelled

CLAIMS = 6  # of a reading, shown in full
READINGS = 10
UNKNOWNS = 3  # that have a column of their own


def solutions_told(found: Solutions) -> Document:
    """Tell how many assumption sets remain and the readings they are.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... ))
    >>> [type(step).__name__ for step in solutions_told(found).steps]
    ['Text', 'Table']
    """
    steps: list[Step] = [opening(found)]
    if found:
        readings = found.readings(READINGS)
        steps += [readings_table(found, readings), *left_out(found, readings)]
    return document(found.model, found.model.paper.title or found.model.name, steps)


def reading_told(reading: Reading) -> Document:
    """Tell what a reading counts for each claim, and what in it is free.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... ))
    >>> reading_told(found.readings()[0]).steps[0].rows[0].sides[1]
    Sum(terms=((1, Power(base=Name(name='d'), exponent=Number(value=2))), (1, Name(name='d'))))
    """
    return document(reading.model, "", claims_of(reading))


def opening(found: Solutions) -> Text:
    """Say how many assumption sets of how many remain, by how many formulas.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... ))
    >>> opening(found).parts
    ('1 of 2 assumption sets gives the claim as printed, by one formula.',)
    """
    kinds = found.reading_count if found else None
    said = remaining(found.model, found.count, found.space, kinds)
    return Text(f"{said}{'' if found else ': nothing reproduces these numbers'}.")


def remaining(
    model: Model, count: int, space: int, kinds: ReadingCount | None, *, short: bool = False
) -> str:
    """Say how many assumption sets of how many give the claims of a model, by how many formulas.

    `kinds` is None where nobody has counted the formulas; `short` is for one line of a screen.

    >>> from derive import Claim, Component, Model
    >>> from derive.solver.solutions import ReadingCount
    >>> part, claim = Component(name="c", formula=7), Claim(printed="7", counts="c")
    >>> model = Model(components=(part,), claims=(claim,))
    >>> remaining(model, 3, 4, ReadingCount(2, exact=True))
    '3 of 4 assumption sets give the claim as printed, by 2 different formulas'
    >>> remaining(model, 3, 4, ReadingCount(2, exact=True), short=True)
    '3 of 4 sets, 2 different formulas, as printed'
    """
    how, claims = _how(model), len(model.claimed)
    formulas = _formulas(kinds) if count else ""
    if short:
        some = f"{amount(count) if count else 'None'} of {amount(space)} sets"
        return ", ".join(filter(None, (some, formulas, how)))
    some = f"{grouped(count) if count else 'None'} of {grouped(space)} assumption sets"
    every = "the claim" if claims == 1 else f"all {claims} claims"
    told = f"{some} {'gives' if count < 2 else 'give'} {every} {how}".rstrip()
    return f"{told}, by {formulas}" if count else told


def _how(model: Model) -> str:
    """Say how the claims are matched, where it is one way for all."""
    matches = {one.claim.match for one in model.claimed}
    how = {"exact": "exactly", "printed": "as printed"}
    return how.get(matches.pop(), "") if len(matches) == 1 else ""


def _formulas(kinds: ReadingCount | None) -> str:
    if kinds is None:
        return "many different formulas"
    if kinds.number == 1:
        return "one formula"
    return f"{'' if kinds.exact else 'at least '}{grouped(kinds.number)} different formulas"


def readings_table(found: Solutions, readings: list[Reading]) -> Table:
    """Show the first claim's formula; the others are said of the leading reading.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... ))
    >>> readings_table(found, found.readings()).head[0]
    ('reading',)
    """
    claim, normal = next(iter(readings[0].formulas)), usual(found.model)
    solved = [*readings[0].unknowns][:UNKNOWNS]
    rows = tuple(
        (
            (str(at),),
            reading.formulas[claim].written,
            *((spelled(reading.unknowns[name], 3),) for name in solved),
            (grouped(reading.solutions),),
            (", ".join(departures(reading, normal)) or "nothing",),
        )
        for at, reading in enumerate(readings, 1)
    )
    return Table(
        head=(
            ("reading",),
            (claim,),
            *((name,) for name in solved),
            ("ways",),
            ("unusual choices",),
        ),
        rows=rows,
        columns=f"rl{'r' * len(solved)}rl",
    )


def departures(case: Case, usual: Case) -> list[str]:
    """Name what a case chooses against the usual.

    >>> from derive import Model
    >>> case = Case(model=Model(), chosen={"bias": "one"})
    >>> departures(case, Case(model=Model(), chosen={"bias": "none"})), departures(case, case)
    (['bias = one'], [])
    """
    return [f"{n} = {o}" for n, o in case.chosen.items() if o != usual.chosen.get(n)]


def left_out(found: Solutions, readings: list[Reading]) -> list[Step]:
    """Say how many readings are not shown.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... ))
    >>> left_out(found, found.readings())
    []
    """
    number_left = found.reading_count.number - len(readings)
    if not number_left:
        return []
    if not found.reading_count.exact:
        return [Text("The readings are too many to count; the best of them are shown.")]
    further = (
        "One further reading" if number_left == 1 else f"{grouped(number_left)} further readings"
    )
    shown = Code(f"--top {found.reading_count.number}")
    return [Text(f"{further} not shown, with as many or more departures; see ", shown, ".")]


def claims_of(reading: Reading) -> list[Step]:
    """Tell what a reading counts for each claim, what is linked and what is free in it.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... ))
    >>> len(claims_of(found.readings()[0]))
    1
    """
    rows = (_row(reading, one) for one in reading.model.claimed[:CLAIMS])
    told: list[Step] = [Equation(*rows)]
    told += [
        Text(f"{taken[0].upper()}{taken[1:]}.") for taken in counted_with(reading, reading.unknowns)
    ]
    if len(reading.formulas) > CLAIMS:
        further = grouped(len(reading.formulas) - CLAIMS)
        told.append(Text(f"And {further} further claims; see ", Code("derive explain"), "."))
    if reading.linked:
        told.append(Text(f"One formula for {grouped(reading.solutions)} sets: ", *_linked(reading)))
    if reading.free:
        told.append(free(reading.free))
    return told


def free(names: Iterable[str]) -> Text:
    """Name the assumptions that a reading leaves free.

    >>> free(["tied"]).parts[0]
    'Free, because any option gives the same formulas: '
    """
    return Text("Free, because any option gives the same formulas: ", *codes(names, " and "), ".")


def _row(reading: Reading, one: Claimed) -> Row:
    """Give a claim's chain: its name, or what it counts where it has none of its own."""
    at, claim = one.row, one.claim
    unnamed = claim.name == str(claim.counts)
    sides: list[Written] = [claim.counts.written if unnamed else Name(claim.name)]
    for side in (reading.formulas[one.name].written, number(reading.values[one.name])):
        if side not in sides:
            sides.append(side)
    return Row(sides=tuple(sides), verdict=line(f"for {at.title}" if at.name else ""))


def _linked(reading: Reading) -> list[Code | str]:
    parts: list[Code | str] = []
    for name, options in reading.linked.items():
        parts += ["; " if parts else "", Code(name), f" is {' or '.join(options)}"]
    return [*parts, ", but not in every combination."]


def codes(names: Iterable[str], last: str = ", ") -> list[Code | str]:
    """Give names as they are typed, commas between them, `last` before the last one.

    >>> codes(["tied", "bias"]), codes(["one", "two"], " or ")[1]
    ([Code(text='tied'), ', ', Code(text='bias')], ' or ')
    """
    parts: list[Code | str] = []
    for name in names:
        parts += [", ", Code(name)] if parts else [Code(name)]
    if len(parts) > 1:
        parts[-2] = last
    return parts
