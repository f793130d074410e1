"""Hand-made documents: the seed paper's derivation, and one with everything that can go wrong."""

from __future__ import annotations

from derive.formulas.grammar import parse
from derive.formulas.tree import Number
from derive.steps import (
    Citation,
    Cite,
    Code,
    Document,
    Emphasis,
    Equation,
    Math,
    Row,
    Section,
    Table,
    Text,
    line,
    row,
)

VALUES = {"V_in": 160_000, "V_out": 80_000, "d": 1000, "L": 4}
NAMES = {
    "encoder_lstm": r"N_{\text{encoder LSTM}}",
    "decoder_lstm": r"N_{\text{decoder LSTM}}",
    "encoder_table": r"N_{\text{encoder table}}",
    "decoder_table": r"N_{\text{decoder table}}",
    "softmax": r"N_{\text{softmax}}",
    "total": r"N_{\text{total}}",
    "recurrent": r"N_{\text{recurrent}}",
}
FORMULAS = {
    "encoder_lstm": "L*4*(d*d + d**2)",
    "decoder_lstm": "L*4*(d*d + d**2)",
    "encoder_table": "V_in*d",
    "decoder_table": "V_out*d",
    "softmax": "V_out*d",
}
COUNTS = {
    "encoder_lstm": 32_000_000,
    "decoder_lstm": 32_000_000,
    "encoder_table": 160_000_000,
    "decoder_table": 80_000_000,
    "softmax": 80_000_000,
}
PAPER = Citation(
    key="sutskever2014",
    title="Sequence to Sequence Learning with Neural Networks",
    authors=("Ilya Sutskever", "Oriol Vinyals", "Quoc V. Le"),
    year=2014,
    arxiv="1409.3215",
)


def seed() -> Document:
    """Give the derivation of the seed paper's first reading, written by hand."""
    return Document(
        title="How the 384M parameters are counted",
        names=NAMES,
        citation=PAPER,
        steps=(_given(), _assumed(), _components(), _sums(), _others()),
    )


def _given() -> Section:
    means = {
        "V_in": "source vocabulary",
        "V_out": "target vocabulary",
        "d": "size of an embedding and of an LSTM state",
        "L": "layers",
    }
    rows = tuple(
        (parse(name), VALUES[name], line(meaning), line("Section 3.4"))
        for name, meaning in means.items()
    )
    head = (line("symbol"), line("value"), line("meaning"), line("stated in"))
    return Section(
        "Given",
        Text("What ", Cite(), " state:"),
        Table(head=head, rows=rows, columns="lrll"),
    )


def _assumed() -> Section:
    head = (line("question"), line("assumed"), line("because"))
    rows = (
        (
            line("How many bias vectors has a gate?"),
            line(Code("gate_bias"), " = ", Code("none")),
            line("forced: any other option misses 384M"),
        ),
        (
            line("What does the softmax read?"),
            line(Code("softmax_reads"), " = ", Code("top_layer")),
            line("the usual choice; “all layers” is another reading"),
        ),
        (
            line("Are the tables tied?"),
            line(Code("tied"), " = ", Code("no")),
            line(Emphasis("free"), ": either option gives the same formula"),
        ),
    )
    return Section("Assumed", Table(head=head, rows=rows, columns="lll"))


def _components() -> Section:
    rows = (row(name, parse(text), VALUES) for name, text in FORMULAS.items())
    return Section("Components", Equation(*rows))


def _sums() -> Section:
    claims = {
        "total": ("384M", "encoder_table + encoder_lstm + decoder_table + decoder_lstm + softmax"),
        "recurrent": ("64M", "encoder_lstm + decoder_lstm"),
    }
    rows = (
        row(
            name,
            parse(text),
            COUNTS,
            verdict=line(f"printed: {printed}, exactly"),
            label=name,
        )
        for name, (printed, text) in claims.items()
    )
    return Section("The printed figures", Equation(*rows))


def _others() -> Section:
    head = (line("reading"), line("formula of the total"), line("count"))
    rows = (
        (line("this one"), parse("16*L*d**2 + V_in*d + 2*V_out*d"), 384_000_000),
        (line("softmax over all layers"), parse("16*L*d**2 + L*V_out*d"), 384_000_000),
        (line("two tables of the source's size"), parse("16*L*d**2 + 2*V_in*d"), 384_000_000),
    )
    return Section(
        "What else would give them",
        Text(
            "Of ",
            Math(Number(589_824)),
            " assumption sets ",
            Math(Number(78)),
            " remain, in ",
            Math(Number(3)),
            " readings.",
        ),
        Table(
            head=head,
            rows=rows,
            columns="llr",
            caption=line("The readings that give every printed figure."),
            label="readings",
        ),
        Text(
            "The second agrees only because ",
            Math(parse("V_in"), parse("(L - 2)*V_out")),
            ", the third only because ",
            Math(parse("V_in"), parse("2*V_out")),
            "; a count of the embeddings alone would tell them apart.",
        ),
    )


HOSTILE = 'A & B_c #1 100% $x$ {y} ~z ^w \\input{a} "quoted" <b>é</b> [1] `ls` |*| αβ 中 – —'


def hostile(title: str = HOSTILE) -> Document:
    """Give a document with awkward text in every place, and wide formulas of every node."""
    wide = "4*(" + " + ".join(f"width_{n}*height_{n}" for n in range(12)) + ") - 3*alpha**2"
    return Document(
        title=title,
        names={"d": r"d^{\ast}"},
        citation=Citation(key="x_1", title=title, authors=(title, "B C"), year=1999),
        steps=(
            Section(
                title,
                Text(title, " ", Emphasis(title), " ", Code(title), " ", Cite(title)),
                Equation(
                    Row(sides=(parse("total"), parse(wide)), verdict=line(title), label="wide"),
                    row("d", parse("ceil_to(V, 128) * d**2 // 3 + n/2 - min(a, 7)"), {}),
                    row("a_rather_long_name_of_a_component", parse("sum(i*(i + 1), i, 1, L)"), {}),
                    row("x", parse("2*(3*4)*5**2*(1 - d)"), {"d": 3}),
                    Row(sides=(parse(wide),)),
                ),
                Table(
                    head=(line(title), line("formula"), line("n")),
                    rows=(
                        (line(title), parse(wide), -5),
                        (line("x" * 90), parse("123456789*987654321*d"), 10**15),
                        (line("[first]"), parse("-d"), 0),
                    ),
                    columns="lcr",
                    caption=line(title),
                    label="Table & more",
                    total=True,
                ),
                Table(
                    head=(line("n"), line("square")),
                    rows=tuple((n, n * n) for n in range(60)),
                    columns="rr",
                    long=True,
                ),
            ),
        ),
    )
