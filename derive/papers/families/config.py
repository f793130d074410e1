"""A model's config.json: from its text to the text of a spec, by the family of its type.

spec_of_config :: text, file -> str
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from derive import limits
from derive.errors import SpecError, nearest
from derive.papers.families import keys
from derive.papers.families.family import Family, family, family_of, known_types
from derive.papers.families.plain import spec
from derive.papers.families.settling import settled
from derive.papers.reading.faults import Fault, Faults, spelled
from derive.papers.reading.kinds import Decimal, described, short

# Where a model of several parts keeps the config of its text model.
NESTED = ("text_config", "llm_config", "language_config")


def is_config(text: str) -> bool:
    """Say whether a text is no spec but a config: TOML never starts with a brace.

    >>> is_config('{"model_type": "llama"}'), is_config("[paper]")
    (True, False)
    """
    return text.lstrip("\ufeff \t\r\n").startswith("{")


def spec_of_config(text: str, file: str) -> str:
    """Write the spec that a config stands for.

    Raises SpecError with every field that is wrong, or for a type that no family serves.

    >>> spec_of_config('{"model_type": "lama"}', "config.json")
    Traceback (most recent call last):
    derive.errors.SpecError: config.json: model_type: no family serves 'lama'; did you mean ...
    """
    config, part = text_model(parsed(text, file), file)
    found = _family(config, file)
    faults = Faults()
    values = settled(found, config, faults)
    if faults.found:
        before = (part,) if part else ()
        raise SpecError(
            [
                Fault(fault.message, advice=fault.advice, file=file, key=spelled((*before, *path)))
                for path, fault in faults.found
            ]
        )
    return spec(found, values, part)


def parsed(text: str, file: str) -> dict[str, Any]:
    """Read the JSON of a config; numbers that are not whole keep their spelling.

    NaN and Infinity are no JSON, but programs write them, and no size may be one.

    >>> parsed('{"a": 1', "config.json")
    Traceback (most recent call last):
    derive.errors.SpecError: config.json: this is no JSON (Expecting ',' delimiter, line 1 \
column 8); save it again from the program that wrote it
    """
    try:
        found = json.loads(text.lstrip("\ufeff"), parse_float=Decimal, parse_constant=Decimal)
    except RecursionError:
        raise _wrong(file, "lists or objects are nested too deep", "write them flat") from None
    except json.JSONDecodeError as fault:
        where = f"{fault.msg}, line {fault.lineno} column {fault.colno}"
        advice = "save it again from the program that wrote it"
        raise _wrong(file, f"this is no JSON ({where})", advice) from None
    except ValueError:  # Python reads no whole number of more than 4300 digits
        message = f"a number has more than {limits.DIGITS} digits"
        raise _wrong(file, message, "no size has so many (limit DIGITS)") from None
    if not isinstance(found, dict):
        raise _wrong(file, f"a config is an object, and this is {described(found)}", "")
    return found


def text_model(config: dict[str, Any], file: str) -> tuple[dict[str, Any], str]:
    """Give the config to count: the one given, or that of its text model, and where it stands.

    >>> text_model({"model_type": "llava", "text_config": {"model_type": "llama"}}, "config.json")
    ({'model_type': 'llama'}, 'text_config')
    """
    kind = config.get("model_type")
    if not (isinstance(kind, str) and family_of(kind)):
        for name in NESTED:
            inner = config.get(name)
            if isinstance(inner, dict) and "model_type" in inner:
                return inner, name
    return config, ""


def _family(config: Mapping[str, Any], file: str) -> Family:
    kind = config.get("model_type")
    if not isinstance(kind, str):
        seen = "is missing" if kind is None else f"is {described(kind)}, not a text"
        raise _wrong(
            file,
            f"model_type {seen}",
            f'add it, as in "model_type": "llama"; {_start(config)}',
        )
    found = family_of(kind)
    if found is None:
        raise _wrong(
            file,
            f"no family serves {short(kind)!r}",
            f"{_near(kind)}; {_start(config)}",
            "model_type",
        )
    return found


def _near(kind: str) -> str:
    near = nearest(kind, known_types())
    known = ", ".join(known_types())
    return f"did you mean {near}? known are {known}" if near else f"known are {known}"


def _start(config: Mapping[str, Any]) -> str:
    """Name the family that finds most of what it needs, and what it would find and miss."""
    served = [one for one in map(family, keys()) if one.kinds]
    best = max(served, key=lambda one: _share(one, config))
    needed = [one.fields for one in best.sizes if one.fields and one.absent is None]
    has = [next(f for f in fields if f in config) for fields in needed if {*fields} & {*config}]
    lacks = [fields[0] for fields in needed if not {*fields} & {*config}]
    if not has:
        return "`derive init` lists what a spec may start from"
    missing = f" and lacks {', '.join(lacks)}" if lacks else ""
    return (
        f"the config has {', '.join(has)}{missing}, so that `derive init --from {best.key}` is a "
        "start"
    )


def _share(one: Family, config: Mapping[str, Any]) -> tuple[int, int, int]:
    """Rank a family: by what it needs and misses, needs and finds, and by all that it finds."""
    found = {size.name for size in one.sizes if {*size.fields} & {*config}}
    needed = {size.name for size in one.sizes if size.fields and size.absent is None}
    return -len(needed - found), len(needed & found), len(found)


def _wrong(file: str, message: str, advice: str, key: str = "") -> SpecError:
    return SpecError([Fault(message, advice=advice, file=file, key=key)])
