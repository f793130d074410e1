"""Solutions and readings told as steps, as far as they need no explanation.

solutions_told :: Solutions -> Document        opening, readings_table, left_out :: its parts
reading_told   :: Reading   -> Document        claims_of :: its part
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.formulas.tree import Name, Written, number
from derive.model.case import AssumptionSet, Case, usual
from derive.model.claims import figure
from derive.model.labels import variables
from derive.model.model import Model
from derive.model.parts import Claimed
from derive.printed import grouped
from derive.solver.readings import Reading
from derive.solver.solutions import ReadingCount, Solutions
from derive.steps import Code, Document, Equation, Row, Step, Table, Text, line
from derive.tell.figures import amount, cell
from derive.tell.names import document
from derive.tell.unknowns import counted_with, spelled

CLAIMS = 6  # of a reading, shown in full
READINGS = 10
SAID = 4  # usual choices that are told in words
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
    """Say in how many ways of how many the printed numbers can be reached, by how many formulas.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... ))
    >>> opening(found).parts
    ('The printed number can be reached in 1 of 2 ways of counting, by one formula.',)
    """
    kinds = found.reading_count if found else None
    said = remaining(found.model, found.count, found.space, kinds)
    if found or found.space == 1:
        return Text(f"{said}.")
    return Text(f"{said}: nothing reproduces {'it' if len(found.model.claimed) == 1 else 'them'}.")


def remaining(
    model: Model, count: int, space: int, kinds: ReadingCount | None, *, short: bool = False
) -> str:
    """Say in how many ways of how many the claims of a model are met, by how many formulas.

    `kinds` is None where nobody has counted the formulas; `short` is for one line of a screen.

    >>> from derive import Claim, Component, Model
    >>> from derive.solver.solutions import ReadingCount
    >>> part, claim = Component(name="c", formula=7), Claim(printed="7", counts="c")
    >>> model = Model(components=(part,), claims=(claim,))
    >>> remaining(model, 3, 4, ReadingCount(2, exact=True))
    'The printed number can be reached in 3 of 4 ways of counting, by 2 different formulas'
    >>> remaining(model, 1, 1, ReadingCount(1, exact=True))
    'No choice is left open, and the printed number is met'
    >>> remaining(model, 3, 4, ReadingCount(2, exact=True), short=True)
    '3 of 4 ways, 2 different formulas'
    """
    exactly, claims = _exactly(model), len(model.claimed)
    formulas = _formulas(kinds) if count else ""
    if short:
        some = f"{amount(count) if count else 'None'} of {amount(space)} ways"
        return ", ".join(filter(None, (some, formulas, exactly.strip())))
    every = _every(claims)
    if space == 1:
        are = "is" if claims == 1 else "are"
        return f"No choice is left open, and {every} {are} {'' if count else 'not '}met{exactly}"
    if not count:
        return f"None of {grouped(space)} ways of counting gives {every}{exactly}"
    reached = f"can be reached{exactly} in {grouped(count)} of {grouped(space)} ways of counting"
    return f"{every[0].upper()}{every[1:]} {reached}, by {formulas}"


def _every(claims: int) -> str:
    if claims == 1:
        return "the printed number"
    return f"{'both' if claims == 2 else f'all {claims}'} printed numbers"


def _exactly(model: Model) -> str:
    """Say that numbers are taken to the last digit, where all of them are."""
    return " exactly" if {one.claim.match for one in model.claimed} == {"exact"} else ""


def _formulas(kinds: ReadingCount | None) -> str:
    if kinds is None:
        return "many different formulas"
    if kinds.number == 1:
        return "one formula"
    return f"{'' if kinds.exact else 'at least '}{grouped(kinds.number)} different formulas"


def plainest(reading: Reading) -> Text:
    """Say in words what the first reading chooses, what is unusual in it first.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> says = {"no": "layers have no bias", "yes": "each layer has a bias"}
    >>> (reading,) = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias", says=says),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )).readings()
    >>> plainest(reading).parts[:3]
    ('The plainest is unusual in this: ', 'each layer has a bias (', Code(text='bias = yes'))
    """
    normal = usual(reading.model).chosen
    if any(reading.chosen[label] != option for label, option in normal.items()):
        unusual = in_words(reading.model, reading.chosen)
        return Text("The plainest is unusual in this: ", *unusual, ".")
    mattering = (v for v in variables(reading.model) if v.label not in reading.free)
    said = [says for v in mattering if (says := v.assumption[reading.chosen[v.label]].says)]
    if not said:
        return Text("The plainest has the usual choice everywhere.")
    more = ", and so on" if len(said) > SAID else ""
    return Text(f"The plainest has the usual choice everywhere: {'; '.join(said[:SAID])}{more}.")


def in_words(model: Model, chosen: AssumptionSet) -> list[str | Code]:
    """Tell the unusual choices of a set in their own words, what is typed for them in brackets.

    >>> in_words(Model(), {})
    ['the usual choice everywhere']
    """
    normal = usual(model).chosen
    told: list[str | Code] = []
    for v in variables(model):
        option = v.assumption[chosen.get(v.label, normal[v.label])]
        if option.name != normal[v.label]:
            told += ["; "] if told else []
            typed = Code(f"{v.label} = {option.name}")
            told += [f"{option.says} (", typed, ")"] if option.says else [typed]
    return told or ["the usual choice everywhere"]


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
            (", ".join(departures(reading, normal)) or "none",),
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
    """Say how many readings are not shown, and how to see them.

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
    shown = Code(f"--top {found.reading_count.number}")
    return [Text(f"{grouped(number_left)} more, no plainer: ", shown, ".")]


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
    told: list[Step] = [*_counted(reading)]
    told += [
        Text(f"{taken[0].upper()}{taken[1:]}.") for taken in counted_with(reading, reading.unknowns)
    ]
    if reading.linked:
        told.append(Text(*_linked(reading)))
    if reading.free:
        told.append(free(reading.free))
    return told


def _counted(reading: Reading) -> Iterator[Step]:
    """Give each claim's chain; a formula that several rows share once, and what each counts."""
    alike: dict[tuple[str, str], list[Claimed]] = {}
    for one in reading.model.claimed:
        alike.setdefault((one.claim.name, str(reading.formulas[one.name])), []).append(one)
    shared = [ones for ones in alike.values() if len(ones) > 1]
    rows = [_shared(reading, ones[0]) for ones in shared]
    alone = [ones[0] for ones in alike.values() if len(ones) == 1]
    rows += [_row(reading, one) for one in alone[:CLAIMS]]
    yield Equation(*rows)
    for ones in shared:
        yield _by_row(reading, ones)
    if len(alone) > CLAIMS:
        further = len(alone) - CLAIMS
        numbers = "number" if further == 1 else "numbers"
        yield Text(f"And {grouped(further)} more {numbers}; see ", Code("derive explain"), ".")


def _shared(reading: Reading, one: Claimed) -> Row:
    return Row(sides=(_left(one), reading.formulas[one.name].written), verdict=line("in every row"))


def _by_row(reading: Reading, ones: list[Claimed]) -> Table:
    return Table(
        head=(("row",), (ones[0].claim.name,), ("printed",)),
        rows=tuple(
            (
                line(one.row.title or "the paper"),
                cell(reading.values[one.name]),
                line(figure(one.claim)),
            )
            for one in ones
        ),
        columns="lrr",
    )


def free(names: Iterable[str]) -> Text:
    """Name the assumptions that a reading leaves free.

    >>> free(["tied"]).parts[0]
    'Free, because any option gives the same formulas: '
    """
    return Text("Free, because any option gives the same formulas: ", *codes(names, " and "), ".")


def _row(reading: Reading, one: Claimed) -> Row:
    """Give a claim's chain: its name, or what it counts where it has none of its own."""
    at = one.row
    sides: list[Written] = [_left(one)]
    for side in (reading.formulas[one.name].written, number(reading.values[one.name])):
        if side not in sides:
            sides.append(side)
    return Row(sides=tuple(sides), verdict=line(f"for {at.title}" if at.name else ""))


def _left(one: Claimed) -> Written:
    claim = one.claim
    return claim.counts.written if claim.name == str(claim.counts) else Name(claim.name)


def _linked(reading: Reading) -> list[Code | str]:
    """Say which choices are left within one formula."""
    parts: list[Code | str] = [f"These {grouped(reading.solutions)} ways are one formula: "]
    for at, (name, options) in enumerate(reading.linked.items()):
        parts += ["; " if at else "", Code(name), f" is {' or '.join(options)}"]
    return [*parts, "." if len(reading.linked) == 1 else ", but not in every combination."]


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
