"""The one family of errors: what was being done, what was seen, why it failed, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal

from derive import limits


def did_you_mean(
    word: str, known: Iterable[str], otherwise: str = "", *, cutoff: float = 0.6
) -> str:
    """Name the nearest known word, or give the other advice if none is near.

    >>> did_you_mean("forumla", ["formula", "means"]), did_you_mean("x", ["formula"], "leave it")
    ('did you mean formula?', 'leave it')
    """
    near = nearest(word, known, cutoff=cutoff)
    return f"did you mean {near}?" if near else otherwise


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Find the known word most like another, or give "" if none is near.

    `cutoff` is how alike two words must be, from 0 to 1. A stranger's words may be long and many,
    and comparing is slow: `limits.NEAR_LENGTH` and `limits.NEAR_WORDS` bound it.

    >>> nearest("forumla", ["formula", "means"]), nearest("x", ["formula"]), nearest("D", ["d"])
    ('formula', '', 'd')
    """
    if len(word) > limits.NEAR_LENGTH:
        return ""
    from difflib import get_close_matches

    likely = [one for one in islice(known, limits.NEAR_WORDS) if len(one) <= limits.NEAR_LENGTH]
    same = next((one for one in likely if one.casefold() == word.casefold()), "")
    return same or next(iter(get_close_matches(word, likely, n=1, cutoff=cutoff)), "")


class DeriveError(Exception):
    """Say in one message what went wrong, and carry the place that grows as the error rises.

    `advice` is what the reader can do about it; `within` adds the place an outer caller knows.
    `path` is where a spec file would say it, key by key, and `word` the name at fault there, for
    the errors that know it.

    >>> fault = DeriveError("'38x4M' is not a number as a paper prints it", advice="write 384M")
    >>> print(fault.within("claims[0]").within("my.toml"))
    my.toml: claims[0]: '38x4M' is not a number as a paper prints it; write 384M
    """

    path: tuple[str | int, ...] = ()
    word: str = ""

    def __init__(self, message: str, *, advice: str = "", place: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.place = tuple(place)

    @property
    def faults(self) -> tuple[DeriveError, ...]:
        """Give every fault: this one alone, unless it gathers several.

        >>> error = DeriveError("no such name")
        >>> error.faults == (error,)
        True
        """
        return (self,)

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


class DivisorError(FormulaError):
    """A formula that divides by 0 for these values."""


class WorkError(FormulaError):
    """Formulas that take too long to be worked out, each or all together."""


class PrintedError(DeriveError):
    """A printed number that is not one, or an unknown word for how it was cut.

    `key` is what is at fault: the number itself, or the scale in the head of its column.

    >>> PrintedError("the scale 'Q' is not known", key="scale").key
    'scale'
    """

    def __init__(
        self, message: str, *, advice: str = "", key: Literal["printed", "scale"] = "printed"
    ) -> None:
        super().__init__(message, advice=advice)
        self.key = key


class ModelError(DeriveError):
    """Parts of a model that do not fit together.

    >>> ModelError("unknown name 'dd'", path=("components", "lstm", "formula"), word="dd").word
    'dd'
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


class UnusedError(ModelError):
    """A part of a model that nothing uses."""


class SpecError(ModelError):
    """Every fault of a model, or of the file it is read from, at once.

    It is no ExceptionGroup: Python would print each fault a second time below the message.

    >>> print(SpecError([ModelError("two things are called 'd'"), ModelError("no claims")]))
    two things are called 'd'
    no claims
    """

    def __init__(self, faults: Sequence[DeriveError]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.args = (tuple(faults),)  # what it is made of again after a journey between processes

    @property
    def faults(self) -> tuple[DeriveError, ...]:
        """Give every fault, in the order found."""
        gathered: tuple[DeriveError, ...] = self.args[0]
        return gathered

    def __str__(self) -> str:
        return "\n".join(": ".join((*self.place, str(fault))) for fault in self.faults)


class BudgetError(DeriveError):
    """A question that would take more work than the budget allows."""


class OutgrownError(BudgetError):
    """A diagram with more nodes, or more memory, than it may have (`limit`).

    `word` is the assumption that blows it up most.

    >>> OutgrownError("the diagram outgrows 9 nodes", word="tied").word
    'tied'
    """

    def __init__(
        self,
        message: str,
        *,
        advice: str = "",
        word: str = "",
        limit: Literal["nodes", "memory"] = "nodes",
    ) -> None:
        super().__init__(message, advice=advice)
        self.word = word
        self.limit = limit


class UsageError(DeriveError):
    """A call of the command line, or of a public function, that asks for what does not exist."""


class InternalError(DeriveError):
    """Two ways of computing one number disagree: a fault of `derive`, never a result."""
