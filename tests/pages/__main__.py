"""Make every generated page anew: `python -m tests.pages [NAME ...]`. Read the difference.

A page whose tools are missing is left as it is, and said so; then the exit code is 1.
"""

from __future__ import annotations

import sys
from importlib import import_module

from tests.conftest import TOOLS

# In the order of what they show of each other: the outputs of commands come last.
PAGES = {
    "atlas": "",
    "library": "",
    "golden": "",
    "explorer": "explore",
    "gallery": "tex",
    "outputs": "",
}


def main(names: list[str]) -> int:
    """Make the pages named, or all."""
    left = 0
    for name in names or PAGES:
        missing = TOOLS[PAGES[name]].missing() if PAGES[name] else []
        if missing:
            print(f"{name}: left as it is, for want of {', '.join(missing)}", file=sys.stderr)
            left = 1
        else:
            import_module(f"tests.pages.{name}").main()
            print(f"{name}: made")
    return left


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
