"""What the laws of this room share: how long they may take, and models that have a count."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, settings

from derive.errors import DeriveError
from derive.model.model import Model
from derive.solver.solutions import Solutions, solve

slow = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def solved(model: Model) -> Solutions:
    """Solve, or leave out a model with a component that is no count."""
    try:
        return solve(model)
    except DeriveError:
        assume(False)
