"""Random formulas and models for laws."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from derive.errors import DeriveError
from derive.model.assumptions import Assumption
from derive.model.case import Case, usual
from derive.model.claims import Claim
from derive.model.model import Model
from derive.model.parts import Component, Configuration
from derive.model.symbols import Hyperparameter

HYPERPARAMETERS = ("d", "L", "V_in")
SYMBOLS = ("bias", "tied", "reads", "extra", "merge")


@cache
def formulas(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Formulas of the language that never come out negative or fractional."""
    leaf = st.one_of(st.sampled_from(names), st.integers(0, 9).map(str))

    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.tuples(inner, inner).map(lambda p: f"{p[0]} + {p[1]}"),
            st.tuples(inner, inner).map(lambda p: f"({p[0]})*({p[1]})"),
            inner.map(lambda f: f"({f})**2"),
            st.tuples(inner, st.integers(1, 5)).map(lambda p: f"({p[0]}) // {p[1]}"),
            st.tuples(inner, st.integers(1, 8)).map(lambda p: f"ceil_to({p[0]}, {p[1]})"),
            st.tuples(inner, inner).map(lambda p: f"min({p[0]}, {p[1]})"),
            inner.map(lambda f: f"sum(i*({f}), i, 1, 3)"),
            inner.map(lambda f: f"linear({f}, 3, bias=2)"),
        )

    return st.recursive(leaf, grow, max_leaves=4)


@st.composite
def assumptions(draw: st.DrawFn) -> tuple[Assumption, ...]:
    found = [
        Assumption(
            name="bias",
            options={"none": 0, "one": 1, "two": 2},
            usual=draw(st.sampled_from(["none", "one"])),
        ),
        Assumption(name="tied", per_configuration=draw(st.booleans())),
    ]
    if draw(st.booleans()):
        nested = draw(formulas((*HYPERPARAMETERS, "bias")))
        found.append(Assumption(name="reads", options={"top": "d", "all": "L*d", "odd": nested}))
    if draw(st.booleans()):
        found.append(
            Assumption(
                name="context",
                options={"no": {"extra": 0, "merge": 1}, "yes": {"extra": "d", "merge": "L"}},
            )
        )
    if draw(st.booleans()):
        found.append(Assumption(name="cut", options=["nearest", "down"]))
    return tuple(found)


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Models of up to a few hundred assumption sets, with claims that some set gives."""
    assumed = draw(assumptions())
    symbols = tuple(s for a in assumed for s in a.symbols)
    values = {name: draw(st.integers(0, 6)) for name in HYPERPARAMETERS}
    names = draw(st.lists(st.sampled_from(["first", "second", "third"]), min_size=1, unique=True))
    components = [
        Component(
            name=name,
            formula=draw(formulas((*HYPERPARAMETERS, *symbols))),
            groups=["some"] if at % 2 == 0 else [],
            counted=draw(st.integers(0, 4)) > 0,
        )
        for at, name in enumerate(names)
    ]
    used = " + ".join([*symbols, "0"])
    components.append(Component(name="used", formula=f"{used} + d + 1"))
    rows = ["", *draw(st.lists(st.sampled_from(["small", "large"]), max_size=2, unique=True))]
    requires = draw(
        st.lists(
            st.sampled_from(["tied <= bias", "bias != 'two' or tied == 'no'", "bias*d < 9"]),
            max_size=2,
        )
    )
    counts = {row: draw(st.lists(counted(symbols), min_size=1, max_size=2)) for row in rows}
    row_values = {row: {"d": draw(st.integers(0, 6))} for row in rows if row}
    return _claiming(draw, values, assumed, components, rows, row_values, requires, counts)


def counted(symbols: tuple[str, ...]) -> st.SearchStrategy[str]:
    choices = ["total", "some", "used + d", f"used + total*{symbols[0]}", "L*used"]
    return st.sampled_from(choices)


def _claiming(draw, values, assumed, components, rows, row_values, requires, counts):  # type: ignore[no-untyped-def]
    """Make each claim print something near what one assumption set gives."""

    def build(claim):  # type: ignore[no-untyped-def]
        claims = {row: tuple(claim(row, at, c) for at, c in enumerate(counts[row])) for row in rows}
        return Model(
            hyperparameters=tuple(Hyperparameter(name=n, value=v) for n, v in values.items()),
            assumptions=assumed,
            components=tuple(components),
            claims=claims[""],
            configurations=tuple(
                Configuration(name=row, values=row_values[row], claims=claims[row])
                for row in rows
                if row
            ),
            requires=tuple(requires),
        )

    words = any(a.name == "cut" for a in assumed)

    def blank(row: str, at: int, count: str) -> Claim:
        rounding = "cut" if words else "nearest"
        return Claim(printed="0", counts=count, name=f"c{at}", rounding=rounding)

    model = build(blank)
    chosen = {
        label: draw(st.sampled_from(model.assumption_named[label.split("@")[0]].names))
        for label in usual(model).chosen
    }
    try:
        numbers = Case(model=model, chosen=chosen).values
    except DeriveError:
        numbers = dict.fromkeys(model.claim_named, 0)
    styles = {name: draw(st.sampled_from(["exact", "K", "least", "digits"])) for name in numbers}

    def real(row: str, at: int, count: str) -> Claim:
        name = f"c{at}@{row}" if row else f"c{at}"
        number, style = numbers[name], styles[name]
        rounding = "cut" if words else "nearest"
        if style == "K" and number >= 100:
            printed = f"{number / 1000:.1f}K"
            return Claim(printed=printed, counts=count, name=f"c{at}", rounding=rounding)
        match = {"exact": "exact", "least": "at_least"}.get(style, "printed")
        return Claim(
            printed=str(number), counts=count, name=f"c{at}", match=match, rounding=rounding
        )

    return build(real)
