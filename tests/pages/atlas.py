"""Write docs/atlas.md from the catalogue: `python -m tests.pages`; a drift fails the tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from derive.model.model import Model
from derive.papers.catalogue import keys, path_of
from derive.papers.reading.reader import read
from derive.printed import grouped
from derive.solver.solutions import Solutions, solve
from tests.documents import ROOT

PAGE = ROOT / "docs" / "atlas.md"

HEAD = """\
# Atlas

Every system of the catalogue: what is printed, how many assumption sets give all of it, as how
many formulas, what that settles and what stays open. A system that nothing reproduces says so.
"Reproduces" is a statement about numbers; it proves nothing about what the authors did.

This page is written by `python -m tests.pages`; the tests fail when it and the catalogue disagree.
"""


@cache
def atlas() -> str:
    """Give the page."""
    papers = [(key, solve(read(path_of(key)))) for key in keys()]
    return "\n".join([HEAD, *_overview(papers), "", *(_section(*paper) for paper in papers)])


def _overview(papers: list[tuple[str, Solutions]]) -> Iterator[str]:
    fits = sum(bool(found) for _, found in papers)
    claims = sum(len(found.model.claimed) for _, found in papers)
    yield f"{len(papers)} systems with {claims} printed figures; {fits} have a reading."
    yield ""
    yield "| system | year | figures | assumption sets | solutions | readings |"
    yield "|---|---|--:|--:|--:|--:|"
    for key, found in papers:
        paper = found.model.paper
        numbers = (len(found.model.claimed), found.space, found.count, len(found.groups))
        cells = " | ".join(grouped(number) for number in numbers)
        yield f"| [{key}](#{key}) | {paper.year or ''} | {cells} |"


def _section(key: str, found: Solutions) -> str:
    model = found.model
    lines = [f"## {key}", "", _cited(model), ""]
    lines += [f"- **Printed:** {_printed(model)}."]
    lines += list(_answer(found))
    note = model.expected.get("note")
    if note:
        lines.append(f"- **Note:** {note}")
    return "\n".join([*lines, ""])


def _cited(model: Model) -> str:
    paper = model.paper
    address = f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else paper.url
    title = f"[{paper.title}]({address})" if address else paper.title
    return f"{', '.join(paper.authors)}: *{title}*, {paper.year}."


def _printed(model: Model) -> str:
    figures = [f"{one.claim.printed}{one.claim.scale} ({one.name})" for one in model.claimed]
    more = f" and {len(figures) - 8} more" if len(figures) > 8 else ""
    return ", ".join(figures[:8]) + more


def _answer(found: Solutions) -> Iterator[str]:
    if not found:
        yield f"- **Readings:** none of {grouped(found.space)} assumption sets gives all of it."
        yield from _nearest(found.model)
        return
    yield (
        f"- **Readings:** {grouped(found.count)} of {grouped(found.space)} assumption sets, "
        f"{grouped(len(found.groups))} formula{'s' if len(found.groups) > 1 else ''}. "
        f"First: {_first(found)}."
    )
    forced = found.forced
    if forced:
        yield f"- **Settled:** {', '.join(f'{n} = {o}' for n, o in forced.items())}."
    still = [n for n, shares in found.shares.items() if sum(map(bool, shares.values())) > 1]
    if still:
        yield f"- **Open:** {', '.join(still)}."


def _first(found: Solutions) -> str:
    (reading,) = found.readings(1)
    name, formula = next(iter(reading.formulas.items()))
    return f"`{name} = {formula}`"


def _nearest(model: Model) -> Iterator[str]:
    nearest = model.expected.get("nearest")
    if isinstance(nearest, dict) and "gives" in nearest:
        given = ", ".join(f"{n} = {o}" for n, o in nearest.get("given", {}).items())
        under = f" (under {given})" if given else ""
        yield f"- **Nearest:** {nearest['gives']} of {nearest['of']} figures{under}."


def main() -> None:
    """Write the page."""
    PAGE.write_text(atlas(), encoding="utf-8")
