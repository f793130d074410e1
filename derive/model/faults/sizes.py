"""How large formulas become with what they name put in, before any is expanded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from derive import limits
from derive.errors import DeriveError, ModelError
from derive.formulas.exact import measure, refuse_the_enormous
from derive.formulas.order import in_order
from derive.formulas.size import Size, size
from derive.model.faults.claims import claim_paths
from derive.model.faults.formulas import option_path
from derive.model.faults.placing import Path, placed

if TYPE_CHECKING:
    from derive.model.lookups import Parts


def sizes(model: Parts) -> Iterator[DeriveError]:
    """Measure every formula with the definitions put in, before any is.

    Forty definitions of the kind `b = "a*a"` are a formula of 2**40 factors.
    """
    sizes: dict[str, Size] = {}
    for name in in_order({n: set(d.names) for n, d in model.definitions.items()}):
        sizes[name] = size(model.definitions[name].written, sizes)
        if sizes[name].too_large:
            yield _too_large(f"definition {name}", sizes[name], ("definitions", name))
            return
    for assumption in model.assumptions:
        for option in assumption.options:
            for symbol, formula in option.sets.items():
                if (found := size(formula.written, sizes)).too_large:
                    place = f"assumption {assumption.name}: option {option.name}"
                    path = option_path(assumption, option.name, symbol)
                    yield _too_large(place, found, path)
    for component in model.components:
        for key, formula in component.written.items():
            if (found := size(formula.written, sizes)).too_large:
                path = ("components", component.name, *key)
                yield _too_large(f"component {component.name}", found, path)
        sizes[component.name] = size(component.whole.written, sizes)
    yield from _claim_sizes(model, sizes)


def _claim_sizes(model: Parts, sizes: dict[str, Size]) -> Iterator[DeriveError]:
    together: dict[tuple[tuple[str, ...] | None, str], Size] = {}
    for one, path in claim_paths(model):
        counts, meanings = one.claim.counts, {}
        for name in counts.names:
            key = (one.row.components, name)
            if key not in together:
                meaning = model.meaning_of(name, one.row)
                known = sizes.get(name, Size())
                found = Size.together(sizes[c.name] for c in meaning) if meaning else known
                together[key] = found
            meanings[name] = together[key]
        if (found := size(counts.written, meanings)).too_large:
            yield _too_large(f"claim {one.claim.name}", found, (*path, "counts"))


def degrees(model: Parts) -> Iterator[DeriveError]:
    """Measure every component as a polynomial, before any is expanded."""
    for component in model.components:
        try:
            refuse_the_enormous(measure(model.component_formula(component).written, {}))
        except DeriveError as fault:
            path = ("components", component.name, "formula")
            yield placed(fault, f"component {component.name}", path)


def _too_large(place: str, found: Size, path: Path) -> ModelError:
    return ModelError(
        f"with what it names put in, the formula has {found}, over the limit of "
        f"{limits.UNFOLDED_NODES:,} parts in {limits.UNFOLDED_NESTING} levels",
        advice="count it in smaller pieces (limit UNFOLDED_NODES)",
        place=(place,),
        path=path,
    )
