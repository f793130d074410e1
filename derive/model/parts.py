"""The parts of a model: where it was read, the components, and the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from derive.components import LIBRARY
from derive.formulas.formula import Formula, FormulaLike, formula
from derive.formulas.names import check_name
from derive.frozen import Frozen
from derive.model.claims import Claim
from derive.model.fields import Takes, frozen, keep, unless
from derive.model.symbols import check_value

TOTAL = "total"


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

    `groups` are names under which components are added up; one that is not `counted` is no part
    of the total, though a claim may name it.

    >>> Component(name="encoder", formula="L * lstm(d, d)").formula
    L*4*(d*d + d**2)
    """

    name: str
    formula: Takes[FormulaLike, Formula]
    means: str = ""
    groups: Takes[Iterable[str], tuple[str, ...]] = unless(())
    counted: bool = True

    def __post_init__(self) -> None:
        check_name(self.name)
        keep(self, formula=library_formula(self.formula), groups=tuple(self.groups))


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
