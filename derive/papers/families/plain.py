"""From the file of a family to the text of an ordinary spec, its comments kept.

spec :: Family, Settled or None, part -> str

A family's own keys stand where a line can be changed without reading it: `field` and what follows
it end the line of a hyperparameter, and have lines of their own in an assumption.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from derive.papers.families.family import Family, Size
from derive.papers.families.settling import Settled

_HEADER = re.compile(r"\[+([a-z_]+)(?:\.([^\]]*))?\]+\s*(?:#.*)?$")
_SIZE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(\s*= \{ value = )([0-9_]+)(.*?)(?:, field = .*)? \}$")
_OWN = ("field", "settled", "absent")

_START = """\
# A spec to start from, of the family {key}: put your own numbers in, then
#   derive count FILE  counts it, component by component
#   derive show FILE   shows what it states and leaves open
"""
_STANDS = """\
# What a config.json of type {kind} stands for, in the family {key}.
"""
_CLAIM = """
# A printed figure, as the paper spells it; `derive solve FILE` finds the ways of counting it:
# [[claims]]
# printed = "7B"
# counts  = "total"
"""


def spec(family: Family, values: Settled | None = None, part: str = "") -> str:
    """Write a family as an ordinary spec: as it stands, or with what a config settles.

    >>> from derive.papers.families.family import family
    >>> text = spec(family("llama"))
    >>> "[family]" in text, "absent" in text, "num_key_value_heads" in text
    (False, False, True)
    """
    lines = [line for line in _lines(family, values, part) if line is not None]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
    start = _STANDS.format(kind=values.kind, key=family.key) if values else _START + "#"
    return f"{start.format(key=family.key)}\n{body}{_declares(values)}{_CLAIM}"


def _lines(family: Family, values: Settled | None, part: str) -> Iterator[str | None]:
    sizes = {one.name: one for one in family.sizes}
    table = ""
    for line in family.text.splitlines():
        if header := _HEADER.match(line):
            table = header[1]
        if table == "family" or (values and not table):
            continue
        word = line.split("=")[0].strip()
        if table == "paper" and word == "title" and values:
            yield f"title = {_quoted(_title(values, part))}"
        elif table == "paper" and word in ("authors", "year") and values:
            continue
        elif table == "hyperparameters" and (found := _SIZE.match(line)):
            yield _size(found, sizes[found[1]], values)
        elif not (table == "assumptions" and word in _OWN):
            yield line


def _size(found: re.Match[str], size: Size, values: Settled | None) -> str:
    """Write a hyperparameter with its value, and where that stands in a config."""
    name, before, value, after = found.groups()
    if values is None:
        said = f"  # {' or '.join(size.fields)} of a config.json" if size.fields else ""
        return f"{name}{before}{value}{after} }}{said}"
    source = values.sources.get(name)
    where = f", where = {_quoted(source)}" if source else ""
    return f"{name}{before}{_grouped(values.sizes[name])}{after}{where} }}"


def _grouped(value: int) -> str:
    return f"{value:_}" if value >= 10_000 else str(value)


def _title(values: Settled, part: str) -> str:
    """Call a model by its type, and say what of the config was not there or is not counted."""
    title = f"A model of type {values.kind}, as its config.json has it"
    if part:
        title += f" (the text model alone: {part})"
    if values.assumed:
        title += f" (not stated, the default of {values.kind}: {', '.join(values.assumed)})"
    return title


def _declares(values: Settled | None) -> str:
    if values is None or not values.options:
        return ""
    width = max(map(len, values.options))
    lines = [f"{name:<{width}} = {_quoted(one)}" for name, one in values.options.items()]
    return "\n[declares] # what the config settles\n" + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
