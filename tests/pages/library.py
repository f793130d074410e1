"""Write docs/library.md: `python -m tests.pages`; a drift fails the tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from derive.components import FAMILIES
from derive.components.described import described
from derive.papers.conventions import conventions
from tests.documents import ROOT

PAGE = ROOT / "docs" / "library.md"

HEAD = """\
# The library

What formulas may call, family by family, and the ready-made assumptions that a spec may `use`.
The page is written by `python -m tests.pages`; the tests fail when it and the library
disagree.

## Components

Every argument is a whole number, a symbol or a formula, so an assumption can stand anywhere:
`lstm(d, d, bias=gate_bias)`. `derive components lstm` tells what each argument counts, and the
formula in their names; it finds a component by what the field calls it, too: `derive components
gqa`.
"""


@cache
def page() -> str:
    """Give the page."""
    return "\n".join([HEAD, *_components(), *_conventions()])


def _components() -> Iterator[str]:
    for family, functions in FAMILIES.items():
        yield f"### {family.replace('_', ' ').capitalize()}\n"
        members = [described(function, family) for function in functions]
        if members[0].symbols:
            yield f"{members[0].symbols}\n"
        yield from (f"- `{one.signature}`: {one.says}" for one in members)
        yield ""


def _conventions() -> Iterator[str]:
    yield "## Conventions\n"
    yield "Each says where its numbers fit; elsewhere it is an error that names the right form.\n"
    yield "| convention | question | options | as in | PyTorch | Keras | Flax |"
    yield "|---|---|---|---|---|---|---|"
    for one in conventions().values():
        frameworks = " | ".join(one.frameworks.get(f, "") for f in ("pytorch", "keras", "flax"))
        options = ", ".join(one.assumption.names)
        told = f"{one.assumption.asks} | {options} | `{one.formula or one.line}`"
        yield f"| `{one.name}` | {told} | {frameworks} |"
    yield ""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
