"""Where a fault of a model stands in a spec file, key by key."""

from __future__ import annotations

from derive.errors import DeriveError, ModelError

# Where a spec file says it, key by key.
Path = tuple[str | int, ...]


def placed(fault: DeriveError, place: str, path: Path, word: str = "") -> ModelError:
    """Give a fault of a part its place in the model and in a spec file."""
    return ModelError(fault.message, advice=fault.advice, place=(place,), path=path, word=word)
