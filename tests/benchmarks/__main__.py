"""`derive` beside its peers: `python -m tests.benchmarks`, with the extra [bench] installed.

Every solver has a process of its own and the same instance, one after the other; where all
solutions can be listed, all must be the same. `--limit` seconds each, `--write` puts the tables
into docs/performance.md and the plot of the growth into docs/pictures/growth.svg.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from functools import partial
from math import log10
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from tabulate import tabulate

from tests.benchmarks.growth import plot
from tests.benchmarks.instances import INSTANCES
from tests.benchmarks.peers import PEERS
from tests.benchmarks.readings import measured
from tests.documents import ROOT

PAGE = ROOT / "docs" / "performance.md"
Result = dict[str, Any]


def main() -> None:
    """Measure and print."""
    asked = _asked()
    note = partial(print, file=sys.stderr, flush=True)
    rows = []
    for name in INSTANCES:
        if asked.only in name:
            note(f"{name} ...")
            rows.append(_row(name, asked.limit))
    tables = {
        "peers": _github(rows, ("instance", "sets", "solutions", "derive", "from tables", *PEERS)),
        "questions": _github(*measured()),
        "start": _github(_starts(), ("command", "seconds", "of `import sympy`")),
    }
    for name, table in tables.items():
        print(f"\n{table}")
        if asked.write and not (name == "peers" and asked.only):
            _put(name, table)
    if asked.write:
        plot(ROOT / "docs" / "pictures" / "growth.svg")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--limit", type=float, default=60, help="seconds a peer (default: 60)")
    parser.add_argument("--only", default="", help="instances with this in their name")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    return parser.parse_args()


def _row(name: str, limit: float) -> list[str]:
    """One instance: what `derive` needs, and how many times as much each peer does."""
    ours = _run("derive", name, 600)
    cells = [
        name,
        _number(ours["sets"]),
        _number(ours["solutions"]),
        f"{_seconds(ours['seconds'])}, {ours['memory']:.0f} MB",
        _seconds(ours["tables"]),
    ]
    for peer in PEERS:
        theirs = _run(peer, name, limit)
        if "seconds" in theirs:
            assert theirs["solutions"] == ours["solutions"], (name, peer)
            assert ours["digest"] in (None, theirs["digest"]), (name, peer)
        cells.append(_cell(theirs, ours["tables"], limit))
    return cells


def _run(solver: str, name: str, limit: float) -> Result:
    command = [sys.executable, "-m", "tests.benchmarks.worker", solver, name, str(limit)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=limit * 2 + 30, check=False
        )
    except subprocess.TimeoutExpired:
        return {"reached": 0}
    lines = done.stdout.splitlines()
    return json.loads(lines[-1]) if lines else {"cannot": "more memory than there is"}


def _cell(theirs: Result, ours: float, limit: float) -> str:
    if "cannot" in theirs:
        return f"cannot: {theirs['cannot']}"
    if "reached" in theirs:
        return f"> x{limit / ours:,.0f} ({theirs['reached']:,} found)"
    ratio = theirs["seconds"] / ours
    times = f"x{ratio:,.0f}" if ratio >= 10 else f"x{ratio:.1f}"
    return f"**{times}** ({_seconds(theirs['seconds'])}, {theirs['memory']:.0f} MB)"


def _seconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.1f} s"


def _number(value: int) -> str:
    return f"{value:,}" if value < 10**9 else f"10^{log10(value):.1f}"


def _starts() -> list[tuple[str, str, str]]:
    """The whole command beside the import of SymPy alone."""
    commands = {
        "`python -c 'import sympy'`": ["-c", "import sympy"],
        "`derive solve sutskever2014`": ["-m", "derive", "solve", "sutskever2014"],
        "`derive solve sutskever2014 --json`": ["-m", "derive", "solve", "sutskever2014", "--json"],
    }
    times = {name: median(_time(its) for _ in range(5)) for name, its in commands.items()}
    whole = times["`python -c 'import sympy'`"]
    return [(name, f"{time:.2f}", f"{time / whole:.2f}") for name, time in times.items()]


def _time(arguments: list[str]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    return perf_counter() - start


def _github(rows: Any, headers: Any) -> str:
    return tabulate(rows, headers=headers, tablefmt="github", disable_numparse=True)


def _put(name: str, table: str) -> None:
    """Put a table between its marks in the page."""
    text = Path(PAGE).read_text(encoding="utf-8")
    first, last = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    before, _, rest = text.partition(first)
    _, _, after = rest.partition(last)
    assert rest and after, f"{PAGE.name} has no marks for {name}"
    PAGE.write_text(f"{before}{first}\n{table}\n{last}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
