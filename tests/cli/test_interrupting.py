"""Ctrl-C at any moment: one line, the right exit code, and nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGINT is sent the Unix way")


def enormous(folder: Path) -> Path:
    """Write a spec of forty unrelated sizes, which takes minutes at this precision."""
    sizes = [10**9 + 2_654_435_761 * (at + 1) ** 3 % 99_000_000_007 for at in range(40)]
    lines = [
        f"[assumptions.a{at}]\noptions = {{ no = 0, yes = {n} }}" for at, n in enumerate(sizes)
    ]
    total = " + ".join(f"a{at}" for at in range(40))
    claim = f'[components.c]\nformula = "{total}"\n[[claims]]\nprinted = "1000B"\ncounts = "c"\n'
    file = folder / "enormous.toml"
    file.write_text("\n".join([*lines, claim]))
    return file


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0.3, 1.5])
def test_an_interrupted_command_writes_nothing(tmp_path: Path, wait: float) -> None:
    command = [sys.executable, "-m", "derive", "latex", str(enormous(tmp_path)), "-o", "out.tex"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    work = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(wait)
    work.send_signal(signal.SIGINT)
    out, err = work.communicate(timeout=60)
    assert out == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["enormous.toml"]
    if work.returncode == 130:
        assert err == b"derive: interrupted; nothing was written\n"
    else:  # before the first line of ours ran, Python itself says so
        assert work.returncode in (1, -signal.SIGINT)


@pytest.mark.slow
def test_a_time_limit_is_one_message(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "derive", "solve", str(enormous(tmp_path)), "--timeout", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("derive: ")
    assert "--timeout" in found.stderr or "1 second" in found.stderr
