"""The labels of what is chosen and of what is solved for: `gate_bias`, `replicas@small`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from derive.intervals import Interval
from derive.model.assumptions import Assumption
from derive.model.model import Model
from derive.model.parts import Configuration
from derive.model.symbols import Hyperparameter

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One choice to make: an assumption, or an assumption in one row.

    In the paper's own claims, which are in no row, it has the name of the assumption.

    >>> Variable(assumption=Assumption(name="replicas"), row="small").label
    'replicas@small'
    """

    assumption: Assumption
    row: str | None = None

    @property
    def label(self) -> str:
        """Give the name under which outputs show the choice."""
        return f"{self.assumption.name}@{self.row}" if self.row else self.assumption.name


def variables(model: Model) -> tuple[Variable, ...]:
    """Give the choices of a model, in the order of its assumptions and rows.

    >>> from derive import Claim, Component
    >>> claims = (Claim(printed="3", counts="2 + copies"),)
    >>> model = Model(
    ...     assumptions=(Assumption(name="copies", per_configuration=True),),
    ...     configurations=tuple(Configuration(name=name, claims=claims) for name in "AB"),
    ... )
    >>> [variable.label for variable in variables(model)]
    ['copies@A', 'copies@B']
    """
    rows = [row.name for row in model.solved_rows]
    return tuple(
        Variable(assumption=assumption, row=row)
        for assumption in model.assumptions
        for row in (rows if assumption.per_configuration else [None])
    )


def label_in(assumption: Assumption, row: Configuration) -> str:
    """Give the label of an assumption in a row.

    >>> small = Configuration(name="small")
    >>> label_in(Assumption(name="bias"), small)
    'bias'
    >>> label_in(Assumption(name="replicas", per_configuration=True), small)
    'replicas@small'
    """
    return Variable(
        assumption=assumption, row=row.name if assumption.per_configuration else None
    ).label


def unknown_ranges(model: Model) -> dict[str, Interval[int]]:
    """Give the range of each unknown by its label: `V`, or `V@small` where each row has its own.

    >>> from derive.model.symbols import Hyperparameter, Unknown
    >>> V = Hyperparameter(name="V", unknown=Unknown(first=1, last=9))
    >>> unknown_ranges(Model(hyperparameters=(V,)))
    {'V': (1, 9)}
    """
    return {
        unknown_label(h, row): Interval(h.unknown.first, h.unknown.last)
        for h in model.known.values()
        if h.unknown is not None
        for row in (model.solved_rows if h.per_configuration else (Configuration(name=""),))
    }


def unknown_label(unknown: Hyperparameter, row: Configuration) -> str:
    """Give the label of an unknown in a row.

    >>> from derive.model.symbols import Unknown
    >>> V = Hyperparameter(name="V", unknown=Unknown(first=1, last=9), per_configuration=True)
    >>> unknown_label(V, Configuration(name="small")), unknown_label(V, Configuration(name=""))
    ('V@small', 'V')
    """
    own = unknown.per_configuration and row.name
    return f"{unknown.name}@{row.name}" if own else unknown.name


def in_row(unknowns: Mapping[str, Value], row: Configuration) -> dict[str, Value]:
    """Give the values of the unknowns in a row, by their own names.

    >>> in_row({"V": 7, "T@small": 5, "T@large": 9}, Configuration(name="small"))
    {'V': 7, 'T': 5}
    """
    return {
        name: value
        for label, value in unknowns.items()
        for name, _, where in [label.partition("@")]
        if where in ("", row.name)
    }
