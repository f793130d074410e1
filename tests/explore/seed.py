"""The seed, as the explorer starts on it."""

from __future__ import annotations

from functools import cache

from derive.explore.state import Exploration, begin
from derive.model.model import Model
from derive.papers.catalogue import path_of
from derive.papers.reading.reader import read

PAPER = "sutskever2014"


@cache
def model() -> Model:
    return read(path_of(PAPER))


def start(match: str = "") -> Exploration:
    return begin(model(), paper=PAPER, match=match)
