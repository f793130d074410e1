"""The library of conventions: ready-made assumptions with their sources, as data.

conventions :: -> {name: Convention}
tables      :: -> {name: keys of [assumptions.NAME]}      what a spec's `use = "..."` takes
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from derive.errors import ModelError
from derive.model.assumptions import Assumption

KEYS = frozenset(
    {
        "asks",
        "options",
        "usual",
        "fits",
        "example",
        "reasons",
        "says",
        "frameworks",
        "source",
        "evidence",
    }
)
FACTOR, WORD = "factor", "word"
FRAMEWORKS = ("pytorch", "keras", "flax")


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """A ready-made assumption: what each framework does, and where people were misled by it.

    `fits` says what its numbers are for: the arguments of each component that takes them, or
    "factor" where they are multiplied in; "word" has none. `formula` is a component with it.

    >>> conventions()["lstm.bias"].frameworks["pytorch"]
    'two'
    >>> conventions()["gru.biases"].fits, conventions()["copies.counted"].fits
    ({'gru': ('biases',)}, 'factor')
    >>> conventions()["gru.biases"].formula, conventions()["gru.biases"].line
    ('gru(m, n, biases=gru_biases)', 'formula = "gru(m, n, biases=gru_biases)"')
    """

    name: str
    assumption: Assumption
    fits: Mapping[str, tuple[str, ...]] | str
    formula: str
    frameworks: Mapping[str, str]
    evidence: tuple[str, ...]
    table: Mapping[str, Any]

    @property
    def line(self) -> str:
        """Give the line of a spec in which it stands: a component's formula, or a claim's word.

        >>> conventions()["figures.rounding"].line
        'rounding = "figures_rounding"'
        """
        if self.fits == WORD:
            return f'{self.name.rpartition(".")[2]} = "{self.assumption.name}"'
        return f'formula = "{self.formula}"'


@cache
def conventions() -> Mapping[str, Convention]:
    """Give the library by name, in the order of its files.

    >>> conventions()["figures.unit"].assumption.names
    ('decimal', 'binary')
    """
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for family, members in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for member, table in members.items():
                name = f"{family}.{member}"
                found[name] = _convention(name, table)
    return found


def tables() -> Mapping[str, Mapping[str, Any]]:
    """Give what a spec may `use`, by name.

    >>> tables()["lstm.bias"]["options"]
    {'none': 0, 'one': 1, 'two': 2}
    """
    return {name: convention.table for name, convention in conventions().items()}


def _convention(name: str, table: Mapping[str, Any]) -> Convention:
    unknown = sorted(set(table) - KEYS)
    if unknown or not all(table.get(key) for key in ("source", "evidence", "fits")):
        wrong = f"unknown keys {unknown}" if unknown else "no source, no evidence or no fits"
        raise ModelError(f"the convention has {wrong}", place=(name,))
    assumption = Assumption(
        name=name.replace(".", "_"),
        options=table["options"],
        asks=table["asks"],
        usual=table.get("usual", ""),
        source=table["source"],
        reasons=table["reasons"],
        says=table.get("says"),
        convention=name,
    )
    frameworks = table.get("frameworks", {})
    for framework, option in frameworks.items():
        if framework not in FRAMEWORKS:
            raise ModelError(f"no framework is called {framework!r}", place=(name,))
        assumption.index(option)
    shown = {key: value for key, value in table.items() if key not in ("frameworks", "evidence")}
    return Convention(
        name=name,
        assumption=assumption,
        fits=arguments(table["fits"]),
        formula=table.get("example", ""),
        frameworks=frameworks,
        evidence=tuple(table["evidence"]),
        table=shown,
    )


def arguments(fits: Mapping[str, Any] | str) -> Mapping[str, tuple[str, ...]] | str:
    """Give what `fits` says, with the arguments of a component as a tuple.

    >>> arguments({"lstm": "bias", "softmax": ["bias"]}), arguments("factor")
    ({'lstm': ('bias',), 'softmax': ('bias',)}, 'factor')
    """
    if isinstance(fits, str):
        return fits
    return {call: (one,) if isinstance(one, str) else tuple(one) for call, one in fits.items()}
