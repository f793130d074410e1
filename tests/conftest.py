"""What every test shares: Hypothesis profiles, and tools that a machine may lack.

A test marked `tex`, `browser`, `groundtruth`, `explore`, `dask` or `bench` is skipped, with the
reason, where its tool is missing; DERIVE_REQUIRE=tex,browser makes a missing one a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

collect_ignore_glob = ["benchmarks/*", "fuzz/engine.py"]  # with extras of their own, not tests

settings.register_profile("default", max_examples=60, deadline=None)
settings.register_profile(
    "ci",
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "default")
)


class Tool(NamedTuple):
    """What a marked test needs: all the modules, and one program of each group."""

    install: str
    modules: Sequence[str] = ()
    programs: Sequence[Sequence[str]] = ()

    def missing(self) -> list[str]:
        """Name what is not there."""
        return [name for name in self.modules if find_spec(name) is None] + [
            " or ".join(names) for names in self.programs if not any(map(shutil.which, names))
        ]


APT = "apt-get install --no-install-recommends"
TOOLS = {
    "tex": Tool(
        f"{APT} texlive-latex-recommended lmodern poppler-utils",
        programs=[["pdflatex"], ["pdffonts"]],
    ),
    "browser": Tool(f"{APT} chromium", programs=[["chromium", "chromium-browser"]]),
    "groundtruth": Tool(
        'pip install ".[groundtruth]"',
        modules=["torch", "transformers", "keras", "scipy", "numpy"],
    ),
    "explore": Tool('pip install ".[explore]"', modules=["textual"]),
    "dask": Tool('pip install ".[dask]"', modules=["distributed"]),
    "bench": Tool(
        'pip install ".[bench]"',
        modules=["ortools", "z3", "clingo", "constraint", "numpy", "matplotlib"],
    ),
}


def require(name: str) -> None:
    """Skip the running test if a tool is missing; fail it if DERIVE_REQUIRE names the tool."""
    missing = TOOLS[name].missing()
    if not missing:
        return
    reason = f"needs {', '.join(missing)}: {TOOLS[name].install}"
    if name in os.environ.get("DERIVE_REQUIRE", "").replace(",", " ").split():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name in TOOLS:
        if item.get_closest_marker(name):
            require(name)
