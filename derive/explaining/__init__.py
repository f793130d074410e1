"""Facts about readings, as values: what agrees and why, what misses and by how much, what next.

    verdict         :: Model, Reading, Reading        -> Verdict         verdicts.py
    coincidence     :: difference, values             -> Coincidence     coincidence.py
    explain         :: Solutions, options             -> Explanation     explanation.py
    explain_reading :: Solutions, number              -> Explanation     explanation.py
    settling        :: Solutions, readings            -> Settling        settling.py
    unmet           :: Solutions                      -> Unmet           unmet.py
    reconcile       :: Model, printed, count          -> Reconciliation  reconcile.py
    data            :: any of these                   -> JSON            data.py

Nothing here is prose: `derive.tell.facts` turns facts into steps, and tests compare values. Every
condition, difference and interval has been checked in exact integers before it is given.
"""
