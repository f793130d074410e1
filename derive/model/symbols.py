"""Hyperparameters: symbols with a meaning, a value (nearly always whole) and a name in LaTeX."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derive.errors import ModelError
from derive.formulas.names import check_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The closed range of whole numbers in which an unknown hyperparameter is looked for."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ModelError(
                f"an unknown from {self.first} to {self.last} has no whole number of 0 or more",
                advice="give a range such as from = 1, to = 300_000",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperparameter:
    """A symbol with a value that the paper states, or an unknown one.

    A value is a whole number, or a `Fraction` where the paper states one (a width multiplier of
    1/2). `value` is None where every configuration gives its own. With `switch` the value is put in
    and not kept as a symbol in readings. `per_configuration` makes an unknown anew in each row.

    >>> Hyperparameter(name="d", value=1000, means="size of an embedding").value
    1000
    >>> Hyperparameter(name="d", value=-3)
    Traceback (most recent call last):
    derive.errors.ModelError: hyperparameter d is -3; give a whole number of 0 or more
    """

    name: str
    value: int | Fraction | None = None
    unknown: Unknown | None = None
    means: str = ""
    latex: str = ""
    where: str = ""
    quote: str = ""
    source: str = ""
    switch: bool = False
    per_configuration: bool = False

    def __post_init__(self) -> None:
        check_name(self.name)
        if self.value is not None:
            if not isinstance(self.value, Fraction) or self.value < 0:
                check_value(self.name, self.value)
            if self.unknown is not None:
                raise ModelError(
                    f"hyperparameter {self.name} has a value and is unknown", advice="keep one"
                )


def check_value(name: str, value: object) -> None:
    """Refuse a value that is not a whole number of 0 or more.

    >>> check_value("d", 1.5)
    Traceback (most recent call last):
    derive.errors.ModelError: hyperparameter d is 1.5; give a whole number of 0 or more
    """
    if type(value) is not int or value < 0:
        raise ModelError(
            f"hyperparameter {name} is {value!r}", advice="give a whole number of 0 or more"
        )


def hyperparameters(**values: int) -> tuple[Hyperparameter, ...]:
    """Give hyperparameters from names and values, in the order written.

    >>> [h.name for h in hyperparameters(V_in=160_000, V_out=80_000, d=1000, L=4)]
    ['V_in', 'V_out', 'd', 'L']
    """
    return tuple(Hyperparameter(name=name, value=value) for name, value in values.items())
