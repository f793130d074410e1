"""How a count stands to a printed figure: said here, whoever asks."""

from __future__ import annotations

from derive.model.claims import Claim
from derive.printed import Printed, exact_interval, grouped
from derive.steps import Line, line


def beyond(by: int) -> str:
    """Say how far a count is from what is admitted.

    >>> beyond(32_000), beyond(-1)
    ('32,000 too many', '1 too few')
    """
    return f"{grouped(abs(by))} too {'many' if by > 0 else 'few'}"


def figure(claim: Claim) -> str:
    """Give a printed number with the scale of its column, unless it has a suffix of its own.

    >>> figure(Claim(printed="384", counts="d", scale="M")), figure(Claim(printed="2B", counts="d"))
    ('384M', '2B')
    """
    return claim.printed if claim.printed[-1:].isalpha() else f"{claim.printed}{claim.scale}"


def verdict(claim: Claim, count: int, by: int) -> Line:
    """Say how a count, beyond what is admitted `by` so many, stands to the printed figure.

    >>> verdict(Claim(printed="384M", counts="d"), 384_032_000, 0)
    ('printed as 384M',)
    >>> verdict(Claim(printed="384M", counts="d", match="exact"), 384_000_000, 0)
    ('printed as 384M, exactly',)
    >>> verdict(Claim(printed="384M", counts="d", match="exact"), 384_032_000, 32_000)
    ('printed as 384M: 32,000 too many',)
    """
    printed = figure(claim)
    if by:
        return line(f"printed as {printed}: {beyond(by)}")
    bound = {"at_least": "at least", "at_most": "at most"}.get(claim.match)
    if bound:
        return line(f"printed as {bound} {printed}")
    own = Printed.parse(claim.printed, claim.scale)
    if printed == grouped(count):
        return line("as printed")
    exactly = claim.match == "exact" or count in exact_interval(own)
    return line(f"printed as {printed}" + (", exactly" if exactly else ""))
