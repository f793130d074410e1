"""What is shown, as lines of text: the line mode prints them, the screen draws the same words.

Marks are characters, so that colour is never the only signal: `*` pinned, `=` forced, `x` ruled
out, a space for an option that is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.exploration.account import account, standing
from derive.exploration.exclusion import Exclusion
from derive.exploration.splits import Split, Splits
from derive.exploration.state import Exploration
from derive.exploration.view import AssumptionView, ClaimView, OptionView, View
from derive.plain import plain_text
from derive.printed import Interval, grouped
from derive.render.text import columns, text, wrapped
from derive.render.text import line as line_text
from derive.steps import Inline
from derive.windows import Window

MARKS = {"pinned": "*", "forced": "=", "impossible": "x", "": " "}
LEGEND = "* pinned   = forced   x ruled out   the number: solutions that remain with the option"
LARGE = 10**10  # from here on a number of solutions is rounded


def amount(number: int) -> str:
    """Write how many; a number too long to read is cut to three digits and a power of ten.

    >>> amount(350208), amount(193273528320)
    ('350,208', '1.93e11')
    """
    if number < LARGE:
        return grouped(number)
    digits = str(number)
    return f"{digits[0]}.{digits[1:3]}e{len(digits) - 1}"


def headline(seen: View) -> str:
    """Say in one line how many solutions remain.

    >>> from derive import Assumption, Claim, Component, Model
    >>> from derive.exploration.state import begin
    >>> from derive.exploration.view import view
    >>> model = Model(components=(Component(name="c", formula=7),),
    ...               claims=(Claim(printed="7", counts="c"),))
    >>> headline(view(begin(model)))
    '1 of 1 assumption sets gives every claim as printed, in 1 reading'
    """
    manner = {"exact": "exactly", "printed": "as printed"}.get(seen.matching, "as the file asks")
    verb = "gives" if seen.solutions == 1 else "give"
    if not seen.solutions:
        return f"None of {amount(seen.permitted)} assumption sets gives every claim {manner}"
    said = (
        f"{amount(seen.solutions)} of {amount(seen.permitted)} assumption sets {verb} "
        f"every claim {manner}"
    )
    return f"{said}, in {_readings(seen.shown.readings)}"


def _readings(number: int | None) -> str:
    if number is None:
        return "very many readings"
    return f"{grouped(number)} reading{'' if number == 1 else 's'}"


def option_line(option: OptionView, names: int = 0, numbers: int = 0) -> str:
    """Write one option: its mark, its name and the solutions that remain with it.

    >>> option_line(OptionView(name="none", solutions=31, mark="forced"), 6, 4)
    '[=] none      31'
    """
    name, number = plain_text(option.name), amount(option.solutions)
    return f"[{MARKS[option.mark]}] {name:<{names}} {number:>{numbers}}"


def assumption_lines(one: AssumptionView, width: int) -> Iterator[str]:
    """Write an assumption with its question, and each option below it."""
    yield from wrapped(f"{one.label}: {plain_text(one.assumption.asks)}".rstrip(": "), width)
    names = max(len(plain_text(option.name)) for option in one.options)
    numbers = max(len(amount(option.solutions)) for option in one.options)
    for option in one.options:
        said = f"  {option_line(option, names, numbers)}"
        yield f"{said}  {option.mark.replace('impossible', 'ruled out')}".rstrip()


def between(low: int | None, high: int | None) -> str:
    """Write a closed interval whose ends may be open.

    >>> between(1, 10), between(7, 7), between(5, None), between(1, 0)
    ('1 to 10', '7', 'at least 5', 'no whole number')
    """
    if low is None and high is None:
        return "nothing"
    if low is None:
        return f"at most {grouped(high or 0)}"
    return f"at least {grouped(low)}" if high is None else str(Interval(lo=low, hi=high))


def admitted(window: Window) -> str:
    """Write what a claim admits."""
    return between(*window)


def claim_lines(claim: ClaimView, width: int) -> Iterator[str]:
    """Write a claim: what is printed and whether the pins settle it, then its integers."""
    left, right = f"{plain_text(claim.name)} = {plain_text(claim.printed)}", verdict(claim)
    gap = width - columns(left) - columns(right)
    if gap >= 2:
        yield f"{left}{' ' * gap}{right}"
    else:
        yield from wrapped(left, width)
        yield f"  {right}"
    if claim.value is not None:
        off = f" ({claim.miss:+,})" if claim.miss else ""
        yield from _indented(f"counts {grouped(claim.value)} here{off}", width)
    if claim.low is not None:
        yield from _indented(f"may count {between(claim.low, claim.high)}", width)
    if claim.admits != (claim.value, claim.value):
        yield from _indented(f"must count {admitted(claim.admits)}", width)


def verdict(claim: ClaimView) -> str:
    """Say whether the pins settle a claim: hit, miss or undecided, each with a sign of its own."""
    return {"hit": "+ hit", "miss": "! miss", "undecided": "? undecided"}[claim.verdict]


def _indented(words: str, width: int) -> list[str]:
    return ["  " + one for one in wrapped(words, max(2, width - 2))]


def derivation_lines(exploration: Exploration, seen: View, width: int) -> list[str]:
    """Write the reading on show: as written, with numbers, evaluated."""
    return text(account(exploration, seen), width=max(12, width)).splitlines()


def exclusion_lines(found: Iterable[Exclusion], width: int) -> list[str]:
    """Say why an option is ruled out, or that it is not."""
    return [line for one in found for words in _exclusion(one) for line in wrapped(words, width)]


def _exclusion(one: Exclusion) -> Iterator[str]:
    chosen = f"{one.label} = {one.option}"
    if not one:
        yield f"{chosen} is not ruled out: {_solutions(one.solutions)} with it."
        return
    pins = ", ".join(f"{name} = {option}" for name, option in one.pins)
    if not one.claims:
        yield f"{chosen} is ruled out by what the file requires" + (f" of {pins}." * bool(pins))
        return
    claims = " and ".join(one.claims)
    plural = len(one.claims) > 1
    by = f"the claim{'s' if plural else ''} {claims}"
    together = " together" if plural else ""
    yield f"{chosen} is ruled out by {by}{together}" + f", with {pins} pinned" * bool(pins) + "."
    for miss in one.misses:
        others = "" if not plural else " with the other met"
        yield (
            f"The nearest that {miss.claim} comes{others} is {grouped(miss.value)}: "
            f"{miss.difference:+,} from what {miss.printed} admits."
        )


def _solutions(number: int) -> str:
    return (
        f"{amount(number)} solution remains"
        if number == 1
        else (f"{amount(number)} solutions remain")
    )


def title(exploration: Exploration) -> str:
    """Name the paper."""
    name, title_of = plain_text(exploration.paper), plain_text(exploration.model.paper.title)
    return f"{title_of} ({name})" if title_of else name


def everything(exploration: Exploration, seen: View, width: int) -> list[str]:
    """Write all three panes, one after the other."""
    told = [*wrapped(title(exploration), width), *wrapped(f"{headline(seen)}.", width), ""]
    told += [*_heading("Assumptions"), *wrapped(LEGEND, width), ""]
    for assumption in seen.assumptions:
        told += [*assumption_lines(assumption, width), ""]
    told += _heading("Claims")
    for claim in seen.claims:
        told += claim_lines(claim, min(width, 60))
    return [*told, "", *_heading("Derivation"), *derivation_lines(exploration, seen, width)]


def _heading(name: str) -> list[str]:
    return [name, "-" * len(name)]


CHANGES = 8


def change_lines(before: View, after: View, width: int) -> list[str]:
    """Say what a change did: how many remain, what it ruled out and settled, and a miss."""
    told = [f"{headline(after)}."]
    for what, mark in (("Ruled out now", "impossible"), ("Settled now", "forced")):
        told += _listed(what, _marked(after, mark) - _marked(before, mark), after)
    told += _listed("Possible again", _marked(before, "impossible") - _ruled_out(after), after)
    if after.shown.kind != "leading":
        told += ["".join(_plain(part) for part in line) for line in standing(after)]
    return [line for words in told for line in wrapped(words, width)]


def _plain(part: Inline) -> str:
    return line_text((part,))


def _marked(seen: View, mark: str) -> set[tuple[str, str]]:
    return {(a.label, o.name) for a in seen.assumptions for o in a.options if o.mark == mark}


def _ruled_out(seen: View) -> set[tuple[str, str]]:
    return {(a.label, o.name) for a in seen.assumptions for o in a.options if not o.solutions}


def _listed(what: str, changed: set[tuple[str, str]], seen: View) -> Iterator[str]:
    """List what changed in the order of the assumptions; what no solution has is not listed."""
    if not changed or not seen.solutions:
        return
    ordered = [
        f"{a.label} = {o.name}"
        for a in seen.assumptions
        for o in a.options
        if (a.label, o.name) in changed
    ]
    more = f" and {len(ordered) - CHANGES} more" * (len(ordered) > CHANGES)
    yield f"{what}: {', '.join(ordered[:CHANGES])}{more}."


def split_lines(found: Splits, width: int, number: int = 3) -> list[str]:
    """Say which open assumptions would settle most."""
    if not found.total:
        told = ["No solution remains: `undo`, or unpin something."]
    elif not found.best:
        told = [f"Nothing that is open would settle more: {_units(found.total, found.unit)} left."]
    else:
        told = [line for split in found.best[:number] for line in _split(split, found)]
    return [line for words in told for line in wrapped(words, width)]


def _split(one: Split, found: Splits) -> Iterator[str]:
    mean = float(one.expected)
    said = f"{mean:.1f}" if mean < LARGE else amount(int(mean))
    yield (
        f"{one.label}: {plain_text(one.asks)} Its answer leaves {said} of "
        f"{_units(found.total, found.unit)} on average"
    )
    left = ", ".join(f"{name} {amount(n)}" for name, n in one.left.items())
    yield f"  ({left})."


def _units(number: int, unit: str) -> str:
    return f"{amount(number)} {unit}{'' if number == 1 else 's'}"
