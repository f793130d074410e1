"""Facts about readings, as values: what agrees and why, what misses and by how much, what next.

    verdict     :: Model, Reading, Reading -> Verdict         identical, coincident, ... and why
    coincidence :: Polynomial, values      -> Coincidence     the condition, by algebra

Nothing here is prose: `derive.telling` turns facts into steps, and tests compare values.
"""
