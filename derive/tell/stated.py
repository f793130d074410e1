"""The first two parts of a derivation: what the paper gives, and what is assumed beyond it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from derive.formulas.tree import Name, names_in
from derive.intervals import Intervals, size
from derive.model.case import Case
from derive.model.labels import Variable, variables
from derive.model.model import Model
from derive.model.parts import Configuration
from derive.model.symbols import Hyperparameter
from derive.model.written import claim_written, component_written, shown
from derive.printed import grouped
from derive.render.people import are_several
from derive.solver.readings import Reading
from derive.steps import Cell, Cite, Code, Emphasis, Line, Section, Step, Table, Text, line
from derive.tell.figures import cell
from derive.tell.readings import codes, free
from derive.tell.unknowns import spelled


def given(
    case: Case, reading: Reading | None = None, held: Collection[str] = ()
) -> Iterator[Section]:
    """Tell the hyperparameters and the figures as printed, each with its place.

    `held` are the labels of unknowns whose values somebody gave.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> [section.title for section in given(Case(model=model, chosen={"bias": "yes"}))]
    ['Given']
    """
    model = case.model
    used = _used(case)
    shown = [h for h in model.known.values() if h.name in used]
    stated = [h for h in shown if h.unknown is None]
    unknown = [h for h in shown if h.unknown is not None]
    told = {label.partition("@")[0] for label in held}
    solved = [h for h in unknown if h.name not in told]
    tried = [h for h in unknown if h.name in told]
    steps: list[Step] = []
    if stated:
        steps += [Text(Cite(), " state:" if are_several(model.paper.authors) else " states:")]
        steps.append(_symbols(case, stated, reading))
    if solved:
        steps += [Text("Not stated, and solved for:"), _symbols(case, solved, reading)]
    if tried:
        steps += [Text("Not stated, and given here:"), _symbols(case, tried, reading)]
    quotes = dict.fromkeys(one.claim.quote for one in model.figures if one.claim.quote)
    steps += [Text("The figures are printed so: “", quote, "”") for quote in quotes]
    if steps:
        yield Section("Given", *steps)


def _used(case: Case) -> set[str]:
    """Give the hyperparameters that the formulas of this reading name."""
    trees = [
        tree
        for row in case.model.solved_rows
        for tree in (
            *(component_written(case, c) for c in shown(case, row)),
            *(claim_written(case, one) for one in case.model.claimed_in(row)),
        )
    ]
    return {name for tree in trees for name in names_in(tree)} & case.model.known.keys()


def _symbols(case: Case, shown: list[Hyperparameter], reading: Reading | None) -> Table:
    rows = tuple(
        (Name(h.name), _value(case, h, reading), line(h.means), line(h.where or h.source))
        for h in shown
    )
    head = (("symbol",), ("value",), ("meaning",), ("stated in",))
    kept = [at for at in range(4) if at < 2 or any(row[at] for row in rows)]
    return Table(
        head=tuple(head[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        columns="".join("lrll"[at] for at in kept),
    )


def _value(case: Case, h: Hyperparameter, reading: Reading | None) -> Cell:
    """Give a symbol's value as the paper states it; of an unknown one, what it can be."""
    if reading and (found := _of_symbol(h, reading.unknowns)):
        return line("; ".join(map(spelled, found)) + _taken(case, h, found))
    if tried := _of_symbol(h, case.known):
        return line(f"unknown; counted with {'; '.join(map(grouped, dict.fromkeys(tried)))}")
    model = case.model
    stated = [h.value] if h.value is not None else []
    values = dict.fromkeys([*stated, *(r.values[h.name] for r in _giving(model, h.name))])
    if len(values) == 1:
        return cell(*values)
    return line("; ".join(map(grouped, values)) if len(values) < 4 else "by configuration")


def _taken(case: Case, h: Hyperparameter, found: list[Intervals]) -> str:
    """Say which of several values the numbers below were counted with."""
    if all(size(its) == 1 for its in found):
        return ""
    return f" (counted with {'; '.join(map(grouped, dict.fromkeys(_of_symbol(h, case.known))))})"


def _of_symbol(h: Hyperparameter, found: Mapping[str, Any]) -> list[Any]:
    """Give the values of a symbol, which may have one a row."""
    return [one for name, one in found.items() if name.split("@")[0] == h.name]


def _giving(model: Model, name: str) -> list[Configuration]:
    return [row for row in model.configurations if name in row.values]


def assumed(
    case: Case, reading: Reading | None = None, forced: Collection[str] = ()
) -> Iterator[Section]:
    """Tell every assumption that matters with the reason for it, and name the free ones.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> (section,) = assumed(Case(model=model, chosen={"bias": "yes"}), forced=["bias"])
    >>> section.steps[0]
    Text(parts=('Left open by the paper, and assumed:',))
    """
    left = reading.free if reading else ()
    linked = reading.linked if reading else {}
    mattering = [v for v in variables(case.model) if v.label not in left]
    steps: list[Step] = []
    if mattering:
        steps.append(Text("Left open by the paper, and assumed:"))
        steps.append(_assumptions(case, mattering, linked, forced))
    if left:
        steps.append(free(left))
    if steps:
        yield Section("Assumed", *steps)


Linked = Mapping[str, tuple[str, ...]]


def _assumptions(
    case: Case, mattering: list[Variable], linked: Linked, forced: Collection[str]
) -> Table:
    rows = tuple(
        (
            line(v.assumption.asks or v.label),
            line(Code(v.label), " = ", Code(case.chosen[v.label])),
            _because(v, case, linked, forced),
        )
        for v in mattering
    )
    return Table(head=(("question",), ("assumed",), ("because",)), rows=rows, columns="lll")


def _because(v: Variable, case: Case, linked: Linked, forced: Collection[str]) -> Line:
    option = v.assumption[case.chosen[v.label]]
    reason = option.reason or v.assumption.source
    if v.label in forced:
        return line(Emphasis("forced by the figures"), ". " if reason else "", reason)
    if v.label in linked:
        others = codes((o for o in linked[v.label] if o != option.name), " or ")
        return line(*others, " is possible too, with other choices", ". " if reason else "", reason)
    if reason:
        return line(reason)
    if option.name == v.assumption.usual:
        return line("the usual choice")
    own = case.model.declared
    return line(
        "as declared" if option.name in (own.get(v.label), own.get(v.assumption.name)) else ""
    )
