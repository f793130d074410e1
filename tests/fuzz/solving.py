"""A small spec that was read is solved within its time, and as brute force solves it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from derive.allowance import within
from derive.model.model import Model
from derive.solver.solutions import Solutions, solve
from tests import brute_force
from tests.fuzz import reader
from tests.fuzz.outcome import outcome
from tests.fuzz.small import SMALL

SECONDS, MEMORY, NODES = 2, 300_000_000, 20_000
LONGEST = 4_000
FEW = 24  # assumption sets that are counted one by one


def solve_spec(raw: bytes) -> None:
    """Read a spec and solve it; what is found is what brute force finds, where that is quick.

    >>> solve_spec(b"components.layer.formula = '4'\\nclaims = [{printed = '4', counts = 'layer'}]")
    """
    model = claiming(raw)
    if model is None:
        return
    found = outcome(lambda: _answered(model))
    if found is not None and found.space <= FEW and not _unknown(model):
        every = outcome(lambda: brute_force.solutions(model))
        assert every is None or every == list(found)


def claiming(raw: bytes) -> Model | None:
    """Read a spec; None where it is refused, and where it claims nothing.

    >>> claiming(b"components.layer.formula = '4'")
    """
    model = reader.read_spec(raw)
    return model if model is not None and model.claimed else None


def _answered(model: Model) -> Solutions:
    """Solve, and ask what every command asks; solutions are counted again on the way."""
    with within(seconds=SECONDS, memory=MEMORY, nodes=NODES):
        found = solve(model)
        assert 0 <= found.count <= found.space
        assert len(found.best(3)) == min(3, found.count)
        assert len(found.readings(3)) <= found.count
        assert all(sum(row.values()) == found.count for row in found.shares.values())
        assert bool(found) == bool(found.count) and found.forced.keys() <= found.shares.keys()
        return found


def specs() -> Iterator[bytes]:
    """Give small specs that claim something."""
    raw = chain((one.encode() for one in SMALL), reader.specs(longest=LONGEST))
    return filter(claiming, raw)


def _unknown(model: Model) -> bool:
    return any(one.unknown is not None for one in model.hyperparameters)
