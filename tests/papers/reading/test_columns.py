"""The scale of [defaults] is for the figures of a column, not for counts printed in full."""

from __future__ import annotations

import pytest

from derive import solve
from derive.errors import SpecError
from derive.papers.reading.columns import MOST_DIGITS, scale_for
from derive.papers.reading.reader import read_text
from derive.printed import Printed, exact_value


def spec(printed: str, scale: str = "M", own: str = "") -> str:
    return f"""
[hyperparameters]
d = 512
[components.a]
formula = "d*d"
[defaults]
scale = "{scale}"
[[claims]]
printed = "{printed}"
counts = "total"
{own}
"""


@pytest.mark.parametrize(
    ("printed", "scale", "value"),
    [
        ("384", "M", 384_000_000),
        ("16183", "M", 16_183_000_000),
        ("540.35", "B", 540_350_000_000),
        ("1,234.5", "K", 1_234_500),
        ("61.706", "K", 61_706),
        ("58,073,600", "M", 58_073_600),
        ("58 073 600", "M", 58_073_600),
        ("58,073,600 params", "M", 58_073_600),
        ("58073600", "M", 58_073_600),
        ("262,144", "M", 262_144),
        ("262144", "M", 262_144),
        ("~58,073,600", "B", 58_073_600),
        ("1.2B", "M", 1_200_000_000),
        ("10^6", "M", 1_000_000),
        ("384", "", 384),
    ],
)
def test_a_full_count_is_left_alone(printed: str, scale: str, value: int) -> None:
    assert exact_value(Printed.parse(printed, scale_for(printed, scale))) == value


def test_five_digits_are_the_most_of_a_figure() -> None:
    assert scale_for("9" * MOST_DIGITS, "M") == "M"
    assert scale_for("9" * (MOST_DIGITS + 1), "M") == ""


def test_a_file_with_both_means_both() -> None:
    model = read_text(spec("262,144"))
    assert (model.claims[0].scale, solve(model).count) == ("", 1)


def test_a_scale_of_the_claim_itself_is_meant() -> None:
    (claim,) = read_text(spec("262,144", own='scale = "K"')).claims
    assert (claim.scale, exact_value(Printed.parse(claim.printed, claim.scale))) == ("K", 262144000)
    (claim,) = read_text(spec("61,706", own='scale = ""')).claims
    assert claim.scale == ""


def test_few_digits_in_thousands_are_refused_with_both_meanings() -> None:
    with pytest.raises(SpecError) as caught:
        read_text(spec("61,706"), "my")
    assert str(caught.value).split("\n")[0] == (
        "my:9:11: claims[0].printed: '61,706' may be 61,706 or, by the scale of [defaults], "
        '61,706M; write scale = "" or scale = "M" in the claim'
    )


def test_what_is_no_number_is_said_once() -> None:
    for printed, scale in (("38x4", "M"), ("384", "Q")):
        with pytest.raises(SpecError) as caught:
            read_text(spec(printed, scale))
        assert len(caught.value.faults) == 1
