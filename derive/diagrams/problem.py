"""A problem of sums: variables with options, tables of integers, windows the sums must fall into.

Variables and options are indices, numbers are Python integers. A *choice* is one option for each
variable. The problem asks for every choice that `allowed` permits and whose sums all lie in their
windows; `carried` is added up along the way and steers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Protocol, TypeVar

from derive.intervals import Interval, Window

Choice = tuple[int, ...]
Variable = TypeVar("Variable")
Named = TypeVar("Named", contravariant=True)

ONE: Interval[int] = Interval(1, 1)


class ByVariable(Protocol[Named]):
    """A number for each variable: a tuple, or a dictionary where variables have names."""

    def __getitem__(self, variable: Named, /) -> int: ...


def place(
    scope: Iterable[Variable], choice: ByVariable[Variable], sizes: ByVariable[Variable]
) -> int:
    """Find where a table over `scope` has the entry of a choice.

    >>> place((0, 2), (1, 0, 2), (2, 2, 3)), place(["b"], {"b": 1}, {"b": 2})
    (5, 1)
    """
    found = 0
    for variable in scope:
        found = found * sizes[variable] + choice[variable]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One integer for each combination of the options of the variables in `scope`.

    The values are in the order of `itertools.product`; a constant has the scope `()`.

    >>> Table(scope=(0, 2), values=(0, 0, 0, 7)).scope
    (0, 2)
    """

    scope: tuple[int, ...]
    values: tuple[int, ...]

    def at(self, choice: Choice, sizes: tuple[int, ...]) -> int:
        """Look up the entry of a choice.

        >>> Table(scope=(0, 2), values=(0, 1, 2, 3)).at((1, 0, 0), (2, 2, 2))
        2
        """
        return self.values[place(self.scope, choice, sizes)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The window of a sum: one for each combination of the options of the variables in `scope`.

    >>> Windows.of(383_500_000, 384_499_999)
    Windows(scope=(), intervals=((383500000, 384499999),))
    """

    scope: tuple[int, ...]
    intervals: tuple[Window, ...]

    @classmethod
    def of(cls, low: int | None, high: int | None) -> Windows:
        """Make the window that depends on no variable.

        >>> Windows.of(5, 5).intervals
        ((5, 5),)
        """
        return cls(scope=(), intervals=(Interval(low, high),))

    def at(self, choice: Choice, sizes: tuple[int, ...]) -> Window:
        """Look up the window of a choice.

        >>> Windows(scope=(1,), intervals=((5, 5), (4, None))).at((0, 1), (2, 2))
        (4, None)
        """
        return self.intervals[place(self.scope, choice, sizes)]

    def widened(self, reach: Callable[[int], int]) -> Windows:
        """Widen every window by the `reach` of its ends.

        >>> Windows.of(100, 200).widened(lambda end: 5)
        Windows(scope=(), intervals=((95, 205),))
        """
        return replace(self, intervals=tuple(its.widened(reach) for its in self.intervals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sum of tables, times a number known only to lie in the closed interval `weight` (>= 0).

    >>> Part(tables=(Table(scope=(), values=(3,)),)).weight
    (1, 1)
    """

    tables: tuple[Table, ...]
    weight: Interval[int] = ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What a claim counts (parts times their weights, added up) and the windows it must fall into.

    >>> Sum(parts=(Part(tables=()),), windows=Windows.of(0, None)).known
    True
    """

    parts: tuple[Part, ...]
    windows: Windows

    @property
    def known(self) -> bool:
        """Whether the weights are all 1, so that the window alone decides.

        >>> Sum(parts=(Part(tables=(), weight=(1, 9)),), windows=Windows.of(5, 5)).known
        False
        """
        return all(part.weight == ONE for part in self.parts)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of all parts, whatever their weights.

        >>> one = Table(scope=(), values=(3,))
        >>> Sum(parts=(Part(tables=(one,)), Part(tables=(one,))), windows=Windows.of(6, 6)).tables
        (Table(scope=(), values=(3,)), Table(scope=(), values=(3,)))
        """
        return tuple(table for part in self.parts for table in part.tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Which choices satisfy `allowed` and bring every sum into its window?

    `sizes[v]` is the number of options of variable v. A combination with a 0 in a table of
    `allowed` is no assumption set at all. `costs[v][o]` ranks solutions (left out: all 0).

    >>> coins = Part(tables=tuple(Table(scope=(v,), values=(0, 5 + v)) for v in range(3)))
    >>> Problem(sizes=(2, 2, 2), sums=(Sum(parts=(coins,), windows=Windows.of(11, 12)),)).sizes
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
        tables = (table for total in self.sums for table in total.tables)
        for table in chain(tables, self.allowed, self.carried):
            yield table.scope
        for total in self.sums:
            yield total.windows.scope

    def keeping(self, sums: Iterable[int]) -> Problem:
        """Ask for these sums only, by their places; the others may become what they like.

        >>> three = tuple(Sum(parts=(), windows=Windows.of(0, n)) for n in range(3))
        >>> kept = Problem(sizes=(), sums=three).keeping([0, 2])
        >>> [total.windows.intervals for total in kept.sums]
        [((0, 0),), ((0, 2),)]
        """
        return replace(self, sums=tuple(self.sums[at] for at in sums))

    def carrying(self, tables: Iterable[Table]) -> Problem:
        """Carry these tables along, and nothing else.

        >>> Problem(sizes=(2,), carried=(Table(scope=(0,), values=(0, 5)),)).carrying(()).carried
        ()
        """
        return replace(self, carried=tuple(tables))

    def widened(self, reach: Callable[[int, int], int]) -> Problem:
        """Widen every window at both ends: by `reach` of the sum's place and of the end.

        >>> some = Problem(sizes=(), sums=(Sum(parts=(), windows=Windows.of(100, 200)),))
        >>> some.widened(lambda at, end: end // 10).sums[0].windows
        Windows(scope=(), intervals=((90, 220),))
        """
        sums = (
            replace(total, windows=total.windows.widened(partial(reach, at)))
            for at, total in enumerate(self.sums)
        )
        return replace(self, sums=tuple(sums))

    def pinned(self, options: Mapping[int, int]) -> Problem:
        """Leave some variables one option only.

        >>> Problem(sizes=(2, 3)).pinned({1: 0}).allowed
        (Table(scope=(1,), values=(1, 0, 0)),)
        """
        tables = (
            Table(scope=(v,), values=tuple(int(o == option) for o in range(self.sizes[v])))
            for v, option in options.items()
        )
        return replace(self, allowed=(*self.allowed, *tables))
