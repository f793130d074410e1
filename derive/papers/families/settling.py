"""What a config says of a family's sizes and choices: `settled :: Family, config -> Settled`.

Every value is checked where it is read, and all faults are given at once; what no size or choice
reads is let be, for a config holds much that counts no parameter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from derive import limits
from derive.components import LIBRARY
from derive.errors import ModelError
from derive.formulas.formula import formula
from derive.frozen import Frozen
from derive.papers.families.family import Choice, Family, Kind, Size
from derive.papers.reading.faults import Faults
from derive.papers.reading.kinds import Decimal, described

Config = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a config settles: the sizes, where each comes from, and the options.

    `assumed` are the fields that the config lacks, taken as the program of its type takes them.
    """

    kind: str
    sizes: Mapping[str, int]
    sources: Mapping[str, str]
    options: Mapping[str, str]
    assumed: tuple[str, ...]


def settled(family: Family, config: Config, faults: Faults) -> Settled:
    """Read what a family asks of a config, whose `model_type` it serves.

    >>> from derive.papers.families.family import family
    >>> small = {"model_type": "llama", "vocab_size": 100, "hidden_size": 8,
    ...     "num_attention_heads": 2, "num_hidden_layers": 1, "intermediate_size": "16"}
    >>> faults = Faults()
    >>> found = settled(family("llama"), small, faults)
    >>> found.sizes["d"], found.sizes["g"], found.options["tied"]
    (8, 2, 'no')
    >>> print(faults.found[0][0], faults.found[0][1])
    ('intermediate_size',) a whole number is needed here, and this is the text '16'; \
leave the quotes out
    """
    kind = family.kinds[config["model_type"]]
    reader = _Reader(config=config, kind=kind, sizes={}, sources={}, assumed=[])
    for name, wanted in family.expects.items():
        with faults.at(name):
            _refuse_other(family, reader.found(name), wanted)
    for size in family.sizes:
        with faults.at(*size.fields[:1]):
            reader.sizes[size.name] = 0  # stands in, so that no second fault follows
            reader.sizes[size.name] = reader.size(size)
    options: dict[str, str] = {}
    for choice in family.choices:
        with faults.at(*choice.fields[:1]):
            if option := reader.option(choice):
                options[choice.name] = option
    return Settled(
        kind=kind.name,
        sizes=Frozen(reader.sizes),
        sources=Frozen(reader.sources),
        options=Frozen({**options, **kind.declares}),
        assumed=tuple(reader.assumed),
    )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads one config; sizes may be worked out from those that were read before."""

    config: Config
    kind: Kind
    sizes: dict[str, int]
    sources: dict[str, str]
    assumed: list[str]

    def size(self, one: Size) -> int:
        """Give a size: what the config has, what its type takes, or what the others make it."""
        for name in one.fields:
            value = self.found(name)
            if value is not None and value not in one.unset:
                self.sources[one.name] = f"config.json, {name}"
                return _whole(value)
        taken = self._taken(one.fields)
        if taken is not None:
            self.assumed.append(one.fields[0])
            self.sources[one.name] = f"the default of {self.kind.name} for {one.fields[0]}"
            return int(taken)
        if one.absent is None:
            named = " or ".join(one.fields)
            raise ModelError(f"the config has no {named}", advice="add it")
        if one.fields:
            self.sources[one.name] = f"config.json, which has no {one.fields[0]}"
        return _count(formula(one.absent, LIBRARY).value(self.sizes))

    def option(self, one: Choice) -> str | None:
        """Give the option of a choice, or none where the config leaves it open."""
        value = next((v for name in one.fields if (v := self.found(name)) is not None), None)
        value = self._taken(one.fields) if value is None else value
        return one.absent if value is None else _option(one, value)

    def _taken(self, fields: tuple[str, ...]) -> Any:
        """Give what the type takes for a field that is missing; null has the family's meaning."""
        if any(name in self.config for name in fields):
            return None
        return next((self.kind.absent[name] for name in fields if name in self.kind.absent), None)

    def found(self, name: str) -> Any:
        """Give a field; `depths.0` is the first of a list, `len(id2label)` how many there are."""
        if name.startswith("len("):
            several = self.config.get(name[4:-1])
            return len(several) if isinstance(several, list | dict) else None
        value: Any = self.config
        for part in name.split("."):
            if isinstance(value, list) and part.isdecimal():
                value = value[int(part)] if int(part) < len(value) else None
            else:
                value = value.get(part) if isinstance(value, Mapping) else None
        return value


def _whole(value: object) -> int:
    """Take a size: a whole number of 0 or more that some model may have."""
    if isinstance(value, bool) or not isinstance(value, int):
        advice = {str: "leave the quotes out", Decimal: "sizes have no decimal point"}
        raise ModelError(
            f"a whole number is needed here, and this is {_described(value)}",
            advice=advice.get(type(value), ""),
        )
    if value < 0:
        raise ModelError("the number is below zero", advice="give a whole number of 0 or more")
    if value > limits.CONFIG_SIZE:
        raise ModelError(
            f"the number is over the limit of {limits.CONFIG_SIZE:,}",
            advice="no model has such a size (limit CONFIG_SIZE)",
        )
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ModelError(f"what the other sizes make it is {value}", advice="check them")
    return value


def _option(one: Choice, value: object) -> str:
    """Find the option for a value: patterns are tried in order, a list stands for its first."""
    value = value[0] if isinstance(value, list) and value else value
    wanted = "true or false" if {*one.settled} <= {"true", "false"} else ", ".join(one.settled)
    if wanted == "true or false" and not isinstance(value, bool):
        raise ModelError(f"true or false is needed here, and this is {_described(value)}")
    if isinstance(value, bool | str | int):
        word = str(value).lower() if isinstance(value, bool) else str(value)
        for pattern, option in one.settled.items():
            if fnmatchcase(word, pattern):
                return option
    raise ModelError(
        f"this is {_described(value)}, which nobody has told how to count",
        advice=f"known are {wanted}; without this key it is counted as usual",
    )


def _refuse_other(family: Family, value: object, wanted: object) -> None:
    if value is not None and value != wanted:
        raise ModelError(
            f"this is {_described(value)}, which the family {family.key} does not count",
            advice=f"write it into a spec: `derive init --from {family.key}` is a start",
        )


def _described(value: object) -> str:
    return "null" if value is None else described(value).replace("a table", "an object")
