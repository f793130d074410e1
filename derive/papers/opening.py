"""A file that somebody names: a spec, or the config.json of a model, told apart by what is in it.

file_of :: Path -> Path                a folder stands for the config.json in it
text_of :: Path -> str
told    :: text, name, file -> Model
"""

from __future__ import annotations

from pathlib import Path

from derive.errors import SpecError
from derive.model.model import Model
from derive.papers.reading import files
from derive.papers.reading.document import decoded
from derive.papers.reading.faults import Fault
from derive.papers.reading.reader import read_text


def opened(path: Path) -> Model:
    """Read a spec or a config; the model is named after the file.

    Raises SpecError with every fault of the file.

    >>> opened(Path("no-such.json"))
    Traceback (most recent call last):
    derive.errors.SpecError: no-such.json: there is no such file
    """
    file = file_of(path)
    return told(text_of(file), file.stem, str(file))


def text_of(file: Path) -> str:
    """Give the text of a file.

    >>> text_of(Path("no-such.toml"))
    Traceback (most recent call last):
    derive.errors.SpecError: no-such.toml: there is no such file
    """
    return decoded(files.contents(file), str(file))


def told(text: str, name: str, file: str) -> Model:
    """Read the text of a spec or of a config; `file` is what messages call it.

    >>> told('{"model_type": "gpt2", "n_layer": -1}', "config", "config.json")
    Traceback (most recent call last):
    derive.errors.SpecError: config.json: n_layer: the number is below zero; give a whole number \
of 0 or more
    """
    from derive.papers.families.config import is_config, spec_of_config

    if not is_config(text):
        return read_text(text, name, file=file)
    try:
        return read_text(spec_of_config(text, file), name, file=file)
    except SpecError as error:
        raise _unplaced(error, file) from None


def _unplaced(error: SpecError, file: str) -> SpecError:
    """Leave out lines: a config is read through a spec that nobody sees."""
    return SpecError(
        [
            Fault(f.message, advice=f.advice, file=file, key=getattr(f, "key", ""))
            for f in error.faults
        ]
    )


def file_of(path: Path) -> Path:
    """Give the config.json in a folder that has one, else the path itself.

    >>> file_of(Path("my.toml")).name
    'my.toml'
    """
    config = path / "config.json"
    return config if config.is_file() else path
