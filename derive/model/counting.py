"""What an assumption set gives: every component and every claim, counted one by one in integers.

This is the slow, independent way: trees and whole numbers, no polynomial and no diagram. The
solver's answers are counted again here before anybody sees them.

An assumption set is a mapping from label to option: `gate_bias`, or `replicas@small` for an
assumption that is asked anew in each row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.errors import DeriveError, ModelError
from derive.formulas.tree import Exact, Written, evaluate, names_in
from derive.model.assumptions import Assumption
from derive.model.claims import Claim
from derive.model.model import Model
from derive.model.parts import Component, Configuration
from derive.model.symbols import Hyperparameter

AssumptionSet = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One choice to make: an assumption, or an assumption in one row.

    >>> Variable(assumption=Assumption(name="replicas"), row="small").label
    'replicas@small'
    """

    assumption: Assumption
    row: str | None = None

    @property
    def label(self) -> str:
        """Give the name under which outputs show the choice."""
        return self.assumption.name if self.row is None else f"{self.assumption.name}@{self.row}"


def variables(model: Model) -> tuple[Variable, ...]:
    """Give the choices of a model, in the order of its assumptions and rows.

    >>> claims = (Claim(printed="3", counts="2 + copies"),)
    >>> model = Model(
    ...     assumptions=(Assumption(name="copies", per_configuration=True),),
    ...     configurations=tuple(Configuration(name=name, claims=claims) for name in "AB"),
    ... )
    >>> [variable.label for variable in variables(model)]
    ['copies@A', 'copies@B']
    """
    rows = [row.name for row in model.solved_rows]
    return tuple(
        Variable(assumption=assumption, row=row)
        for assumption in model.assumptions
        for row in (rows if assumption.per_configuration else [None])
    )


def label_in(assumption: Assumption, row: Configuration) -> str:
    """Give the label of an assumption in a row.

    >>> small = Configuration(name="small")
    >>> label_in(Assumption(name="bias"), small)
    'bias'
    >>> label_in(Assumption(name="replicas", per_configuration=True), small)
    'replicas@small'
    """
    return Variable(
        assumption=assumption, row=row.name if assumption.per_configuration else None
    ).label


def usual(model: Model) -> dict[str, str]:
    """Give the assumption set a reader would assume first.

    >>> usual(Model())
    {}
    """
    return {v.label: v.assumption.usual for v in variables(model)}


def chosen_words(
    model: Model, row: Configuration, claim: Claim, chosen: AssumptionSet
) -> dict[str, str]:
    """Give the options chosen for the assumptions that say how a claim's figure was cut.

    >>> model = Model(assumptions=(Assumption(name="cut", options=["nearest", "down"]),),
    ...               components=(Component(name="c", formula=7),),
    ...               claims=(Claim(printed="7", counts="c", rounding="cut"),))
    >>> chosen_words(model, model.rows[0], model.claims[0], {"cut": "down"})
    {'cut': 'down'}
    """
    named = model.assumption_named
    return {w: chosen[label_in(named[w], row)] for w in claim.words if w in named}


def row_values(
    model: Model, row: Configuration, chosen: AssumptionSet, unknowns: Mapping[str, int] = {}
) -> dict[str, Exact]:
    """Give the number of every hyperparameter and every symbol of an assumption in a row.

    What depends on a name without a value has none either.

    >>> model = Model(
    ...     hyperparameters=(Hyperparameter(name="d", value=10),),
    ...     assumptions=(Assumption(name="reads", options={"state": "d", "both": "2*d"}),),
    ...     components=(Component(name="c", formula="reads*d"),),
    ... )
    >>> row_values(model, Configuration(name=""), {"reads": "both"})
    {'d': 10, 'reads': 20}
    """
    values = {**model.values(row), **in_row(unknowns, row)}
    waiting = {
        symbol: model.option_formula(
            assumption[chosen[label_in(assumption, row)]].sets[symbol].written
        ).written
        for symbol, assumption in model.setting.items()
    }
    while waiting:
        ready = [s for s, tree in waiting.items() if not names_in(tree).keys() & waiting.keys()]
        for symbol in ready:
            tree = waiting.pop(symbol)
            if not names_in(tree).keys() - values.keys():
                values[symbol] = evaluate(tree, values)
    return values


def unknown_ranges(model: Model) -> dict[str, tuple[int, int]]:
    """Give the range of each unknown by its label: `V`, or `V@small` where each row has its own.

    >>> from derive.model.symbols import Hyperparameter, Unknown
    >>> V = Hyperparameter(name="V", unknown=Unknown(first=1, last=9))
    >>> unknown_ranges(Model(hyperparameters=(V,)))
    {'V': (1, 9)}
    """
    return {
        unknown_label(h, row): (h.unknown.first, h.unknown.last)
        for h in model.known.values()
        if h.unknown is not None
        for row in (model.solved_rows if h.per_configuration else (Configuration(name=""),))
    }


def unknown_label(unknown: Hyperparameter, row: Configuration) -> str:
    """Give the label of an unknown in a row.

    >>> from derive.model.symbols import Unknown
    >>> V = Hyperparameter(name="V", unknown=Unknown(first=1, last=9), per_configuration=True)
    >>> unknown_label(V, Configuration(name="small")), unknown_label(V, Configuration(name=""))
    ('V@small', 'V')
    """
    own = unknown.per_configuration and row.name
    return f"{unknown.name}@{row.name}" if own else unknown.name


def in_row(unknowns: Mapping[str, int], row: Configuration) -> dict[str, int]:
    """Give the values of the unknowns in a row, by their own names.

    >>> in_row({"V": 7, "T@small": 5, "T@large": 9}, Configuration(name="small"))
    {'V': 7, 'T': 5}
    """
    return {
        name: value
        for label, value in unknowns.items()
        for name, _, where in [label.partition("@")]
        if where in ("", row.name)
    }


def count(tree: Written, values: Mapping[str, Exact], what: str) -> int:
    """Give the whole number of 0 or more that a formula counts.

    >>> from derive.formulas.grammar import parse
    >>> count(parse("d/2"), {"d": 7}, "component half")
    Traceback (most recent call last):
    derive.errors.ModelError: component half: 7/2 is not a whole number of 0 or more; ...
    """
    try:
        value = evaluate(tree, values)
    except DeriveError as fault:
        raise fault.within(what) from None
    if value != int(value) or value < 0:
        raise ModelError(
            f"{value} is not a whole number of 0 or more",
            advice="mend the formula, or forbid the choice in requires",
            place=(what,),
        )
    return int(value)


def component_counts(
    model: Model, row: Configuration, chosen: AssumptionSet, unknowns: Mapping[str, int] = {}
) -> dict[str, int]:
    """Give the count of every component of a row.

    Raises ModelError for a count that is below zero or no whole number.

    >>> model = Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=tuple(Component(name=n, formula="linear(2, 3, bias=bias)") for n in "ab"),
    ... )
    >>> component_counts(model, Configuration(name=""), {"bias": "yes"})
    {'a': 9, 'b': 9}
    """
    values = row_values(model, row, chosen, unknowns)
    return {
        component.name: component_count(model, component, values)
        for component in model.present(row)
    }


def component_count(model: Model, component: Component, values: Mapping[str, Exact]) -> int:
    """Give the count of one component for the values of a row.

    Raises ModelError for a count that is below zero or no whole number.

    >>> from derive import hyperparameters
    >>> part = Component(name="layers", formula="L*d**2")
    >>> model = Model(hyperparameters=hyperparameters(L=4, d=10), components=(part,))
    >>> component_count(model, part, {"L": 4, "d": 10})
    400
    """
    tree = model.component_formula(component).written
    return count(tree, values, f"component {component.name}")


def claim_count(
    model: Model,
    row: Configuration,
    claim: Claim,
    chosen: AssumptionSet,
    unknowns: Mapping[str, int] = {},
) -> int:
    """Give what a claim counts, from the counts of the components it adds up.

    Raises ModelError for a count that is below zero or no whole number.

    >>> claim = Claim(printed="18", counts="2*c")
    >>> model = Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(2, 3, bias=bias)"),),
    ... )
    >>> claim_count(model, Configuration(name=""), claim, {"bias": "yes"})
    18
    """
    values = row_values(model, row, chosen, unknowns)
    for name in claim.counts.names:
        meaning = model.meaning_of(name, row)
        if meaning is not None:
            values[name] = sum(component_count(model, c, values) for c in meaning)
    return count(claim.counts.written, values, f"claim {claim.name}")


def claim_counts(
    model: Model, chosen: AssumptionSet, unknowns: Mapping[str, int] = {}
) -> dict[str, int]:
    """Give every claim's count, by its name.

    >>> model = Model(
    ...     assumptions=(Assumption(name="bias"),),
    ...     components=(Component(name="c", formula="linear(2, 3, bias=bias)"),),
    ...     claims=(Claim(printed="9", counts="c"),),
    ... )
    >>> claim_counts(model, {"bias": "no"}), claim_counts(model, {"bias": "yes"})
    ({'c': 6}, {'c': 9})
    """
    return {
        name: claim_count(model, row, claim, chosen, unknowns)
        for name, (row, claim) in zip(model.claim_names, model.claimed, strict=True)
    }


def permitted(model: Model, chosen: AssumptionSet) -> bool:
    """Say whether `requires` holds in every row.

    >>> model = Model(
    ...     assumptions=(Assumption(name="tied"), Assumption(name="bias")),
    ...     components=(Component(name="c", formula="2 + tied + bias"),),
    ...     claims=(Claim(printed="3", counts="c"),),
    ...     requires=("tied == 'no' or bias == 'no'",),
    ... )
    >>> [permitted(model, {"tied": "yes", "bias": bias}) for bias in ("no", "yes")]
    [True, False]
    """
    for row in model.solved_rows:
        values = row_values(model, row, chosen)
        options = {a.name: chosen[label_in(a, row)] for a in model.assumptions}
        if not all(requirement.holds(values, options) for requirement in model.requires):
            return False
    return True
