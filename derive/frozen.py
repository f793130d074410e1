"""A mapping that stays as it was made: part of a value that is compared, hashed and pickled."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Frozen(dict[K, V]):
    """A dictionary that refuses every change; equal to any dictionary with the same entries.

    >>> import pickle
    >>> sizes = Frozen({"d": 1000, "L": 4})
    >>> hash(sizes) == hash(Frozen({"L": 4, "d": 1000})), pickle.loads(pickle.dumps(sizes)) == sizes
    (True, True)
    >>> sizes["d"] = 512
    Traceback (most recent call last):
    TypeError: a Frozen mapping cannot be changed
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Frozen[K, V]], tuple[dict[K, V]]]:
        return Frozen, (dict(self),)

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a Frozen mapping cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse
