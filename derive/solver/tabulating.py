"""From an exact polynomial to tables: one entry for each combination of a few assumptions.

    Tabulator(model).tables :: Polynomial, row -> {scope: entries}

A monomial names few assumptions, so its table is small. An entry is a polynomial in the
hyperparameters; what an option is worth is put in by products of small polynomials, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import product
from operator import mul

from derive.diagrams.absorbing import places
from derive.errors import DeriveError, DivisorError
from derive.formulas.polynomial import (
    ONE,
    ZERO,
    Generator,
    Monomial,
    Polynomial,
    names_of,
    opaque,
    raised,
    total,
)
from derive.formulas.tree import Exact
from derive.model.model import Model

Names = tuple[str, ...]
Entries = tuple[Polynomial, ...]


class Tabulator:
    """Tabulates the polynomials of one model; remembers what it has put in."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.place = {a.name: i for i, a in enumerate(model.assumptions)}
        self.sizes = {a.name: len(a.options) for a in model.assumptions}
        self._options: dict[str, tuple[Polynomial, ...]] = {}
        self._scopes: dict[str, Names] = {}
        self._factors: dict[tuple[Generator, int], tuple[Names, Entries]] = {}
        self._entries: dict[Monomial, tuple[Names, Entries]] = {(): ((), (ONE,))}

    def tables(self, polynomial: Polynomial) -> dict[Names, Entries]:
        """Give, for each set of assumptions that some monomial names, the table of their sum."""
        groups: dict[Monomial, dict[Monomial, Exact]] = {}
        for monomial, coefficient in polynomial.terms.items():
            fixed, moved = self._split(monomial)
            groups.setdefault(moved, {})[fixed] = coefficient
        found: dict[Names, list[Entries]] = {}
        for moved, terms in groups.items():
            factor = Polynomial(terms)
            scope, entries = self._worth(moved)
            found.setdefault(scope, []).append(_times(entries, factor))
        return {scope: _added(tables) for scope, tables in found.items()}

    def combinations(self, scope: Names) -> Iterator[dict[str, int]]:
        """Give each combination of the options of a scope, in the order of its table."""
        sizes = (range(self.sizes[name]) for name in scope)
        for chosen in product(*sizes):
            yield dict(zip(scope, chosen, strict=True))

    def scope_of(self, symbol: str) -> Names:
        """Give the assumptions that a symbol's value depends on."""
        if symbol not in self._scopes:
            own = self.model.setting[symbol]
            inside = {n for option in self.options(symbol) for n in option.names}
            further = {a for n in inside if n in self.model.setting for a in self.scope_of(n)}
            self._scopes[symbol] = self._sorted(further | {own.name})
        return self._scopes[symbol]

    def options(self, symbol: str) -> tuple[Polynomial, ...]:
        """Give what each option of a symbol's assumption is worth, other symbols not put in."""
        if symbol not in self._options:
            self._options[symbol] = tuple(
                self.model.option_formula(option.sets[symbol].written).exact
                for option in self.model.setting[symbol].options
            )
        return self._options[symbol]

    def value(self, symbol: str, chosen: Mapping[str, int]) -> Polynomial:
        """Give what a symbol is worth for chosen options."""
        worth = self.options(symbol)[chosen[self.model.setting[symbol].name]]
        return self.put_in(worth, chosen)

    def put_in(self, polynomial: Polynomial, chosen: Mapping[str, int]) -> Polynomial:
        """Give a polynomial with every symbol of an assumption put in."""
        symbols = polynomial.names.keys() & self.model.setting.keys()
        if not symbols:
            return polynomial
        return polynomial.substitute({s: self.value(s, chosen) for s in symbols})

    def _sorted(self, names: set[str]) -> Names:
        return tuple(sorted(names, key=self.place.__getitem__))

    def _symbols(self, generator: Generator) -> list[str]:
        return [name for name in names_of(generator) if name in self.model.setting]

    def _split(self, monomial: Monomial) -> tuple[Monomial, Monomial]:
        """Part a monomial into what no choice moves and what some choice moves."""
        moved = tuple(power for power in monomial if self._symbols(power[0]))
        return tuple(power for power in monomial if power not in moved), moved

    def _worth(self, moved: Monomial) -> tuple[Names, Entries]:
        """Give the table of a product: an entry is the product of one entry of each factor."""
        if moved not in self._entries:
            factors = [self._factor(generator, exponent) for generator, exponent in moved]
            scope = self._sorted({name for names, _ in factors for name in names})
            columns = (self._spread(*factor, scope) for factor in factors)
            entries = tuple([reduce(mul, row) for row in zip(*columns, strict=True)])
            self._entries[moved] = scope, entries
        return self._entries[moved]

    def _factor(self, generator: Generator, exponent: int) -> tuple[Names, Entries]:
        """Give the table of a power of one generator."""
        power = (generator, exponent)
        if power not in self._factors:
            scope = self._sorted({a for s in self._symbols(generator) for a in self.scope_of(s)})
            entries = [self._entry(power, chosen) for chosen in self.combinations(scope)]
            self._factors[power] = scope, tuple(entries)
        return self._factors[power]

    def _spread(self, names: Names, entries: Entries, scope: Names) -> Iterable[Polynomial]:
        """Give the entries of a table for the combinations of a wider scope."""
        if names == scope:
            return entries
        return [entries[place] for place in places(names, scope, self.sizes)]

    def _entry(self, power: tuple[Generator, int], chosen: Mapping[str, int]) -> Polynomial:
        generator, exponent = power
        try:
            return raised(self._generator(generator, chosen), exponent)
        except DivisorError:  # `requires` forbids the choice, or it has been refused already
            return ZERO
        except DeriveError as fault:
            raise fault.within(self.describe(chosen)) from None

    def _generator(self, generator: Generator, chosen: Mapping[str, int]) -> Polynomial:
        if isinstance(generator, str):
            return self.value(generator, chosen)
        arguments = tuple(self.put_in(argument, chosen) for argument in generator.arguments)
        return opaque(generator.function, arguments, generator.index)

    def describe(self, chosen: Mapping[str, int]) -> str:
        """Name the options of a combination, for a message."""
        named = self.model.assumption_named
        return ", ".join(f"{name} = {named[name].options[at].name}" for name, at in chosen.items())


def _times(entries: Entries, factor: Polynomial) -> Entries:
    """Multiply each entry; most are numbers, and the same few."""
    known: dict[Exact, Polynomial] = {}
    found = []
    for entry in entries:
        number = entry.value
        if number is None:
            found.append(entry * factor)
        else:
            if number not in known:
                known[number] = factor.scale(number)
            found.append(known[number])
    return tuple(found)


def _added(tables: list[Entries]) -> Entries:
    if len(tables) == 1:
        return tables[0]
    return tuple(total(entries) for entries in zip(*tables, strict=True))
