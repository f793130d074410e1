"""What was written for `copies.counted` of the first wave, which said 0 or 1 further copies.

It says 1 or 2 copies in all now, so `X + copies*X` would count one too many without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from derive.errors import FormulaError, ModelError
from derive.formulas.polynomial import ONE, Polynomial, total
from derive.model.assumptions import Option
from derive.model.model import Model
from derive.papers.reading.faults import Faults

TWO = Polynomial.constant(2)
COPIES = "copies.counted"


def outgrown(model: Model, top: Mapping[str, Any], faults: Faults) -> None:
    """Refuse `copies.counted` where the weights stand beside their copies, however it is chosen.

    Options of the file's own say what is meant, and are left alone.

    >>> from derive.papers.reading.reader import read_text
    >>> print(read_text('''assumptions.copies.use = "copies.counted"
    ... [components.table]
    ... formula = "(1 + copies)*embedding(10, 4)"
    ... ''', "my"))
    Traceback (most recent call last):
    derive.errors.SpecError: my:1:26: assumptions.copies.use: copies.counted is 1 or 2 copies ...
      1 | assumptions.copies.use = "copies.counted"
        |                          ^^^^^^^^^^^^^^^^
    """
    for symbol, table in top.get("assumptions", {}).items():
        if table.get("use") == COPIES and "options" not in table and _beside(model, symbol):
            with faults.at("assumptions", symbol, "use"):
                raise ModelError(
                    f"{COPIES} is 1 or 2 copies in all, no longer 0 or 1 more, and here the "
                    "weights stand beside their copies",
                    advice=f"write {symbol}*X for X + {symbol}*X, or ({symbol} - 1)*X for the "
                    "second copy; options = { once = 1, twice = 2 } says that this is meant",
                )


def _beside(model: Model, symbol: str) -> bool:
    """Say whether all that is copied is counted beside, at every setting with copies in it.

    The usual options, and each other option among them, are settings enough: a table that only
    an untied model has twice is alone at one of them.
    """
    try:
        whole = total(model.exact_components.values())
        copied = whole.substitute({symbol: TWO}) - whole.substitute({symbol: ONE})
        beside = whole.substitute({symbol: ONE}) - copied
        pairs = [
            (beside.substitute(values), copied.substitute(values))
            for values in _settings(model, symbol)
        ]
    except FormulaError:  # a divisor is 0, or it is too much to expand: whoever counts says so
        return False
    return any(more for _, more in pairs) and all(_within(more, one) for one, more in pairs)


def _settings(model: Model, symbol: str) -> Iterator[dict[str, Polynomial]]:
    others = [one for one in model.assumptions if symbol not in one.symbols]
    usual = {name: value for one in others for name, value in _values(one[one.usual]).items()}
    yield usual
    for one in others:
        for option in one.options:
            yield usual | _values(option)


def _values(option: Option) -> dict[str, Polynomial]:
    return {name: value.exact for name, value in option.sets.items()}


def _within(part: Polynomial, whole: Polynomial) -> bool:
    return all(0 < n <= whole.terms.get(monomial, 0) for monomial, n in part.terms.items())
