"""Write tests/golden/ anew: `python -m tests.pages`. Read the difference."""

from __future__ import annotations

from tests.render.documents import GOLDEN, renderings


def main() -> None:
    """Write every golden file and remove those that are no longer made."""
    GOLDEN.mkdir(exist_ok=True)
    made = {GOLDEN / name: text for name, text in renderings()}
    for path in GOLDEN.iterdir():
        if path not in made:
            path.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
