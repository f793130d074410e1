"""What an encoding lacks is spelled so that formulas, JSON and pages say the same."""

from __future__ import annotations

import html
import json
import re
from codecs import lookup

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from derive.characters import carried
from derive.errors import FormulaError
from derive.formulas.grammar import parse
from derive.formulas.spelling import TEXT, spell
from derive.formulas.tree import evaluate

ENCODINGS = ("ascii", "latin-1", "cp1252", "cp932", "gbk", "euc-kr", "koi8-r", "utf-16", "utf-8")
NARROW = [name for name in ENCODINGS if not name.startswith("utf")]
ANY = st.text(max_size=40)


def formulas() -> st.SearchStrategy[str]:
    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        both = st.tuples(inner, inner)
        return st.one_of(
            both.map(lambda p: f"({p[0]})*({p[1]})"),
            both.map(lambda p: f"({p[0]}) + ({p[1]})"),
            both.map(lambda p: f"({p[0]}) - ({p[1]})"),
            st.tuples(inner, st.sampled_from([1, 2, 3, 4, 10, 21])).map(
                lambda p: f"({p[0]})**{p[1]}"
            ),
        )

    return st.recursive(st.sampled_from(["a", "b", "2", "3"]), grow, max_leaves=4)


def read_again(text: str) -> str:
    """Read what a person reads: raised digits and ^ are exponents, 4(b) is a product."""
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda run: f"**{run[0].translate(raised)}", text)
    return re.sub(r"(\d)\(", r"\1*(", re.sub("[·×]", "*", text.replace("^", "**")))


@given(formulas(), st.sampled_from(ENCODINGS))
def test_a_formula_means_the_same_in_every_encoding(formula: str, encoding: str) -> None:
    tree = parse(formula)
    spelled = carried(spell(tree, TEXT), encoding)
    for values in ({"a": 2, "b": 5}, {"a": 3, "b": 1}):
        try:
            expected = evaluate(tree, values)
        except FormulaError:  # a number over the limit
            assume(False)
        assert evaluate(parse(read_again(spelled)), values) == expected


@given(ANY, st.sampled_from(ENCODINGS), st.sampled_from(["text", "json", "html", "markdown"]))
def test_every_encoding_takes_every_text(words: str, encoding: str, format: str) -> None:
    assume(format not in ("html", "markdown") or not re.search("[\ud800-\udfff]", words))
    carried(words, encoding, format).encode(encoding)


@given(ANY)
def test_what_an_encoding_has_stays(words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    assert carried(words, "utf-8") == carried(words, None) == carried(words, "utf-16") == words


@given(ANY, st.sampled_from(NARROW))
def test_json_says_the_same(words: str, encoding: str) -> None:
    text = json.dumps({words: [words]}, ensure_ascii=False)
    told = carried(text, encoding, "json")
    assert told.isascii()
    assert json.loads(told) == {words: [words]}


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=40))
def test_a_page_says_the_same_to_whoever_reads_it_as_utf_8(words: str) -> None:
    words = words.replace("&", "")
    told = carried(words, "gbk", "html").encode("gbk").decode("utf-8")
    assert html.unescape(told) == html.unescape(words)


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        ("d²", "ascii", "d^2"),
        ("d²", "latin-1", "d²"),
        ("d²", "gbk", "d^2"),
        ("2·d¹⁰", "latin-1", "2·d^10"),
        ("d³ + d⁴", "cp1252", "d³ + d^4"),
        ("2·(a × b) − 1", "ascii", "2*(a * b) - 1"),
        ("a × b·c", "cp932", "a × b*c"),
        ("1 ≤ L ≤ 8, L ≠ 3, ≈ 2", "ascii", "1 <= L <= 8, L != 3, ~ 2"),
        ("“größe” – 字…", "ascii", '"gr\\u00f6\\u00dfe" - \\u5b57...'),
        ("“d”", "gb2312", "“d”"),
        ("字 ö", "cp932", "字 \\u00f6"),
        ("a\udcff😀", "utf-8", "a\\udcff😀"),
    ],
)
def test_spellings(text: str, encoding: str, told: str) -> None:
    assert carried(text, encoding) == told
    assert told.encode(encoding).decode(encoding) == told


def test_a_cell_of_a_table_is_not_ended() -> None:
    assert carried('"a “b” é",2', "latin-1", "csv") == '"a \\u201cb\\u201d é",2'


def test_the_encodings_are_encodings() -> None:
    assert len({lookup(name).name for name in ENCODINGS}) == len(ENCODINGS)
