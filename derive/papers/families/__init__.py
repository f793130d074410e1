"""Families: specs to start from, which also say what the keys of a config.json mean.

family_of :: model_type -> Family      KEY.toml, read once
settled   :: Family, config -> Settled what a config says of its sizes and choices
spec      :: Family, Settled -> str    the text of an ordinary spec, which the reader reads

A family is a spec file with a few keys of its own, described in README.md; the reader of specs
refuses them, for in an ordinary file they would do nothing.
"""

from __future__ import annotations

from pathlib import Path

from derive.errors import UsageError, did_you_mean

FAMILIES = Path(__file__).parent


def keys() -> tuple[str, ...]:
    """Give the keys of the families, in alphabetical order.

    >>> "llama" in keys()
    True
    """
    return tuple(sorted(path.stem for path in FAMILIES.glob("*.toml")))


def text_of(key: str) -> str:
    """Give the file of a family as it is.

    >>> text_of("lama")
    Traceback (most recent call last):
    derive.errors.UsageError: there is no family 'lama'; did you mean llama?
    """
    if key in keys():
        return (FAMILIES / f"{key}.toml").read_text(encoding="utf-8")
    advice = did_you_mean(key, keys(), "`derive init` lists them")
    raise UsageError(f"there is no family {key!r}", advice=advice)
