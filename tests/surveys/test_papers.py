"""Every file of a folder is a paper or one message, whatever the file is."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from derive import limits
from derive.cli import main
from derive.errors import UsageError
from derive.papers.catalogue import path_of
from derive.surveys.papers import names, paper
from tests.surveys.folders import paper_text, records_of

UNIX = pytest.mark.skipif(os.name == "nt", reason="such files are Unix files")


def latin(path: Path) -> None:
    path.write_bytes('title = "Größe"'.encode("latin-1"))


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 * 2**30)


def memory(path: Path) -> None:
    path.symlink_to("/proc/self/mem")


HOSTILE = [
    pytest.param(latin, "byte 11 of line 1 is not UTF-8; save the file as UTF-8", id="latin"),
    pytest.param(sparse, "the file is larger than 500000 bytes; shorten it", id="sparse"),
    pytest.param(lambda path: path.symlink_to("none"), "there is no such file", id="no target"),
    pytest.param(lambda path: path.symlink_to(path.name), "the file cannot be read (", id="loop"),
    pytest.param(
        memory,
        "the file cannot be read (Input/output error)",
        id="memory",
        marks=pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc"),
    ),
    pytest.param(
        lambda path: os.mkfifo(path), "this is no file, but a pipe or a device", id="pipe"
    ),
    pytest.param(
        lambda path: path.symlink_to("/dev/zero"),
        "this is no file, but a pipe or a device",
        id="device",
    ),
]


@UNIX
@pytest.mark.parametrize(("make", "said"), HOSTILE)
def test_what_cannot_be_read_is_one_record(
    make: Callable[[Path], None], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, out = tmp_path / "papers", tmp_path / "out.jsonl"
    home.mkdir()
    make(home / "hostile.toml")
    (home / "p1.toml").write_text(paper_text(1))
    assert main(["survey", str(home), "--out", str(out), "--processes", "1"]) == 2
    found = {record["file"]: record for record in records_of(out)}
    assert found["hostile.toml"]["error"].startswith(f"hostile.toml: {said}")
    assert found["p1.toml"]["solutions"] == 1
    assert f"derive: hostile.toml: {said}" in capsys.readouterr().err


@pytest.mark.parametrize("make", [latin, sparse])
def test_solve_says_the_same(
    make: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "a.toml")
    assert main(["solve", str(tmp_path / "a.toml")]) == 2
    said = capsys.readouterr().err
    assert said == f"derive: {tmp_path}{os.sep}{paper(tmp_path, 'a.toml').fault}\n"


def test_a_file_is_read_to_its_limit(tmp_path: Path) -> None:
    sparse(tmp_path / "a.toml")
    tracemalloc.start()
    try:
        assert paper(tmp_path, "a.toml").text == ""
        assert tracemalloc.get_traced_memory()[1] < 5 * limits.FILE_BYTES
    finally:
        tracemalloc.stop()


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("")
    (found,) = names(tmp_path)
    (tmp_path / "a.toml").unlink()
    assert paper(tmp_path, found).fault == "a.toml: there is no such file"


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "p1.toml").write_text(paper_text(1))
    listed = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert names(tmp_path) == ["p1.toml", "shut"]
    assert paper(tmp_path, "shut").fault == "shut: the folder cannot be looked into"
    with pytest.raises(PermissionError):
        names(tmp_path / "shut")


def test_no_folder_and_no_specs(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        names(tmp_path / "absent")
    with pytest.raises(UsageError, match=r"no \*\.toml"):
        names(tmp_path)


def test_papers_are_found_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.toml", "a/c.toml", "a/notes.txt", ".hidden/d.toml", "e.toml/f.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert names(tmp_path) == [".hidden/d.toml", "a/c.toml", "b.toml", "e.toml/f.toml"]


def test_papers_are_called_what_solve_calls_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inner").mkdir()
    text = path_of("gpt2").read_text(encoding="utf-8")
    (tmp_path / "inner" / "gpt2.toml").write_text(text, encoding="utf-8-sig")
    out = tmp_path / "out.jsonl"
    assert main(["survey", str(tmp_path), "--out", str(out), "--processes", "1"]) == 0
    (record,) = records_of(out)
    assert (record["file"], record["paper"]) == ("inner/gpt2.toml", "gpt2")
