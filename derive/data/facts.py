"""Any fact as plain data for JSON: field by field, formulas as text, exact numbers as they are.

    data :: fact -> dicts, lists, strings and numbers

The properties that a reader would ask for (`kind`, `miss`, `settles`, ...) are given beside the
fields; what only `derive` can use (packed numbers, choices) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from derive.explaining.accounts import Account
from derive.explaining.coincidence import Coincidence
from derive.explaining.conflicts import Conflict
from derive.explaining.explanation import Explanation, Miss
from derive.explaining.nearby import Near
from derive.explaining.questions import Number
from derive.explaining.remainder import Remainder
from derive.explaining.settling import Question
from derive.explaining.survivors import Survivors
from derive.explaining.verdicts import ClaimVerdict, Verdict
from derive.formulas.formula import Formula
from derive.model.case import Case

PROPERTIES: dict[type, tuple[str, ...]] = {
    Account: ("hit", "miss"),
    ClaimVerdict: ("gap", "complete"),
    Conflict: ("hopeless",),
    Explanation: ("fits",),
    Miss: ("by",),
    Near: ("missed", "share"),
    Number: ("label",),
    Question: ("settles",),
    Remainder: ("named",),
    Survivors: ("readings",),
    Verdict: ("kind", "conditions"),
}
LEFT_OUT = {"given", "choices", "claim", "model"}
RENAMED = {"example": "assumptions", "case": "of"}


def data(fact: Any) -> Any:
    """Give a fact as what `json.dumps` takes.

    >>> from derive.formulas.formula import formula
    >>> data(ClaimVerdict(name="c", kind="different", values=(3, 1), difference=formula("2*d")))
    {'gap': 2, 'complete': True, 'name': 'c', 'kind': 'different', 'values': [3, 1], \
'difference': '2*d', 'condition': None}
    """
    if fact is None or isinstance(fact, str | int | float):
        return fact
    if isinstance(fact, Formula | Coincidence):
        return str(fact)
    if isinstance(fact, Fraction):
        return str(fact)
    if isinstance(fact, Mapping):
        return {str(key): data(value) for key, value in fact.items()}
    if isinstance(fact, Case):
        return _case(fact)
    if isinstance(fact, Near):
        return _fields(fact) | {"share": float(fact.share)}
    if isinstance(fact, Explanation):
        return _fields(fact) | {"of": _case(fact.case, fact.given)}
    if is_dataclass(fact):
        return _fields(fact)
    return [data(one) for one in fact]


def _case(case: Case, asked: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "formulas": data(case.formulas),
        "assumptions": dict(case.chosen),
        "values": data(case.values),
        "unknowns": dict(case.known),
        "chosen": list(asked),
    }


def _fields(fact: Any) -> dict[str, Any]:
    own = [field.name for field in fields(fact) if field.name not in LEFT_OUT]
    names = [*PROPERTIES.get(type(fact), ()), *own]
    return {RENAMED.get(name, name): data(getattr(fact, name)) for name in names}
