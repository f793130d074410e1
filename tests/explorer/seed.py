"""The seed, as the explorer starts on it."""

from __future__ import annotations

from functools import cache

from derive.catalogue import path_of
from derive.exploration.state import Exploration, begin
from derive.model import Model
from derive.spec.reader import read

PAPER = "sutskever2014"


@cache
def model() -> Model:
    return read(path_of(PAPER))


def start(match: str = "") -> Exploration:
    return begin(model(), paper=PAPER, match=match)
