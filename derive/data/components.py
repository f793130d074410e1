"""The library of components, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from derive.components.described import Described
from derive.data.facts import data


def components_data(found: Iterable[Described]) -> dict[str, Any]:
    """Give components with their signatures, formulas, arguments, sources and examples.

    >>> from derive.components import rms_norm
    >>> from derive.components.described import described
    >>> one = components_data([described(rms_norm, "normalisation")])["components"][0]
    >>> one["signature"], one["formula"], one["examples"]
    ('rms_norm(width, *, scale=1, bias=0)', 'width', [{'formula': 'rms_norm(4096)', 'count': 4096}])
    """
    return {"components": [data(one) for one in found]}
