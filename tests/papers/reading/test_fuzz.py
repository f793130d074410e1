"""Whatever the bytes: a model or a DeriveError, and nothing else."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from derive.errors import DeriveError, SpecError
from derive.formulas.grammar import condition, parse
from derive.model.model import Model
from derive.papers.reading import read_text
from derive.papers.reading.document import decoded
from derive.terminal import plain_line, plain_text

ROOT = Path(__file__).parents[3]
TESTS = "tests/papers/reading"
SEEDS = [
    path.read_bytes()
    for folder in (
        "tests/papers/reading/valid",
        "tests/papers/reading/invalid",
        "derive/papers/catalogue",
    )
    for path in sorted((ROOT / folder).glob("*.toml"))
]
# Pieces of the language, for mutations that a reader gets far with.
TOKENS = [
    *"[]{}=,.\"'#\n\\()*+-/ ",
    "[[", "]]", '"""', "'''", " = ", "1", "-1", "1.5", "1e400", "true", "2014-01-01", "\u202e",
    "\x1b[2J", "requires", "paper", "hyperparameters", "assumptions", "options", "components",
    "formula", "claims", "printed", "counts", "total", "configurations", "unknown", "from", "to",
    "per", "use",
    "lstm(", "sum(", "max(", "**", "//", "==", "<=", " and ", " not ", " or ", "d", "L",
    "__class__",
    "lambda: ", "\\u001b", "9" * 50, "384M", "\r\n", "\x00", "\ufeff", "é",
]  # fmt: skip


def outcome(raw: bytes) -> Model | DeriveError:
    found = read_or_fault(raw)
    if isinstance(found, DeriveError):
        assert all(line.isprintable() for line in str(found).split("\n"))
    return found


def read_or_fault(raw: bytes) -> Model | DeriveError:
    try:
        return read_text(decoded(raw, "my.toml"), "my", file="my.toml")
    except DeriveError as fault:
        return fault


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"a=1\n[a]")
def test_any_bytes(raw: bytes) -> None:
    outcome(raw)


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    outcome(text.encode("utf-8", "replace"))


@given(st.lists(st.sampled_from(TOKENS), max_size=60))
def test_any_tokens(tokens: list[str]) -> None:
    outcome("".join(tokens).encode())


def mutated(raw: bytes, random: random.Random) -> bytes:
    for _ in range(random.randint(1, 6)):
        first, last = sorted(random.randint(0, len(raw)) for _ in range(2))
        last = min(last, first + random.choice((0, 1, 5, 40, 400)))
        piece = random.choice(
            (b"", random.choice(TOKENS).encode(), raw[first:last] * 2, random.randbytes(2))
        )
        raw = raw[:first] + piece + raw[last:]
    return raw


@settings(max_examples=300)
@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_any_mutated_spec(raw: bytes, seed: int) -> None:
    if len(raw) < 20_000:
        outcome(mutated(raw, random.Random(seed)))


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*TOKENS, "1", "d", "+", "*", "(", ")", ", "]), max_size=25))
def test_any_formula(tokens: list[str]) -> None:
    text = "".join(tokens)
    for reads in (parse, condition):
        with suppress(DeriveError):
            reads(text)


@given(st.text())
def test_plain_text_is_one_safe_line(text: str) -> None:
    assert plain_text(text).isprintable()
    assert plain_line(text).isprintable() and len(plain_line(text)) == len(text)
    assert plain_text(plain_text(text)) == plain_text(text)


def test_every_fault_of_a_mutation_has_a_place_in_the_file() -> None:
    chance = random.Random(1)
    for raw in SEEDS * 3:
        found = outcome(mutated(raw, chance)) if len(raw) < 20_000 else None
        if isinstance(found, SpecError):
            assert all(fault.file == "my.toml" for fault in found.faults)  # type: ignore[attr-defined]
