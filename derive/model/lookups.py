"""The parts of a model put together, and what is looked up in them; nothing is checked here.

`row`s are the places where claims are made: the paper's own (named "") and one a configuration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from derive.formulas.conditions import Condition
from derive.formulas.formula import Formula
from derive.formulas.polynomial import Polynomial
from derive.formulas.tree import Exact, Written, add, substitute
from derive.model.assumptions import Assumption
from derive.model.claims import Claim
from derive.model.parts import TOTAL, Component, Configuration, Paper
from derive.model.symbols import Hyperparameter


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a model consists of, before anybody has looked whether it fits together."""

    hyperparameters: tuple[Hyperparameter, ...] = ()
    definitions: Mapping[str, Formula] = field(default_factory=dict)
    assumptions: tuple[Assumption, ...] = ()
    components: tuple[Component, ...] = ()
    claims: tuple[Claim, ...] = ()
    configurations: tuple[Configuration, ...] = ()
    requires: tuple[Condition, ...] = ()
    paper: Paper = field(default_factory=Paper)
    name: str = "model"
    declared: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def rows(self) -> tuple[Configuration, ...]:
        """Give the places where claims are made: the paper's own first, named ""."""
        own = (Configuration(name="", claims=self.claims),) if self.claims else ()
        return (*own, *self.configurations)

    @cached_property
    def solved_rows(self) -> tuple[Configuration, ...]:
        """Give the rows that make claims: the ones an assumption set must satisfy."""
        return tuple(row for row in self.rows if row.claims)

    @cached_property
    def claimed(self) -> tuple[tuple[Configuration, Claim], ...]:
        """Give every claim with the row it belongs to, in order."""
        return tuple((row, claim) for row in self.rows for claim in row.claims)

    @cached_property
    def claim_names(self) -> tuple[str, ...]:
        """Give each claim a name of its own: its name, with the row where that is needed.

        A name that is taken twice gets a number.
        """
        names: list[str] = []
        for row, claim in self.claimed:
            name = f"{claim.name}@{row.name}" if row.name else claim.name
            seen = sum(1 for other in names if other == name or other.startswith(f"{name} #"))
            names.append(f"{name} #{seen + 1}" if seen else name)
        return tuple(names)

    @cached_property
    def known(self) -> Mapping[str, Hyperparameter]:
        """Give the hyperparameters by name, those that only rows bring included."""
        found = {h.name: h for h in self.hyperparameters}
        for row in self.configurations:
            for name in row.values:
                found.setdefault(name, Hyperparameter(name=name))
        return found

    @cached_property
    def setting(self) -> Mapping[str, Assumption]:
        """Give the assumption that sets each symbol."""
        return {symbol: a for a in self.assumptions for symbol in a.symbols}

    @cached_property
    def assumption_named(self) -> Mapping[str, Assumption]:
        """Give the assumptions by name."""
        return {a.name: a for a in self.assumptions}

    @cached_property
    def component_named(self) -> Mapping[str, Component]:
        """Give the components by name."""
        return {c.name: c for c in self.components}

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Give the names of the groups, in order of appearance."""
        return tuple(dict.fromkeys(g for c in self.components for g in c.groups))

    def values(self, row: Configuration) -> dict[str, Exact]:
        """Give the values of the hyperparameters in a row; unknown ones are left out."""
        stated = {h.name: h.value for h in self.hyperparameters if h.value is not None}
        return {**stated, **row.values}

    def present(self, row: Configuration) -> tuple[Component, ...]:
        """Give the components that exist in a row."""
        if row.components is None:
            return self.components
        names = frozenset(row.components)
        return tuple(c for c in self.components if c.name in names)

    def meaning_of(self, name: str, row: Configuration) -> tuple[Component, ...] | None:
        """Give the components that a name adds up in a row: itself, a group, the total."""
        present = self.present(row)
        if name == TOTAL:
            return tuple(c for c in present if c.counted)
        if name in self.component_named:
            return tuple(c for c in present if c.name == name)
        if name in self.groups:
            return tuple(c for c in present if name in c.groups)
        return None

    def formula_of(self, claim: Claim, row: Configuration | None = None) -> Formula:
        """Give what a claim counts, in hyperparameters and assumptions, as written."""
        return Formula(self.unfold(claim.counts.written, row or self.rows[0]))

    def unfold(self, tree: Written, row: Configuration) -> Written:
        """Put the formulas of components, groups and definitions in for their names."""
        named = {
            name: add(*(self.component_formula(c).written for c in meaning))
            for name in Formula(tree).names
            if (meaning := self.meaning_of(name, row)) is not None
        }
        return substitute(tree, {**self._unfolded, **named})

    def component_formula(self, component: Component) -> Formula:
        """Give a component's formula with the definitions put in.

        >>> part = Component(name="layer", formula="2*cell")
        >>> from derive import Model
        >>> Model(components=(part,), definitions={"cell": "3*3"}).component_formula(part)
        2*3*3
        """
        return Formula(substitute(component.formula.written, self._unfolded))

    @cached_property
    def _unfolded(self) -> dict[str, Written]:
        found: dict[str, Written] = {}
        needs = {n: set(d.names) & self.definitions.keys() for n, d in self.definitions.items()}
        while len(found) < len(self.definitions):
            for name, definition in self.definitions.items():
                if name not in found and needs[name] <= found.keys():
                    found[name] = substitute(definition.written, found)
        return found

    @cached_property
    def exact_components(self) -> Mapping[str, Polynomial]:
        """Give the exact polynomial of each component."""
        return {c.name: self.component_formula(c).exact for c in self.components}

    def unfolded(self, polynomial: Polynomial) -> Polynomial:
        """Give a polynomial with the definitions put in."""
        found = self._exact_definitions
        return polynomial.substitute({n: found[n] for n in polynomial.names if n in found})

    @cached_property
    def _exact_definitions(self) -> dict[str, Polynomial]:
        return {name: Formula(tree).exact for name, tree in self._unfolded.items()}

    def option_formula(self, tree: Written) -> Formula:
        """Give an option's formula with the definitions put in."""
        return Formula(substitute(tree, self._unfolded))
