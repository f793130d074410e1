"""A model: hyperparameters, assumptions, components and claims, checked to fit together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.components import LIBRARY
from derive.errors import SpecError
from derive.formulas.grammar import condition
from derive.frozen import Frozen
from derive.model.claims import Claim
from derive.model.faults import faults_of
from derive.model.fields import keep
from derive.model.lookups import Parts
from derive.model.parts import library_formula
from derive.notebook import Shown


@dataclass(frozen=True, kw_only=True)
class Model(Parts, Shown):
    """A paper's hyperparameters, assumptions, components and claims; refuses what does not fit.

    >>> from derive import Assumption, Component, Hyperparameter
    >>> model = Model(
    ...     hyperparameters=(Hyperparameter(name="d", value=10),),
    ...     assumptions=(Assumption(name="bias", options={"none": 0, "one": 1}),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... )
    >>> model.component_formula(model.components[0])
    d*d + bias*d
    >>> replace(model, assumptions=())
    Traceback (most recent call last):
    derive.errors.ModelError: component layer: unknown name 'bias'; a formula knows d
    """

    def __post_init__(self) -> None:
        keep(
            self,
            definitions=Frozen({n: library_formula(f) for n, f in self.definitions.items()}),
            declared=Frozen(self.declared),
            requires=tuple(
                condition(one, LIBRARY) if isinstance(one, str) else one for one in self.requires
            ),
        )
        faults = faults_of(self)
        if faults:
            raise faults[0] if len(faults) == 1 else SpecError(faults)

    def matching(self, match: str) -> Model:
        """Give the model with every claim of a printed number matched so: "exact" or "printed".

        >>> from derive import Component
        >>> model = Model(
        ...     components=(Component(name="c", formula=7),),
        ...     claims=(Claim(printed="7", counts="c"),),
        ... )
        >>> model.matching("exact").claims[0].match
        'exact'
        """
        return replace(
            self,
            claims=_matching(self.claims, match),
            configurations=tuple(
                replace(row, claims=_matching(row.claims, match)) for row in self.configurations
            ),
        )


def _matching(claims: tuple[Claim, ...], match: str) -> tuple[Claim, ...]:
    return tuple(
        replace(claim, match=match) if claim.match in ("printed", "exact") else claim
        for claim in claims
    )
