"""Formulas of definitions, options and components: what they name, and no circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from derive.errors import DeriveError, ModelError
from derive.formulas.order import in_order
from derive.model.faults.names import formula_names, unknown
from derive.model.faults.placing import Path

if TYPE_CHECKING:
    from derive.model.assumptions import Assumption
    from derive.model.lookups import Parts


def definitions(model: Parts) -> Iterator[DeriveError]:
    """Find what definitions name that is not there, and definitions in a circle."""
    known = formula_names(model)
    for name, definition in model.definitions.items():
        path = ("definitions", name)
        yield from unknown(definition.names, known, f"definition {name}", path)
    if circle := _circle({n: set(d.names) for n, d in model.definitions.items()}):
        yield _going_round("definition", circle, ("definitions", circle[0]))


def options(model: Parts) -> Iterator[DeriveError]:
    """Find what options name that is not there, and options in a circle."""
    edges = {name: set(definition.names) for name, definition in model.definitions.items()}
    known = formula_names(model)
    circular = bool(_circle(edges))
    for assumption in model.assumptions:
        for option in assumption.options:
            for symbol, formula in option.sets.items():
                place = f"assumption {assumption.name}: option {option.name}"
                path = option_path(assumption, option.name, symbol)
                yield from unknown(formula.names, known, place, path)
                edges.setdefault(symbol, set()).update(formula.names)
    if not circular and (circle := _circle(edges)):
        symbol = next((name for name in circle if name in model.setting), circle[0])
        yield _going_round("option", circle, ("assumptions", model.setting[symbol].name, "options"))


def option_path(assumption: Assumption, option: str, symbol: str) -> Path:
    """Give where a file writes what an option sets a symbol to."""
    path = ("assumptions", assumption.name, "options", option)
    return path if symbol == assumption.name else (*path, symbol)


def components(model: Parts) -> Iterator[DeriveError]:
    """Find what components name that is not there, or that they may not name."""
    known = formula_names(model)
    all_known = known | dict.fromkeys((*model.component_named, "total"))
    for component in model.components:
        place = f"component {component.name}"
        for key, formula in component.written.items():
            path = ("components", component.name, *key)
            others = [n for n in formula.names if n in all_known and n not in known]
            for name in others:
                what = "the sum of all components" if name == "total" else "a component"
                yield ModelError(
                    f"{name} is {what}, and a component names no other",
                    advice="make the common piece a definition",
                    place=(place,),
                    path=path,
                    word=name,
                )
            rest = (name for name in formula.names if name not in others)
            yield from unknown(rest, known, place, path)


def _circle(edges: Mapping[str, set[str]]) -> list[str]:
    """Give the names that go round in a circle, or wait for one that does."""
    ordered = set(in_order(edges))
    return [name for name in edges if name not in ordered]


def _going_round(kind: str, names: list[str], path: Path) -> ModelError:
    listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return ModelError(
        f"{kind}s go round in a circle: {listed}",
        advice="write one of them without the others",
        path=path,
    )
