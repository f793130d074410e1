"""What the explorer may take holds for each question, and the next one is answered again."""

from __future__ import annotations

import io
import json

import pytest

from derive import Assumption, Claim, Component, Model
from derive.allowance import Bounds
from derive.errors import BudgetError
from derive.explore.lines import converse, stream
from derive.explore.state import Exploration, begin


def wide(bounds: Bounds) -> Exploration:
    """Forty unrelated sizes, of which a few may be left open."""
    sizes = [7919 * at**5 + 10**9 for at in range(1, 41)]
    model = Model(
        assumptions=tuple(Assumption(name=f"a{at}") for at in range(40)),
        components=(
            Component(name="c", formula=" + ".join(f"a{at}*{n}" for at, n in enumerate(sizes))),
        ),
        claims=(Claim(printed=str(sum(sizes) // 2), counts="c", match="at_least"),),
    )
    return begin(model, bounds=bounds)


@pytest.mark.parametrize("bounds", [Bounds(seconds=0.3), Bounds(nodes=500)])
def test_a_question_that_takes_too_long_is_refused(bounds: Bounds) -> None:
    told = io.StringIO()
    assert converse(wide(bounds), io.StringIO("show\nhelp\n"), told) == 2
    said = told.getvalue()
    assert "! no answer within 0.3 s" in said or "! the diagram outgrows 500 nodes" in said
    assert "undo" in said.partition(">> help")[2]


def test_a_start_that_takes_too_long_is_an_error() -> None:
    with pytest.raises(BudgetError):
        stream(wide(Bounds(nodes=500)), io.StringIO("help"), io.StringIO())


def test_without_bounds_a_line_is_a_line() -> None:
    told = io.StringIO()
    model = Model(
        assumptions=(Assumption(name="bias"),),
        components=(Component(name="c", formula="7 + bias"),),
        claims=(Claim(printed="7", counts="c"),),
    )
    assert stream(begin(model), io.StringIO("pin bias yes\npin bias maybe"), told) == 2
    first, second = map(json.loads, told.getvalue().splitlines())
    assert first["state"]["solutions"] == second["state"]["solutions"] == 0
    assert second["fault"].startswith("bias has no option 'maybe'")
