"""Requirements that permit nothing at all: say which of them contradict each other."""

from __future__ import annotations

from dataclasses import replace

from derive.diagrams.diagram import unroll
from derive.diagrams.problem import Problem
from derive.errors import ModelError
from derive.solver.encode import Encoding


def refuse_empty(encoding: Encoding) -> None:
    """Raise ModelError that names the fewest requirements without an assumption set in common.

    >>> from derive import Assumption, Claim, Component, Model, solve
    >>> solve(Model(
    ...     assumptions=(Assumption(name="tied"), Assumption(name="bias")),
    ...     components=(Component(name="c", formula="1 + tied + bias"),),
    ...     claims=(Claim(printed="1", counts="c"),),
    ...     requires=("bias <= 1", "tied == 'yes'", "tied < 1"),
    ... ))
    Traceback (most recent call last):
    derive.errors.ModelError: requires: no assumption set satisfies tied == 'yes' together with ...
    """
    requires = encoding.model.requires
    kept = list(range(len(requires)))
    for at in range(len(requires)):
        without = [other for other in kept if other != at]
        if not unroll(_only(encoding, without)).endings:
            kept = without
    told = " together with ".join(str(requires[at]) for at in kept)
    raise ModelError(
        f"no assumption set satisfies {told}", advice="drop one of them", place=("requires",)
    )


def _only(encoding: Encoding, kept: list[int]) -> Problem:
    """Keep the tables of some requirements; each row has a table for every requirement."""
    number = len(encoding.model.requires)
    tables = encoding.problem.allowed
    return replace(
        encoding.space, allowed=tuple(t for at, t in enumerate(tables) if at % number in kept)
    )
