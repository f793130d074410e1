"""Small models to tell something of."""

from __future__ import annotations

from collections.abc import Iterable

from derive import Assumption, Claim, Component, Configuration, Model, hyperparameters, solve
from derive.formulas.formula import FormulaLike
from derive.model.symbols import Hyperparameter, Unknown
from derive.solver.solutions import Solutions


def counting(
    components: dict[str, str],
    *claims: Claim,
    assumes: Iterable[Assumption] = (),
    rows: Iterable[Configuration] = (),
    unknown: str = "",
    **values: int,
) -> Model:
    """A model in short: formulas by name, claims, and the values of the hyperparameters."""
    open_ones = [Hyperparameter(name=name, unknown=Unknown(first=1, last=50)) for name in unknown]
    return Model(
        hyperparameters=(*open_ones, *hyperparameters(**values)),
        assumptions=tuple(assumes),
        components=tuple(Component(name=name, formula=f) for name, f in components.items()),
        claims=claims,
        configurations=tuple(rows),
    )


def asks(name: str, **options: FormulaLike | dict[str, FormulaLike]) -> Assumption:
    """An assumption; without options it is yes or no."""
    return Assumption(name=name, options=options or None)


def biased(printed: str) -> Model:
    """100 without, 110 with a bias."""
    claim = Claim(printed=printed, counts="c")
    return counting({"c": "linear(d, d, bias=bias)"}, claim, assumes=[asks("bias")], d=10)


def tables() -> Model:
    """Two formulas of one number."""
    claim = Claim(printed="2,100", counts="total")
    table = asks("table", source="V*d", two="2*W*d")
    return counting({"e": "table", "l": "d*d"}, claim, assumes=[table], V=200, W=100, d=10)


def squares() -> Model:
    """Two formulas of one number, the difference of which has two factors."""
    table = asks("table", source="V*V", target="W*W")
    claim = Claim(printed="100", counts="total")
    return counting({"e": "table"}, claim, assumes=[table], V=10, W=10)


def two_accidents() -> Model:
    both = asks("both", first={"x": "V*d", "y": "U"}, second={"x": "2*W*d", "y": "3*W"})
    claims = Claim(printed="2,000", counts="e"), Claim(printed="300", counts="f")
    return counting({"e": "x", "f": "y"}, *claims, assumes=[both], V=200, W=100, U=300, d=10)


def one_of_each() -> Model:
    """One formula for every claim, an accident, and two numbers that differ."""
    which = asks("which", first={"x": "V*d", "y": "d"}, second={"x": "2*W*d", "y": "2*d"})
    claims = (Claim(printed=n, counts=f) for n, f in (("100", "d*d"), ("2K", "x"), ("10", "y")))
    return counting({"e": "x + y"}, *claims, assumes=[which], V=200, W=100, d=10)


def fixed(printed: str, **claim: str) -> Model:
    """One assumption set, which counts 110."""
    return counting({"c": "d*d + d"}, Claim(**{"printed": printed, "counts": "c", **claim}), d=10)


def two_claims() -> Model:
    """A bias touches one claim and the number of tables both."""
    claims = Claim(printed="1,110", counts="c"), Claim(printed="1,000", counts="tables")
    return counting(
        {"c": "linear(d, d, bias=bias) + tables"},
        *claims,
        assumes=[asks("bias"), asks("tables", one="V*d", two="2*V*d")],
        d=10,
        V=100,
    )


def three_hundred() -> Model:
    """300 readings, of which 200 are looked at."""
    tens = asks("tens", **{f"n{number}": number for number in range(100)})
    hundreds = asks("hundreds", none=0, one=100, two=200)
    claim = Claim(printed="1K", counts="total")
    parts = {"c": "900 + tens + hundreds", "e": "2"}
    return counting(parts, claim, assumes=[tens, hundreds])


def three_tables() -> Model:
    table = asks("table", source="V*d", two="2*W*d", four="4*U*d")
    claim = Claim(printed="2,000", counts="total")
    return counting({"e": "table"}, claim, assumes=[table], V=200, W=100, U=50, d=10)


def moving() -> Model:
    """Two readings, in one of which all is in x or all in y."""
    where = asks(
        "where",
        left={"x": "V*d", "y": 0},
        right={"x": 0, "y": "V*d"},
        both={"x": "W*d", "y": "W*d"},
    )
    claim = Claim(printed="2,000", counts="total")
    return counting({"e": "x", "f": "y"}, claim, assumes=[where], V=200, W=100, d=10)


def unknown_size() -> Model:
    claim = Claim(printed="0.3K", counts="total")
    parts = {"e": "V*d*t", "l": "(1 - t)*30*d"}
    return counting(parts, claim, assumes=[asks("t")], unknown="V", d=10)


def weightless() -> Model:
    """Two formulas of 0, which is 0 whatever the other values are."""
    table = asks("table", source="V*d", target="W*d")
    claim = Claim(printed="0", counts="total")
    return counting({"e": "table"}, claim, assumes=[table], V=3, W=5, d=0)


def normed() -> Model:
    """A layer with or without a norm, beside a table that is not counted with it."""
    parts = [
        Component(name="embedding", formula="V*d", counted=False),
        Component(name="layer", formula="12*d*d + extra"),
    ]
    return Model(
        hyperparameters=hyperparameters(V=50_257, d=1024),
        assumptions=(asks("extra", none=0, norm="2*d"),),
        components=tuple(parts),
        claims=(Claim(printed="12.58M", counts="layer"),),
    )


def classes() -> Model:
    """A last layer for 9 to 13 classes, or one of which the size is known."""
    top = asks("top", yes="2049*c", no=26_000)
    claim = Claim(printed="23.53M", counts="total")
    return counting({"net": "23_508_032 + top"}, claim, assumes=[top], unknown="c")


def tied() -> Model:
    """Two tables of 20 words or one of 40."""
    V = Hyperparameter(name="V", unknown=Unknown(first=1, last=100), means="words")
    return Model(
        hyperparameters=(V,),
        assumptions=(asks("tied"),),
        components=(Component(name="tables", formula="(2 - tied)*10*V"),),
        claims=(Claim(printed="400", counts="total"),),
    )


def outputs() -> Model:
    """A table that is in one place or another, in rows of which one has a claim."""
    where = asks("where", half={"x": "V*d", "y": "V*d"}, all={"x": "W*d", "y": 0})
    parts = [
        Component(name="emb", formula="x", means="table of words; when tied, the output too"),
        Component(name="lm_head", formula="y + d"),
    ]
    claim = Claim(printed="210", counts="total")
    return Model(
        hyperparameters=hyperparameters(V=10, W=20, d=10),
        assumptions=(where,),
        components=tuple(parts),
        configurations=(
            Configuration(name="small", claims=(claim,)),
            Configuration(name="large", values={"W": 30, "d": 20}),
        ),
    )


def either() -> Model:
    """Two readings that differ in what is not printed."""
    claims = Claim(printed="1K", counts="c"), Claim(printed="1K", counts="total")
    return counting({"c": "1000 + bias"}, *claims, assumes=[asks("bias")])


def three(first: str, second: str, third: str) -> Model:
    """Claims of 100 or 110, once, twice and ten times."""
    counted = {"one": (first, "a"), "two": (second, "2*a"), "three": (third, "d*a")}
    claims = (Claim(printed=n, counts=f, name=name) for name, (n, f) in counted.items())
    return counting({"a": "d*d + bias*d"}, *claims, assumes=[asks("bias")], d=10)


def none_near() -> Model:
    """10 and 11, twice, where 17 is printed."""
    which = asks("a", zero=0, one=1, uno=1)
    return counting({"c": "d + a"}, Claim(printed="17", counts="c"), assumes=[which], d=10)


def sixty(row: bool) -> Model:
    """50 where 60 is printed."""
    claim = Claim(printed="60", counts="a")
    if row:
        rows = [Configuration(name="small", values={"L": 5}, claims=(claim,))]
        return counting({"a": "d*L"}, rows=rows, d=10)
    return counting({"a": "d*L"}, claim, d=10, L=5)


def misprinted(*others: Claim) -> Model:
    """A million and a quarter of one, each printed with another digit."""
    claims = Claim(printed="1.10M", counts="a"), Claim(printed="0.35M", counts="b")
    return counting({"a": "d*d", "b": "e*e"}, *claims, *others, d=1000, e=500)


def cut_and_misprinted() -> Model:
    """One figure whose zero is no digit, and one with another digit."""
    claims = Claim(printed="340M", counts="a"), Claim(printed="0.35M", counts="b")
    return counting({"a": "d", "b": "e*e"}, *claims, d=335_000_001, e=500)


def figure_and_value() -> Model:
    """50, 100 and 1,100 where 60, 120 and 4,100 are printed: 5 stands for 6, and 4 for 1."""
    claims = Claim(printed="60", counts="b"), Claim(printed="120", counts="2*b")
    small = Configuration(name="small", values={"L": 5}, claims=claims)
    first = Claim(printed="4,100", counts="a")
    return counting({"a": "d*110", "b": "d*L"}, first, rows=[small], d=10, L=1)


def many_claims(last: str, *assumes: Assumption, more: str = "") -> Model:
    """Seven claims that are met, one of 70, and one of 10 where there are more."""
    numbers = [*(str(10 * at) for at in range(1, 8)), last]
    claims = [
        Claim(printed=printed, counts=f"{min(at + 1, 7)}*c", name=f"c{at}")
        for at, printed in enumerate(numbers)
    ]
    others = [Claim(printed=more, counts="c", name="more")] if more else []
    formula = " + ".join(["d", *(f"0*{one.name}" for one in assumes)])
    return counting({"c": formula}, *claims, *others, assumes=assumes, d=10)


def few_of_many() -> Model:
    """One claim that is met, and eight that are not."""
    wrong = (Claim(printed=f"{100 + at}", counts=f"c + {at}", name=f"c{at}") for at in range(8))
    return counting({"c": "d"}, Claim(printed="10", counts="c", name="right"), *wrong, d=10)


def measured(**options: int) -> Model:
    return counting({"c": "2*a"}, assumes=[asks("a", **options)])


def many(readings: int) -> Solutions:
    """Constants that all print as 1K."""
    which = asks("a", **{f"n{number}": number for number in range(readings)})
    return solve(counting({"c": "990 + a"}, Claim(printed="1K", counts="c"), assumes=[which]))


def claimed(*matches: str) -> Solutions:
    """100, claimed as often as there are ways of matching."""
    claims = (
        Claim(printed="100", counts="c", name=f"n{at}", match=match)
        for at, match in enumerate(matches)
    )
    return solve(counting({"c": "d*d"}, *claims, d=10))


def linked() -> Solutions:
    """One of a and b, and e is of no account."""
    row = Configuration(name="s", title="small", claims=(Claim(printed="2", counts="2*f"),))
    return solve(
        counting(
            {"c": "d*(1 + a + b) + 0*e", "f": "1"},
            Claim(printed="20", counts="c", name="named"),
            rows=[row],
            assumes=[asks("a"), asks("b"), asks("e")],
            d=10,
        )
    )


def seven() -> Solutions:
    claims = (Claim(printed=f"{10 + at}", counts=f"c + {at}") for at in range(7))
    return solve(counting({"c": "d"}, *claims, d=10))
