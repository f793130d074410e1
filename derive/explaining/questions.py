"""The further numbers that somebody could be asked for: what each counts, where, how closely.

numbers      :: Model -> Numbers that the authors could look up, or count in a checkpoint
hypothetical :: Model -> Numbers of models that nobody need have trained
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from derive.model.claims import figure
from derive.model.labels import unknown_ranges
from derive.model.model import Model
from derive.model.parts import TOTAL, Claimed, Configuration
from derive.printed import Printed, longer

# What is easiest to find out comes first: it decides between numbers that tell as much.
KINDS = ("group", "components", "component", "quantity", "digits", "exact", "unknown", "changed")
DIGITS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that could be asked for: what it counts, where, how closely, what is changed.

    `kind` is one of KINDS. `means` are the words of what it counts, one each, "" where there are
    none. A claim is asked for again, `printed` so in the paper, to so many `digits` or (0) to the
    last. `changed` names a hyperparameter and the value it has instead of the paper's.
    """

    kind: str
    counts: tuple[str, ...]
    row: str = ""
    means: tuple[str, ...] = ()
    printed: str = ""
    digits: int = 0
    changed: tuple[str, int] | None = None

    @property
    def label(self) -> str:
        """Give a name of it.

        >>> Number(kind="changed", counts=("total",), changed=("L", 8)).label
        'total with L = 8'
        >>> Number(kind="digits", counts=("total",), row="base", printed="65M", digits=3).label
        'total of base to three digits'
        """
        where = f" of {self.row}" if self.row else ""
        return " + ".join(self.counts) + where + self.beside

    @property
    def beside(self) -> str:
        """Say how closely it is asked for, and with which other value.

        >>> Number(kind="exact", counts=("total",), printed="65M").beside
        ' to the last digit'
        """
        if self.changed:
            return f" with {self.changed[0]} = {self.changed[1]:,}"
        if not self.printed:
            return ""
        if not self.digits:
            return " to the last digit"
        many = DIGITS[self.digits] if self.digits < len(DIGITS) else str(self.digits)
        return f" to {many} digits"


def numbers(model: Model) -> Iterator[Number]:
    """List the further numbers of a model that the paper does not print.

    Counts of components and groups come first, then what is claimed elsewhere, one more digit of a
    figure and all of them, and the values of unknowns.

    >>> from derive import Claim, Component, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(V=80, W=10, d=10),
    ...     components=tuple(Component(name=f"{n}_table", formula=f"{n}*d") for n in "VW"),
    ...     claims=(Claim(printed="0.9K", counts="total"),),
    ... )
    >>> [number.label for number in numbers(model)]
    ['V_table', 'W_table', 'total to two digits', 'total to the last digit']
    """
    for row in model.rows:
        yield from _apart(model, row)
    for one in model.claimed:
        yield from _closer(one)
    for label in unknown_ranges(model):
        means = model.known[label.partition("@")[0]].means
        yield Number(kind="unknown", counts=(label,), means=(means,))


def hypothetical(model: Model) -> Iterator[Number]:
    """List the first claim again and again, each time with one hyperparameter twice as large.

    >>> from derive import Claim, Component, hyperparameters
    >>> model = Model(
    ...     hyperparameters=hyperparameters(V=80, d=10),
    ...     components=(Component(name="table", formula="V*d"),),
    ...     claims=(Claim(printed="800", counts="total"),),
    ... )
    >>> [number.label for number in hypothetical(model)]
    ['total with V = 160', 'total with d = 20']
    """
    for row in model.solved_rows[:1]:
        counts = (str(row.binding[0].counts),)
        for name, value in model.values(row).items():
            if value and isinstance(value, int) and not model.known[name].switch:
                changed = (name, 2 * value)
                yield Number(kind="changed", counts=counts, row=row.name, changed=changed)


def _apart(model: Model, row: Configuration) -> Iterator[Number]:
    """Give the numbers of a row, each once, and none that is printed in it."""
    seen = {_meaning(model, row, (str(claim.counts),)) for claim in row.binding}
    for number in _of_row(model, row):
        meaning = _meaning(model, row, number.counts)
        if meaning not in seen:
            seen.add(meaning)
            yield number


def _meaning(model: Model, row: Configuration, counts: tuple[str, ...]) -> frozenset[str]:
    """Give the components that are added up; a formula of them stands for itself."""
    meanings = [(name, model.meaning_of(name, row)) for name in counts]
    return frozenset(
        part
        for name, meaning in meanings
        for part in ([name] if meaning is None else [component.name for component in meaning])
    )


def _of_row(model: Model, row: Configuration) -> Iterator[Number]:
    present = model.present(row)
    means = {component.name: component.means for component in present}
    for name in means:
        yield Number(kind="component", counts=(name,), row=row.name, means=(means[name],))
    for group in model.groups:
        if any(group in component.groups for component in present):
            yield Number(kind="group", counts=(group,), row=row.name)
    for names in _alike([c.name for c in present if c.counted]):
        words = tuple(means[name] for name in names)
        yield Number(kind="components", counts=names, row=row.name, means=words)
    for quantity in dict.fromkeys([TOTAL, *(str(one.claim.counts) for one in model.claimed)]):
        yield Number(kind="quantity", counts=(quantity,), row=row.name)


def _alike(names: list[str]) -> Iterator[tuple[str, ...]]:
    """Give components that share a word of their names: all the embeddings, both softmaxes."""
    words = Counter(word for name in names for word in {*name.split("_")})
    for word, times in words.items():
        if 1 < times < len(names):
            yield tuple(name for name in names if word in name.split("_"))


def _closer(one: Claimed) -> Iterator[Number]:
    """Give a claim again, to one more digit and to the last, where it is not printed so."""
    more = longer_figure(one)
    last = Number(
        kind="exact",
        counts=(str(one.claim.counts),),
        row=one.row.name,
        printed=figure(one.claim),
    )
    if more is not None:
        yield replace(last, kind="digits", digits=len(str(more.digits)))
    if more is None or longer(more) is not None:
        yield last


def longer_figure(one: Claimed) -> Printed | None:
    """Give a claim's figure with one more digit, a 0; None where its last digit counts ones.

    >>> from derive import Claim
    >>> one = Claimed(name="c", row=Configuration(name=""), claim=Claim(
    ...     printed="12.58", scale="M", counts="c"))
    >>> str(longer_figure(one))
    '12.580M'
    """
    if one.claim.match != "printed":
        return None
    return longer(Printed.parse(figure(one.claim)))
