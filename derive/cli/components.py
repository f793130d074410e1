"""`derive components`: the library of layers, or one of them by the name the field gives it."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping

from derive.cli.answer import WIDEST, Answer
from derive.components import FAMILIES, FUNCTIONS
from derive.components.aliases import meant, same, standing_for
from derive.components.described import Described, described
from derive.data.components import components_data
from derive.errors import UsageError, did_you_mean
from derive.render.text import text
from derive.tell.components import component_told, components_told, index_told


def show_components(asked: argparse.Namespace) -> Answer:
    """Answer with the library, a family, or what a name stands for: one component, or several.

    Raises UsageError for a name that stands for none.

    >>> import json
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from derive.cli import main
    >>> with redirect_stdout(StringIO()) as out:
    ...     code = main(["components", "multi-head", "attention", "--json"])
    >>> code, json.loads(out.getvalue())["components"][0]["formula"]
    (0, '4*width**2')
    """
    found = _named(" ".join(asked.name)) if asked.name else list(_library().values())
    return Answer(
        document=lambda: component_told(found[0]) if len(found) == 1 else components_told(found),
        data=lambda: components_data(found),
        texts={} if asked.name else {"text": lambda: _short(found)},
    )


def _short(found: list[Described]) -> str:
    """Give the library as a list to look through: about a line a component."""
    return text(index_told(found), width=min(WIDEST, shutil.get_terminal_size().columns)) + "\n"


def _library() -> Mapping[str, Described]:
    return {
        function.__name__: described(function, family)
        for family, functions in FAMILIES.items()
        for function in functions
    }


def _named(name: str) -> list[Described]:
    """Give the component so named, or all of a family, or those that an alias stands for."""
    library = _library()
    if one := same(name, library):
        return [library[one]]
    if family := same(name, FAMILIES):
        return [one for one in library.values() if one.family == family]
    if several := standing_for(name):
        return [library[one] for one in several]
    advice = meant(name, FUNCTIONS) or did_you_mean(
        name, [*FUNCTIONS, *FAMILIES], "`derive components` lists them"
    )
    raise UsageError(f"there is no component {name!r}", advice=advice)
