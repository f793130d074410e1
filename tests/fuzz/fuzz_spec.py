"""Fuzz the spec reader with atheris: `python tests/fuzz/fuzz_spec.py [SECONDS]` (default 60).

Needs the extra [fuzz]. Whatever the bytes, the reader gives a Model or a DeriveError, within a
second and 500 MB each; libFuzzer reports anything else and writes the input to `crash-*`,
`timeout-*` or `oom-*` in the working folder. What it finds belongs into
tests/papers/reading/invalid/.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["derive", "tomllib"]):
    from derive.errors import DeriveError
    from derive.formulas.grammar import condition, parse
    from derive.papers.reading import read_text
    from derive.papers.reading.document import decoded

WORDS = [
    "requires",
    "paper",
    "hyperparameters",
    "definitions",
    "assumptions",
    "components",
    "claims",
    "configurations",
    "declares",
    "expect",
    "defaults",
    "value",
    "unknown",
    "from",
    "to",
    "per",
    "means",
    "latex",
    "switch",
    "asks",
    "options",
    "usual",
    "reasons",
    "use",
    "formula",
    "groups",
    "counted",
    "printed",
    "counts",
    "match",
    "rounding",
    "unit",
    "zeros",
    "scale",
    "[[",
    "]]",
    '\\"\\"\\"',
    "'''",
    "**",
    "//",
    "<=",
    "==",
    "lstm(",
    "sum(",
    "max(",
    "ceil_to(",
    "total",
]


def one_input(raw: bytes) -> None:
    """Read the bytes as a spec, and as a formula and a condition; odd first bytes choose."""
    try:
        if raw[:1] == b"\x01":
            text = raw[1:].decode("utf-8", "replace")
            (condition if raw[1:2] == b"c" else parse)(text)
        else:
            read_text(decoded(raw, "fuzz.toml"), "fuzz")
    except DeriveError as fault:
        if not all(line.isprintable() for line in str(fault).split("\n")) and raw[:1] != b"\x01":
            raise AssertionError("a message is not safe for a terminal") from fault


def seeds(folder: Path) -> None:
    """Copy the specs of the tests and of the catalogue, for libFuzzer to start from."""
    for source in (
        "tests/papers/reading/valid",
        "tests/papers/reading/invalid",
        "derive/papers/catalogue",
    ):
        for path in (ROOT / source).glob("*.toml"):
            if path.stat().st_size < 20_000:
                (folder / f"{path.parent.name}-{path.name}").write_bytes(path.read_bytes())


def main() -> None:
    """Run for the seconds given, with the corpus in a temporary folder."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    with tempfile.TemporaryDirectory() as temporary:
        corpus, words = Path(temporary) / "corpus", Path(temporary) / "words"
        corpus.mkdir()
        seeds(corpus)
        words.write_text("".join(f'"{word}"\n' for word in WORDS))
        limits = [f"-max_total_time={seconds}", "-timeout=1", "-rss_limit_mb=500", "-max_len=20000"]
        atheris.Setup([sys.argv[0], *limits, f"-dict={words}", str(corpus)], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
