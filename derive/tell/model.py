"""A model told as steps: what is given, what is open, what is counted, what is claimed."""

from __future__ import annotations

from collections.abc import Iterator

from derive.formulas.tree import Name
from derive.model.assumptions import Assumption
from derive.model.case import Case
from derive.model.model import Model
from derive.model.parts import Configuration
from derive.printed import grouped
from derive.steps import Code, Document, Equation, Line, Row, Section, Step, Table, Text
from derive.tell.declared import declares
from derive.tell.figures import cell, verdict
from derive.tell.names import document


def overview(model: Model, own: Case | None = None) -> Document:
    """Tell a paper's hyperparameters, assumptions, components and claims.

    `own` is the case that its file declares, with values of the unknowns: what that counts is told.

    >>> from derive import Model, hyperparameters
    >>> [step.title for step in overview(Model(hyperparameters=hyperparameters(d=7))).steps]
    ['Given']
    >>> own = Case(model=Model(declared={"bias": "one"}), chosen={"bias": "one"})
    >>> overview(own.model, own).steps[0].steps[0].parts
    (Code(text='bias = one'), ', and otherwise what is usual', '.')
    """
    sections = [*_sections(model), *([] if own is None else [_declared(own)])]
    return document(model, model.paper.title or model.name, sections)


def _declared(own: Case) -> Section:
    """Tell what is declared and what that counts, where options that may go together count it."""
    said = declares(own.model)
    if not own.permitted:
        return Section("Declared", Text(*said, ", which `requires` forbids."))
    rows = tuple(
        ((one.name,), cell(count), verdict(one.claim, count, own.miss(one)))
        for one in own.model.claimed
        for count in [own.values[one.name]]
    )
    if not rows:
        return Section("Declared", Text(*said, "."))
    table = Table(head=(("claim",), ("count",), ("that is",)), rows=rows, columns="lrl")
    return Section("Declared", Text(*said, ". This counts:"), table)


def _sections(model: Model) -> Iterator[Section]:
    if model.known:
        yield Section("Given", _given(model))
    if model.components:
        yield Section("Components", *_components(model))
    if model.assumptions:
        yield Section("Open", _open(model))
    if model.figures:
        yield Section("Claims", _claims(model))


def _given(model: Model) -> Table:
    rows = tuple((Name(h.name), _value(model, h.name), (h.means,)) for h in model.known.values())
    return Table(head=(("symbol",), ("value",), ("meaning",)), rows=rows, columns="lrl")


def _value(model: Model, name: str) -> Line:
    found = model.known[name]
    if found.unknown is not None:
        return (f"unknown, {grouped(found.unknown.first)} to {grouped(found.unknown.last)}",)
    own = [] if found.value is None else [found.value]
    by_row = [row.values[name] for row in model.configurations if name in row.values]
    values = [grouped(value) for value in dict.fromkeys([*own, *by_row])]
    return (" ".join(values) if len(values) < 4 else f"{values[0]} ... {values[-1]}",)


def _components(model: Model) -> Iterator[Step]:
    yield Equation(
        *(
            Row(sides=(Name(c.name), c.whole.written), verdict=() if c.counted else ("apart",))
            for c in model.components
        )
    )
    if model.definitions:
        yield Text("where")
        yield Equation(*(Row(sides=(Name(n), f.written)) for n, f in model.definitions.items()))
    for group in model.groups:
        members = ", ".join(c.name for c in model.components if group in c.groups)
        yield Text(Code(group), f" adds up {members}.")


def _open(model: Model) -> Table:
    rows = tuple(((Code(a.name),), (a.asks,), (options(a),)) for a in model.assumptions)
    return Table(
        head=(("assumption",), ("question",), ("options (* is the usual)",)),
        rows=rows,
        columns="lll",
    )


def options(assumption: Assumption) -> str:
    """Name the options of an assumption, a star behind the usual one.

    >>> options(Assumption(name="tied"))
    'no*, yes'
    """
    return ", ".join(o + "*" if o == assumption.usual else o for o in assumption.names)


def _claims(model: Model) -> Table:
    rows = tuple(
        (
            (one.name,),
            (f"{one.claim.printed}{one.claim.scale}",),
            ((one.claim.match,)),
            one.claim.counts.written,
            (_place(one.claim.where, one.row),),
        )
        for one in model.figures
    )
    head = (("claim",), ("printed",), ("match",), ("counts",), ("where",))
    return Table(head=head, rows=rows, columns="lrlll")


def _place(where: str, row: Configuration) -> str:
    return ", ".join(part for part in (where, row.title) if part)
