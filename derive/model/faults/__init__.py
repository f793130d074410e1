"""Whether the parts of a model fit together: every fault, not only the first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from derive import limits
from derive.errors import DeriveError, ModelError
from derive.formulas.work import together
from derive.model.faults.claims import claims, nothing, unprinted
from derive.model.faults.formulas import components, definitions, options
from derive.model.faults.names import clashes
from derive.model.faults.rows import requires, rows
from derive.model.faults.sizes import added_up, degrees, sizes
from derive.model.faults.uses import unused, values

if TYPE_CHECKING:
    from derive.model.lookups import Parts


@together()
def faults_of(model: Parts) -> list[DeriveError]:
    """Give everything in a model that does not fit, in the order in which a file is read.

    What follows from an earlier fault is not looked for, and `limits.FAULTS` are enough. A `Model`
    asks for them itself, and raises them:

    >>> from derive import Component, Model, hyperparameters
    >>> d = hyperparameters(d=10)
    >>> faults_of(Model(hyperparameters=d, components=(Component(name="c", formula="d*d"),)))
    []
    >>> Model(hyperparameters=d, components=(Component(name="c", formula="d*e"),))
    Traceback (most recent call last):
    derive.errors.ModelError: component c: unknown name 'e'; a formula knows d
    """
    for check in (
        (_limits, clashes),
        (definitions, options, components, claims, rows, requires),
        (sizes, added_up),
        (degrees,),
        (nothing, unprinted, unused, values),
    ):
        faults = (fault for one in check for fault in one(model))
        if found := list(islice(faults, limits.FAULTS)):
            return found
    return []


def _limits(model: Parts) -> Iterator[DeriveError]:
    for what, count, limit in (
        ("hyperparameters", len(model.known), limits.SYMBOLS),
        ("definitions", len(model.definitions), limits.SYMBOLS),
        ("assumptions", len(model.assumptions), limits.ASSUMPTIONS),
        ("symbols that options set", len(model.setting), limits.SYMBOLS),
        ("components", len(model.components), limits.COMPONENTS),
        ("configurations", len(model.configurations), limits.CONFIGURATIONS),
        ("claims", len(model.figures), limits.CLAIMS),
        ("options", max((len(a.options) for a in model.assumptions), default=0), limits.OPTIONS),
    ):
        if count > limit:
            yield ModelError(
                f"{count} {what} are over the limit of {limit}",
                advice="write fewer, or split the model",
            )
