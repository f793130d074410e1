"""JSON: the steps themselves, for programs. The schema is stable; `version` grows when it changes.

    document  {"format": "derive-steps", "version": 1, "title", "names": {symbol: LaTeX},
               "citation": {...} or null, "steps": [step]}
    step      {"kind": "section", "title", "steps": [step]}
              {"kind": "text", "parts": [part]}
              {"kind": "equation", "rows": [{"sides": [formula], "verdict": [part], "label"}]}
              {"kind": "table", "head": [[part]], "columns": "lrc...", "rows": [[cell]],
               "caption": [part], "label", "total": bool}
    part      {"text"} or {"emphasis"} or {"code"} or {"cite": where}
              or {"math": [formula], "relation": "="}
    cell      {"number": integer} or {"formula": formula} or {"line": [part]}
    formula   {"code": in the language of spec files, "text": for people, "latex"}, and
              {"value": integer, or a string "p/q"} where it has no symbol

Texts are as written, control characters included: a program that prints them must take them out.
"""

from __future__ import annotations

import json as standard
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from derive.errors import FormulaError
from derive.formulas.latex import LATEX
from derive.formulas.spelling import CODE, TEXT, spell
from derive.formulas.style import Style
from derive.formulas.tree import Written, evaluate, names_in
from derive.steps import (
    Cell,
    Cite,
    Code,
    Document,
    Emphasis,
    Equation,
    Inline,
    Line,
    Math,
    Section,
    Step,
    Table,
    Text,
)
from derive.terminal import plain_json

FORMAT, VERSION = "derive-steps", 1


def json(document: Document, more: Mapping[str, Any] = {}) -> str:
    """Write a document as JSON; `more` are keys beside its own.

    >>> standard.loads(json(Document(title="t", steps=(Text("a"),))))["steps"]
    [{'kind': 'text', 'parts': [{'text': 'a'}]}]
    """
    told = {**data(document), **more}
    return plain_json(standard.dumps(told, indent=2, ensure_ascii=True)) + "\n"


def data(document: Document) -> dict[str, Any]:
    """Give the values that `json` writes.

    >>> data(Document(title="t"))["version"]
    1
    """
    latex = replace(LATEX, names=document.names)
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": document.title,
        "names": dict(document.names),
        "citation": asdict(document.citation) if document.citation else None,
        "steps": [_step(step, latex) for step in document.steps],
    }


def _step(step: Step, latex: Style) -> dict[str, Any]:
    match step:
        case Section(title, steps):
            inside = [_step(one, latex) for one in steps]
            return {"kind": "section", "title": title, "steps": inside}
        case Text(parts):
            return {"kind": "text", "parts": _line(parts, latex)}
        case Equation(rows):
            return {
                "kind": "equation",
                "rows": [
                    {
                        "sides": [formula(side, latex) for side in row.sides],
                        "verdict": _line(row.verdict, latex),
                        "label": row.label,
                    }
                    for row in rows
                ],
            }
        case Table():
            return _table(step, latex)


def _table(step: Table, latex: Style) -> dict[str, Any]:
    return {
        "kind": "table",
        "head": [_line(words, latex) for words in step.head],
        "columns": step.columns,
        "rows": [[_cell(cell, latex) for cell in row] for row in step.rows],
        "caption": _line(step.caption, latex),
        "label": step.label,
        "total": step.total,
    }


def _line(parts: Line, latex: Style) -> list[dict[str, Any]]:
    return [_part(part, latex) for part in parts]


def _part(part: Inline, latex: Style) -> dict[str, Any]:
    match part:
        case str():
            return {"text": part}
        case Math(sides, relation):
            return {"math": [formula(side, latex) for side in sides], "relation": relation}
        case Emphasis(text):
            return {"emphasis": text}
        case Code(text):
            return {"code": text}
        case Cite(where):
            return {"cite": where}


def _cell(cell: Cell, latex: Style) -> dict[str, Any]:
    if isinstance(cell, int):
        return {"number": cell}
    if isinstance(cell, tuple):
        return {"line": _line(cell, latex)}
    return {"formula": formula(cell, latex)}


def formula(tree: Written, latex: Style = LATEX) -> dict[str, Any]:
    """Give a formula in every spelling, and its value where it has one.

    >>> from derive.formulas.grammar import parse
    >>> formula(parse("4*1000**2"))["value"]
    4000000
    """
    spelled = {"code": CODE, "text": TEXT, "latex": latex}
    found: dict[str, Any] = {name: spell(tree, style) for name, style in spelled.items()}
    if not names_in(tree):
        try:
            value = evaluate(tree, {})
        except FormulaError:  # a division by 0, an exponent over the limit: no value
            return found
        found["value"] = value if isinstance(value, int) else str(value)
    return found
