"""How large a formula becomes when names are put in: measured on the way, never built.

size :: Written, {name: Size} -> Size
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from derive import limits
from derive.formulas.tree import Name, Written, parts


@dataclass(frozen=True, slots=True)
class Size:
    """The parts of a formula and how deep they are nested."""

    nodes: int = 1
    depth: int = 1

    @classmethod
    def together(cls, sizes: Iterable[Size]) -> Size:
        """Give the size of a node over others.

        >>> print(Size.together([Size(2, 2), Size(3, 1)]))
        6 parts in 3 levels
        """
        below = list(sizes)
        return cls(
            1 + sum(one.nodes for one in below), 1 + max((one.depth for one in below), default=0)
        )

    @classmethod
    def one_of(cls, sizes: Iterable[Size]) -> Size:
        """Give the size of a name that stands for one of several formulas, whichever it is.

        >>> print(Size.one_of([Size(2, 2), Size(3, 1)]))
        4 parts in 3 levels
        """
        below = list(sizes)
        return cls(1 + max(one.nodes for one in below), 1 + max(one.depth for one in below))

    @property
    def too_large(self) -> bool:
        """Say whether it is over `limits.UNFOLDED_NODES` or `limits.UNFOLDED_NESTING`."""
        return self.nodes > limits.UNFOLDED_NODES or self.depth > limits.UNFOLDED_NESTING

    def __str__(self) -> str:
        return f"{spelled(self.nodes)} parts in {self.depth} levels"


def spelled(number: int) -> str:
    """Spell a number that may have no end.

    >>> spelled(12_345), spelled(2**450)
    ('12,345', 'a million million and more')
    """
    return f"{number:,}" if number < 10**12 else "a million million and more"


Seen = dict[int, tuple[Written, Size]]


def size(tree: Written, named: Mapping[str, Size], seen: Seen | None = None) -> Size:
    """Give the size of a formula with others put in for their names.

    Trees that were put together share pieces: each is measured once, and `seen` keeps it (with
    the tree, so that no other takes its place in memory).

    >>> from derive.formulas.grammar import parse
    >>> print(size(parse("a*a"), {"a": Size(1000, 3)}))
    2,001 parts in 4 levels
    """
    if isinstance(tree, Name):
        return named.get(tree.name, Size())
    seen = {} if seen is None else seen
    if id(tree) not in seen:
        seen[id(tree)] = (tree, Size.together(size(one, named, seen) for one in parts(tree)))
    return seen[id(tree)][1]
