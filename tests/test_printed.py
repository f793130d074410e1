"""A number as printed stands for exactly the whole numbers that print so."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from derive import limits
from derive.errors import PrintedError
from derive.intervals import size
from derive.printed import (
    ROUNDINGS,
    SUFFIXES,
    UNITS,
    ZEROS,
    Printed,
    exact_interval,
    exact_value,
    grouped,
    interval,
    prints_as,
)

THIN, NARROW, FIXED = "\u2009", "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("384M", 384_000_000),
        ("384m", 384_000_000),
        ("64 million", 64_000_000),
        ("64 Millions", 64_000_000),
        ("1.04B", 1_040_000_000),
        ("160K", 160_000),
        ("160k", 160_000),
        ("2.7K", 2_700),
        ("23,885,392", 23_885_392),
        ("25 557 032", 25_557_032),
        (f"25{THIN}557{THIN}032", 25_557_032),
        (f"25{NARROW}557{NARROW}032", 25_557_032),
        (f"25{FIXED}557{FIXED}032", 25_557_032),
        ("25'557'032", 25_557_032),
        ("25\u2019557\u2019032", 25_557_032),
        ("160_000", 160_000),
        ("6.7 B", 6_700_000_000),
        (f"6.7{FIXED}B", 6_700_000_000),
        ("1.5 billion", 1_500_000_000),
        ("1.5bn", 1_500_000_000),
        ("3G", 3_000_000_000),
        ("1.2T", 1_200_000_000_000),
        ("1 trillion", 1_000_000_000_000),
        ("4e6", 4_000_000),
        ("1.5E+9", 1_500_000_000),
        ("1.5×10^9", 1_500_000_000),
        ("1.5 x 10^9", 1_500_000_000),
        ("1.5·10⁹", 1_500_000_000),
        ("6×10²³", 6 * 10**23),
        ("~117M", 117_000_000),
        ("≈ 117M", 117_000_000),
        ("about 117M", 117_000_000),
        ("Approx. 117M", 117_000_000),
        ("ca. 117M", 117_000_000),
        ("  384M\n", 384_000_000),
        ("1,234,567.5K", 1_234_567_500),
        ("2.0", 2),
        ("0", 0),
        ("0.0", 0),
    ],
)
def test_a_printed_number_has_the_value_it_says(text: str, value: int) -> None:
    assert exact_value(Printed.parse(text)) == value


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("384", "M", 384_000_000),
        ("384", " millions ", 384_000_000),
        ("0.5", "B", 500_000_000),
        ("23,885", "K", 23_885_000),
        ("~117", "M", 117_000_000),
        ("1.2B", "M", 1_200_000_000),
        ("4e6", "M", 4_000_000),
        ("384", "", 384),
    ],
)
def test_the_head_of_a_column_counts_unless_the_text_has_its_own(
    text: str, scale: str, value: int
) -> None:
    assert exact_value(Printed.parse(text, scale)) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "'' is empty"),
        (" \t", "'' is empty"),
        ("38%", "percentage"),
        ("-384M", "below zero"),
        ("\u2212384M", "below zero"),
        ("+384M", "begins with a sign"),
        (">1B", "begins with a sign"),
        ("38x4M", "'38x4M' is not a number as a paper prints it"),
        ("1.2.3M", "more than one decimal point"),
        ("23.885.392", "more than one decimal point"),
        ("12,34", "comma"),
        ("1,5M", "comma"),
        ("1234,567", "not a number"),
        ("1,234 567", "not a number"),
        ("25 557 03", "not a number"),
        (".5M", "no digit before the point"),
        ("5.M", "not a number"),
        ("007", "begins with a 0"),
        ("0,384M", "not a number"),
        ("~384X", "unknown suffix 'X'"),
        ("384X", "unknown suffix"),
        ("384 parameters", "unknown suffix"),
        ("4e6M", "not a number"),
        ("4e-6", "not a number"),
        ("M", "not a number"),
        ("about", "not a number"),
        ("about384M", "not a number"),
        ("inf", "not a number"),
        ("nan", "not a number"),
        ("0x10", "not a number"),
        ("384M\n64M", "not a number"),
        ("2.5", "not a whole number"),
        ("1.25e1", "not a whole number"),
        ("\u0663", "for a digit"),
        ("5\u00b2", "for a digit"),
        ("\u00bdM", "for a digit"),
        ("\uff13\uff18\uff14M", "for a digit"),
        ("10\u2079", "for a digit"),
        ("3\u212a", "not a number"),
        ("\ud800", "not a number"),
        ("\x00", "not a number"),
        ("9" * (limits.PRINTED_LENGTH + 1), f"above the limit {limits.PRINTED_LENGTH}"),
        ("9" * 100_000, "100000 characters"),
        (f"1e{limits.PRINTED_EXPONENT + 1}", f"above the limit {limits.PRINTED_EXPONENT}"),
        ("1e999999999999999999999", f"above the limit {limits.PRINTED_EXPONENT}"),
    ],
)
def test_what_is_not_a_count_is_refused_with_the_reason_and_advice(text: str, why: str) -> None:
    with pytest.raises(PrintedError) as caught:
        Printed.parse(text)
    assert why in str(caught.value)
    assert caught.value.advice
    assert len(str(caught.value)) < 400


def test_an_unknown_scale_is_refused_even_where_it_is_not_needed() -> None:
    for text in ("384", "384M", "4e6"):
        with pytest.raises(PrintedError, match="the scale 'Q' is not known"):
            Printed.parse(text, scale="Q")


@pytest.mark.parametrize(
    ("text", "rounding", "unit", "zeros", "lo", "hi"),
    [
        ("384M", "nearest", "decimal", "digits", 383_500_000, 384_500_000),
        ("384M", "down", "decimal", "digits", 384_000_000, 384_999_999),
        ("384M", "up", "decimal", "digits", 383_000_001, 384_000_000),
        ("384M", "nearest", "binary", "digits", 402_128_896, 403_177_472),
        ("384M", "down", "binary", "digits", 402_653_184, 403_701_759),
        ("384M", "up", "binary", "digits", 401_604_609, 402_653_184),
        ("340M", "nearest", "decimal", "digits", 339_500_000, 340_500_000),
        ("340M", "nearest", "decimal", "placeholders", 335_000_000, 345_000_000),
        ("340M", "down", "decimal", "placeholders", 340_000_000, 349_999_999),
        ("340M", "up", "decimal", "placeholders", 330_000_001, 340_000_000),
        ("340M", "nearest", "binary", "placeholders", 351_272_960, 361_758_720),
        ("340.0M", "nearest", "decimal", "placeholders", 339_950_000, 340_050_000),
        ("3.40B", "nearest", "decimal", "placeholders", 3_395_000_000, 3_405_000_000),
        ("384000000", "nearest", "decimal", "digits", 384_000_000, 384_000_000),
        ("384000000", "nearest", "decimal", "placeholders", 383_500_000, 384_500_000),
        ("384,000,000", "down", "binary", "placeholders", 384_000_000, 384_999_999),
        ("100M", "nearest", "decimal", "placeholders", 50_000_000, 150_000_000),
        ("160K", "nearest", "decimal", "digits", 159_500, 160_500),
        ("2.7K", "nearest", "decimal", "digits", 2_650, 2_750),
        ("2.7K", "nearest", "binary", "digits", 2_714, 2_816),
        ("2.7K", "down", "binary", "digits", 2_765, 2_867),
        ("2.7K", "up", "binary", "digits", 2_663, 2_764),
        ("1.04B", "nearest", "decimal", "digits", 1_035_000_000, 1_045_000_000),
        ("1T", "down", "binary", "digits", 2**40, 2**41 - 1),
        ("1G", "up", "binary", "digits", 1, 2**30),
        ("4e6", "nearest", "binary", "digits", 3_500_000, 4_500_000),
        ("~117M", "nearest", "decimal", "digits", 116_500_000, 117_500_000),
        ("0M", "nearest", "decimal", "placeholders", 0, 500_000),
        ("0M", "down", "decimal", "digits", 0, 999_999),
        ("0M", "up", "decimal", "digits", 0, 0),
    ],
)
def test_an_interval_holds_what_prints_so(
    text: str, rounding: str, unit: str, zeros: str, lo: int, hi: int
) -> None:
    found = interval(Printed.parse(text), rounding=rounding, unit=unit, zeros=zeros)
    assert found == (lo, hi)


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("text", ["23,885,392", "25 557 032", "7", "0", "384000001", "2.0"])
def test_all_digits_printed_is_exact_however_it_was_cut(
    text: str, unit: str, rounding: str
) -> None:
    printed = Printed.parse(text)
    for zeros in ZEROS:
        found = interval(printed, rounding=rounding, unit=unit, zeros=zeros)
        assert found == exact_interval(printed, unit=unit)
        assert found.low == found.high


def test_more_digits_than_the_unit_has_leave_no_whole_number() -> None:
    printed = Printed.parse("1.0000019M")
    assert interval(printed).empty
    assert str(interval(printed)) == "no whole number"
    assert interval(printed, unit="binary") == (1_048_578, 1_048_578)


def test_a_value_that_is_not_whole_is_no_exact_value() -> None:
    printed = Printed.parse("1.1M")
    assert exact_value(printed) == 1_100_000
    assert exact_interval(printed, unit="binary").empty
    with pytest.raises(PrintedError, match="lies between 1,153,433 and 1,153,434"):
        exact_value(printed, unit="binary")


@pytest.mark.parametrize(
    ("value", "like", "words", "texts"),
    [
        (384_499_999, "384M", {}, {"384M"}),
        (384_500_000, "384M", {}, {"384M", "385M"}),
        (384_500_001, "384M", {}, {"385M"}),
        (384_999_999, "1M", {"rounding": "down"}, {"384M"}),
        (384_000_001, "1M", {"rounding": "up"}, {"385M"}),
        (384 * 2**20, "1M", {"unit": "binary"}, {"384M"}),
        (344_000_000, "340M", {"zeros": "placeholders"}, {"340M"}),
        (345_000_000, "340M", {"zeros": "placeholders"}, {"340M", "350M"}),
        (398_000_000, "340M", {"zeros": "placeholders"}, {"400M"}),
        (1_040_000_000, "6.71 billion", {}, {"1.04 billion"}),
        (50_000_000, "6.71B", {}, {"0.05B"}),
        (1_234_567, "23,885,392", {}, {"1,234,567"}),
        (1_234_567, f"25{THIN}557", {}, {f"1{THIN}234{THIN}567"}),
        (1_234_567, "384", {}, {"1234567"}),
        (117_300_000, "about 110M", {}, {"about 117M"}),
        (2_600_000_000, "1.5×10^9", {}, {"2.6×10^9"}),
        (0, "384M", {}, {"0M"}),
    ],
)
def test_a_value_prints_in_the_style_of_another(
    value: int, like: str, words: dict[str, str], texts: set[str]
) -> None:
    assert prints_as(value, like=Printed.parse(like), **words) == texts


@pytest.mark.parametrize("name", ["rounding", "unit", "zeros"])
def test_an_unknown_word_is_refused_with_the_known_ones(name: str) -> None:
    printed = Printed.parse("384M")
    with pytest.raises(PrintedError, match=f"{name} = 'sideways' is not known; choose one of"):
        interval(printed, **{name: "sideways"})
    with pytest.raises(PrintedError, match=f"{name} = 'sideways' is not known; choose one of"):
        prints_as(1, like=printed, **{name: "sideways"})


def test_a_count_below_zero_is_not_printed() -> None:
    with pytest.raises(PrintedError, match="-1,000 is below zero"):
        prints_as(-1000, like=Printed.parse("384M"))


def test_grouped_shows_thousands() -> None:
    assert [grouped(n) for n in (0, 999, 1000, -1234567)] == ["0", "999", "1,000", "-1,234,567"]


# --- laws -------------------------------------------------------------------------------------

TAILS = ["", *SUFFIXES, *(" " + word for word in SUFFIXES if word), "M", f"{FIXED}B", "e3", "×10⁶"]
WORDS = st.fixed_dictionaries(
    {
        "rounding": st.sampled_from(ROUNDINGS),
        "unit": st.sampled_from(UNITS),
        "zeros": st.sampled_from(ZEROS),
    }
)


@st.composite
def printed_numbers(draw: st.DrawFn) -> Printed:
    """Draw a number in any style, often with zeros at its end."""
    whole = draw(st.integers(0, 5000)) * 10 ** draw(st.integers(0, 5))
    separator = draw(st.sampled_from(["", ",", " ", "'", "_", THIN, NARROW, FIXED]))
    fraction = draw(st.text("0123456789", max_size=4))
    number = f"{whole:,}".replace(",", separator) + (f".{fraction}" if fraction else "")
    about = draw(st.sampled_from(["", "~", "≈ ", "about ", "ca. "]))
    text = about + number + draw(st.sampled_from(TAILS))
    try:
        return Printed.parse(text, draw(st.sampled_from(["", "K", "million", "B"])))
    except PrintedError as error:
        assert "not a whole number" in str(error)  # noqa: PT017
        assume(False)
        raise


@given(printed_numbers(), WORDS, st.integers(0, 10**30), st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_value_prints_as_s_exactly_if_it_lies_in_the_interval_of_s(
    printed: Printed, words: dict[str, str], anywhere: int, inside: bool
) -> None:
    found = interval(printed, **words)
    near = {found.low - 1, found.low, found.high, found.high + 1}
    near.add(found.low + anywhere % size((found,)) if inside and not found.empty else anywhere)
    for value in near:
        if value >= 0:
            texts = prints_as(value, like=printed, **words)
            assert (printed.text in texts) == (value in found)


@given(printed_numbers(), WORDS, st.integers(0, 10**16))
@settings(max_examples=400, deadline=None)
def test_whatever_a_value_prints_as_stands_for_it(
    like: Printed, words: dict[str, str], value: int
) -> None:
    scale = next(word for word, power in SUFFIXES.items() if power == like.power)
    texts = prints_as(value, like=like, **words)
    assert 1 <= len(texts) <= (2 if words["rounding"] == "nearest" else 1)
    for printed in (Printed.parse(text, scale) for text in texts):
        # A lone 0 does not say at which place it was cut.
        if printed.digits or words["zeros"] == "digits":
            assert value in interval(printed, **words)


@given(printed_numbers(), WORDS)
@settings(deadline=None)
def test_the_number_itself_is_in_its_interval_and_placeholders_only_widen(
    printed: Printed, words: dict[str, str]
) -> None:
    exact = exact_interval(printed, unit=words["unit"])
    digits = interval(printed, **words | {"zeros": "digits"})
    wider = interval(printed, **words | {"zeros": "placeholders"})
    assert exact & digits == exact or exact.empty
    assert digits & wider == digits or digits.empty


@given(
    st.text(max_size=80)
    | st.text("0123456789.,'_ eExX^10-+~%kKmMbB٣²⁹½\u2009\u202f\u00a0", max_size=20)
    | st.from_regex(r"\A\s*\d{1,4}([ ,.]\d{3})*(\.\d+)?\s*\w{0,4}\Z"),
    st.text(max_size=3) | st.sampled_from(sorted(SUFFIXES)),
)
@example("9" * 5000, "")
@example("384", "9" * 5000)
@settings(max_examples=1000, deadline=None)
def test_any_text_is_a_printed_number_or_a_printed_error(text: str, scale: str) -> None:
    try:
        printed = Printed.parse(text, scale)
    except PrintedError as error:
        assert error.message  # noqa: PT017
        assert error.advice  # noqa: PT017
        str(error).encode("utf-8", "backslashreplace")
    else:
        assert str(printed) == printed.text == text.strip()
        for unit in UNITS:
            for zeros in ZEROS:
                interval(printed, unit=unit, zeros=zeros)
