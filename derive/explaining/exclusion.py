"""Why an option is ruled out, as values: by which claims and pins, and how near it comes.

The explorer, which has the diagrams for it at hand, finds them (`derive/explore/exclusion.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.formulas.tree import Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """How near a claim can come when the other claims that exclude an option are met.

    `difference` is the count less the nearest number that the claim admits.
    """

    claim: str
    printed: str
    value: Exact
    difference: Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """What excludes an option; false for an option that remains, with its `solutions`.

    Without claims it is `requires`, alone or with pins.
    """

    label: str
    option: str
    solutions: int
    claims: tuple[str, ...] = ()
    pins: tuple[tuple[str, str], ...] = ()
    misses: tuple[Nearest, ...] = ()

    def __bool__(self) -> bool:
        return not self.solutions
