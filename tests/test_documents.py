"""The documents say what is so. (Their examples are run by tests/documents.py.)"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sybil import Document
from sybil.example import SybilFailure

from derive.papers.catalogue import keys, path_of
from derive.papers.reading.reader import read
from tests.documents import ROOT, close_folder, examples, fences, open_folder, pages
from tests.pages.outputs import CLI_PAGE, cli_page, rewritten

README = ROOT / "README.md"
CHANGELOG = ROOT / "docs" / "changelog.md"
COMMANDS = ["pip install . && derive solve sutskever2014", 'pip install ".[test]" && pytest']
HOUSE = ["architecture", "contributing"]
PAGES = [
    *HOUSE,
    "tour",
    "concepts",
    "writing-a-spec",
    "how-it-solves",
    "cli",
    "decisions",
    "changelog",
]


def blocks(path: Path) -> list[tuple[str, str]]:
    """List the fenced blocks of a page as (language, text)."""
    document = Document(path.read_text(encoding="utf-8"), str(path))
    return [(block.lexemes["language"], str(block.lexemes["source"])) for block in fences(document)]


def outside_blocks(path: Path) -> str:
    document = Document(path.read_text(encoding="utf-8"), str(path))
    text, end = "", 0
    for block in fences(document):
        text, end = text + document.text[end : block.start], block.end
    return text + document.text[end:]


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ +(.+?) *$", outside_blocks(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_cli_page_is_what_help_says() -> None:
    said, so = CLI_PAGE.read_text(encoding="utf-8"), cli_page()
    # Python versions break the lines of --help differently; the words are the same.
    assert said.split() == so.split(), "docs/cli.md is stale: python -m tests.pages"


def test_the_readme_begins_with_two_commands_and_the_output_of_the_first() -> None:
    found = blocks(README)
    assert [text.strip() for language, text in found if language == "sh"][:2] == COMMANDS
    output = next(text for language, text in found if language == "console")
    assert output.startswith("$ derive solve sutskever2014\n")
    assert output.count("\n") > 1


@pytest.mark.parametrize("name", PAGES)
def test_the_page_exists(name: str) -> None:
    assert (ROOT / "docs" / f"{name}.md").is_file()


@pytest.mark.parametrize("path", pages(), ids=named)
def test_every_block_has_a_language_and_no_example_hides_in_another(path: Path) -> None:
    for language, text in blocks(path):
        assert language, f"a block without a language: {text[:60]!r}"
        if language != "console":
            assert not re.search(r"^\$ ", text, re.MULTILINE), f"should be `console`: {text[:60]!r}"
        if language not in ("python", "pycon"):
            assert not text.startswith(">>>"), f"should be `python`: {text[:60]!r}"


@pytest.mark.parametrize("path", pages(), ids=named)
def test_links_within_the_repository_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", outside_blocks(path)):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        assert there.exists(), link
        if anchor:
            assert anchor in anchors(there), link


# The machinery itself

PAGE = """\
<!-- file: greeting.txt -->
```text
hello
```

```console
$ cat greeting.txt | tr a-z A-Z
HELLO
$ false
$ echo $?
1
$ echo one \\
> two
one two
```

```python
>>> from pathlib import Path
>>> Path("greeting.txt").read_text()
'hello\\n'
```

```python
assert Path("greeting.txt").exists()
```
"""


def evaluate(path: Path) -> None:
    document = Document.parse(str(path), examples)
    open_folder(document.namespace)
    try:
        for example in document.examples():
            example.evaluate()
    finally:
        close_folder(document.namespace)


def test_a_true_page_passes_and_is_not_rewritten(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    evaluate(page)
    assert rewritten(page) == PAGE


@pytest.mark.parametrize(
    ("true", "false"),
    [("HELLO\n", "HELO\n"), ("HELLO\n", ""), ("$ false\n", "$ false\nx\n"), ("'hello", "'hullo")],
)
def test_a_false_page_fails(tmp_path: Path, true: str, false: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.replace(true, false, 1))
    with pytest.raises(SybilFailure):
        evaluate(page)


@pytest.mark.parametrize(("true", "false"), [("HELLO\n", "HELO\n"), ("1\n", ""), ("one two", "")])
def test_rewriting_makes_a_false_console_block_true(tmp_path: Path, true: str, false: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.replace(true, false, 1))
    assert rewritten(page) == PAGE


@pytest.mark.parametrize("name", HOUSE)
def test_every_path_that_is_named_exists(name: str) -> None:
    text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:derive|docs|tests|\.ci)/[^`\s]*|README\.md|pyproject\.toml)`", text)
    assert len(paths) > 5
    made = [path for path in paths if not re.search(r"[A-Z]{3}", path.removesuffix("README.md"))]
    assert [path for path in made if not (ROOT / path).exists()] == []


def test_the_counts_of_the_catalogue_are_true() -> None:
    models = [read(path_of(key)) for key in keys()]
    systems, figures = len(models), sum(len(model.claimed) for model in models)
    assert f"[The atlas](docs/atlas.md): {systems} published systems" in README.read_text("utf-8")
    assert f"{systems} published systems with {figures} printed figures" in CHANGELOG.read_text(
        "utf-8"
    )
