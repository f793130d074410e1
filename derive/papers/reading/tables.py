"""The keys that each table of a spec file knows, and the kind of value each takes: data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from derive.model.claims import MATCHES
from derive.model.parts import MEASURES, Paper
from derive.papers.reading.kinds import (
    Kind,
    anything,
    flag,
    formula_text,
    latex,
    number,
    one_of,
    printed_text,
    table,
    tables,
    text,
    texts,
    whole,
)

Keys = Mapping[str, Kind]

TOP: Keys = {
    "requires": texts,
    "paper": table,
    "hyperparameters": table,
    "definitions": table,
    "assumptions": table,
    "components": table,
    "defaults": table,
    "claims": tables,
    "configurations": table,
    "declares": table,
    "expect": table,
}
# What only the files of papers/families have: elsewhere these keys would do nothing.
FAMILY = ("family", "field", "absent", "unset", "settled")
_KINDS: Mapping[object, Kind] = {"str": text, "tuple[str, ...]": texts, "int | None": whole}
PAPER: Keys = {field.name: _KINDS[field.type] for field in fields(Paper)}
HYPERPARAMETER: Keys = {
    "value": number,
    "unknown": table,
    "per": one_of("configuration"),
    "means": text,
    "latex": latex,
    "where": text,
    "quote": text,
    "source": text,
    "switch": flag,
}
UNKNOWN: Keys = {"from": whole, "to": whole}
ASSUMPTION: Keys = {
    "use": text,
    "asks": text,
    "options": anything,
    "usual": text,
    "source": text,
    "reasons": table,
    "says": table,
    "per": one_of("configuration"),
}
COMPONENT: Keys = {
    "means": text,
    "formula": formula_text,
    "groups": texts,
    "counted": flag,
    "repeats": formula_text,
    "measures": table,
}
MEASURED: Keys = dict.fromkeys(MEASURES, formula_text)
DEFAULTS: Keys = {
    "match": one_of(*MATCHES),
    "scale": text,
    "rounding": text,
    "unit": text,
    "zeros": text,
    "where": text,
}
CLAIM: Keys = {
    "name": text,
    "printed": printed_text,
    "counts": formula_text,
    "quote": text,
    **DEFAULTS,
}
CONFIGURATION: Keys = {
    "title": text,
    "hyperparameters": table,
    "components": texts,
    "claims": tables,
}
# How many entries a table or a list of the top level may have: the name of the limit.
COUNTS: Mapping[str, str] = {
    "requires": "ENTRIES",
    "hyperparameters": "SYMBOLS",
    "definitions": "SYMBOLS",
    "assumptions": "ASSUMPTIONS",
    "components": "COMPONENTS",
    "claims": "CLAIMS",
    "configurations": "CONFIGURATIONS",
}
# What a test of the catalogue expects the solver to find.
EXPECT: Keys = {
    "space": whole,
    "solutions": whole,
    "readings": whole,
    "forced": table,
    "impossible": table,
    "unknowns": table,
    "nearest": anything,
    "note": text,
}
