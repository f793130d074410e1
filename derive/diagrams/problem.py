"""A problem of sums: variables with options, tables of integers, windows the sums must fall into.

Variables and options are indices, numbers are Python integers. A *choice* is one option for each
variable. The problem asks for every choice that `allowed` permits and whose sums all lie in their
windows; `carried` is added up along the way and steers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

Interval = tuple[int | None, int | None]
Choice = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One integer for each combination of the options of the variables in `scope`.

    The values are in the order of `itertools.product`; a constant has the scope `()`.

    >>> Table(scope=(0, 2), values=(0, 0, 0, 7)).scope
    (0, 2)
    """

    scope: tuple[int, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A closed interval, None for an open end; one for each combination of the options of `scope`.

    >>> Window.of(383_500_000, 384_499_999)
    Window(scope=(), intervals=((383500000, 384499999),))
    """

    scope: tuple[int, ...]
    intervals: tuple[Interval, ...]

    @classmethod
    def of(cls, low: int | None, high: int | None) -> Window:
        """Make the window that depends on no variable.

        >>> Window.of(5, 5).intervals
        ((5, 5),)
        """
        return cls(scope=(), intervals=((low, high),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sum of tables, times a number known only to lie in the closed interval `weight` (>= 0).

    >>> Part(tables=(Table(scope=(), values=(3,)),)).weight
    (1, 1)
    """

    tables: tuple[Table, ...]
    weight: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What a claim counts (parts times their weights, added up) and the window it must fall into.

    >>> Sum(parts=(Part(tables=()),), window=Window.of(0, None)).known
    True
    """

    parts: tuple[Part, ...]
    window: Window

    @property
    def known(self) -> bool:
        """Whether the weights are all 1, so that the window alone decides.

        >>> Sum(parts=(Part(tables=(), weight=(1, 9)),), window=Window.of(5, 5)).known
        False
        """
        return all(part.weight == (1, 1) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Which choices satisfy `allowed` and bring every sum into its window?

    `sizes[v]` is the number of options of variable v. A combination with a 0 in a table of
    `allowed` is no assumption set at all. `costs[v][o]` ranks solutions (left out: all 0).

    >>> coins = Part(tables=tuple(Table(scope=(v,), values=(0, 5 + v)) for v in range(3)))
    >>> Problem(sizes=(2, 2, 2), sums=(Sum(parts=(coins,), window=Window.of(11, 12)),)).sizes
    (2, 2, 2)
    """

    sizes: tuple[int, ...]
    sums: tuple[Sum, ...] = ()
    allowed: tuple[Table, ...] = ()
    carried: tuple[Table, ...] = ()
    costs: tuple[tuple[int, ...], ...] = ()

    def scopes(self) -> Iterator[tuple[int, ...]]:
        """Give the scope of every table and window, one after the other.

        >>> either = Table(scope=(0, 1), values=(0, 1, 1, 1))
        >>> list(Problem(sizes=(2, 2), allowed=(either,)).scopes())
        [(0, 1)]
        """
        tables = (table for total in self.sums for part in total.parts for table in part.tables)
        for table in chain(tables, self.allowed, self.carried):
            yield table.scope
        for total in self.sums:
            yield total.window.scope

    def pinned(self, options: Mapping[int, int]) -> Problem:
        """Give the problem in which some variables have one option only.

        >>> Problem(sizes=(2, 3)).pinned({1: 0}).allowed
        (Table(scope=(1,), values=(1, 0, 0)),)
        """
        tables = (
            Table(scope=(v,), values=tuple(int(o == option) for o in range(self.sizes[v])))
            for v, option in options.items()
        )
        return replace(self, allowed=(*self.allowed, *tables))
