"""A reading in one table: its components, or its configurations."""

from __future__ import annotations

from derive.formulas.tree import Name
from derive.model.case import Case
from derive.model.claims import figure
from derive.model.parts import Configuration
from derive.model.written import component_written
from derive.steps import Cell, Document, Math, Table, line
from derive.tell.figures import cell
from derive.tell.names import document, heading, words


def component_table(case: Case, *, row: str | None = None) -> Document:
    """Give the table of a row's components: what each is, its formula and its count.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> case = Case(model=model, chosen={"bias": "yes"})
    >>> ((name, _, count),) = component_table(case).steps[0].rows
    >>> name, count
    (('layer',), 110)
    """
    model = case.model
    at = next((r for r in model.rows if r.name == row), None) or case.model.solved_rows[0]
    counts = case.counts(at)
    shown = [c for c in model.present(at) if c.counted and counts[c.name]]
    rows: list[tuple[Cell, ...]] = [
        (line(c.means or words(c.name)), component_written(case, c), counts[c.name]) for c in shown
    ]
    total = len(rows) > 1
    if total:
        rows.append((line("total"), line(), sum(counts[c.name] for c in shown)))
    table = Table(
        head=(("component",), ("formula",), ("count",)),
        rows=tuple(rows),
        columns="llr",
        caption=line(
            "The count", f" of {at.title}" if at.title else "", ", component by component."
        ),
        label="components",
        total=total,
        long=len(rows) > 40,
    )
    return document(model, "", (table,), cited=True)


def configuration_table(case: Case) -> Document:
    """Give the table of the configurations: what differs between them, counts, figures printed.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> configuration_table(Case(model=model, chosen={"bias": "yes"})).steps[0].rows
    ((("the paper's own",), 110, ('110',)),)
    """
    rows = configurations(case, caption="The configurations.", label="rows")
    return document(case.model, "", (rows,), cited=True)


def configurations(case: Case, *, caption: str = "", label: str = "") -> Table:
    """Give one row a configuration: its own values, the count of each claim and what is printed.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> configurations(Case(model=model, chosen={"bias": "no"})).rows
    ((("the paper's own",), 100, ('110',)),)
    """
    rows = case.model.solved_rows
    values = [case.numbers(row) for row in rows]
    own = [
        name
        for name in case.model.known
        if len({str(v.get(name, "")) for v in values}) > 1 and len(rows) > 1
    ]
    claims = {claim.name: claim for row in reversed(rows) for claim in reversed(row.binding)}
    names = list(dict.fromkeys(claim.name for row in rows for claim in row.binding))
    heads = [head for name in names for head in (heading(claims[name]), line("printed"))]
    return Table(
        head=(("configuration",), *((_symbol(name),) for name in own), *heads),
        rows=tuple(
            (
                line(row.title or "the paper's own"),
                *(_number(v.get(name)) for name in own),
                *_claimed(case, row, names),
            )
            for row, v in zip(rows, values, strict=True)
        ),
        columns="l" + "r" * (len(own) + 2 * len(names)),
        caption=line(caption),
        label=label,
        long=len(rows) > 40,
    )


def _symbol(name: str) -> Math:
    return Math(Name(name))


def _number(value: object) -> Cell:
    return value if isinstance(value, int) else line(str(value or ""))


def _claimed(case: Case, row: Configuration, claims: list[str]) -> list[Cell]:
    cells: list[Cell] = []
    its = {one.claim.name: one for one in reversed(case.model.claimed_in(row))}
    for name in claims:
        if name not in its:
            cells += [line(), line()]
        else:
            claim = its[name].claim
            cells += [cell(case.values[its[name].name]), line(figure(claim))]
    return cells
