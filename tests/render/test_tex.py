"""pdflatex takes every write-up, in one column and in two, and it fits."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from derive import solve
from derive.errors import DeriveError
from derive.model.case import Case, usual
from derive.render import latex
from derive.render.options import LatexOptions
from derive.steps import Document
from derive.tell.derivation import attempt, derivation
from derive.tell.quantities import quantities
from derive.tell.tables import component_table, configuration_table
from tests.render import samples
from tests.render.documents import model, papers

pytestmark = pytest.mark.tex

WIDTHS = {345: "", 219: ",twocolumn"}
PREAMBLE = r"""\documentclass[10pt%s]{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{amsmath}
\usepackage{booktabs}
%s
\begin{document}
%s
See \ref{%s}.
\end{document}
"""


def typeset(source: str, folder: Path, *options: str) -> str:
    """Run pdflatex and give its log; complain about errors, references and wide boxes.

    It runs again where the first run could not know a reference or how wide a long table is.
    """
    (folder / "page.tex").write_text(source, encoding="utf-8")
    (folder / "page.aux").unlink(missing_ok=True)
    log = once(folder, *options)
    if "undefined" in log or "Table widths have changed" in log:
        log = once(folder, *options)
    assert "undefined" not in log
    wide = [w for w in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log) if float(w) > 2]
    assert not wide, log[log.index("Overfull") :][:400]
    return log


def once(folder: Path, *options: str) -> str:
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", *options, "page.tex"]
    run = subprocess.run(
        command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    log = (folder / "page.log").read_text(encoding="utf-8", errors="replace")
    assert run.returncode == 0, "\n".join(re.findall(r"^!.*(?:\n.*){3}", log, re.M))
    return log


def fonts(folder: Path) -> str:
    return subprocess.run(
        ["pdffonts", "page.pdf"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("document", [samples.seed(), samples.hostile()], ids=["seed", "hostile"])
def test_standalone(document: Document, width: int, tmp_path: Path) -> None:
    for long in (False, True):
        typeset(latex.standalone(document, LatexOptions(width=width, longtable=long)), tmp_path)
    assert "Type 3" not in fonts(tmp_path)


def told(name: str) -> tuple[Case, Document]:
    """Give a paper's leading reading or, where nothing fits, the usual assumptions."""
    paper = model(name)
    found = solve(paper)
    if found:
        reading = found.readings(1)[0]
        return reading, derivation(found, reading)
    unknowns = {h.name: h.unknown.first for h in paper.known.values() if h.unknown}
    case = Case(model=paper, chosen=usual(paper).chosen, known=unknowns)
    return case, attempt(case)


@pytest.mark.slow
@pytest.mark.parametrize("name", papers())
def test_every_paper(name: str, tmp_path: Path) -> None:
    case, document = told(name)
    for width in WIDTHS:
        fits(case, document, width, tmp_path)


def fits(case: Case, document: Document, width: int, tmp_path: Path) -> None:
    options = LatexOptions(width=width)
    typeset(latex.standalone(document, options), tmp_path)
    assert "Type 3" not in fonts(tmp_path)
    parts = [
        latex.fragment(one, options)
        for one in (
            document,
            component_table(case),
            configuration_table(case),
        )
    ]
    macros = latex.macros(quantities(case))
    fill = (WIDTHS[width], macros, "\n".join(parts), "derive:components")
    typeset(PREAMBLE % fill, tmp_path, "-draftmode")  # which writes no PDF


def test_siunitx_is_named() -> None:
    text = latex.fragment(samples.seed(), LatexOptions(digits="siunitx"))
    assert "\\usepackage{siunitx}" in text.splitlines()[1] and "\\num{160000}" in text


@pytest.mark.parametrize("digits", ["comma", "thin"])
def test_digits(digits: str, tmp_path: Path) -> None:
    typeset(latex.standalone(samples.seed(), LatexOptions(digits=digits)), tmp_path)


def test_cited_fragment_needs_its_entry(tmp_path: Path) -> None:
    text = latex.fragment(samples.seed(), LatexOptions(cite=True))
    assert "\\cite{sutskever2014}" in text and "%   @misc{sutskever2014," in text


def test_a_label_that_is_none_is_refused() -> None:
    with pytest.raises(DeriveError):
        LatexOptions(label_prefix="a}b")
    with pytest.raises(DeriveError):
        latex.macros([], prefix="a1")
