"""What was chosen with --given stays chosen when nothing fits and the why is asked."""

from __future__ import annotations

from derive import Claim, solve
from derive.explaining.unmet import unmet
from tests.tell.small import asks, counting

GATES = asks("gates", lstm=4, gru=3)
BIAS = asks("bias", none=0, one=1)


def test_why_nothing_fits_keeps_to_what_was_chosen() -> None:
    """Four gates fit, and are not to be thought of where three were chosen."""
    model = counting(
        {"layers": "L*(gates*d*d + bias*d)", "table": "V*d"},
        Claim(printed="800", counts="layers"),
        Claim(printed="1,000", counts="table"),
        assumes=[GATES, BIAS],
        L=2,
        d=10,
        V=100,
    )
    assert [*solve(model)] == [{"gates": "lstm", "bias": "none"}]
    found = solve(model, given={"gates": "gru"})
    why = unmet(found)
    assert found.count == 0
    assert [claim.solutions for claim in why.conflict.alone] == [0, 2]
    assert why.conflict.together == ("table",)
    assert why.conflict.example is not None
    assert why.conflict.example.chosen == {"gates": "gru", "bias": "none"}
    (near,) = why.near
    assert near.case.chosen == {"gates": "gru", "bias": "one"}
    assert [(account.name, account.miss) for account in near.missed] == [("layers", -180)]
    (repair,) = why.speculation
    assert (repair.name, repair.old, repair.new) == ("layers", "800", "600")
    assert repair.example == {"gates": "gru", "bias": "none"}
