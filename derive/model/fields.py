"""Fields that take more than they keep: a text for a formula, a mapping for options, any list.

A class declares such a field once, `counts: Takes[FormulaLike, Formula]`, and puts what it keeps in
place while a value is made:

>>> @frozen
... class Named:
...     words: Takes[Iterable[str], tuple[str, ...]]
...
...     def __post_init__(self) -> None:
...         keep(self, words=tuple(self.words))
>>> Named(words=["encoder", "decoder"])
Named(words=('encoder', 'decoder'))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, dataclass_transform

T = TypeVar("T")
Given = TypeVar("Given", contravariant=True)
Kept = TypeVar("Kept", covariant=True)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def frozen(cls: type[T]) -> type[T]:
    """Make a frozen, slotted, keyword-only dataclass whose fields may be annotated with `Takes`."""
    # mypy reads a field as a descriptor in a transform's class, and not in a plain dataclass.
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


class Takes(Generic[Given, Kept]):
    """A field that is given one type and read as another; it stands in annotations only."""

    if TYPE_CHECKING:

        def __get__(self, instance: object, owner: object) -> Kept: ...

        def __set__(self, instance: object, value: Given) -> None: ...


def unless(given: object) -> Any:
    """Name what such a field is given unless the caller says otherwise.

    >>> unless(())
    ()
    """
    return given


def keep(one: object, **fields: object) -> None:
    """Set fields of a frozen value while it is being made."""
    for name, value in fields.items():
        object.__setattr__(one, name, value)
