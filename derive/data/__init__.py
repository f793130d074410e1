"""Answers as plain data, for JSON: made here and nowhere else, each with its schema.

answer   :: command, fields  -> the fields, with `format` and `version` before them
facts    :: any explanation  -> its fields (facts.py)
answers  :: Solutions        -> what `derive solve` found (answers.py)
papers   :: Model, ...       -> a paper, the catalogue, the conventions (papers.py)
schemas  :: what each answer looks like, as JSON Schema (schema.json)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

VERSION = 1  # grows when a key changes its meaning or goes; keys are added without


def answer(command: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Name the format of an answer before its fields.

    >>> answer("list", {"papers": []})
    {'format': 'derive-list', 'version': 1, 'papers': []}
    """
    return {"format": f"derive-{command}", "version": VERSION, **fields}
