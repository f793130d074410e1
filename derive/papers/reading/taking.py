"""Take the known keys out of a table: every key that is unknown, missing or of the wrong kind
becomes a fault, and the rest is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from derive import limits
from derive.errors import ModelError, did_you_mean
from derive.formulas.names import check_name
from derive.papers.reading.faults import Faults, KeyFault
from derive.papers.reading.kinds import short, table
from derive.papers.reading.positions import Path
from derive.papers.reading.tables import FAMILY, TOP, Keys


def take(
    value: object, keys: Keys, path: Path, faults: Faults, needed: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Give the values of the known keys that are what they should be.

    >>> from derive.papers.reading.kinds import whole
    >>> faults = Faults()
    >>> take({"from": 1, "two": 2}, {"from": whole, "to": whole}, ("unknown",), faults)
    {'from': 1}
    >>> print(faults.found[0][1])
    there is no key 'two' here; did you mean to?
    """
    taken: dict[str, Any] = {}
    with faults.at(*path):
        for key, one in table(value).items():
            if faults.full:
                break
            with faults.at(*path, key):
                taken[key] = _kind(key, keys, one)(one)
        for key in needed:
            if key not in table(value):
                raise KeyFault(f"the key '{key}' is missing", advice=f"add {key} = ...")
    return taken


def _kind(key: str, keys: Keys, value: object) -> Any:
    if key in keys:
        return keys[key]
    _refuse_requires(key, value)
    if key in FAMILY:
        advice = "only a family has it; `derive init --from KEY` writes a spec without"
    elif key in TOP and isinstance(value, dict | list):
        advice = f"write its header as [{key}], at the top level"
    else:
        advice = did_you_mean(key, keys, f"known are {', '.join(keys)}")
    raise KeyFault(f"there is no key '{short(key)}' here", advice=advice)


def _refuse_requires(key: str, value: object) -> None:
    """Say what to do with a `requires` that ended up in another table."""
    if key == "requires" and isinstance(value, list):
        raise KeyFault(
            "requires stands inside another table",
            advice="move it to the top of the file, before the first table",
        )


def refuse_many(count: int, what: str, limit: str) -> None:
    """Refuse more entries than a limit allows.

    >>> refuse_many(201, "options", "OPTIONS")
    Traceback (most recent call last):
    derive.papers.reading.faults.KeyFault: 201 options are over the limit of 200; \
write fewer (limit OPTIONS)
    """
    most: int = getattr(limits, limit)
    if count > most:
        raise KeyFault(
            f"{count} {what} are over the limit of {most}",
            advice=f"write fewer (limit {limit})",
        )


def named(value: object, path: Path, faults: Faults) -> Iterator[tuple[str, object]]:
    """Give the entries of a table whose keys are names of symbols.

    >>> faults = Faults()
    >>> list(named({"d": 512, "d-2": 64}, ("hyperparameters",), faults))
    [('d', 512)]
    >>> faults.found[0][0]
    ('hyperparameters', 'd-2')
    """
    for key, one in value.items() if isinstance(value, Mapping) else ():
        if faults.full:
            return
        with faults.at(*path, key), faults.part(key):
            try:
                _refuse_requires(key, one)
                check_label(key)
                check_name(key)
            except ModelError as error:
                raise KeyFault(error.message, advice=error.advice) from None
            yield key, one


def check_label(label: str) -> None:
    """Refuse a name of a row or of an option that outputs could not show on a line.

    >>> check_label("S/32")
    >>> check_label("")
    Traceback (most recent call last):
    derive.papers.reading.faults.KeyFault: a name is empty; give it a letter at least
    """
    if not label.strip():
        raise KeyFault("a name is empty", advice="give it a letter at least")
    if not label.isprintable():
        raise KeyFault(f"{short(label)!r} holds a control character", advice="remove it")
    if len(label) > limits.NAME_LENGTH:
        raise KeyFault(
            f"a name of {len(label)} characters is over the limit of {limits.NAME_LENGTH}",
            advice="shorten it (limit NAME_LENGTH)",
        )
