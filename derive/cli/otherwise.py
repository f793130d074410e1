"""What `--set`, `--claim` and `--row` ask otherwise than the paper states it.

changes_of :: asked          -> Changes        raises UsageError for what cannot be read
changing   :: Model, Changes -> Model          and says at which flag a fault is
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from itertools import product

from derive.errors import DeriveError, FormulaError, ModelError, UsageError
from derive.formulas.tree import Exact
from derive.model.amounts import SWEPT, number, sweep, within_columns
from derive.model.changes import Changes, changed
from derive.model.model import Model
from derive.model.parts import TOTAL


def changes_of(asked: argparse.Namespace) -> Changes:
    """Read what is asked otherwise; a command without these flags asks nothing otherwise.

    >>> changes_of(argparse.Namespace(set=["V=32K"], claim=["345M"], row=[])).flags
    ('--set', 'V=32000', '--claim', 'total=345M')
    """
    return Changes(
        sizes={name: _size(name, text) for name, text in _pairs(getattr(asked, "set", [])).items()},
        claims=tuple(claimed(text) for text in getattr(asked, "claim", [])),
        rows=tuple(getattr(asked, "row", [])),
    )


def changing(model: Model, changes: Changes) -> Model:
    """Change a model; a claim's fault is no fault of the file and has no place in it.

    >>> from derive import Component
    >>> model = Model(components=(Component(name="c", formula=7),))
    >>> changing(model, Changes(claims=[("d", "7")]))
    Traceback (most recent call last):
    derive.errors.FormulaError: --claim: unknown name 'd'; known are c, total
      d
      ^
    """
    try:
        return changed(model, changes)
    except UsageError:
        raise
    except FormulaError as fault:
        raise fault.within("--claim") from None
    except ModelError as fault:
        raise UsageError("\n".join(str(one) for one in fault.faults)) from None
    except DeriveError as fault:
        raise fault.within("--claim") from None


def claimed(text: str) -> tuple[str, str]:
    """Part [WHAT=]FIGURE at its last =; what it counts is the total unless it is said.

    >>> claimed("345M"), claimed("2*encoder = about 64 M")
    (('total', '345M'), ('2*encoder', 'about 64 M'))
    """
    counts, sign, figure = (part.strip() for part in text.rpartition("="))
    if not figure or (sign and not counts):
        raise UsageError(
            f"--claim {text!r} has no {'figure' if not figure else 'formula before its ='}",
            advice="write it like 345M or encoder=64M",
        )
    return counts or TOTAL, figure


def sweeps_of(asked: argparse.Namespace) -> list[tuple[Mapping[str, Exact], Changes]]:
    """Read the same with sweeps: what is asked for each combination of their values.

    Before it stand the values of those that are swept. Raises UsageError for what is no sweep,
    and for more columns than `limits.COLUMNS`.

    >>> found = sweeps_of(argparse.Namespace(set=["V=32K", "L=12..24:12"], row=[]))
    >>> [(swept, dict(changes.sizes)) for swept, changes in found]
    [({'L': 12}, {'V': 32000, 'L': 12}), ({'L': 24}, {'V': 32000, 'L': 24})]
    """
    pairs = _pairs(getattr(asked, "set", []))
    swept = {name: _sweep(name, text) for name, text in pairs.items() if SWEPT in text}
    fixed = {name: _size(name, text) for name, text in pairs.items() if name not in swept}
    within_columns(*map(len, swept.values()))
    found: list[tuple[Mapping[str, Exact], Changes]] = []
    for values in product(*swept.values()):
        its: dict[str, Exact] = dict(zip(swept, values, strict=True))
        sizes = {name: its.get(name, fixed.get(name, 0)) for name in pairs}
        found.append((its, Changes(sizes=sizes, rows=tuple(asked.row))))
    return found


def _sweep(name: str, text: str) -> tuple[int, ...]:
    try:
        return sweep(text)
    except UsageError as fault:
        raise fault.within(f"--set {name}") from None


def _pairs(texts: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            raise UsageError(f"--set {text!r} is no NAME=VALUE", advice="write it like V=32000")
        if name in found:
            either = f"{name}={found[name]} or {name}={value}"
            raise UsageError(f"--set sets {name} twice", advice=f"keep {either}")
        found[name] = value
    return found


def _size(name: str, text: str) -> Exact:
    if SWEPT in text:
        raise UsageError(
            f"--set {name}={text} is a sweep, and here one value is asked for",
            advice="only `derive count` sweeps",
        )
    try:
        value = number(text)
    except UsageError as fault:
        raise fault.within(f"--set {name}") from None
    return int(value) if value.denominator == 1 else value
