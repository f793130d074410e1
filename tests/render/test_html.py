"""A page of HTML is never cut: chains break, verdicts stack, wide tables are parted."""

from __future__ import annotations

import re

import pytest

from derive.formulas.grammar import parse
from derive.formulas.tree import Name, Number
from derive.render import html, mathml
from derive.steps import Cell, Document, Equation, Row, Table, line
from tests.render.documents import of_paper


def chain(verdict: str, sides: tuple[str, ...]) -> str:
    row = Row(sides=(Name("total"), *map(parse, sides)), verdict=line(verdict), label="total")
    return html.page(Document(title="", steps=(Equation(row),)))


def cells(page: str) -> list[tuple[str, str]]:
    """Give the cells of the chains with their classes, as they are read."""
    found = re.findall(r'<td class="([^"]*)">(.*?)</td>', page)
    return [(place, mathml.shown(inside)) for place, inside in found]


def test_a_short_verdict_stands_beside_its_line() -> None:
    page = chain("printed as 384M, exactly", ("a + b", "384000000"))
    assert cells(page) == [
        ("right", "total"),
        ("left ", "=a+b=384,000,000"),
        ("verdict", "printed as 384M, exactly"),
        ("number", "(1)"),
    ]


def test_it_stands_below_where_the_line_leaves_no_room() -> None:
    long = " + ".join(["160000000"] * 6)
    page = chain("printed as 384M, exactly", (long, "960000000"))
    assert [place for place, said in cells(page) if said == "printed as 384M, exactly"] == [
        "left below"
    ]
    assert cells(page)[-1] == ("number", "(1)")


@pytest.mark.parametrize("key", ["sutskever2014", "chinchilla", "resnet2016_cifar"])
def test_every_row_of_a_chain_has_room(key: str) -> None:
    for table in re.findall(r'<table class="chain".*?</table>', html.page(of_paper(key)), re.S):
        columns: dict[str, int] = {}
        for place, said in cells(table):
            at = place.split()[0]
            columns[at] = max(columns.get(at, 0), len(said))
        assert columns["right"] + columns["left"] + columns.get("verdict", 0) <= html.ACROSS


def test_a_line_may_break_before_each_sign() -> None:
    page = html.page(of_paper("sutskever2014"))
    assert ".chain td { padding: .15em .2em; vertical-align: baseline; }" in page
    line_of_total = next(row for row in page.splitlines() if row.count("80,000,000</mn>") > 1)
    pieces = re.findall(r"<math[^>]*>(.*?)</math>", line_of_total)
    assert [mathml.shown(piece) for piece in pieces] == [
        "=160,000,000",
        "+80,000,000",
        "+32,000,000",
        "+32,000,000",
        "+80,000,000",
    ]


@pytest.mark.parametrize(
    ("formula", "pieces"),
    [
        ("a + b*c - d", ["a", "+b⁢c", "−d"]),
        ("(a + b)*c", ["(a", "+b)⁢c"]),
        ("(a + b)/c + d", ["a+bc", "+d"]),
        ("2**(a + b)", ["2a+b"]),
        ("sum(i + 1, i, 1, n)", ["∑i=1n(i", "+1)"]),
        ("-a + b", ["−a", "+b"]),
    ],
)
def test_pieces_are_cut_where_nothing_is_open(formula: str, pieces: list[str]) -> None:
    from derive.formulas.spelling import spell

    spelled = spell(parse(formula), mathml.style({}))
    found = mathml.pieces(spelled)
    assert "".join(found) == spelled
    assert [re.sub("<[^>]*>", "", piece) for piece in found] == [
        piece.replace("⁢", "\N{INVISIBLE TIMES}") for piece in pieces
    ]
    for piece in found:  # each is whole
        assert piece.count("<m") == piece.count("</m")


def test_a_wide_table_is_parted_with_its_first_column_again() -> None:
    head = (line("configuration"), *(line(f"a{at}") for at in range(12)))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (line(name), *(10**9 + at for at in range(12))) for name in ("small", "large")
    )
    whole = Table(head=head, rows=rows, columns="l" + "r" * 12, caption=line("Sizes."))
    page = html.page(Document(title="", steps=(whole,)))
    tables = re.findall(r"<table.*?</table>", page, re.S)
    assert len(tables) == 3
    heads = [re.findall(r"<th scope[^>]*>(.*?)</th>", table) for table in tables]
    assert [one[0] for one in heads] == ["configuration"] * 3
    assert [name for one in heads for name in one[1:]] == [f"a{at}" for at in range(12)]
    assert [re.findall("<caption>(.*?)</caption>", table) for table in tables] == [
        ["Sizes."],
        ["Sizes. (continued)"],
        ["Sizes. (continued)"],
    ]
    assert page.count("1,000,000,011") == 2


def test_a_table_that_fits_stays_one() -> None:
    rows: tuple[tuple[Cell, ...], ...] = ((line("softmax"), Number(80), 80_000_000),)
    head = (line("component"), line("formula"), line("count"))
    page = html.page(Document(title="", steps=(Table(head=head, rows=rows, columns="llr"),)))
    assert page.count("<table") == 1
