"""Random problems for Hypothesis: all kinds of tables, windows and weights, in small spaces."""

from __future__ import annotations

from functools import cache
from math import prod

from hypothesis import strategies as st

from derive.diagrams.problem import Part, Problem, Sum, Table, Windows
from derive.intervals import Interval, Window

NUMBERS = st.integers(-30, 30) | st.sampled_from([0, 0, 100, 1000, -1000, 10**6, 10**30])


@cache
@st.composite
def scopes(draw: st.DrawFn, sizes: tuple[int, ...], most: int = 3) -> tuple[int, ...]:
    variables = range(len(sizes))
    most = min(most, len(sizes))
    return tuple(draw(st.permutations(variables)))[: draw(st.integers(0, most))]


@cache
@st.composite
def tables(draw: st.DrawFn, sizes: tuple[int, ...], numbers: st.SearchStrategy[int]) -> Table:
    scope = draw(scopes(sizes))
    number = prod(sizes[v] for v in scope)
    values = draw(st.lists(numbers, min_size=number, max_size=number))
    return Table(scope=scope, values=tuple(values))


@cache
@st.composite
def windows(draw: st.DrawFn, sizes: tuple[int, ...]) -> Windows:
    scope = draw(scopes(sizes, most=2)) if draw(st.booleans()) else ()
    end = st.none() | NUMBERS
    intervals: list[Window] = []
    for _ in range(prod(sizes[v] for v in scope)):
        kind = draw(st.sampled_from(["exact", "around", "ends"]))
        if kind == "exact":
            value = draw(NUMBERS)
            intervals.append(Interval(value, value))
        elif kind == "around":
            value, width = draw(NUMBERS), draw(st.integers(0, 60))
            intervals.append(Interval(value - width, value + width))
        else:
            intervals.append(Interval(draw(end), draw(end)))
    return Windows(scope=scope, intervals=tuple(intervals))


@cache
@st.composite
def sums(draw: st.DrawFn, sizes: tuple[int, ...], *, known: bool) -> Sum:
    parts = []
    for _ in range(1 if known and draw(st.booleans()) else draw(st.integers(1, 2))):
        low = 1 if known else draw(st.integers(0, 3))
        high = 1 if known else low + draw(st.integers(0, 3))
        its = draw(st.lists(tables(sizes, NUMBERS), max_size=6))
        parts.append(Part(tables=tuple(its), weight=Interval(low, high)))
    return Sum(parts=tuple(parts), windows=draw(windows(sizes)))


@st.composite
def problems(draw: st.DrawFn, *, unknowns: bool = False) -> Problem:
    sizes = tuple(draw(st.lists(st.sampled_from([1, 2, 2, 3, 4]), max_size=6)))
    known = draw(st.lists(sums(sizes, known=True), max_size=3))
    unknown = draw(st.lists(sums(sizes, known=False), min_size=1, max_size=2)) if unknowns else []
    flags = st.sampled_from([1, 1, 1, 0])
    costs = tuple(tuple(draw(st.integers(0, 2)) for _ in range(size)) for size in sizes)
    return Problem(
        sizes=sizes,
        sums=tuple(draw(st.permutations(known + unknown))),
        allowed=tuple(draw(st.lists(tables(sizes, flags), max_size=2))),
        carried=tuple(draw(st.lists(tables(sizes, NUMBERS), max_size=4))),
        costs=draw(st.sampled_from([(), costs])),
    )


@st.composite
def pinned(draw: st.DrawFn, *, unknowns: bool = False) -> tuple[Problem, dict[int, int]]:
    """A problem, and some of its variables held at one option each."""
    problem = draw(problems(unknowns=unknowns))
    pins = {
        variable: draw(st.integers(0, size - 1))
        for variable, size in enumerate(problem.sizes)
        if draw(st.booleans())
    }
    return problem, pins
