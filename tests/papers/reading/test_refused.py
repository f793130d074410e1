"""A formula is arithmetic over the names of its model: nothing else of Python is let in."""

from __future__ import annotations

import sys

import pytest

from derive.errors import DeriveError, FormulaError, SpecError
from derive.formulas.grammar import condition, parse
from derive.papers.reading import read_text

REFUSED = [
    # attributes, subscripts, calls of what is no component
    "d.real", "d.__class__", "().__class__.__bases__", "d[0]", "d[0:1]", "d()", "d(1)", "(d)(1)",
    "max(d).real", "lstm.__globals__", "lstm(d, d).x", "f(d)(d)", "max(*d)", "max(**d)",
    "max(d, key=d)", "sum(d, i.j, 1, 2)", "sum(d, 1, 1, 2)", "sum(d for d in d)",
    # names of the interpreter
    "__import__('os')", "eval('1')", "exec('1')", "open('x')", "compile('1', '', 'eval')",
    "globals()", "getattr(d, 'x')", "breakpoint()", "input()", "print(1)", "type(d)",
    # comprehensions, lambdas, strings and all other literals
    "[d for d in d]", "{d for d in d}", "{d: d for d in d}", "(d for d in d)", "lambda: 1",
    "(lambda: 1)()", "f'{d}'", "f''", "'d'", "b'd'", "'a' 'b'", "1.5", "1e3", "1j", "True", "None",
    "...", "[1]", "(1,)", "(1, 2)", "{1}", "{}", "{1: 2}", "0x10", "0b1", "0o7", "-1.0",
    # other operators and statements
    "d @ d", "d % 2", "d << 1", "d >> 1", "d & 1", "d | 1", "d ^ 1", "~d", "not d", "d and d",
    "d or d", "d if d else d", "d < 1", "d == 1", "d is d", "d in d", "(d := 1)", "d = 1",
    "d; d", "import os", "await d", "yield d", "(yield)", "return 1", "del d", "*d", "d # x\n",
    "d\n", "\nd", " d", "", " ", "(", ")", "d d", "d..d", "\\", "$", "d\x00", "d\x1b[2J", "𝐝",
    "d÷d",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_a_formula_is_arithmetic_only(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


@pytest.mark.parametrize("text", REFUSED)
def test_a_spec_says_where(text: str) -> None:
    quoted = "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else c for c in text)
    with pytest.raises(SpecError) as caught:
        read_text(f'hyperparameters.d = 4\ncomponents.layer.formula = "{quoted}"\n')
    (fault,) = caught.value.faults
    assert (fault.line, fault.key) == (2, "components.layer.formula")


@pytest.mark.parametrize(
    "text",
    ["d", "1", "d.x == 1", "d == [1]", "d is 1", "d in (1, 2)", "'a' == 'b'", "d < 'a'",
     "d + 1 == 'a'", "(d == 1) == 1", "d == 1 if d else d", "f(d) == 1",
     "d == f'a'", "all(d)", "d == 1 & d == 2"],
)  # fmt: skip
def test_a_condition_compares_only(text: str) -> None:
    with pytest.raises(DeriveError):
        condition(text)


def test_nothing_is_imported_or_opened_by_reading() -> None:
    """An audit hook sees every import, open, exec and compile that reading a spec causes."""
    read_text("components.layer.formula = '1'\n")
    seen: list[tuple[str, object]] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in ("import", "open", "exec", "os.system", "subprocess.Popen"):
            seen.append((event, arguments))

    sys.addaudithook(watch)
    for text in REFUSED:
        with pytest.raises(FormulaError):
            parse(text)
    watching = False
    assert [one for one in seen if one[0] != "import" or one[1][0] != "difflib"] == []  # type: ignore[index]
