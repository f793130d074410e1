"""The file of a survey: nothing else is touched, no line is torn, and one survey writes to it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path

import pytest

from derive import limits
from derive.cli import main
from derive.errors import UsageError
from derive.surveys.output import Output, opened
from derive.surveys.records import Record, line
from tests.surveys.folders import records_of

WHOLE = '{"file": "a.toml", "solutions": 3}\n'


def kept(file: Path) -> dict[str, Record]:
    with opened(file) as out:
        return out.before


@pytest.mark.parametrize(
    "content",
    [
        "important text without a line end",
        "my notes\nand more",
        "my notes\nand more\n",
        "\n",
        '{"file": ["x"]}\n',
        '{"file": "a.toml"}\n',
        '{"file": "a.toml", "solutions": -1}\n',
        '{"file": "a.toml", "error": "late", "limit": 300}\n',
        '{"file": "a.toml", "error": "late", "limit": {"timeout": "300"}}\n',
        '{"file": "a.toml", "error": "late", "limit": {"__class__": 300}}\n',
        '{"f' + "[" * 100_000 + "\n",
        "[1, 2]\n",
        "\0" * 5_000,
        f"{WHOLE}notes without a line end",
    ],
)
def test_what_is_no_survey_is_never_touched(content: str, tmp_path: Path) -> None:
    file = tmp_path / "important.txt"
    file.write_text(content)
    before = file.stat().st_mtime_ns
    with pytest.raises(UsageError, match="is no record of a survey; give another file"):
        kept(file)
    assert (file.read_text(), file.stat().st_mtime_ns) == (content, before)


def test_a_line_is_read_to_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RECORD_BYTES", 60)
    file = tmp_path / "out.jsonl"
    for content in ('{"f' + "x" * 100, '{"file": "a.toml", "error": "' + "x" * 100 + '"}\n'):
        file.write_text(WHOLE + content)
        with pytest.raises(UsageError, match="line 2 is no record"):
            kept(file)
        assert file.read_text() == WHOLE + content


@pytest.mark.parametrize("torn", ["", "{", '{"f', '{"format": "derive-su', '{"file": "b'])
def test_a_torn_line_is_cut_off(torn: str, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(WHOLE + torn)
    assert list(kept(file)) == ["a.toml"]
    assert file.read_text() == WHOLE


def test_the_last_record_of_a_paper_holds(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(WHOLE + WHOLE.replace("3", "4"))
    assert kept(file)["a.toml"]["solutions"] == 4


@pytest.mark.skipif(os.name == "nt", reason="such files are Unix files")
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: os.mkfifo(path), "is no file; give a file with --out"),
        (Path.mkdir, "is no file; give a file with --out"),
        (lambda path: path.symlink_to("/dev/full"), "is no file; give a file with --out"),
        (lambda path: path.symlink_to("/dev/zero"), "is no file; give a file with --out"),
        (lambda path: path.symlink_to(path.name), "cannot be opened: Too many levels of symb"),
        (lambda path: path.symlink_to("no/file"), "cannot be opened: No such file or directory"),
    ],
    ids=["pipe", "folder", "full", "endless", "loop", "no folder"],
)
def test_what_is_no_file_is_one_message(
    make: Callable[[Path], None],
    said: str,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make(tmp_path / "out")
    assert main(["survey", str(folder), "--out", str(tmp_path / "out")]) == 2
    found = capsys.readouterr().err
    assert found.startswith(f"derive: {tmp_path / 'out'} {said}")
    assert found.count("\n") == 1


def test_no_path_at_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", str(folder), "--out", "a\0b"]) == 2
    assert "cannot be opened: embedded null byte" in capsys.readouterr().err


def test_one_survey_writes_to_a_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.jsonl"
    survey = ["survey", str(folder), "--out", str(file), "--processes", "1"]
    with opened(file) as out:
        out.add({"file": "p1.toml", "solutions": 1})
        assert main(survey) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"derive: another survey is writing to {file}; wait for it")
        assert len(records_of(file)) == 1
    assert main(survey) == 2
    assert "21 papers" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "papers"]


class FullDisk(FileIO):
    """A file with room for ten bytes more."""

    def write(self, content: object) -> int:
        super().write(bytes(memoryview(content)[:10]))  # type: ignore[arg-type]
        raise OSError(errno.ENOSPC, "No space left on device")


class Slow(FileIO):
    """A file that takes ten bytes at a time."""

    def write(self, content: object) -> int:
        return super().write(bytes(memoryview(content)[:10]))  # type: ignore[arg-type]


def test_a_full_disk_tears_no_line(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(WHOLE)
    with FullDisk(file, "a+") as full, pytest.raises(OSError, match="No space left"):
        Output(full, file).add({"file": "b.toml", "solutions": 1})
    assert file.read_text() == WHOLE


def test_a_line_is_written_to_its_end(tmp_path: Path) -> None:
    file, record = tmp_path / "out.jsonl", {"file": "b.toml", "solutions": 1}
    with Slow(file, "a+") as slow:
        Output(slow, file).add(record)
    assert file.read_text() == line(record)
