"""`derive init`: a commented spec to start from; and the file of a paper as it is."""

from __future__ import annotations

import argparse
from pathlib import Path

from derive.cli.answer import Answer
from derive.data.papers import families_data
from derive.errors import UsageError, did_you_mean
from derive.files import put
from derive.papers.catalogue import keys as papers
from derive.papers.catalogue import path_of
from derive.papers.families import keys as families
from derive.papers.families import text_of as family_text
from derive.tell.papers import families_told


def init(asked: argparse.Namespace) -> Answer | int:
    """Write a spec to start from; without --from, answer with the families that there are.

    Raises UsageError for a key that is none, and for a file that exists.

    >>> from derive.cli import main
    >>> main(["init", "--from", "lama"])
    2
    """
    if asked.start is None:
        if asked.file:
            raise UsageError(
                "nothing is said of what to start from",
                advice=f"write `derive init --from KEY {asked.file}`; `derive init` lists the keys",
            )
        return _listed()
    if asked.format != "text":
        raise UsageError("what init writes is a spec", advice=f"leave out --format {asked.format}")
    name, text = _start(asked.start)
    put(text, asked.file or f"{name}.toml", force=asked.force)
    return 0


def _listed() -> Answer:
    from derive.papers.families.family import family

    found = [family(key) for key in families()]
    return Answer(document=lambda: families_told(found), data=lambda: families_data(found))


def _start(key: str) -> tuple[str, str]:
    """Give the name and the text of a spec: of a family, a paper, or what a config stands for."""
    from derive.papers.families.family import family
    from derive.papers.families.plain import spec

    if key in families():
        return key, spec(family(key))
    if key in papers():
        return key, source_of(key)
    path = Path(key)
    if path.exists() or "/" in key or key.endswith((".json", ".toml")):
        return _from_path(path)
    advice = did_you_mean(key, [*families(), *papers()], "`derive init` lists them", cutoff=0.5)
    raise UsageError(f"there is nothing called {key!r} to start from", advice=advice)


def _from_path(path: Path) -> tuple[str, str]:
    from derive.papers.families.config import is_config, spec_of_config
    from derive.papers.opening import file_of, text_of

    file = file_of(path)
    text = text_of(file)
    if not is_config(text):
        return file.stem, text
    return file.parent.resolve().name or "model", spec_of_config(text, str(file))


def source_of(name: str) -> str:
    """Give the file of a paper as it is: of a key of the catalogue, of a path, or of a family.

    >>> source_of("sutskever2014").splitlines()[0]
    '# The seed of this catalogue: which reading of the paper gives the numbers that it prints?'
    """
    from derive.papers.opening import file_of, text_of

    if name in papers():
        return text_of(path_of(name))
    if name in families():
        return family_text(name)
    path = Path(name)
    known = path.exists() or "/" in name or path.suffix
    return text_of(file_of(path) if known else path_of(name))
