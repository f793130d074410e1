"""What was asked otherwise than the paper states it, as plain data."""

from __future__ import annotations

from typing import Any

from derive.model.changes import Changes


def changes_data(changes: Changes) -> dict[str, Any]:
    """Give the sizes, the figures and the rows that were asked for; a key for each kind there is.

    >>> changes_data(Changes(sizes={"V": 32_000}, claims=[("total", "345M")]))
    {'set': {'V': 32000}, 'claimed': [{'counts': 'total', 'printed': '345M'}]}
    """
    told = {
        "set": dict(changes.sizes),
        "claimed": [{"counts": counts, "printed": figure} for counts, figure in changes.claims],
        "rows": list(changes.rows),
    }
    return {key: value for key, value in told.items() if value}
