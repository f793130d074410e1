"""A reading in one table: its components, or its configurations."""

from __future__ import annotations

from collections.abc import Mapping

from derive.formulas.tree import Name
from derive.model.counting import AssumptionSet
from derive.model.model import Model
from derive.model.parts import Configuration
from derive.model.settled import Setting
from derive.steps import Cell, Document, Math, Table, line
from derive.tell.names import document, heading, words


def component_table(
    model: Model,
    chosen: AssumptionSet,
    unknowns: Mapping[str, int] | None = None,
    *,
    row: str | None = None,
) -> Document:
    """Give the table of a row's components: what each is, its formula and its count.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> ((name, _, count),) = component_table(model, {"bias": "yes"}).steps[0].rows
    >>> name, count
    (('layer',), 110)
    """
    setting = Setting(model=model, chosen=chosen, unknowns=unknowns or {})
    at = next((r for r in model.rows if r.name == row), None) or setting.rows[0]
    counts = setting.counts(at)
    shown = [c for c in model.present(at) if c.counted and counts[c.name]]
    rows: list[tuple[Cell, ...]] = [
        (line(c.means or words(c.name)), setting.formula(c), counts[c.name]) for c in shown
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


def configuration_table(
    model: Model, chosen: AssumptionSet, unknowns: Mapping[str, int] | None = None
) -> Document:
    """Give the table of the configurations: what differs between them, counts, figures printed.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> configuration_table(model, {"bias": "yes"}).steps[0].rows
    ((("the paper's own",), 110, ('110',)),)
    """
    setting = Setting(model=model, chosen=chosen, unknowns=unknowns or {})
    rows = configurations(setting, caption="The configurations.", label="rows")
    return document(model, "", (rows,), cited=True)


def configurations(setting: Setting, *, caption: str = "", label: str = "") -> Table:
    """Give one row a configuration: its own values, the count of each claim and what is printed.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> configurations(Setting(model=model, chosen={"bias": "no"})).rows
    ((("the paper's own",), 100, ('110',)),)
    """
    rows = setting.rows
    values = [setting.values(row) for row in rows]
    own = [
        name
        for name in setting.model.known
        if len({str(v.get(name, "")) for v in values}) > 1 and len(rows) > 1
    ]
    claims = {claim.name: claim for row in reversed(rows) for claim in reversed(row.claims)}
    names = list(dict.fromkeys(claim.name for row in rows for claim in row.claims))
    heads = [head for name in names for head in (heading(claims[name]), line("printed"))]
    return Table(
        head=(("configuration",), *((_symbol(name),) for name in own), *heads),
        rows=tuple(
            (
                line(row.title or "the paper's own"),
                *(_number(v.get(name)) for name in own),
                *_claimed(setting, row, names),
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


def _claimed(setting: Setting, row: Configuration, claims: list[str]) -> list[Cell]:
    cells: list[Cell] = []
    for name in claims:
        claim = next((c for c in row.claims if c.name == name), None)
        if claim is None:
            cells += [line(), line()]
        else:
            printed = claim.printed if claim.printed[-1:].isalpha() else claim.printed + claim.scale
            cells += [setting.count(claim, row), line(printed)]
    return cells
