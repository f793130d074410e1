"""The one family of errors: what was being done, what was seen, why it failed, what to do."""

from __future__ import annotations

from collections.abc import Sequence


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
    """Parts of a model that do not fit together."""


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
