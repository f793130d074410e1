"""A number as printed stands for exactly the whole numbers that print so."""

from __future__ import annotations

from dataclasses import replace

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
    value_of,
    widened,
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
        ("124M params", 124_000_000),
        ("384 M parameters", 384_000_000),
        ("1.5 billion parameters", 1_500_000_000),
        ("23,885,392 weights", 23_885_392),
        ("384 parameters", 384),
        ("1e9 params", 1_000_000_000),
        ("10^6", 1_000_000),
        ("10⁶", 1_000_000),
        ("10**6", 1_000_000),
        ("10^{6} parameters", 1_000_000),
        ("2^20", 1_048_576),
        ("2²⁰", 1_048_576),
        (".5M", 500_000),
        ("about .5 million", 500_000),
        ("6.7*10**9", 6_700_000_000),
        (r"6.7\times10^9", 6_700_000_000),
        (r"$6.7\times 10^{9}$", 6_700_000_000),
        (r"~$6.7 \cdot 10^9$ parameters", 6_700_000_000),
        ("6.7 x 10^{9}", 6_700_000_000),
        ("6.7×10⁹", 6_700_000_000),
        ("$384M$", 384_000_000),
        ("1234.000", 1234),
        ("1.000e0", 1),
        ("60.000K", 60_000),
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
        ("10^6", "K", 1_000_000),
        ("2^20", "K", 1_048_576),
        (r"6\times10^6", "M", 6_000_000),
        ("384 params", "M", 384_000_000),
        (".5", "B", 500_000_000),
        ("60.000", "K", 60_000),
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
        (".5", "not a whole number"),
        (".M", "not a number"),
        ("$384M", "not a number"),
        ("384M$", "not a number"),
        ("3^5", "not a number"),
        ("2^20M", "not a number"),
        ("10^", "not a number"),
        ("10^{6", "not a number"),
        ("5 10^6", "not a number"),
        ("384 bananas", "unknown suffix 'bananas'"),
        ("384M bananas", "not a number"),
        ("5.M", "not a number"),
        ("007", "begins with a 0"),
        ("0,384M", "not a number"),
        ("~384X", "unknown suffix 'X'"),
        ("384X", "unknown suffix"),
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
        ("3\u212a", "not a number"),
        ("\ud800", "not a number"),
        ("\x00", "not a number"),
        ("9" * (limits.PRINTED_LENGTH + 1), f"above the limit {limits.PRINTED_LENGTH}"),
        ("9" * 100_000, "100000 characters"),
        (f"1e{limits.PRINTED_EXPONENT + 1}", f"above the limit {limits.PRINTED_EXPONENT}"),
        ("1e999999999999999999999", f"above the limit {limits.PRINTED_EXPONENT}"),
        (f"10^{limits.PRINTED_EXPONENT + 1}", f"above the limit {limits.PRINTED_EXPONENT}"),
        ("10⁹⁹⁹", f"above the limit {limits.PRINTED_EXPONENT}"),
        ("2^91", "the power of two 91, above the limit 90"),
    ],
)
def test_what_is_not_a_count_is_refused_with_the_reason_and_advice(text: str, why: str) -> None:
    with pytest.raises(PrintedError) as caught:
        Printed.parse(text)
    assert why in str(caught.value)
    assert caught.value.advice
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "60.000",
            "'60.000' may be 60,000 (its point parts thousands) or 60 (a decimal point); "
            "write 60,000, or 60",
        ),
        (
            "1.000",
            "'1.000' may be 1,000 (its point parts thousands) or 1 (a decimal point); "
            "write 1,000, or 1",
        ),
        (
            "about 384.000 params",
            "'about 384.000 params' may be 384,000 (its point parts thousands) or 384 (a decimal "
            "point); write 384,000, or 384",
        ),
        (
            "60.500",
            "'60.500' may be 60,500 (its point parts thousands) or 60.5 (a decimal point); write "
            '60,500, or add the suffix or the scale, such as scale = "M"',
        ),
    ],
)
def test_a_point_that_may_part_thousands_is_refused_with_both_meanings(
    text: str, message: str
) -> None:
    with pytest.raises(PrintedError) as caught:
        Printed.parse(text)
    assert str(caught.value) == message


def test_what_both_meanings_advise_is_read() -> None:
    for text, value in (("60,000", 60_000), ("60", 60), ("60,500", 60_500)):
        assert exact_value(Printed.parse(text)) == value
    assert exact_value(Printed.parse("60.500", "M")) == 60_500_000


def test_an_unknown_scale_is_refused_even_where_it_is_not_needed() -> None:
    for text in ("384", "384M", "4e6", "10^6", "2^20"):
        with pytest.raises(PrintedError) as caught:
            Printed.parse(text, scale="Q")
        assert str(caught.value) == (
            "the scale 'Q' is not known; known are K, M, B, G, T and their words; "
            'scale = "" is none'
        )


@pytest.mark.parametrize(
    ("text", "scale", "figure"),
    [
        ("384", "M", "384M"),
        ("384 params", "M", "384M params"),
        ("$384$", "M", "$384M$"),
        ("384", "million", "384 million"),
        ("384", " M ", "384M"),
        ("384B", "M", "384B"),
        ("4e6", "M", "4e6"),
        ("10^6", "M", "10^6"),
        ("384", "", "384"),
    ],
)
def test_a_figure_has_the_scale_of_its_column_unless_it_has_its_own(
    text: str, scale: str, figure: str
) -> None:
    assert Printed.parse(text, scale).figure == figure


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
        ("~30M", "nearest", "decimal", "digits", 20_000_000, 40_000_000),
        ("~42M", "nearest", "decimal", "digits", 41_000_000, 43_000_000),
        ("~42M", "down", "decimal", "placeholders", 41_000_000, 43_000_000),
        ("~42M", "up", "decimal", "digits", 41_000_000, 43_000_000),
        ("~42M", "nearest", "binary", "digits", 41 * 2**20, 43 * 2**20),
        ("≈ 117M", "nearest", "decimal", "digits", 116_000_000, 118_000_000),
        ("about 1.30B", "nearest", "decimal", "digits", 1_290_000_000, 1_310_000_000),
        ("around 5000", "nearest", "decimal", "digits", 4_000, 6_000),
        ("ca. 100M", "nearest", "decimal", "digits", 0, 200_000_000),
        ("~23,885,392", "nearest", "decimal", "digits", 23_885_391, 23_885_393),
        ("~.5M", "nearest", "decimal", "digits", 400_000, 600_000),
        ("~0M", "up", "decimal", "digits", 0, 1_000_000),
        ("10^6", "nearest", "decimal", "digits", 500_000, 1_500_000),
        ("2^20", "nearest", "decimal", "placeholders", 2**20, 2**20),
        (r"$6.7\times 10^{9}$", "down", "decimal", "digits", 6_700_000_000, 6_799_999_999),
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


def test_half_a_number_lies_within_about_a_number_too() -> None:
    assert interval(Printed.parse("~7"), parts=2) == (12, 16)


@pytest.mark.parametrize(
    ("text", "scale", "ends"),
    [
        ("~30M", "", ("20M", "40M")),
        ("about 1.04 B", "", ("1.03 B", "1.05 B")),
        ("~42", "M", ("41M", "43M")),
        ("~42 params", "million", ("41 million", "43 million")),
        ("~100M", "", ("0", "200M")),
        (r"~$6.7\times 10^{9}$", "", (r"6.6\times 10^{9}", r"6.8\times 10^{9}")),
        ("around 12,000", "", ("11,000", "13,000")),
        ("30M", "", None),
    ],
)
def test_the_ends_of_about_a_number_are_printed_like_it(
    text: str, scale: str, ends: tuple[str, str] | None
) -> None:
    assert widened(Printed.parse(text, scale)) == ends


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
        (117_300_000, "about 110M", {}, {"about 110M", "about 120M"}),
        (117_300_000, "about 111M", {}, {"about 117M", "about 118M"}),
        (117_000_000, "~111M", {"rounding": "up"}, {"~116M", "~117M", "~118M"}),
        (2_000_000, "10^6", {}, {"2×10^6"}),
        (1_000_000, "10^6", {}, {"10^6"}),
        (1_048_576, "2^20", {}, {"2^20"}),
        (1_048_577, "2^20", {}, {"1048577"}),
        (500_000, ".5M", {}, {".5M"}),
        (600_000, ".5M", {}, {"0.6M"}),
        (64_000_000, "384 M parameters", {}, {"64 M parameters"}),
        (6_600_000_000, r"$6.7\times 10^{9}$", {}, {r"$6.6\times 10^{9}$"}),
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

TAILS = [
    "", *SUFFIXES, *(" " + word for word in SUFFIXES if word), "M", f"{FIXED}B", "e3", "×10⁶",
    "*10**6", r"\times 10^{9}",
]  # fmt: skip
POWERS = ["10^6", "10⁶", "10**6", "10^{6}", "2^20", "2¹⁰"]
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
    number = draw(st.sampled_from([number, number, number.removeprefix("0")])) or "0"
    body = draw(st.sampled_from(TAILS).map(lambda tail: number + tail) | st.sampled_from(POWERS))
    body = draw(st.sampled_from([body, body, f"${body}$"]))
    text = about + body + draw(st.sampled_from(["", "", " params", " parameters", " weights"]))
    try:
        return Printed.parse(text, draw(st.sampled_from(["", "K", "million", "B"])))
    except PrintedError as error:
        why = str(error)
        assert "not a whole number" in why or "parts thousands" in why
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
    most = 3 if like.about else 2 if words["rounding"] == "nearest" else 1
    assert 1 <= len(texts) <= most
    for printed in (Printed.parse(text, scale) for text in texts):
        # A lone 0 does not say at which place it was cut.
        if printed.digits or (words["zeros"] == "digits" and not like.about):
            assert value in interval(printed, **words)


@given(printed_numbers(), WORDS, st.integers(0, 10**16))
@settings(max_examples=200, deadline=None)
def test_about_a_number_admits_what_prints_as_it_and_its_neighbours(
    like: Printed, words: dict[str, str], value: int
) -> None:
    around = replace(like, about="~", text=f"~{like.text.removeprefix(like.about)}")
    alone = replace(like, about="", text=like.text.removeprefix(like.about))
    found = interval(around, **words)
    assert interval(alone, **words) & found == interval(alone, **words)
    step = 10 ** (len(str(like.digits)) - len(str(like.digits).rstrip("0"))) if like.digits else 1
    step = 1 if like.places else step
    worth = value_of(replace(like, digits=1), unit=words["unit"])
    own = value_of(like, unit=words["unit"])
    assert (value in found) == (abs(value - own) <= step * worth)


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
