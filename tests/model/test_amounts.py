"""Numbers as people write them, and sweeps: a table of texts, and laws."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive import limits
from derive.errors import UsageError
from derive.model.amounts import number, sweep, whole, within_columns
from derive.model.assumptions import Assumption
from derive.printed import grouped

READ = {
    "0": 0,
    "32000": 32_000,
    "007": 7,
    "160,000": 160_000,
    "160_000": 160_000,
    "1_0": 10,
    "160K": 160_000,
    "160k": 160_000,
    "50 thousand": 50_000,
    "8Ki": 8_192,
    "8ki": 8_192,
    "1.5M": 1_500_000,
    "0.5K": 500,
    "2Mi": 2 * 1024**2,
    "3B": 3 * 10**9,
    "3G": 3 * 10**9,
    "1Gi": 1024**3,
    "1T": 10**12,
    "1Ti": 1024**4,
    "1e6": 10**6,
    "2.5e3": 2_500,
    "2**17": 131_072,
    "2^17": 131_072,
    "2 ** 17": 131_072,
    "1K**2": 10**6,
    "4*1024": 4_096,
    "4 × 1Ki": 4_096,
    "2*2**3*5": 80,
    "6/2": 3,
    " 12 ": 12,
}
REFUSED = {
    "": "'' is no number",
    "many": "'many' is no number",
    "0x10": "unknown suffix 'x'|is no number",
    "5Q": "'5Q' has the unknown suffix 'Q'; known are K, M, B, T and Ki, Mi, Gi, Ti",
    "5Bi": "unknown suffix 'Bi'",
    "1,60,000": "is no number",
    "160,00": "is no number",
    "1__0": "is no number",
    "60.000": "'60.000' may be two numbers; write 60000, or 60.0",
    "1.5": "1.5 is no whole number of 0 or more",
    "1/3": "1/3 is no whole number of 0 or more",
    "-3": "-3 is no whole number of 0 or more",
    "3/0": "'3/0' divides by 0",
    "2*": "is no number",
    "2**-1": "is no number",
    "2***3": "is no number",
    "2**999": "'2\\*\\*999' has more than 40 digits",
    "9" * 41: "has more than 40 digits",
    "1*" * 40: "is too long for a number",
    "12..48": "is no number",
    "١٢": "is no number",
    "L": "is no number",
}


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_a_number_is_read_as_people_write_it(text: str, value: int) -> None:
    assert whole(text) == value


@pytest.mark.parametrize(("text", "said"), REFUSED.items())
def test_what_is_no_size_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        whole(text)


@given(st.integers(0, 10**39))
def test_what_is_told_back_is_read_again(value: int) -> None:
    assert whole(str(value)) == whole(grouped(value)) == whole(f"{value:_}") == value


@given(st.fractions(max_denominator=10**6))
def test_a_fraction_is_read_again(value: Fraction) -> None:
    assert number(str(value)) == value


@given(st.lists(st.integers(0, 999), min_size=1, max_size=4))
def test_a_product_is_the_product(factors: list[int]) -> None:
    product = 1
    for factor in factors:
        product *= factor
    assert whole("*".join(map(str, factors))) == product


@pytest.mark.parametrize(
    ("written", "option"), [("8Ki", "long"), ("1_000", "kilo"), ("1/2", "half")]
)
def test_an_option_is_meant_by_its_number_as_people_write_it(written: str, option: str) -> None:
    window = Assumption(name="window", options={"long": 8192, "kilo": 1000, "half": "1/2"})
    assert window.meant(written) == option


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12..48:12", (12, 24, 36, 48)),
        ("12..50:12", (12, 24, 36, 48)),
        ("1..3", (1, 2, 3)),
        ("5..5", (5,)),
        ("1K..3K:1K", (1000, 2000, 3000)),
        ("2**3 .. 4*4 : 8", (8, 16)),
        ("7", (7,)),
        ("1..1000", tuple(range(1, 1001))),
    ],
)
def test_a_sweep_has_its_ends(text: str, values: tuple[int, ...]) -> None:
    assert sweep(text) == values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("..", "'..' is a sweep without numbers; write it like 12..48:12"),
        ("12..", "is a sweep without numbers"),
        ("..48", "is a sweep without numbers"),
        ("12..48:", "is a sweep without numbers"),
        ("a..b", "'a' is no number"),
        ("1...3", "'.3' is no number"),
        ("1..2..3", "'2..3' is no number"),
        ("12..48:0", "has a step of 0"),
        ("48..12", "ends before it begins"),
        ("-1..3", "-1 is no whole number of 0 or more"),
        ("0..1000", "1,001 columns are over the limit of 1,000; take larger steps"),
        ("1..1" + "0" * 30, "columns are over the limit"),
    ],
)
def test_what_is_no_sweep_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError) as fault:
        sweep(text)
    assert said in str(fault.value)


def test_sweeps_are_limited_together(monkeypatch: pytest.MonkeyPatch) -> None:
    within_columns(10, 10, 10)
    monkeypatch.setattr(limits, "COLUMNS", 999)
    with pytest.raises(UsageError, match="1,000 columns are over the limit of 999"):
        within_columns(10, 10, 10)
