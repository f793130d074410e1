"""Claims: what they count, and the words they are printed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from derive.errors import DeriveError, ModelError, PrintedError, WorkError, did_you_mean
from derive.model.claims import window
from derive.model.faults.names import claim_names, unknown
from derive.model.faults.placing import Path, placed
from derive.printed import ROUNDINGS, UNITS, ZEROS, Printed

if TYPE_CHECKING:
    from derive.model.lookups import Parts
    from derive.model.parts import Claimed

WORDS = {"rounding": ROUNDINGS, "unit": UNITS, "zeros": ZEROS}


def claim_paths(model: Parts) -> Iterator[tuple[Claimed, Path]]:
    """Give every claim with where a spec file writes it."""
    index: Counter[str] = Counter()
    for one in model.figures:
        row = one.row.name
        yield one, (*(("configurations", row) if row else ()), "claims", index[row])
        index[row] += 1


def claims(model: Parts) -> Iterator[DeriveError]:
    """Find claims that count what is not there, or are printed by no known rule."""
    names = claim_names(model)
    for one, path in claim_paths(model):
        claim, row = one.claim, one.row.name
        place = f"claim {claim.name}" + (f" of {row}" if row else "")
        yield from unknown(claim.counts.names, names, place, (*path, "counts"))
        yield from _counts_absent(model, one, place, path)
        try:
            Printed.parse(claim.printed, claim.scale)
        except PrintedError as fault:
            yield placed(fault, place, (*path, fault.key))
        for (kind, words), word in zip(WORDS.items(), claim.words, strict=True):
            yield from _word(model, kind, words, word, place, (*path, kind))


def _counts_absent(model: Parts, one: Claimed, place: str, path: Path) -> Iterator[DeriveError]:
    for name in one.claim.counts.names:
        if model.meaning_of(name, one.row) == ():
            yield ModelError(
                f"it counts {name}, which has no component here",
                advice="name a component that exists in this row",
                place=(place,),
                path=(*path, "counts"),
                word=name,
            )


def nothing(model: Parts) -> Iterator[DeriveError]:
    """Find claims that count 0 whatever is chosen."""
    for one, path in claim_paths(model):
        counts = one.claim.counts
        place, path = f"claim {one.claim.name}", (*path, "counts")
        try:
            if not counts.names and counts.value({}) == 0:
                raise ModelError("it counts nothing", advice="name what it counts")
        except DeriveError as fault:
            yield placed(fault, place, path)
            if isinstance(fault, WorkError):
                return  # the others are too much as well


def unprinted(model: Parts) -> Iterator[DeriveError]:
    """Find figures with more digits than a whole number has, where whole numbers are added up.

    Words that are assumptions may be any of their options: one of them may admit a number.
    """
    for one, path in claim_paths(model):
        printed = one.claim.printed
        if one.claim.match == "printed" and _is_empty(model, one) and _adds_up(model, one):
            yield ModelError(
                f"no whole number is printed as {printed!r}: it has more digits than its unit",
                advice="leave the last digits out, or check the suffix",
                place=(
                    f"claim {one.claim.name}" + (f" of {one.row.name}" if one.row.name else ""),
                ),
                path=(*path, "printed"),
            )


def _is_empty(model: Parts, one: Claimed) -> bool:
    words, named = one.claim.words, model.assumption_named
    options = (named[word].names if word in named else (word,) for word in words)
    chosen = (dict(zip(words, its, strict=True)) for its in product(*options))
    return all(window(one.claim, its).empty for its in chosen)


def _adds_up(model: Parts, one: Claimed) -> bool:
    """Say whether a claim is a sum of whole multiples of components: whole whatever is chosen."""
    counts = one.claim.counts
    if any(model.meaning_of(name, one.row) is None for name in counts.names):
        return False
    return all(
        value.denominator == 1 and all(isinstance(g, str) and power > 0 for g, power in monomial)
        for monomial, value in counts.exact.terms.items()
    )


def _word(
    model: Parts, kind: str, words: tuple[str, ...], word: str, place: str, path: Path
) -> Iterator[DeriveError]:
    if word in words:
        return
    assumption = model.assumption_named.get(word)
    if assumption is None:
        yield ModelError(
            f"{kind} = {word!r} is neither a word nor an assumption",
            advice=did_you_mean(word, [*words, *model.assumption_named], f"use {', '.join(words)}"),
            place=(place,),
            path=path,
            word=word,
        )
        return
    for option in assumption.names:
        if option not in words:
            yield ModelError(
                f"{kind} = {word!r} is an assumption whose option {option!r} is no such word",
                advice=f"its options may be {', '.join(words)}",
                place=(place,),
                path=path,
                word=word,
            )
