"""A text as a formula and as a condition: what is read has one value, however it is spelled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from derive.components import LIBRARY
from derive.errors import FormulaError
from derive.formulas.exact import exact
from derive.formulas.grammar import condition, parse
from derive.formulas.spelling import LATEX, TEXT, spell
from derive.formulas.tree import Written, evaluate, names_in
from tests.fuzz.outcome import outcome
from tests.fuzz.reader import read_spec, specs

WORDS = (
    "**", "//", "<=", ">=", "==", "!=", " and ", " or ", "not ", "ceil_to(", "min(", "max(",
    "sum(", ", i, 1, 3)", "bias=2", "'none'", "d*d", "(1)", " + ", " - ",
    *(f"{name}(" for name in LIBRARY),
)  # fmt: skip
MORE = ("not (tied == 'yes' or d <= 4) and bias != 2", "-(-d) + 2**3 // 7", "lstm(d, V, bias=1)")


def read_formula(raw: bytes) -> None:
    """Read a text as a formula and as a condition; the laws of both hold."""
    text = raw.decode("utf-8", "surrogateescape")
    tree = outcome(lambda: shown(lambda: parse(text, LIBRARY)))
    if tree is not None:
        _has_one_value(tree)
    asked = outcome(lambda: shown(lambda: condition(text, LIBRARY)))
    if asked is not None:
        assert condition(str(asked)).names == asked.names


def shown(read: Callable[[], object]) -> object:
    """Read; the text that a message quotes is the caller's own, which the reader makes plain.

    >>> shown(lambda: parse("d.real"))
    Traceback (most recent call last):
    derive.errors.FormulaError: an attribute is not part of a formula; use + - * / // ** ( ), ...
    """
    try:
        return read()
    except FormulaError as fault:
        fault.text = ""
        raise


def _has_one_value(tree: Written) -> None:
    """As written, as spelled and as expanded it is one number, where it has one."""
    assert spell(tree, TEXT) and spell(tree, LATEX)
    values = {name: 3 + at for at, name in enumerate(names_in(tree))}
    again, value = parse(spell(tree)), outcome(lambda: evaluate(tree, values))
    if value is not None:  # else it may be one that would take long
        assert evaluate(again, values) == value
        expanded = outcome(lambda: exact(tree).evaluate(values))
        assert expanded is None or expanded == value


def formulas() -> Iterator[bytes]:
    """Give the formulas and the conditions of specs that can be read, each once."""
    text = b"\n".join(filter(read_spec, specs(longest=12_000)))
    found = re.findall(rb"""=\s*(?:"([^"\n]*)"|'([^'\n]*)')""", text)
    quoted = {one or other for one, other in found}
    return iter(sorted({one for one in quoted if 0 < len(one) < 300} | {m.encode() for m in MORE}))
