"""The parts of a model: where it was read, the components, and the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from derive.components import LIBRARY
from derive.errors import ModelError, did_you_mean
from derive.formulas.formula import Formula, FormulaLike, formula
from derive.formulas.names import check_name
from derive.frozen import Frozen
from derive.model.claims import Claim
from derive.model.fields import Takes, frozen, keep, unless
from derive.model.symbols import check_value

TOTAL = "total"
MEASURES = ("active", "trainable")  # parameters, of which not all may be so


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Where the numbers were read: what a reference list needs, all of it optional."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    arxiv: str = ""
    doi: str = ""
    url: str = ""
    venue: str = ""
    bibtex: str = ""
    note: str = ""


@frozen
class Component:
    """A named formula in hyperparameters and assumptions.

    `formula` is that of one copy, and `repeats` how many there are; what is named, added up and
    claimed is `whole`, all copies. `groups` are names under which components are added up; one
    that is not `counted` is no part of the total, though a claim may name it. `measures` say how
    many of one copy's parameters are `active` for a token, or `trainable`, where not all are.

    >>> Component(name="encoder", formula="L * lstm(d, d)").formula
    L*4*(d*d + d**2)
    >>> Component(name="experts", formula="8*ffn", repeats="L", measures={"active": "2*ffn"}).whole
    L*8*ffn
    """

    name: str
    formula: Takes[FormulaLike, Formula]
    means: str = ""
    groups: Takes[Iterable[str], tuple[str, ...]] = unless(())
    counted: bool = True
    repeats: Takes[FormulaLike | None, Formula | None] = unless(None)
    measures: Takes[Mapping[str, FormulaLike], Mapping[str, Formula]] = unless(Frozen())

    def __post_init__(self) -> None:
        check_name(self.name)
        keep(
            self,
            formula=library_formula(self.formula),
            groups=tuple(self.groups),
            repeats=None if self.repeats is None else library_formula(self.repeats),
            measures=Frozen({name: library_formula(its) for name, its in self.measures.items()}),
        )
        for name in self.measures:
            if name not in MEASURES:
                known = f"there are {' and '.join(MEASURES)}"
                raise ModelError(
                    f"{name!r} is no measure of a component",
                    advice=did_you_mean(name, MEASURES, known),
                    path=("measures", name),
                )

    @property
    def whole(self) -> Formula:
        """Give the formula of all copies."""
        return self.formula if self.repeats is None else self.repeats * self.formula

    @property
    def written(self) -> Mapping[tuple[str, ...], Formula]:
        """Give every formula of it, by the keys under which a file writes them."""
        found: dict[tuple[str, ...], Formula] = {("formula",): self.formula}
        if self.repeats is not None:
            found["repeats",] = self.repeats
        return found | {("measures", name): its for name, its in self.measures.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """Give every name that its formulas hold, in order of appearance."""
        return tuple(dict.fromkeys(name for its in self.written.values() for name in its.names))

    def measured(self, measure: str) -> Component:
        """Give the component that counts a measure: its own formula where all of it does.

        >>> experts = Component(name="c", formula="8*d", measures={"active": "2*d"})
        >>> experts.measured("active").formula, experts.measured("trainable").formula
        (2*d, 8*d)
        """
        return replace(self, formula=self.measures.get(measure, self.formula), measures=Frozen())


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """One row of a table: its own values and claims, and which components exist in it (or all).

    >>> Configuration(name="S/32", values={"d": 512}).title
    'S/32'
    """

    name: str
    title: str = ""
    values: Mapping[str, int] = field(default_factory=dict)
    components: tuple[str, ...] | None = None
    claims: tuple[Claim, ...] = ()

    def __post_init__(self) -> None:
        keep(self, title=self.title or self.name, values=Frozen(self.values))
        for name, value in self.values.items():
            check_value(name, value)

    @property
    def binding(self) -> tuple[Claim, ...]:
        """Give the claims that a count has to meet: all but the nominal ones.

        >>> named = Claim(printed="60M", counts="total", match="nominal")
        >>> Configuration(name="60M", claims=(named,)).binding
        ()
        """
        return tuple(claim for claim in self.claims if claim.binding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim in its row, under the name that it has in the model.

    >>> Claimed(name="total@S/32", row=Configuration(name="S/32"), claim=Claim(
    ...     printed="88M", counts="total")).claim.printed
    '88M'
    """

    name: str
    row: Configuration
    claim: Claim


def library_formula(value: FormulaLike) -> Formula:
    """Give a formula that may call the component library.

    >>> library_formula("linear(2, 3)")
    2*3
    """
    return formula(value, LIBRARY)
