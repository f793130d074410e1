"""Why an option is ruled out, told in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from derive.explaining.exclusion import Exclusion
from derive.printed import grouped
from derive.steps import Code, Inline, Line
from derive.tell.figures import amount, beyond
from derive.tell.readings import codes


def excluded(one: Exclusion) -> Iterator[Line]:
    """Tell what rules an option out and how near it comes, or that it is not ruled out.

    >>> list(excluded(Exclusion(label="tied", option="no", solutions=1)))
    [(Code(text='tied = no'), ' is not ruled out: 1 solution remains with it.')]
    >>> list(excluded(Exclusion(label="tied", option="no", solutions=0, claims=("total",))))
    [(Code(text='tied = no'), ' is ruled out by ', 'the claim total', '.')]
    """
    chosen = Code(f"{one.label} = {one.option}")
    if not one:
        remain = "solution remains" if one.solutions == 1 else "solutions remain"
        yield (chosen, f" is not ruled out: {amount(one.solutions)} {remain} with it.")
        return
    yield (chosen, " is ruled out by ", *_by(one), ".")
    met = {0: "", 1: "", 2: " with the other met"}.get(len(one.claims), " with the others met")
    for near in one.misses:
        yield (
            f"The nearest that {near.claim} comes{met} is {grouped(near.value)}: "
            f"{beyond(near.difference)} for {near.printed}.",
        )


def _by(one: Exclusion) -> Iterator[Inline]:
    pins = codes(f"{name} = {option}" for name, option in one.pins)
    if not one.claims:
        yield "what the file requires"
        yield from [" of ", *pins] if pins else []
        return
    many = len(one.claims) > 1
    claims = " and ".join(one.claims)
    yield f"the claims {claims} together" if many else f"the claim {claims}"
    yield from [", with ", *pins, " pinned"] if pins else []
