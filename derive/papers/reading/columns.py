"""The unit in the head of a column, [defaults] `scale`: which of a table's figures it is for."""

from __future__ import annotations

from derive.errors import ModelError, PrintedError
from derive.printed import Printed

MOST_DIGITS = 5  # a figure in M with six digits would be printed in B: 99,999M is 100B


def scale_for(printed: str, scale: str) -> str:
    """Give the scale of a column for one of its figures: none for a count printed in full.

    A figure with a decimal point or a suffix is no full count, one with more than `MOST_DIGITS`
    digits is. Raises ModelError for thousands with fewer digits, which may be either.

    >>> scale_for("384", "M"), scale_for("58,073,600", "M"), scale_for("262144", "M")
    ('M', '', '')
    >>> scale_for("61,706", "M")
    Traceback (most recent call last):
    derive.errors.ModelError: '61,706' may be 61,706 or, by the scale of [defaults], 61,706M; \
write scale = "" or scale = "M" in the claim
    """
    try:
        figure = Printed.parse(printed, scale)
    except PrintedError:
        return scale  # what is wrong with it is said where claims are checked
    if not figure.scale or figure.places:
        return scale
    if len(str(figure.digits)) > MOST_DIGITS:
        return ""
    if figure.separator:
        raise ModelError(
            f"{printed!r} may be {printed} or, by the scale of [defaults], {figure.figure}",
            advice=f'write scale = "" or scale = "{figure.scale}" in the claim',
        )
    return scale
