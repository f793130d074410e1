"""What is measured: specs and sums, each made anew and always the same.

seed, layered, gpt2 :: model (read from a spec)
coins, pinched      :: problem (sums of integers, no paper)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from random import Random

from derive.diagrams.diagram import unroll
from derive.diagrams.folds import count
from derive.diagrams.problem import Part, Problem, Sum, Table, Windows
from derive.model.model import Model
from derive.papers.catalogue import path_of
from derive.papers.reading.reader import read_text

PER_LAYER = ("gates", "gate_bias", "peepholes")


def space(problem: Problem) -> int:
    """Count the choices that `allowed` permits, whatever the sums."""
    return count(unroll(problem.keeping(()).carrying(())))


def seed(match: str) -> Model:
    """The paper that the catalogue began with."""
    return read_text(_seed_text(), "seed").matching(match)


def _seed_text() -> str:
    return path_of("sutskever2014").read_text(encoding="utf-8")


def layered(match: str, opened: int = 8) -> Model:
    """The seed with the LSTM's choices open in each of the eight layers, or in the first few.

    All eight open have 49,152 * 12**8 assumption sets before `requires`.
    """
    return read_text(layered_text(opened), "layered").matching(match)


def layered_text(opened: int = 8) -> str:
    """The spec of `layered`, made from that of the seed."""
    text = _seed_text()
    suffixes = [f"_{k}" if k <= opened else "" for k in range(1, 9)]
    for name in PER_LAYER:
        start = text.index(f"[assumptions.{name}]")
        end = text.index("\n\n", start) + 2
        block = text[start:end]
        text = (
            text[:start]
            + "".join(
                block.replace(f"assumptions.{name}]", f"assumptions.{name}{suffix}]")
                for suffix in dict.fromkeys(suffixes)
            )
            + text[end:]
        )
    cells = [f"cell{suffix}" for suffix in suffixes]
    definitions = (
        f'cell{s} = "recurrent(d, d, gates=gates{s}, bias=gate_bias{s}, peepholes=peepholes{s})"'
        for s in dict.fromkeys(suffixes)
    )
    inputs = [f"cell{suffix} - gates{suffix}*d**2" for suffix in suffixes]
    for pattern, by in (
        (r"(?m)^cell +=.*$", "\n".join(definitions)),
        (r"(?m)^gate_bias +=.*\n", "" if opened == 8 else 'gate_bias = "none"\n'),
        (r"\(L\*cell \+", f"({' + '.join(cells[:4])} +"),
        (
            r"L\*cell \+ context_fed\*gates",
            f"({' + '.join(cells[4:])}) + context_fed*gates{suffixes[4]}",
        ),
        (r"\(L\*\(cell - gates\*d\*\*2\)", f"({' + '.join(inputs[:4])}"),
        (
            r"L\*\(cell - gates\*d\*\*2\) \+ context_fed\*gates",
            f"({' + '.join(inputs[4:])}) + context_fed*gates{suffixes[4]}",
        ),
    ):
        text = _replaced(text, pattern, by)
    return text


def gpt2(match: str) -> Model:
    """Four configurations of one table."""
    return read_text(path_of("gpt2").read_text(encoding="utf-8"), "gpt2").matching(match)


def _replaced(text: str, pattern: str, by: str) -> str:
    found, number = re.subn(pattern, lambda _: by, text)
    assert number == 1, pattern
    return found


def coins(number: int, *, width: int = 0, seed: int = 1, least: int = 10**9) -> Problem:
    """Unrelated sizes up to 100 times the least, taken or not, and a sum that half of them give."""
    random = Random(seed)
    sizes = [random.randrange(least, 100 * least) for _ in range(number)]
    target = sum(random.sample(sizes, number // 2))
    part = Part(tables=tuple(Table(scope=(v,), values=(0, size)) for v, size in enumerate(sizes)))
    windows = Windows.of(target - width, target + width)
    return Problem(sizes=(2,) * number, sums=(Sum(parts=(part,), windows=windows),))


def pinched(number: int, *, seed: int = 2) -> Problem:
    """Meant to hurt: every product of two neighbours in a circle has a weight of its own.

    Two sums share all variables, no variable closes before its neighbours, nothing divides.
    """
    random = Random(seed)

    def one(low: int, high: int) -> Sum:
        pairs = [(v, (v + 1 + v % 5) % number) for v in range(number)]
        tables = tuple(
            Table(scope=pair, values=tuple(random.randrange(10**9, 10**10) for _ in range(4)))
            for pair in pairs
        )
        middle = sum(sum(table.values) // 4 for table in tables)
        return Sum(parts=(Part(tables=tables),), windows=Windows.of(middle - low, middle + high))

    return Problem(sizes=(2,) * number, sums=(one(10**6, 10**6), one(10**9, 10**9)))


INSTANCES: dict[str, Callable[[], Model | Problem]] = {
    "seed, exact": lambda: seed("exact"),
    "seed, as printed": lambda: seed("printed"),
    "GPT-2, four rows": lambda: gpt2("printed"),
    "eight layers open, exact": lambda: layered("exact"),
    "eight layers open, as printed": lambda: layered("printed"),
    **{f"{n} unrelated sizes": partial(coins, n) for n in (20, 24, 28, 32, 40)},
    "20 small sizes": lambda: coins(20, least=10**4),
    "24 unrelated sizes, +-1e9": lambda: coins(24, width=10**9),
    "30 unrelated sizes, +-1e9": lambda: coins(30, width=10**9),
    "pairs in a circle, 20": lambda: pinched(20),
}
