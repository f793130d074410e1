"""What is measured: specs and sums, each made anew and always the same.

    seed, layered, rows :: model (read from a spec)
    coins, pinched      :: problem (sums of integers, no paper)
"""

from __future__ import annotations

import re
from random import Random

from derive.catalogue import path_of
from derive.model import Model
from derive.solver.problem import Part, Problem, Sum, Table, Window
from derive.spec.reader import read_text

PER_LAYER = ("gates", "gate_bias", "peepholes")


def seed(match: str) -> Model:
    """The paper that the catalogue began with."""
    return read_text(_seed_text(), "seed").matching(match)


def _seed_text() -> str:
    return path_of("sutskever2014").read_text(encoding="utf-8")


def layered(match: str, layers: int = 4) -> Model:
    """The seed with the LSTM's choices open in every layer of encoder and decoder.

    Four and four layers have 49,152 * 12**8 assumption sets before `requires`.
    """
    return read_text(layered_text(layers), "layered").matching(match)


def layered_text(layers: int = 4) -> str:
    """The spec of `layered`, made from that of the seed."""
    text = _replaced(_seed_text(), r"(?m)^L     = \{ value = 4", f"L     = {{ value = {layers}")
    every = range(1, 2 * layers + 1)
    for name in PER_LAYER:
        start = text.index(f"[assumptions.{name}]")
        end = text.index("[", text.index("reasons", start))
        block = text[start:end]
        text = text[:start] + "".join(
            block.replace(f"assumptions.{name}]", f"assumptions.{name}_{k}]") for k in every
        ) + text[end:]
    encoder, decoder = (
        "(" + " + ".join(f"cell_{k}" for k in its) + ")"
        for its in (every[:layers], every[layers:])
    )
    cells = "\n".join(
        f'cell_{k} = "recurrent(d, d, gates=gates_{k}, bias=gate_bias_{k}, peepholes=peepholes_{k})"'
        for k in every
    )
    text = _replaced(text, r"(?m)^cell +=.*$", cells)
    text = _replaced(text, r'(?m)^gate_bias +=.*\n', "")
    text = text.replace("(L*cell + initial_state", f"({encoder} + initial_state")
    text = text.replace("(1 - sharing)*L*cell", f"(1 - sharing)*{decoder}")
    for part, its in (("encoder", every[:layers]), ("decoder", every[layers:])):
        inputs = " + ".join(f"cell_{k} - gates_{k}*d**2" for k in its)
        sign = "(L*(cell - gates*d**2) + init" if part == "encoder" else "*L*(cell - gates*d**2)"
        text = text.replace(sign, f"({inputs} + init" if part == "encoder" else f"*({inputs})")
    return text.replace("context_fed*gates*", f"context_fed*gates_{layers + 1}*")


def _replaced(text: str, pattern: str, by: str) -> str:
    found, number = re.subn(pattern, lambda _: by, text)
    assert number == 1, pattern
    return found


def coins(number: int, *, width: int | None = 0, seed: int = 1) -> Problem:
    """Unrelated sizes of 10^9 to 10^11, each taken or not, and a sum that half of them give."""
    random = Random(seed)
    sizes = [random.randrange(10**9, 10**11) for _ in range(number)]
    target = sum(random.sample(sizes, number // 2))
    part = Part(tables=tuple(Table(scope=(v,), values=(0, size)) for v, size in enumerate(sizes)))
    window = Window.of(target - (width or 0), target + (width or 0))
    return Problem(sizes=(2,) * number, sums=(Sum(parts=(part,), window=window),))


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
        return Sum(parts=(Part(tables=tables),), window=Window.of(middle - low, middle + high))

    return Problem(sizes=(2,) * number, sums=(one(10**6, 10**6), one(10**9, 10**9)))
