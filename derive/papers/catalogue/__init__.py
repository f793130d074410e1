"""The catalogue: spec files of published systems, one a paper, found by their keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from derive.errors import UsageError, did_you_mean

PAPERS = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A paper of the catalogue, without its model: enough for a list."""

    key: str
    title: str
    year: int | None
    claims: int


def keys() -> tuple[str, ...]:
    """Give the keys of the catalogue, in alphabetical order.

    >>> "sutskever2014" in keys()
    True
    """
    return tuple(sorted(path.stem for path in PAPERS.glob("*.toml")))


def path_of(key: str) -> Path:
    """Give the spec file of a key.

    >>> path_of("sutskever2014").name
    'sutskever2014.toml'
    >>> path_of("sutskever")
    Traceback (most recent call last):
    derive.errors.UsageError: no paper of the catalogue is called 'sutskever'; did you mean ...
    """
    if key in keys():
        return PAPERS / f"{key}.toml"
    listed = f"`derive list` shows them; a file needs its path, as in ./{key}.toml"
    advice = f"{did_you_mean(key, keys(), cutoff=0.5)} {listed}".lstrip()
    raise UsageError(f"no paper of the catalogue is called {key!r}", advice=advice)


def entries() -> Iterator[Entry]:
    """Give every paper with its title, year and number of claims.

    >>> next(e.year for e in entries() if e.key == "sutskever2014")
    2014
    """
    import tomllib

    for key in keys():
        table = tomllib.loads(path_of(key).read_text(encoding="utf-8"))
        paper = table.get("paper", {})
        rows = [table, *table.get("configurations", {}).values()]
        yield Entry(
            key=key,
            title=paper.get("title", ""),
            year=paper.get("year"),
            claims=sum(len(row.get("claims", ())) for row in rows),
        )
