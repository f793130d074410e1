"""Where the assumptions of a model stand among the variables of a problem, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from derive.errors import UsageError, did_you_mean
from derive.intervals import Interval
from derive.model.labels import Variable, label_in, variables
from derive.model.model import Model
from derive.model.parts import Configuration
from derive.solver.divisors import open_ranges
from derive.solver.tabulating import Names

Scope = tuple[int, ...]


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
    """

    def __init__(self, model: Model) -> None:
        self.model = model
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
        """Give the range of each unknown, without ends that would divide by 0."""
        return open_ranges(self.model)

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

    def pins(self, chosen: Mapping[str, str]) -> dict[int, int]:
        """Give the variables that options are chosen for; `NAME` chooses in every row.

        What is chosen in one row, as `NAME@ROW`, wins over what is chosen in every row. Raises
        UsageError for an assumption that does not exist, ModelError for an option.
        """
        return {
            at: self.variables[at].assumption.index(option)
            for name, option in sorted(chosen.items(), key=lambda pair: "@" in pair[0])
            for at in self.named(name)
        }

    def named(self, name: str) -> list[int]:
        """Give the variables that a name stands for: one, or one in each row.

        Raises UsageError that says which name was meant.
        """
        variables = enumerate(self.variables)
        found = [at for at, v in variables if name in (v.label, v.assumption.name)]
        if not found:
            advice = did_you_mean(
                name, self.labels, f"the assumptions are {', '.join(self.labels)}"
            )
            raise UsageError(f"there is no assumption {name!r}", advice=advice)
        return found

    def words(self, names: Names, chosen: dict[str, int]) -> dict[str, str]:
        """Give the names of the chosen options."""
        named = self.model.assumption_named
        return {name: named[name].options[chosen[name]].name for name in names}
