"""What was chosen with --given stays chosen when nothing fits and the why is asked."""

from __future__ import annotations

from derive.explaining.unmet import unmet
from derive.papers.catalogue import path_of
from derive.papers.reading.reader import read
from derive.solver.solutions import solve


def test_why_nothing_fits_keeps_to_what_was_chosen() -> None:
    found = solve(read(path_of("sutskever2014")), given={"gates": "gru"})
    why = unmet(found)
    assert found.count == 0
    assert [claim.solutions for claim in why.conflict.alone] == [0, 0, 0, 0]
    assert why.conflict.together == ()
    assert why.near
    for near in why.near:
        assert near.case.chosen["gates"] == "gru"
        assert near.missed
    for repair in why.speculation:
        assert repair.example["gates"] == "gru"
