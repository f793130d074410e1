"""Reading is linear: a file twice as long takes at most about twice the work, whatever is in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive import limits
from derive.errors import SpecError
from derive.papers.reading import read_text
from derive.papers.reading.dotted import longer_key

HALF_A_MEGABYTE = limits.FILE_BYTES - 100
CLAIM = "[[claims]]\nprinted = '5'\nmatch = 'at_least'\ncounts = '{}'\n"


def claims(number: int) -> str:
    some = (CLAIM.format(f"c*{at + 1}") for at in range(number))
    return "components.c.formula = '1'\n" + "".join(some)


def claims_of_one_name(number: int) -> str:
    return "components.c.formula = '1'\n" + CLAIM.format("c") * number


def components(number: int) -> str:
    return "".join(f"components.c{at}.formula = '{at}'\n" for at in range(number))


def hyperparameters(number: int) -> str:
    stated = "".join(f"hyperparameters.d{at} = {at}\n" for at in range(number))
    return f"{stated}components.c.formula = 'd0'\n"


def definitions(number: int) -> str:
    named = "".join(f"definitions.x{at} = '{at} + d'\n" for at in range(number))
    return f"hyperparameters.d = 3\n{named}components.c.formula = 'x0'\n"


def assumptions(number: int) -> str:
    names = [f"a{at}" for at in range(number // 4)]
    every = "\n".join(f"components.{name}_c.formula = '{name}'" for name in names)
    return "".join(f"assumptions.{name} = {{}}\n" for name in names) + every


def options(number: int) -> str:
    named, told = (
        ", ".join(f"o{at} = {what}" for at in range(number // 4)) for what in ("1", "'so'")
    )
    return (
        f"assumptions.a = {{ options = {{ {named} }}, says = {{ {told} }} }}\n"
        "components.c.formula = 'a'\n"
    )


def symbols_of_an_option(number: int) -> str:
    no, yes = (", ".join(f"x{at} = {at + more}" for at in range(number)) for more in (0, 1))
    return (
        f"assumptions.a.options = {{ no = {{ {no} }}, yes = {{ {yes} }} }}\n"
        "components.c.formula = 'x0'\n"
    )


def rows(number: int) -> str:
    one = (
        f"[[configurations.r{at}.claims]]\nprinted = '5'\nmatch = 'at_least'\ncounts = 'c'\n"
        for at in range(number // 2)
    )
    return "components.c.formula = '1'\n" + "".join(one)


def requirements(number: int) -> str:
    listed = ", ".join(f"'a + {at} >= {at}'" for at in range(number))
    return f"requires = [{listed}]\nassumptions.a = {{}}\ncomponents.c.formula = 'a'\n"


def terms(number: int) -> str:
    return f"components.c.formula = '{' + '.join('7*8' for _ in range(number // 2))}'\n"


def calls(number: int) -> str:
    return f"components.c.formula = '{' + '.join('max(7, 8)' for _ in range(number // 4))}'\n"


LONGER = (
    claims, claims_of_one_name, components, hyperparameters, definitions, assumptions, options,
    symbols_of_an_option, rows, requirements, terms, calls,
)  # fmt: skip


def work(text: str) -> int:
    """Count the calls that reading a text makes, of Python's own functions too."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_text(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("longer", LONGER, ids=lambda longer: longer.__name__)
def test_twice_as_much_is_at_most_about_twice_the_work(longer: Callable[[int], str]) -> None:
    work(longer(8))  # what is worked out once in a process
    assert work(longer(800)) < 2.3 * work(longer(400))


LONG_KEY = "a key of more than 12 parts; write it shorter (limit KEY_DEPTH)"
PATIENCE = 10  # seconds, for what takes a tenth of one; a pattern that goes back takes minutes


@pytest.mark.parametrize(
    ("start", "piece", "said"),
    [
        ("", "{a.a.a.a.a.a.a.a.a.a.a.a.a.a ", LONG_KEY),
        ("", ",a.a.a.a.a.a.a.a.a.a.a.a.a.a.", LONG_KEY),
        ("", "a . ", LONG_KEY),
        ("", '"a".', LONG_KEY),
        ("", "a" * 40 + ".", LONG_KEY),
        ("", "a", "a key has no value"),
        ("", '"', "a key has no value"),
        ("", "'", "a key has no value"),
        ("", '"\\', "unescaped"),
        ("", '"\\"', "a key has no value"),
        ("", "\"'", "a key has no value"),
        ("", "{", "invalid statement"),
        ("x = ", "[ ", "lists or tables are nested deeper"),
        ("x = " + "7" * 5000, "\n" + "7" * 999, "a number has more than 40 digits"),
        ("", " ", "the file has no component"),
        ("", "#", "the file has no component"),
    ],
)
def test_no_pattern_goes_back(start: str, piece: str, said: str) -> None:
    began = monotonic()
    with pytest.raises(SpecError) as caught:
        read_text(start + piece * ((HALF_A_MEGABYTE - len(start)) // len(piece)))
    assert monotonic() - began < PATIENCE
    assert said in str(caught.value)


@pytest.mark.parametrize("start", ["", ",", "x = {", "x = { y = 1, ", "[", "\n[["])
def test_a_long_key_is_told_wherever_it_begins(start: str) -> None:
    with pytest.raises(SpecError) as caught:
        read_text(start + "a." * 200_000)
    (fault,) = caught.value.faults
    line = start.rpartition("\n")[2]
    assert (fault.message, fault.column) == ("a key of more than 12 parts", len(line) + 1)


parts = st.sampled_from(["a", "b-2", "_", "'c.d'", '"e.f"', '"\\"."', "''", "7"])
dots = st.sampled_from([".", " .", ". ", "\t.\t"])
decoys = st.sampled_from(
    ["# a.b.c.d.e", "x = 'a.b.c.d.e'", 'x = "a.b.c.d.e \\" f.g.h.i.j"', "x = 1.5", "",
     'x = """\na.b.c.d.e = 1 "" \\"""\n"""', "x = '''\na.b.c.d.e = '' 1\n'''"],
)  # fmt: skip


@st.composite
def keys(draw: st.DrawFn) -> tuple[str, int]:
    """A key as one may write it, and how many parts it has."""
    number = draw(st.integers(1, 6))
    key = draw(parts)
    for _ in range(number - 1):
        key += draw(dots) + draw(parts)
    return key, number


places = st.sampled_from(
    ["{} = 1", "[{}]", "[[{}]]", "x = {{ {} = 1 }}", "x = {{ y = 1, {} = 1 }}"]
)


@given(st.lists(st.tuples(decoys, places, keys())))
def test_the_first_long_key_is_found_and_nothing_else(
    lines: list[tuple[str, str, tuple[str, int]]],
) -> None:
    text, expected = "", None
    for decoy, place, (key, number) in lines:
        text += f"{decoy}\n"
        at = len(text) + len(place.partition("{}")[0].replace("{{", "{"))
        text += f"{place.format(key)}\n"
        if number > 3 and expected is None:
            expected = at
    found = longer_key(text, 3)
    assert (found and found[0]) == expected
