"""What `requires` says: comparisons of formulas and of option names, joined by and, or, not."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from derive.formulas.spelling import spell
from derive.formulas.tree import Exact, Name, Written, evaluate, names_in, weight

SIGNS: dict[str, Callable[[object, object], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,  # type: ignore[dict-item]
    "<=": operator.le,  # type: ignore[dict-item]
    ">": operator.gt,  # type: ignore[dict-item]
    ">=": operator.ge,  # type: ignore[dict-item]
}


@dataclass(frozen=True, slots=True)
class Word:
    """The name of an option, compared with an assumption's name."""

    text: str

    def __str__(self) -> str:
        return repr(self.text)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two formulas, or an assumption and the name of an option, and a sign between them."""

    left: Written | Word
    sign: str
    right: Written | Word

    def __str__(self) -> str:
        return f"{_side(self.left)} {self.sign} {_side(self.right)}"

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names compared, in order of appearance."""
        trees = [side for side in (self.left, self.right) if not isinstance(side, Word)]
        return tuple(dict.fromkeys(name for tree in trees for name in names_in(tree)))

    @property
    def weight(self) -> int:
        """Count the parts of both sides."""
        return 1 + sum(1 if isinstance(s, Word) else weight(s) for s in (self.left, self.right))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Give the names compared by their number, not by an option's name."""
        return () if self.words else self.names

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Give the pairs of an assumption's name and the option's name it is compared with."""
        if isinstance(self.right, Word) and isinstance(self.left, Name):
            return ((self.left.name, self.right.text),)
        if isinstance(self.left, Word) and isinstance(self.right, Name):
            return ((self.right.name, self.left.text),)
        return ()

    def holds(self, values: Mapping[str, Exact], options: Mapping[str, str]) -> bool:
        """Decide the comparison for numbers and chosen options."""
        for name, word in self.words:
            return SIGNS[self.sign](options[name], word)
        assert not isinstance(self.left, Word) and not isinstance(self.right, Word)
        return SIGNS[self.sign](evaluate(self.left, values), evaluate(self.right, values))


def _side(side: Written | Word) -> str:
    return str(side) if isinstance(side, Word) else spell(side)


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined by a word."""

    conditions: tuple[Condition, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names compared, in order of appearance."""
        return tuple(dict.fromkeys(name for one in self.conditions for name in one.names))

    @property
    def weight(self) -> int:
        """Count the parts of what is compared."""
        return 1 + sum(one.weight for one in self.conditions)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Give the names compared by their number, not by an option's name."""
        return tuple(dict.fromkeys(name for one in self.conditions for name in one.numbers))

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Give the pairs of an assumption's name and the option's name it is compared with."""
        return tuple(pair for one in self.conditions for pair in one.words)


@dataclass(frozen=True, slots=True)
class Both(Joined):
    """All of the conditions."""

    def __str__(self) -> str:
        return " and ".join(f"({one})" for one in self.conditions)

    def holds(self, values: Mapping[str, Exact], options: Mapping[str, str]) -> bool:
        """Decide whether all hold."""
        return all(one.holds(values, options) for one in self.conditions)


@dataclass(frozen=True, slots=True)
class Either(Joined):
    """At least one of the conditions."""

    def __str__(self) -> str:
        return " or ".join(f"({one})" for one in self.conditions)

    def holds(self, values: Mapping[str, Exact], options: Mapping[str, str]) -> bool:
        """Decide whether one holds."""
        return any(one.holds(values, options) for one in self.conditions)


@dataclass(frozen=True, slots=True)
class Negation:
    """The opposite of a condition."""

    condition: Condition

    def __str__(self) -> str:
        return f"not ({self.condition})"

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names compared, in order of appearance."""
        return self.condition.names

    @property
    def weight(self) -> int:
        """Count the parts of what is compared."""
        return 1 + self.condition.weight

    @property
    def numbers(self) -> tuple[str, ...]:
        """Give the names compared by their number, not by an option's name."""
        return self.condition.numbers

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Give the pairs of an assumption's name and the option's name it is compared with."""
        return self.condition.words

    def holds(self, values: Mapping[str, Exact], options: Mapping[str, str]) -> bool:
        """Decide whether the condition does not hold."""
        return not self.condition.holds(values, options)


Condition = Comparison | Both | Either | Negation
