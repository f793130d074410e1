"""Where the assumptions of a model stand among the variables of a problem, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from derive.errors import UsageError, did_you_mean
from derive.frozen import Frozen
from derive.intervals import Interval
from derive.model.amounts import number
from derive.model.labels import Variable, label_in, variables
from derive.model.model import Model
from derive.model.parts import Configuration
from derive.solver.divisors import open_ranges
from derive.solver.tabulating import Names

Scope = tuple[int, ...]


class Taken(NamedTuple):
    """What somebody gives: options by name or label, and values of unknowns by label."""

    options: dict[str, str]
    values: dict[str, int]


class Layout:
    """The variables of a model's problem and the scopes of its tables.

    >>> from derive.model.assumptions import Assumption
    >>> from derive.model.parts import Component
    >>> layout = Layout(Model(
    ...     assumptions=(Assumption(name="bias", options={"none": 0, "one": 1, "two": 2}),),
    ...     components=(Component(name="c", formula="bias"),),
    ... ))
    >>> layout.sizes, layout.variables[0].label, layout.pins({"bias": "two"})
    ((3,), 'bias', {0: 2})

    `held` are values of unknowns, which then have no other.
    """

    def __init__(self, model: Model, held: Mapping[str, int] = {}) -> None:
        self.model = model
        self.held = Frozen(held)
        self.variables: tuple[Variable, ...] = variables(model)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Give the number of options of each variable."""
        return tuple(len(v.assumption.options) for v in self.variables)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Give the label of each variable."""
        return tuple(v.label for v in self.variables)

    @cached_property
    def ranges(self) -> dict[str, Interval[int]]:
        """Give the range of each unknown, without ends that divide by 0; one value if held."""
        held = {label: Interval(value, value) for label, value in self.held.items()}
        return {**self._open, **held}

    @cached_property
    def costs(self) -> tuple[tuple[int, ...], ...]:
        """Give what each option departs from the usual: 0 or 1."""
        return tuple(
            tuple(int(o.name != v.assumption.usual) for o in v.assumption.options)
            for v in self.variables
        )

    def scope(self, names: Names, row: Configuration) -> Scope:
        """Give the variables of some assumptions in a row."""
        named = self.model.assumption_named
        return tuple(self._at[label_in(named[name], row)] for name in names)

    @cached_property
    def _at(self) -> dict[str, int]:
        return {label: at for at, label in enumerate(self.labels)}

    def pins(self, chosen: Mapping[str, str | int]) -> dict[int, int]:
        """Give the variables that options are chosen for; `NAME` chooses in every row.

        What is chosen in one row, as `NAME@ROW`, wins over what is chosen in every row. Raises
        UsageError for an assumption that does not exist, ModelError for an option.
        """
        return {
            at: variable.assumption.names.index(variable.assumption.meant(option))
            for name, option in sorted(chosen.items(), key=lambda pair: "@" in pair[0])
            for at in self.named(name)
            for variable in [self.variables[at]]
        }

    def named(self, name: str) -> list[int]:
        """Give the variables that a name stands for: one, or one in each row.

        Raises UsageError that says which name was meant.
        """
        variables = enumerate(self.variables)
        found = [at for at, v in variables if name in (v.label, v.assumption.name)]
        if not found:
            raise self._unfound(name)
        return found

    def _unfound(self, name: str) -> UsageError:
        stated = self.model.known.get(name)
        if stated is not None and stated.unknown is None:
            return UsageError(
                f"{name} is a hyperparameter that the paper states",
                advice="only assumptions and unknowns can be given",
            )
        known = (*self.labels, *self._open)
        unknowns = f"; the unknowns are {', '.join(self._open)}" if self._open else ""
        everything = f"the assumptions are {', '.join(self.labels)}{unknowns}"
        advice = did_you_mean(name, known, everything)
        return UsageError(f"there is no assumption {name!r}", advice=advice)

    def taken(self, given: Mapping[str, str | int]) -> Taken:
        """Part what is given into options, by their names, and values of unknowns, by label.

        An option may be given by its number. Raises UsageError for a name that stands for
        neither and for a value outside of an unknown's range, ModelError for an option.

        >>> from derive.model.assumptions import Assumption
        >>> from derive.model.parts import Component
        >>> from derive.model.symbols import Hyperparameter, Unknown
        >>> layout = Layout(Model(
        ...     hyperparameters=(Hyperparameter(name="V", unknown=Unknown(first=1, last=9)),),
        ...     assumptions=(Assumption(name="bias"),),
        ...     components=(Component(name="c", formula="bias*V"),),
        ... ))
        >>> layout.taken({"bias": 1, "V": "7"})
        Taken(options={'bias': 'yes'}, values={'V': 7})
        >>> layout.taken({"V": 10})
        Traceback (most recent call last):
        derive.errors.UsageError: V = 10 is outside of its range; V is unknown, 1 to 9
        """
        options: dict[str, str] = {}
        values: dict[str, int] = {}
        for name, what in sorted(given.items(), key=lambda pair: "@" in pair[0]):
            labels = [one for one in self._open if name in (one, one.partition("@")[0])]
            if labels:
                values |= {label: _value(label, what, self._open[label]) for label in labels}
            else:
                options[name] = self.variables[self.named(name)[0]].assumption.meant(what)
        return Taken(options, values)

    @cached_property
    def _open(self) -> dict[str, Interval[int]]:
        return open_ranges(self.model)

    def told(self, choice: Sequence[int], scope: Iterable[int]) -> str:
        """Say which options are chosen for some of the variables."""
        named = ((self.variables[at], choice[at]) for at in scope)
        return ", ".join(f"{v.label} = {v.assumption.names[option]}" for v, option in named)

    def words(self, names: Names, chosen: dict[str, int]) -> dict[str, str]:
        """Give the names of the chosen options."""
        named = self.model.assumption_named
        return {name: named[name].options[chosen[name]].name for name in names}


def _value(label: str, given: str | int, its: Interval[int]) -> int:
    """Read the value of an unknown, which must be one of its range."""
    unknown = f"{label} is unknown, {its}"
    try:
        value = number(str(given))
    except UsageError as fault:
        raise UsageError(f"{label} = {given}: {fault.message}", advice=unknown) from None
    if value.denominator > 1:
        raise UsageError(f"{label} = {given} is no whole number", advice=unknown)
    if int(value) not in its:
        raise UsageError(f"{label} = {given} is outside of its range", advice=unknown)
    return int(value)
