"""How large formulas become with what they name put in, before any is expanded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from derive import limits
from derive.errors import DeriveError, ModelError
from derive.formulas.exact import measure
from derive.formulas.formula import Formula
from derive.formulas.growth import refuse_the_enormous
from derive.formulas.order import in_order
from derive.formulas.size import Size, size
from derive.formulas.work import charge
from derive.model.faults.claims import claim_paths
from derive.model.faults.formulas import option_path
from derive.model.faults.placing import Path, placed

if TYPE_CHECKING:
    from derive.model.lookups import Parts


def sizes(model: Parts) -> Iterator[DeriveError]:
    """Measure every formula with definitions and options put in, before any is.

    Forty definitions of the kind `b = "a*a"` are a formula of 2**40 factors, and so are forty
    assumptions whose options name the next one. What all components come to is work as well.
    """
    sizes: dict[str, Size] = {}
    for name in in_order(_needs(model)):
        its = [*_written(model, name)]
        found = [size(formula.written, sizes) for _, _, formula in its]
        for one, (place, path, _) in zip(found, its, strict=True):
            if one.too_large:
                yield _too_large(place, one, path)
                return  # whatever names it is too large as well
        sizes[name] = Size.one_of(found) if name in model.setting else found[0]
    for component in model.components:
        place = f"component {component.name}"
        for key, formula in component.written.items():
            path = ("components", component.name, *key)
            one = size(formula.written, sizes)
            if one.too_large:
                yield _too_large(place, one, path)
                continue
            try:
                charge(one.nodes, f"its {one}")
            except DeriveError as fault:
                yield placed(fault, place, path)
                return
        sizes[component.name] = size(component.whole.written, sizes)
    yield from _claim_sizes(model, sizes)


def _needs(model: Parts) -> dict[str, set[str]]:
    """Give what each definition and each symbol of an assumption names."""
    return {
        **{name: set(definition.names) for name, definition in model.definitions.items()},
        **{
            symbol: {name for option in a.options for name in option.sets[symbol].names}
            for symbol, a in model.setting.items()
        },
    }


def _written(model: Parts, name: str) -> Iterator[tuple[str, Path, Formula]]:
    """Give the formulas of a definition or a symbol, each with its place."""
    if name in model.definitions:
        yield f"definition {name}", ("definitions", name), model.definitions[name]
        return
    assumption = model.setting[name]
    for option in assumption.options:
        place = f"assumption {assumption.name}: option {option.name}"
        yield place, option_path(assumption, option.name, name), option.sets[name]


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


def added_up(model: Parts) -> Iterator[DeriveError]:
    """Count what all claims add up: each is told, component by component."""
    components = 0
    for one, path in claim_paths(model):
        its = (model.meaning_of(name, one.row) or () for name in one.claim.counts.names)
        components += sum(map(len, its))
        if components > limits.ADDED_UP:
            yield ModelError(
                f"with this one the claims add up more than {limits.ADDED_UP:,} components",
                advice="write fewer claims, or fewer components (limit ADDED_UP)",
                place=(f"claim {one.claim.name}",),
                path=(*path, "counts"),
            )
            return


def degrees(model: Parts) -> Iterator[DeriveError]:
    """Measure every component as a polynomial, before any is expanded."""
    for component in model.components:
        try:
            refuse_the_enormous(measure(model.component_formula(component).written, {}))
        except DeriveError as fault:
            path = ("components", component.name, "formula")
            yield placed(fault, f"component {component.name}", path)


def _too_large(place: str, found: Size, path: Path) -> ModelError:
    deep = found.depth > limits.UNFOLDED_NESTING
    advice = (
        "let fewer of them name each other in a row (limit UNFOLDED_NESTING)"
        if deep
        else "count it in smaller pieces (limit UNFOLDED_NODES)"
    )
    return ModelError(
        f"with what it names put in, the formula has {found}, over the limit of "
        f"{limits.UNFOLDED_NODES:,} parts in {limits.UNFOLDED_NESTING} levels",
        advice=advice,
        place=(place,),
        path=path,
    )
