"""What is shown of a component is read off the function, and every argument is explained."""

from __future__ import annotations

from importlib import import_module
from inspect import signature

import pytest

from derive.components import FAMILIES, FUNCTIONS, LIBRARY
from derive.components.described import Argument, Described, described
from derive.formulas.formula import formula

LIBRARY_SHOWN = [
    described(function, family) for family, functions in FAMILIES.items() for function in functions
]
every_component = pytest.mark.parametrize("one", LIBRARY_SHOWN, ids=lambda one: one.name)


@every_component
def test_an_example_counts_what_it_says(one: Described) -> None:
    assert one.examples
    for example in one.examples:
        assert formula(example.formula, LIBRARY).value({}) == example.count
        assert f"{one.name}(" in example.formula


@every_component
def test_the_formulas_are_those_of_calls_with_the_arguments_names(one: Described) -> None:
    needed = {argument.name for argument in one.arguments if argument.needed}
    every = {argument.name for argument in one.arguments}
    assert {name.rstrip("_12") for name in one.formula.names} <= needed
    assert {name.rstrip("_12") for name in one.whole.names} <= every


def is_a_number_when_left_out(argument: Argument, one: Described) -> bool:
    """Say so also of what is needed, and of what `whole` leaves out."""
    written = any(name.startswith(argument.name) for name in one.whole.names)
    return argument.needed or argument.default is not None or not written


PLAIN = [
    one
    for one in LIBRARY_SHOWN
    if all(is_a_number_when_left_out(argument, one) for argument in one.arguments)
]


@pytest.mark.parametrize("one", PLAIN, ids=lambda one: one.name)
def test_with_what_an_argument_is_when_left_out_both_formulas_count_the_same(
    one: Described,
) -> None:
    numbers = {a.name: a.default for a in one.arguments if a.default is not None}
    numbers = {name: numbers.get(name, 8) for name in one.whole.names}
    needed = dict.fromkeys(one.formula.names, 8)
    assert one.whole.value(numbers) == one.formula.value(needed)


@every_component
def test_the_call_is_the_signature_without_what_may_be_left_out(one: Described) -> None:
    whole, short = one.signature, one.call
    left = [argument for argument in one.arguments if not argument.needed]
    assert short.endswith(", ...)") == bool(left)
    for argument in left:
        assert f"{argument.name}={argument.default}" in whole or f"*{argument.name}" in whole
        assert f"{argument.name}=" not in short and f"*{argument.name}" not in short


@every_component
def test_words_are_whole(one: Described) -> None:
    assert one.says.startswith("The ") and one.source.endswith(".")
    assert all(">>>" not in text for text in (one.says, one.symbols, *one.notes, one.source))
    assert not one.symbols or "Everywhere " in one.symbols


def test_the_table_of_a_family_explains_its_own_arguments_and_no_others() -> None:
    for functions in FAMILIES.values():
        table = import_module(functions[0].__module__).ARGUMENTS
        used = {
            key if key in table else argument
            for function in functions
            for argument in signature(function).parameters
            for key in [f"{function.__name__}.{argument}"]
        }
        assert used == set(table)


@pytest.mark.parametrize(
    ("name", "call", "count"),
    [
        ("multilayer_perceptron", "(*widths, ...)", "widths_1*widths_2"),
        ("adaptive_softmax", "(inputs, first, ...)", "inputs*first"),
    ],
)
def test_any_number_of_arguments_are_needed_if_none_stands_before(
    name: str, call: str, count: str
) -> None:
    shown = described(FUNCTIONS[name], "any")
    assert (shown.call, str(shown.formula)) == (f"{name}{call}", count)


def test_a_component_that_counts_nothing_needed_is_shown_so() -> None:
    shown = described(FUNCTIONS["tied_softmax"], "outputs")
    assert (str(shown.formula), str(shown.whole)) == ("0", "inputs*table_width + bias*classes")
    assert shown.arguments[0].needed and shown.arguments[1].default == 0
