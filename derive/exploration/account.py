"""The reading on show, told as steps: as written = with numbers = evaluated, and what it misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from derive.claims import Claim
from derive.counting import AssumptionSet, label_in
from derive.errors import DeriveError
from derive.exploration.state import Exploration
from derive.exploration.view import ClaimView, View
from derive.formulas.written import ZERO, Exact, Name, Written, add, evaluate, names_in, substitute
from derive.model import Configuration, Model
from derive.printed import grouped
from derive.steps import Code, Document, Equation, Inline, Line, Section, Step, Text, row


def account(exploration: Exploration, seen: View) -> Document:
    """Tell the reading on show: where it stands, its claims as sums, and the components.

    >>> from derive import Assumption, hyperparameters
    >>> from derive.exploration.state import begin
    >>> from derive.exploration.view import view
    >>> from derive.render.text import text
    >>> start = begin(Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="12", counts="total"),),
    ... ))
    >>> print(text(account(start, view(start))), end="")
    The only reading left: 1 assumption set.
    <BLANKLINE>
      total = c = 12   hit, printed 12
    <BLANKLINE>
          c = d·d + d = 3·3 + 3 = 12
    """
    told = [Text(*line) for line in standing(seen)]
    for place in exploration.model.solved_rows if seen.shown.chosen else ():
        steps = tuple(_place(exploration.model, place, seen))
        told += [Section(place.title, *steps)] if place.title else steps
    return Document(title="", steps=tuple(told), names=_latex_names(exploration.model))


def _latex_names(model: Model) -> dict[str, str]:
    return {h.name: h.latex for h in model.known.values() if h.latex}


def standing(seen: View) -> Iterator[Line]:
    """Say what is on show: the leading reading, or pins that miss and their nearest repair."""
    on_show = seen.shown
    if on_show.kind == "leading":
        yield (_leading(on_show.solutions, on_show.readings),)
        return
    if on_show.kind == "forbidden":
        yield ("No assumption set with these pins is one that the paper's file permits.",)
    else:
        yield (_missed(seen),)
    if on_show.repair is None:
        yield ("Nothing reproduces these numbers, whatever is pinned.",)
    else:
        yield ("Nearest solution: ", *_moves(on_show.repair), ".")


def _leading(solutions: int | None, readings: int | None) -> str:
    if solutions is None or readings is None:
        return "The leading reading of very many: the one that departs least from the usual."
    sets = f"{grouped(solutions)} assumption set{'s' if solutions != 1 else ''}"
    if readings == 1:
        return f"The only reading left: {sets}."
    return f"The leading reading of {grouped(readings)}: {sets}."


def _missed(seen: View) -> str:
    missed = [
        f"{claim.name} by {claim.miss:+,} from {claim.printed}"
        for claim in seen.claims
        if claim.miss
    ]
    if not missed:
        return "No solution has these pins."
    return f"No solution has these pins. With them the nearest misses {', '.join(missed)}."


def _moves(repair: Mapping[str, str]) -> Iterator[Inline]:
    for at, (name, option) in enumerate(repair.items()):
        yield f"{', ' if at else ''}pin "
        yield Code(f"{name} = {option}")


def verdict(claim: ClaimView) -> str:
    """Say in words how the reading on show meets a claim.

    >>> verdict(ClaimView(name="c", printed="384M", admits=(10, 20), verdict="undecided",
    ...                   low=0, high=30, value=25))
    'misses by +5, printed 384M'
    """
    if claim.value is None:
        return f"printed {claim.printed}"
    kind = f"misses by {claim.miss:+,}" if claim.miss else "hit"
    return f"{kind}, printed {claim.printed}"


def _place(model: Model, place: Configuration, seen: View) -> Iterator[Step]:
    """Give the claims of one row as sums of components, then the components."""
    named = zip(seen.claims, model.claimed, strict=True)
    claimed = [(told, claim) for told, (row_of, claim) in named if row_of == place]
    options = _options(model, place, seen.shown.chosen)
    values = model.values(place)
    sums = {told.name: _sum(model, place, claim, options) for told, claim in claimed}
    named_in = {name for tree in sums.values() for name in names_in(tree)}
    formulas = {
        c.name: substitute(model.component_formula(c).written, options)
        for c in model.present(place)
        if c.name in named_in
    }
    counts = {name: n for name, tree in formulas.items() if (n := _value(tree, values)) is not None}
    absent = {name: ZERO for name in formulas if counts.get(name) == 0}
    yield Equation(
        *(
            row(
                told.name,
                substitute(sums[told.name], absent),
                {**values, **counts},
                verdict=(verdict(told),),
            )
            for told, _ in claimed
        )
    )
    chains = [row(name, tree, values) for name, tree in formulas.items() if name not in absent]
    if chains:
        yield Equation(*chains)
    if absent:
        yield Text("Counts nothing here: ", ", ".join(absent), ".")


def _value(tree: Written, values: Mapping[str, Exact]) -> Exact | None:
    try:
        return evaluate(tree, values)
    except DeriveError:  # an unknown has no value yet
        return None


def _options(model: Model, place: Configuration, chosen: AssumptionSet) -> dict[str, Written]:
    """Give what each symbol of an assumption stands for, in hyperparameters alone."""
    found = {
        symbol: model.option_formula(one[chosen[label_in(one, place)]].sets[symbol].written).written
        for symbol, one in model.setting.items()
    }
    while any(names_in(tree).keys() & found.keys() for tree in found.values()):
        found = {symbol: substitute(tree, found) for symbol, tree in found.items()}
    return found


def _sum(
    model: Model, place: Configuration, claim: Claim, options: Mapping[str, Written]
) -> Written:
    """Give what a claim counts as a sum of components."""
    meanings = {
        name: add(*(Name(c.name) for c in meaning))
        for name in claim.counts.names
        if (meaning := model.meaning_of(name, place)) is not None
    }
    return substitute(model.option_formula(claim.counts.written).written, {**options, **meanings})
