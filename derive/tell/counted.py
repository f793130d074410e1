"""The middle of a derivation: each component worked out, and the sums against what is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from derive.formulas.tree import Exact, Name, Written, number
from derive.model.claims import Claim
from derive.model.parts import Component, Configuration
from derive.model.settled import Setting, is_nothing
from derive.model.windows import window
from derive.printed import Printed, exact_interval, grouped
from derive.steps import Equation, Line, Row, Section, Step, Text, line, row
from derive.tell.tables import configurations


def counted(setting: Setting) -> Iterator[Section]:
    """Tell the components and the sums; of many rows the first is worked out, the rest a table.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> told = list(counted(Setting(model=model, chosen={"bias": "yes"})))
    >>> [section.title for section in told]
    ['Components', 'The printed figures']
    """
    rows = setting.rows
    if not rows:
        return
    where = f", for {rows[0].title}," if len(rows) > 1 else ","
    shown = setting.shown(rows[0])
    if shown:
        yield Section("Components", *_components(setting, rows[0], shown, where))
    yield Section("The printed figures", *_sums(setting, where))


def _components(
    setting: Setting, at: Configuration, shown: tuple[Component, ...], where: str
) -> Iterator[Step]:
    values = setting.values(at)
    yield Text(f"Each component as it is written{where} with the numbers put in, and counted:")
    yield Equation(*(row(c.name, setting.formula(c), values) for c in shown))
    nothing = [c for c in setting.model.present(at) if is_nothing(setting.formula(c)) and c.counted]
    if nothing:
        said = ", ".join(c.means or c.name for c in nothing)
        yield Text(f"Counted as nothing in this reading: {said}.")


def _sums(setting: Setting, where: str) -> Iterator[Step]:
    first, *others = setting.rows
    yield Text(f"The sum{'s' if len(first.claims) > 1 else ''}{where} against what is printed:")
    yield Equation(*(_sum(setting, first, claim) for claim in first.claims))
    if others:
        missed = [said for at in others for said in _missed(setting, at)]
        every = "for" if missed else "give"
        yield Text(f"The same formulas {every} every configuration:")
        yield configurations(setting)
        if missed:
            yield Text(f"Missed: {'; '.join(missed)}.")


def _missed(setting: Setting, at: Configuration) -> Iterator[str]:
    for claim in at.claims:
        by = gap(claim, setting.count(claim, at), setting.words(claim, at))
        if by:
            more = "many" if by > 0 else "few"
            yield f"{claim.name} of {at.title}, {grouped(abs(by))} too {more}"


def _sum(setting: Setting, at: Configuration, claim: Claim) -> Row:
    counts: dict[str, Exact] = {**setting.values(at), **setting.counts(at)}
    tree = setting.sum(claim, at)
    said = verdict(claim, setting.count(claim, at), setting.words(claim, at))
    if claim.name != str(claim.counts):
        return row(claim.name, tree, counts, verdict=said, label=claim.name)
    worked = row("", tree, counts, verdict=said, label=claim.name)
    left: Written = claim.counts.written
    sides = [side for side in worked.sides if side not in (Name(""), left)]
    return Row(sides=(left, *(sides or [number(1)])), verdict=said, label=claim.name)


def verdict(claim: Claim, count: int, words: Mapping[str, str]) -> Line:
    """Say how a count stands to the printed figure.

    >>> verdict(Claim(printed="384M", counts="d"), 384_032_000, {})
    ('printed as 384M',)
    >>> verdict(Claim(printed="384M", counts="d", match="exact"), 384_000_000, {})
    ('printed as 384M, exactly',)
    >>> verdict(Claim(printed="384M", counts="d", match="exact"), 384_032_000, {})
    ('printed as 384M: 32,000 too many',)
    """
    printed = claim.printed if claim.printed[-1:].isalpha() else f"{claim.printed}{claim.scale}"
    by = gap(claim, count, words)
    if by:
        return line(f"printed as {printed}: {grouped(abs(by))} too {'many' if by > 0 else 'few'}")
    bound = {"at_least": "at least", "at_most": "at most"}.get(claim.match)
    if bound:
        return line(f"printed as {bound} {printed}")
    own = Printed.parse(claim.printed, claim.scale)
    if printed == grouped(count):
        return line("as printed")
    exactly = claim.match == "exact" or count in exact_interval(own)
    return line(f"printed as {printed}" + (", exactly" if exactly else ""))


def gap(claim: Claim, count: int, words: Mapping[str, str]) -> int:
    """Give by how much a count is beyond what prints so: below 0 if it is too small.

    >>> gap(Claim(printed="384M", counts="d"), 383_000_000, {})
    -500000
    """
    low, high = window(claim, words)
    if low is not None and count < low:
        return count - low
    return max(0, count - high) if high is not None else 0
