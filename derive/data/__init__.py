"""Answers as plain data, for JSON: made here and nowhere else, each with its schema.

answer   :: command, fields  -> the fields, with `format` and `version` before them
written  :: an answer        -> its text
facts    :: any explanation  -> its fields (facts.py)
answers  :: Solutions        -> what `derive solve` found (answers.py)
papers   :: Model, ...       -> a paper, the catalogue, the conventions (papers.py)
schemas  :: what each answer looks like, as JSON Schema (schema.json)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from derive.terminal import plain_json

VERSION = 1  # grows when a key changes its meaning or goes; keys are added without


def answer(command: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Name the format of an answer before its fields.

    >>> answer("list", {"papers": []})
    {'format': 'derive-list', 'version': 1, 'papers': []}
    >>> answer("show", {"values": {"c/2": Fraction(7, 2)}})["values"]
    {'c/2': '7/2'}
    """
    return {"format": f"derive-{command}", "version": VERSION, **_exact(dict(fields))}


def written(told: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Write an answer as JSON in which nothing steers a terminal.

    >>> written({"title": "\\u202ecount of größe"})
    '{"title": "\\\\u202ecount of größe"}'
    """
    return plain_json(json.dumps(told, indent=indent, ensure_ascii=False))


def _exact(value: Any) -> Any:
    """Write fractions as text: JSON has whole numbers of any size, and no exact others."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, dict):
        return {key: _exact(one) for key, one in value.items()}
    return [_exact(one) for one in value] if isinstance(value, list | tuple) else value
