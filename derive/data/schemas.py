"""What each answer looks like, as JSON Schema: one definition a format in `schema.json`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from derive.errors import UsageError, did_you_mean


@cache
def schemas() -> dict[str, Any]:
    """Read the whole file: each answer is one of its `oneOf`.

    >>> schemas()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    text = (Path(__file__).parent / "schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def schema(format: str) -> dict[str, Any]:
    """Give the schema of one format, with the definitions that it needs.

    Raises UsageError for a format that does not exist.

    >>> schema("derive-solve")["$ref"]
    '#/$defs/derive-solve'
    >>> schema("derive-slove")
    Traceback (most recent call last):
    derive.errors.UsageError: there is no format 'derive-slove'; did you mean derive-solve?
    """
    whole = schemas()
    if format not in whole["$defs"]:
        advice = did_you_mean(format, whole["$defs"], "docs/json.md lists them")
        raise UsageError(f"there is no format {format!r}", advice=advice)
    return {
        "$schema": whole["$schema"],
        "$ref": f"#/$defs/{format}",
        "$defs": whole["$defs"],
    }
