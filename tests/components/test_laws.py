"""For every function of the library, on drawn arguments: one value, however it is computed."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.components import FAMILIES, FUNCTIONS, LIBRARY
from derive.components.templates import INSTEAD, STRUCTURE, SWITCHES
from derive.formulas.formula import Formula, formula
from derive.formulas.sympy import symbol
from tests.components.drawing import Drawn, calls

every_function = pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
Function = Callable[..., Formula]

# Groups of channels share the statistics of a normalisation, not its parameters.
WITHOUT_EFFECT = {"group_norm": {"groups"}}


@every_function
@given(data=st.data())
def test_one_value_however_it_is_called(function: Function, data: st.DataObject) -> None:
    call: Drawn = data.draw(calls(function))
    tree_polynomial_and_sympy_have_one_value(function, call)
    numbers_may_come_before_or_after(function, call)
    the_language_calls_the_same_function(function, call)


def tree_polynomial_and_sympy_have_one_value(function: Function, call: Drawn) -> None:
    written = function(*call.places, **call.names)
    value = written.value(call.values)
    assert written.exact.evaluate(call.values) == value
    found = written.expression.subs({symbol(n): v for n, v in call.values.items()})
    assert Fraction(int(found.p), int(found.q)) == value


def numbers_may_come_before_or_after(function: Function, call: Drawn) -> None:
    places, names = call.with_numbers()
    numbers = function(*places, **names)
    assert not numbers.names
    assert int(numbers) == function(*call.places, **call.names).value(call.values)
    assert int(numbers) >= 0


def the_language_calls_the_same_function(function: Function, call: Drawn) -> None:
    arguments = [*map(str, call.places), *(f"{n}={v}" for n, v in call.names.items())]
    text = f"{function.__name__}({', '.join(arguments)})"
    assert formula(text, LIBRARY) == function(*call.places, **call.names)


@every_function
def test_what_is_written_can_be_read_again(function: Function) -> None:
    parameters = inspect.signature(function).parameters.values()
    by_name = {one.name: one.name for one in parameters if one.kind is one.KEYWORD_ONLY}
    for called, alone in INSTEAD:
        if called == function.__name__:
            del by_name[alone]
    places = [one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    bands = ["b", "c"] if any(one.kind is one.VAR_POSITIONAL for one in parameters) else []
    written = function(*places, *bands, **by_name)
    without = WITHOUT_EFFECT.get(function.__name__, set())
    assert set(written.names) == {*places, *bands, *by_name} - without
    assert formula(str(written)).exact == written.exact


def test_every_function_is_documented() -> None:
    for function in FUNCTIONS.values():
        text = inspect.getdoc(function) or ""
        assert text.startswith("Give the "), function
        assert "\nSource: " in text, function
        assert ">>> int(" in text, function


def test_every_function_checks_its_arguments() -> None:
    assert all(hasattr(function, "__wrapped__") for function in FUNCTIONS.values())


def test_families_are_modules_and_name_each_function_once() -> None:
    assert sum(map(len, FAMILIES.values())) == len(FUNCTIONS)
    homes = [{function.__module__ for function in family} for family in FAMILIES.values()]
    assert all(len(home) == 1 for home in homes)
    assert len({one for home in homes for one in home}) == len(FAMILIES)


def test_the_table_of_arguments_names_arguments_that_exist() -> None:
    known = {n for function in FUNCTIONS.values() for n in inspect.signature(function).parameters}
    assert set(STRUCTURE) | SWITCHES <= known
    for (name, alone), others in INSTEAD.items():
        assert {alone, *others} <= set(inspect.signature(FUNCTIONS[name]).parameters)
