"""How time and nodes grow with the space, as a plot."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from derive.diagrams.diagram import unroll
from derive.diagrams.problem import Problem
from derive.solver.encode import encode
from tests.benchmarks.instances import coins, layered, space


class Point(NamedTuple):
    """One space: its sets, the seconds from tables to diagram, the nodes."""

    sets: int
    seconds: float
    nodes: int


def plot(file: Path) -> None:
    """Draw time and nodes over the number of assumption sets."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "derive"
    from matplotlib import pyplot

    lines = {
        "layers opened one by one, exact": [
            _point(encode(layered("exact", k)).problem) for k in range(8)
        ],
        "the same, as printed": [_point(encode(layered("printed", k)).problem) for k in range(8)],
        "unrelated sizes, exact": [_point(coins(n)) for n in range(16, 41, 4)],
        "unrelated sizes, +-1e9": [_point(coins(n, width=10**9)) for n in range(16, 33, 4)],
    }
    figure, panes = pyplot.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for pane, what in zip(panes, ("seconds", "nodes"), strict=True):
        for name, points in lines.items():
            values = [getattr(point, what) for point in points]
            pane.loglog([point.sets for point in points], values, marker="o", label=name)
        pane.set_xlabel("assumption sets")
        pane.set_ylabel(what)
        pane.grid(alpha=0.3)
    panes[0].legend(fontsize=8)
    file.parent.mkdir(exist_ok=True)
    figure.savefig(file, metadata={"Date": None})


def _point(problem: Problem) -> Point:
    times = []
    for _ in range(3):
        start = perf_counter()
        diagram = unroll(problem)
        times.append(perf_counter() - start)
    return Point(space(problem), median(times), diagram.nodes)
