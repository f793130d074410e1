"""The parts of a model put together, and what is looked up in them; nothing is checked here.

`row`s are the places where claims are made: the paper's own (named "") and one a configuration.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from derive.formulas.conditions import Condition
from derive.formulas.formula import Formula
from derive.formulas.order import in_order
from derive.formulas.polynomial import Polynomial, total
from derive.formulas.tree import Exact, Written, substitute, weight
from derive.model.assumptions import Assumption
from derive.model.claims import Claim
from derive.model.parts import TOTAL, Claimed, Component, Configuration, Paper
from derive.model.symbols import Hyperparameter

# A name in the rows of some components (None: all).
Named = tuple[tuple[str, ...] | None, str]


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
    expected: Mapping[str, object] = field(default_factory=dict, hash=False)

    @cached_property
    def rows(self) -> tuple[Configuration, ...]:
        """Give the places where claims are made: the paper's own first, named ""."""
        own = (Configuration(name="", claims=self.claims),) if self.claims else ()
        return (*own, *self.configurations)

    @cached_property
    def solved_rows(self) -> tuple[Configuration, ...]:
        """Give the rows that make claims: the ones an assumption set must satisfy."""
        return tuple(row for row in self.rows if row.binding)

    @cached_property
    def claimed(self) -> tuple[Claimed, ...]:
        """Give the claims that a count has to meet, each in its row with a name of its own."""
        return tuple(one for one in self.figures if one.claim.binding)

    @cached_property
    def nominal(self) -> tuple[Claimed, ...]:
        """Give the claims that only name a size: told beside the count, met by any."""
        return tuple(one for one in self.figures if not one.claim.binding)

    @cached_property
    def figures(self) -> tuple[Claimed, ...]:
        """Give every claim in its row, in order, each with a name of its own.

        That is its name, with the row where that is needed; one that is taken twice gets a number.
        """
        found: list[Claimed] = []
        seen: Counter[str] = Counter()
        for row in self.rows:
            for claim in row.claims:
                name = f"{claim.name}@{row.name}" if row.name else claim.name
                name = f"{name} #{seen[name] + 1}" if seen[name] else name
                seen.update(_without_numbers(name))
                found.append(Claimed(name=name, row=row, claim=claim))
        return tuple(found)

    def claimed_in(self, row: Configuration) -> tuple[Claimed, ...]:
        """Give the claims of a row."""
        return tuple(one for one in self.claimed if one.row.name == row.name)

    @cached_property
    def claim_named(self) -> Mapping[str, Claimed]:
        """Give the claims by their names."""
        return {one.name: one for one in self.claimed}

    @cached_property
    def known(self) -> Mapping[str, Hyperparameter]:
        """Give the hyperparameters by name, those that only rows bring included."""
        found = {h.name: h for h in self.hyperparameters}
        for row in self.configurations:
            for name in row.values:
                found.setdefault(name, Hyperparameter(name=name))
        return found

    @cached_property
    def rational(self) -> frozenset[str]:
        """Give the hyperparameters whose value is no whole number."""
        return frozenset(h.name for h in self.hyperparameters if isinstance(h.value, Fraction))

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

    def reached(self, row: Configuration) -> tuple[Component, ...]:
        """Give the components that the claims of a row add up."""
        names = {name for claim in row.binding for name in claim.counts.names}
        added = {c.name for name in names for c in self.meaning_of(name, row) or ()}
        return tuple(c for c in self.components if c.name in added)

    def present(self, row: Configuration) -> tuple[Component, ...]:
        """Give the components that exist in a row."""
        if row.components is None:
            return self.components
        names = frozenset(row.components)
        return tuple(c for c in self.components if c.name in names)

    def meaning_of(self, name: str, row: Configuration) -> tuple[Component, ...] | None:
        """Give the components that a name adds up in a row: itself, a group, the total.

        Many claims name the same: what a name means is looked up once for all rows of the same
        components.
        """
        key = (row.components, name)
        if key not in self._meanings:
            self._meanings[key] = self._meaning_of(name, row)
        return self._meanings[key]

    @cached_property
    def _meanings(self) -> dict[Named, tuple[Component, ...] | None]:
        return {}

    def _meaning_of(self, name: str, row: Configuration) -> tuple[Component, ...] | None:
        present = self.present(row)
        if name == TOTAL:
            return tuple(c for c in present if c.counted)
        if name in self.component_named:
            return tuple(c for c in present if c.name == name)
        if name in self.groups:
            return tuple(c for c in present if name in c.groups)
        return None

    def component_formula(self, component: Component) -> Formula:
        """Give a component's formula, that of all its copies, with the definitions put in.

        >>> part = Component(name="layer", formula="2*cell")
        >>> from derive import Model
        >>> Model(components=(part,), definitions={"cell": "3*3"}).component_formula(part)
        2*3*3
        """
        own = self.component_named.get(component.name)
        if own is component:
            return self.component_formulas[component.name]
        return Formula(substitute(component.whole.written, self._unfolded))

    @cached_property
    def component_formulas(self) -> Mapping[str, Formula]:
        """Give the formula of each component, of all its copies, with the definitions put in."""
        return {
            c.name: Formula(substitute(c.whole.written, self._unfolded)) for c in self.components
        }

    @cached_property
    def component_weights(self) -> Mapping[str, int]:
        """Give how many parts each component's count is worked out from."""
        return {name: weight(formula.written) for name, formula in self.component_formulas.items()}

    @cached_property
    def component_names(self) -> Mapping[str, tuple[str, ...]]:
        """Give the names that each component's count depends on."""
        return {name: formula.names for name, formula in self.component_formulas.items()}

    @cached_property
    def _unfolded(self) -> dict[str, Written]:
        found: dict[str, Written] = {}
        for name in in_order({n: set(d.names) for n, d in self.definitions.items()}):
            found[name] = substitute(self.definitions[name].written, found)
        return found

    @cached_property
    def symbols_in_order(self) -> tuple[str, ...]:
        """Give the symbols of the assumptions, each after those that its options name."""
        needs = {
            symbol: {name for option in a.options for name in self._inside(option.sets[symbol])}
            for symbol, a in self.setting.items()
        }
        return tuple(in_order(needs))

    def _inside(self, formula: Formula) -> Iterable[str]:
        return self.option_formula(formula.written).names

    def switches(self, row: Configuration) -> dict[str, Polynomial]:
        """Give the values in a row of the hyperparameters that are only switches."""
        values = self.values(row)
        return {
            h.name: Polynomial.constant(values[h.name])
            for h in self.known.values()
            if h.switch and h.name in values
        }

    @cached_property
    def exact_components(self) -> Mapping[str, Polynomial]:
        """Give the exact polynomial of each component, expanded when it is asked for."""
        return _Expanded(self.component_formulas)

    def polynomial(self, counts: Formula, row: Configuration) -> Polynomial:
        """Give what a formula of components counts, exactly, in hyperparameters and options."""
        meanings = {
            name: self._exact_meaning(name, row, meaning)
            for name in counts.names
            if (meaning := self.meaning_of(name, row)) is not None
        }
        return counts.exact.substitute(self._exact_definitions).substitute(meanings)

    def _exact_meaning(
        self, name: str, row: Configuration, meaning: tuple[Component, ...]
    ) -> Polynomial:
        key = (row.components, name)
        if key not in self._exact_meanings:
            self._exact_meanings[key] = total(self.exact_components[c.name] for c in meaning)
        return self._exact_meanings[key]

    @cached_property
    def _exact_meanings(self) -> dict[Named, Polynomial]:
        return {}

    @cached_property
    def _exact_definitions(self) -> dict[str, Polynomial]:
        return {name: Formula(tree).exact for name, tree in self._unfolded.items()}

    def option_formula(self, tree: Written) -> Formula:
        """Give an option's formula with the definitions put in."""
        return Formula(substitute(tree, self._unfolded))


class _Expanded(Mapping[str, Polynomial]):
    """The polynomials of formulas: who asks for one that is too large is told so."""

    def __init__(self, formulas: Mapping[str, Formula]) -> None:
        self.formulas = formulas
        self.known: dict[str, Polynomial] = {}

    def __getitem__(self, name: str) -> Polynomial:
        if name not in self.known:
            self.known[name] = self.formulas[name].exact
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.formulas)

    def __len__(self) -> int:
        return len(self.formulas)


def _without_numbers(name: str) -> Iterator[str]:
    """Give a name, and what it is without the number (or what looks like one) at its end."""
    while name:
        yield name
        name = name.rpartition(" #")[0]
