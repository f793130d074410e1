"""Facts told as steps: one function a fact, prose written once.

explained    :: Explanation            -> steps
"""

from __future__ import annotations

from derive.explaining.explanation import Explanation
from derive.steps import Step, Text
from derive.tell.accounts import summed
from derive.tell.causes import missed_because
from derive.tell.changes import nearest
from derive.tell.nominal import nominal_told


def explained(told: Explanation) -> list[Step]:
    """Tell one assumption set: what it misses, by how much and why, and its sums.

    >>> from derive import read, solve
    >>> from derive.papers.catalogue import path_of
    >>> from derive.explaining.explanation import explain
    >>> found = solve(read(path_of("sutskever2014")))
    >>> explained(explain(found))[0]
    Text(parts=('Every printed number is met.',))
    >>> explained(explain(found, {"gate_bias": "one"}))[0].parts[:2]
    ('The cause is ', Code(text='gate_bias = one'))
    """
    sums = [step for account in told.accounts for step in summed(account)]
    sums += nominal_told(told.nominal)
    if told.fits:
        return [Text("Every printed number is met."), *sums]
    if not told.misses:  # every number is met, by options that `requires` forbids together
        return [*nearest(told.changes or None), *sums]
    return [*missed_because(told), *sums]
