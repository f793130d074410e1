"""The one family of errors: what was being done, what was seen, why it failed, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

NEAR_LENGTH, NEAR_CHOICE = 80, 500


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Give the advice that names the nearest known word, or the other advice if none is near.

    A stranger's words may be long and many, and comparing is slow: beyond `NEAR_LENGTH`
    characters nothing is near, and only the first `NEAR_CHOICE` words are looked at.

    >>> did_you_mean("forumla", ["formula", "means"]), did_you_mean("x", ["formula"], "leave it")
    ('did you mean formula?', 'leave it')
    """
    if len(word) > NEAR_LENGTH:
        return otherwise
    from difflib import get_close_matches

    likely = [one for one in islice(known, NEAR_CHOICE) if len(one) <= NEAR_LENGTH]
    near = get_close_matches(word, likely, n=1)
    return f"did you mean {near[0]}?" if near else otherwise


class DeriveError(Exception):
    """Say in one message what went wrong, and carry the place that grows as the error rises.

    `advice` is what the reader can do about it; `within` adds the place an outer caller knows.

    >>> fault = DeriveError("'38x4M' is not a number as a paper prints it", advice="write 384M")
    >>> print(fault.within("claims[0]").within("my.toml"))
    my.toml: claims[0]: '38x4M' is not a number as a paper prints it; write 384M
    """

    def __init__(self, message: str, *, advice: str = "", place: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.place = tuple(place)

    def within(self, outer: str) -> DeriveError:
        """Put the name of the outer place before the places already known, and return the error.

        >>> DeriveError("no such name").within("components.encoder").place
        ('components.encoder',)
        """
        self.place = (outer, *self.place)
        return self

    def __str__(self) -> str:
        body = f"{self.message}; {self.advice}" if self.advice else self.message
        return ": ".join((*self.place, body))


class FormulaError(DeriveError):
    """A formula that cannot be read or has no value; points at the place with a caret.

    >>> print(FormulaError("unknown name 'dd'", text="4*dd", at=2, width=2))
    unknown name 'dd'
      4*dd
        ^^
    """

    def __init__(
        self, message: str, *, advice: str = "", text: str = "", at: int = 0, width: int = 1
    ) -> None:
        super().__init__(message, advice=advice)
        self.text = text
        self.at = at
        self.width = max(1, width)

    def __str__(self) -> str:
        if not self.text:
            return super().__str__()
        return f"{super().__str__()}\n  {self.text}\n  {' ' * self.at}{'^' * self.width}"


class PrintedError(DeriveError):
    """A printed number that is not one, or an unknown word for how it was cut."""


class ModelError(DeriveError):
    """Parts of a model that do not fit together.

    `path` is where a spec file would say it, key by key, and `word` the name at fault there.
    `faults` holds all of them where a model has several.

    >>> error = ModelError("unknown name 'dd'", path=("components", "lstm", "formula"), word="dd")
    >>> error.faults == (error,)
    True
    """

    def __init__(
        self,
        message: str,
        *,
        advice: str = "",
        place: Sequence[str] = (),
        path: Sequence[str | int] = (),
        word: str = "",
    ) -> None:
        super().__init__(message, advice=advice, place=place)
        self.path = tuple(path)
        self.word = word

    @property
    def faults(self) -> tuple[DeriveError, ...]:
        """Give every fault: this one alone, unless it gathers several."""
        return (self,)


class UnusedError(ModelError):
    """A part of a model that nothing uses."""


class UnfitError(ModelError):
    """Several faults of one model, all at once.

    >>> print(UnfitError([ModelError("two things are called 'd'"), ModelError("no claims")]))
    two things are called 'd'
    no claims
    """

    def __init__(self, faults: Sequence[DeriveError]) -> None:
        super().__init__(f"{len(faults)} faults")
        self._faults = tuple(faults)

    @property
    def faults(self) -> tuple[DeriveError, ...]:
        """Give every fault, in the order found."""
        return self._faults

    def __str__(self) -> str:
        return "\n".join(": ".join((*self.place, str(fault))) for fault in self.faults)


class SpecError(DeriveError):
    """A spec file that cannot be read; holds every fault of the file at once.

    >>> print(SpecError([ModelError("two things are called 'd'"), ModelError("no claims")]))
    two things are called 'd'
    no claims
    """

    def __init__(self, faults: Sequence[DeriveError]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(": ".join((*self.place, str(fault))) for fault in self.faults)


class BudgetError(DeriveError):
    """A question that would take more work than the budget allows."""


class UsageError(DeriveError):
    """A call of the command line, or of a public function, that asks for what does not exist."""


class InternalError(DeriveError):
    """Two ways of computing one number disagree: a fault of `derive`, never a result."""
