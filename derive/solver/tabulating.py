"""From an exact polynomial to tables: one entry for each combination of a few assumptions.

    Tabulator(model).tables :: Polynomial, row -> {scope: entries}

A monomial names few assumptions, so its table is small. An entry is a polynomial in the
hyperparameters; what an option is worth is put in by products of small polynomials, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from math import prod
from operator import mul
from typing import TypeVar

from derive import limits
from derive.allowance import asking
from derive.diagrams.absorbing import places
from derive.errors import DeriveError, DivisorError, ModelError
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
from derive.formulas.size import spelled
from derive.formulas.tree import Exact
from derive.formulas.work import charge
from derive.model.model import Model

Names = tuple[str, ...]
Entries = tuple[Polynomial, ...]
Entry = TypeVar("Entry")


class Tabulator:
    """Tabulates the polynomials of one model; remembers what it has put in."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.place = {a.name: i for i, a in enumerate(model.assumptions)}
        self.sizes = {a.name: len(a.options) for a in model.assumptions}
        self._options: dict[str, tuple[Polynomial, ...]] = {}
        self._scopes: dict[str, Names] = {}
        self._moved: dict[Generator, bool] = {}
        self._values: dict[tuple[str, tuple[int, ...]], Polynomial] = {}
        self._factors: dict[tuple[Generator, int], tuple[Names, Entries]] = {}
        self._entries: dict[Monomial, tuple[Names, Entries]] = {(): ((), (ONE,))}

    def tables(self, polynomial: Polynomial) -> dict[Names, Entries]:
        """Give, for each set of assumptions that some monomial names, the table of their sum."""
        charge(len(polynomial.terms), "a table of its terms")
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
        """Give each combination of the options of a scope, in the order of its table.

        Raises ModelError for more than `limits.TABLE_ENTRIES`.
        """
        self.open_table(scope)
        sizes = (range(self.sizes[name]) for name in scope)
        for chosen in asking(product(*sizes)):
            yield dict(zip(scope, chosen, strict=True))

    def open_table(self, scope: Names, parts_of_an_entry: int = 1) -> int:
        """Charge the table of a scope before it is made, and give how many entries it has.

        Raises ModelError for one of more than `limits.TABLE_ENTRIES`.
        """
        entries = prod(self.sizes[name] for name in scope)
        if entries > limits.TABLE_ENTRIES:
            raise ModelError(
                f"{len(scope)} assumptions with {spelled(entries)} combinations are named together",
                advice="let one product, function or requirement name fewer (limit TABLE_ENTRIES)",
            )
        charge(entries * parts_of_an_entry, f"a table of {entries:,} combinations of options")
        return entries

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
        key = (symbol, tuple([chosen[name] for name in self.scope_of(symbol)]))
        if key not in self._values:
            worth = self.options(symbol)[chosen[self.model.setting[symbol].name]]
            self._values[key] = self.put_in(worth, chosen)
        return self._values[key]

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
        moved = tuple([power for power in monomial if self._is_moved(power[0])])
        if not moved:
            return monomial, moved
        return tuple([power for power in monomial if not self._is_moved(power[0])]), moved

    def _is_moved(self, generator: Generator) -> bool:
        if generator not in self._moved:
            self._moved[generator] = bool(self._symbols(generator))
        return self._moved[generator]

    def _worth(self, moved: Monomial) -> tuple[Names, Entries]:
        """Give the table of a product: an entry is the product of one entry of each factor."""
        if moved not in self._entries:
            factors = [self._factor(generator, exponent) for generator, exponent in moved]
            scope = self._sorted({name for names, _ in factors for name in names})
            self.open_table(scope, len(factors))
            columns = [self.spread(*factor, scope) for factor in factors]
            entries = tuple([reduce(mul, row) for row in asking(zip(*columns, strict=True))])
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

    def spread(self, names: Names, entries: Sequence[Entry], scope: Names) -> Sequence[Entry]:
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
            where = self.describe(chosen)
            fault.message += f", for {where}" if where else ""
            raise

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
